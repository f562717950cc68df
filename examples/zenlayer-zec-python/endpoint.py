"""A small endpoint of Zenlayer ZEC StopInstances, written from the vendor's page (document 000) alone.

    ZEC_KEY_ID=… ZEC_KEY_SECRET=… python3 endpoint.py [--port N] [--bug NAME]

It listens on 127.0.0.1 only and prints one line with its URL when it is ready.
"""

import argparse
import ipaddress
import json
import os
import sys
import time
import traceback
import uuid
from collections.abc import Collection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from actions import ACTIONS, BUGS, string_list
from refusal import Refusal
from signature import Credentials, verify
from state import MAX_COUNT, Cloud, Unavailable

API_PATH = "/api/v2/zec"  # line 38
FIXTURES_PATH = "/_fixtures"  # private: where fixtures.py makes and removes instances
MAX_BODY = 1 << 20


class Server(ThreadingHTTPServer):
    """The endpoint with everything that its requests share."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, credentials: Credentials, bugs: Collection[str], cloud: Cloud) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.credentials = credentials
        self.bugs = bugs
        self.cloud = cloud

    @property
    def url(self) -> str:
        """Where the endpoint listens."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One connection: HTTP in, one JSON object out."""

    server: Server
    protocol_version = "HTTP/1.1"  # keeps connections open
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together
    timeout = 120

    def do_POST(self) -> None:
        """Answer any request; whatever goes wrong has an answer too."""
        request_id = f"T{uuid.uuid4()}".upper()  # line 28: every request gets one
        try:
            body = self.read_body()
            if self.path == FIXTURES_PATH:
                status, answer = 200, self.change_fixtures(body)
            else:
                result = self.act(body)
                # The table of lines 26-29 has one level, the sample of lines 54-60 has two; we follow the sample.
                status, answer = 200, {"requestId": request_id, "response": {"requestId": request_id, **result}}
        except Refusal as refusal:
            status = refusal.status
            answer = {"requestId": request_id, "code": refusal.code, "message": refusal.message}
        except Exception:  # a defect of ours must not look like a network fault
            traceback.print_exc()
            status = 500
            answer = {"requestId": request_id, "code": "INTERNAL_SERVER_ERROR", "message": "the endpoint has a defect"}
        self.answer(status, answer)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_POST

    def act(self, body: bytes) -> dict[str, Any]:
        """Who is asking, for what, with what: in this order, so that strangers learn nothing."""
        if self.command != "POST" or self.path != API_PATH:
            raise Refusal("AUTHFAILURE_UNAUTHORIZED_OPERATION", f"there is only POST {API_PATH}")
        verify(self.server.credentials, self.command, self.headers, body, time.time())
        name = self.headers.get("X-ZC-Action", "")
        if name not in ACTIONS:
            raise Refusal("AUTHFAILURE_UNAUTHORIZED_OPERATION", "X-ZC-Action names no operation of this endpoint")
        return ACTIONS[name](self.server.cloud, parse_object(body), self.server.bugs)

    def change_fixtures(self, body: bytes) -> dict[str, Any]:
        """Make or remove instances, for the fixture provider on this machine only."""
        if not ipaddress.ip_address(self.client_address[0]).is_loopback or self.command != "POST":
            raise Refusal("AUTHFAILURE_UNAUTHORIZED_OPERATION", "fixtures are changed by POST from this machine only")
        order = parse_object(body)
        try:
            if "remove" in order:
                self.server.cloud.remove(string_list(order, "remove", MAX_COUNT))
                return {}
            state, traits, count = order.get("state", ""), order.get("traits", []), order.get("create")
            return {"ids": self.server.cloud.create(state, traits, count)}
        except Unavailable as why:
            return {"unavailable": {"reason": why.reason, "message": why.message}}

    def read_body(self) -> bytes:
        """The raw body. Where its end cannot be told, the connection ends with the answer."""
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or len(length) > 9 or int(length) > MAX_BODY:
            self.close_connection = True
            raise Refusal("INVALID_PARAMETER_EXCEED_LENGTH", f"send at most {MAX_BODY} bytes, with Content-Length")
        return self.rfile.read(int(length))

    def answer(self, status: int, answer: dict[str, Any]) -> None:
        """Send one JSON object."""
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the client records every exchange."""


def parse_object(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; an empty body has no parameters."""
    try:
        value = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise Refusal("INVALID_PARAMETER_TYPE", "the body is not JSON") from None
    if not isinstance(value, dict):
        raise Refusal("INVALID_PARAMETER_TYPE", "the body must be a JSON object")
    return value


def main() -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="A small endpoint of Zenlayer ZEC StopInstances.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    parser.add_argument("--bug", choices=[*BUGS, "both"],
                        help="be wrong on purpose: " + "; ".join(f"{name}: {what}" for name, what in BUGS.items()))
    options = parser.parse_args()
    key_id, secret = os.environ.get("ZEC_KEY_ID"), os.environ.get("ZEC_KEY_SECRET")
    if not key_id or not secret:
        print("set ZEC_KEY_ID and ZEC_KEY_SECRET: requests must be signed with them", file=sys.stderr)
        return 2
    bugs = set(BUGS) if options.bug == "both" else {options.bug} & set(BUGS)
    with Server(options.port, Credentials(key_id, secret), bugs, Cloud()) as server:
        print(f"zenlayer-zec endpoint ready at {server.url}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
