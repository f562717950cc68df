"""Verification of ZC2-HMAC-SHA256, the vendor's signature over the final bytes of a request."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from refusal import Refusal

METHOD = "ZC2-HMAC-SHA256"
WINDOW_SECONDS = 300  # how far the time stamp may be from our clock, either way
ALWAYS_SIGNED = ("content-type", "host")


@dataclass(frozen=True)
class Credentials:
    """One access key. The password is kept out of anything printed."""

    key_id: str
    password: str = field(repr=False)


def sign(password: str, method: str, headers: list[tuple[str, str]], timestamp: str, body: bytes) -> str:
    """The signature: path, query and action are not part of it, the canonical path is always `/`."""
    canonical = "\n".join([
        method, "/", "",
        "".join(f"{name}:{value}\n" for name, value in headers),
        ";".join(name for name, _ in headers),
        hashlib.sha256(body).hexdigest(),
    ])
    to_sign = "\n".join([METHOD, timestamp, hashlib.sha256(canonical.encode()).hexdigest()])
    return hmac.new(password.encode(), to_sign.encode(), hashlib.sha256).hexdigest()


def verify(credentials: Credentials, method: str, headers: Mapping[str, str], body: bytes, now: float) -> None:
    """Raise Refusal unless the request was signed with the credentials, and lately.

    `headers` must look names up without regard to case. A repeat of the same signature is fine:
    clients of the vendor send it again when they retry.
    """
    fields = parse(headers.get("Authorization", ""))
    timestamp = headers.get("X-ZC-Timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise invalid("X-ZC-Timestamp must be a time in seconds since 1970")
    if headers.get("X-ZC-Signature-Method", METHOD) != METHOD:
        raise invalid(f"X-ZC-Signature-Method must be {METHOD}")
    if not hmac.compare_digest(fields["Credential"].encode(), credentials.key_id.encode()):
        raise invalid("the access key is not known")

    names = fields["SignedHeaders"].split(";")
    if not set(ALWAYS_SIGNED) <= set(names):
        raise invalid("content-type and host must be among the signed headers")
    given = fields["Signature"].encode()
    if not any(
        hmac.compare_digest(given, sign(credentials.password, method, signed, timestamp, body).encode())
        for signed in candidates(names, headers)
    ):
        raise Refusal("AUTHFAILURE_SIGNATURE_FAILURE", "the signature does not match the request")
    if abs(now - int(timestamp)) > WINDOW_SECONDS:
        raise Refusal("AUTHFAILURE_SIGNATURE_EXPIRED", f"the time stamp is off by more than {WINDOW_SECONDS} seconds")


def parse(authorization: str) -> dict[str, str]:
    """The three fields of the Authorization header."""
    scheme, _, rest = authorization.partition(" ")
    pairs = (part.strip().partition("=") for part in rest.split(","))
    fields = {name: value for name, _, value in pairs}
    if scheme != METHOD or not all(fields.get(name) for name in ("Credential", "SignedHeaders", "Signature")):
        raise invalid(f"Authorization must be: {METHOD} Credential=…, SignedHeaders=…, Signature=…")
    return fields


def candidates(names: list[str], headers: Mapping[str, str]) -> list[list[tuple[str, str]]]:
    """The signed headers with their values, with the port of the host and without it: clients differ."""
    as_sent = [(name, headers.get(name, "").strip()) for name in names]
    without_port = [(name, value.rpartition(":")[0] if name == "host" and ":" in value else value)
                    for name, value in as_sent]
    return [as_sent, without_port]


def invalid(message: str) -> Refusal:
    """A refusal for an authorization that cannot be checked at all."""
    return Refusal("AUTHFAILURE_INVALID_AUTHORIZATION", message)
