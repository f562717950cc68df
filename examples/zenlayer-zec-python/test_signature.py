"""Tests of the signature, pinned to the vendor's published vector."""

import http.client
import unittest

from refusal import Refusal
from signature import Credentials, sign, verify


class SignatureTest(unittest.TestCase):
    """What verifies, and how everything else is refused."""

    SIGNED_AT = 1673361177
    PASSWORD = "Gu5t9xGARNpq86cd98joQYCN3"  # as published; opens nothing
    BODY = b'{"pageSize":10,"pageNum":1,"zoneId":"HKG-A"}'
    SIGNATURE = "efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f"

    def check(self, body: bytes = BODY, now: float = SIGNED_AT, **changed: str) -> str:
        """The code of the refusal, or nothing."""
        headers = {
            "Content-Type": "application/json; charset=utf-8", "Host": "console.zenlayer.com",
            "X-ZC-Timestamp": str(self.SIGNED_AT), "X-ZC-Signature-Method": "ZC2-HMAC-SHA256",
            "Authorization": "ZC2-HMAC-SHA256 Credential=key, SignedHeaders=content-type;host, "
                             f"Signature={self.SIGNATURE}",
        } | {name.replace("_", "-"): value for name, value in changed.items()}
        message = http.client.HTTPMessage()
        for name, value in headers.items():
            message[name] = value
        try:
            verify(Credentials("key", self.PASSWORD), "POST", message, body, now)
        except Refusal as refusal:
            return refusal.code
        return ""

    def test_published_vector_verifies(self) -> None:
        self.assertEqual(self.check(), "")
        self.assertEqual(self.check(now=self.SIGNED_AT + 300), "")

    def test_second_vector(self) -> None:
        body = b'{"instanceIds":["instanceId1","instanceId2"],"forceShutdown":true}'
        headers = [("content-type", "application/json"), ("host", "127.0.0.1:8080")]
        self.assertEqual(sign(self.PASSWORD, "POST", headers, str(self.SIGNED_AT), body),
                         "59b1d91c6c44682157188bb9aadc2706273586b68d747c88e18d939f393a07f5")

    def test_host_with_port_also_verifies_when_signed_without(self) -> None:
        self.assertEqual(self.check(Host="console.zenlayer.com:443"), "")

    def test_refusals(self) -> None:
        good = f"ZC2-HMAC-SHA256 Credential=key, SignedHeaders=content-type;host, Signature={self.SIGNATURE}"
        for want, changed in [
            ("AUTHFAILURE_SIGNATURE_FAILURE", {"body": self.BODY + b" "}),
            ("AUTHFAILURE_SIGNATURE_FAILURE", {"Content_Type": "application/json"}),
            ("AUTHFAILURE_SIGNATURE_FAILURE", {"Host": "elsewhere"}),
            ("AUTHFAILURE_SIGNATURE_FAILURE", {"X_ZC_Timestamp": "1673361178"}),
            ("AUTHFAILURE_SIGNATURE_EXPIRED", {"now": self.SIGNED_AT + 301}),
            ("AUTHFAILURE_SIGNATURE_EXPIRED", {"now": self.SIGNED_AT - 301}),
            ("AUTHFAILURE_INVALID_AUTHORIZATION", {"Authorization": ""}),
            ("AUTHFAILURE_INVALID_AUTHORIZATION", {"Authorization": "Bearer token"}),
            ("AUTHFAILURE_INVALID_AUTHORIZATION", {"Authorization": good.replace("=key", "=other")}),
            ("AUTHFAILURE_INVALID_AUTHORIZATION", {"Authorization": good.replace("content-type;", "")}),
            ("AUTHFAILURE_INVALID_AUTHORIZATION", {"X_ZC_Timestamp": "yesterday"}),
            ("AUTHFAILURE_INVALID_AUTHORIZATION", {"X_ZC_Signature_Method": "HMAC"}),
        ]:
            with self.subTest(changed=changed):
                self.assertEqual(self.check(**changed), want)


if __name__ == "__main__":
    unittest.main()
