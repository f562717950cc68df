"""Tests of the endpoint over HTTP and of the fixture provider over its pipe.

All tests of the example: python3 -m unittest discover -s examples/zenlayer-zec-python
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path
from typing import Any

from actions import BUGS
from endpoint import Server
from signature import Credentials, sign
from state import MAX_COUNT, SHUTDOWN_SECONDS, Cloud

HERE = Path(__file__).parent
KEY = Credentials("test-key", "test-password")


class EndpointTest(unittest.TestCase):
    """The whole endpoint over HTTP, and the provider over its pipe."""

    def start(self, *bugs: str) -> http.client.HTTPConnection:
        self.now = 0.0
        self.server = Server(0, KEY, bugs, Cloud(lambda: self.now))
        thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        client = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        for cleanup in (self.server.server_close, thread.join, self.server.shutdown, client.close):
            self.addCleanup(cleanup)
        return client

    def call(self, client: http.client.HTTPConnection, action: str, body: Any) -> tuple[int, dict[str, Any]]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = [("content-type", "application/json"), ("host", f"127.0.0.1:{self.server.server_port}")]
        timestamp = str(int(time.time()))
        signature = sign(KEY.password, "POST", signed, timestamp, raw)
        client.request("POST", "/api/v2/zec", raw, dict(signed) | {
            "X-ZC-Action": action, "X-ZC-Timestamp": timestamp,
            "Authorization": f"ZC2-HMAC-SHA256 Credential={KEY.key_id}, SignedHeaders=content-type;host, "
                             f"Signature={signature}"})
        response = client.getresponse()
        return response.status, json.load(response)

    def stop(self, client: http.client.HTTPConnection, body: Any) -> tuple[int, str]:
        status, answer = self.call(client, "StopInstances", body)
        return status, answer.get("code", "")

    def test_answer_has_the_form_of_the_sample(self) -> None:
        client = self.start()
        ids = self.server.cloud.create("", [], 2)
        status, answer = self.call(client, "StopInstances", {"instanceIds": ids, "forceShutdown": True})
        self.assertRegex(answer["requestId"], "^T[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$")
        self.assertEqual((status, answer["response"]), (200, {"requestId": answer["requestId"], "instanceIds": []}))
        for action, field in [("DescribeInstances", "status"), ("DescribeInstancesStatus", "instanceStatus")]:
            _, seen = self.call(client, action, {"instanceIds": ids, "pageSize": 1, "pageNum": 2})
            self.assertEqual(seen["response"]["totalCount"], 2)
            self.assertEqual(seen["response"]["dataSet"], [{"instanceId": ids[1], field: "STOPPING"}])

    def test_parameters_are_checked_before_anything_happens(self) -> None:
        client = self.start()
        id_, *many = self.server.cloud.create("", [], 101)
        for want, body in [
            ("MISSING_PARAMETER", {}), ("MISSING_PARAMETER", b""),
            ("INVALID_PARAMETER_LESS_LENGTH", {"instanceIds": []}),
            ("INVALID_PARAMETER_EXCEED_LENGTH", {"instanceIds": [id_, *many]}),
            ("INVALID_PARAMETER_TYPE", {"instanceIds": id_}),
            ("INVALID_PARAMETER_TYPE", {"instanceIds": [id_, 1]}),
            ("INVALID_PARAMETER_TYPE", {"instanceIds": None}),
            ("INVALID_PARAMETER_TYPE", {"instanceIds": [id_], "forceShutdown": "true"}),
            ("INVALID_PARAMETER_TYPE", {"instanceIds": [id_], "forceShutdown": 1}),
            ("INVALID_PARAMETER_TYPE", []),
            ("INVALID_PARAMETER_TYPE", b"{"),
            ("INVALID_PARAMETER_TYPE", b"[" * 100_000),
        ]:
            with self.subTest(want, body=str(body)[:60]):
                self.assertEqual(self.stop(client, body), (400, want))
        self.assertEqual({state for _, state in self.server.cloud.states()}, {"RUNNING"})
        self.assertEqual(self.stop(client, {"instanceIds": many}), (200, ""))

    def test_strangers_and_unknown_operations_are_refused(self) -> None:
        client = self.start()
        self.assertEqual(self.call(client, "StartInstances", {})[1]["code"], "AUTHFAILURE_UNAUTHORIZED_OPERATION")
        for method, path, code in [("POST", "/api/v2/zec", "AUTHFAILURE_INVALID_AUTHORIZATION"),
                                   ("GET", "/api/v2/zec", "AUTHFAILURE_UNAUTHORIZED_OPERATION"),
                                   ("GET", "/_fixtures", "AUTHFAILURE_UNAUTHORIZED_OPERATION")]:
            client.request(method, path)
            self.assertEqual(json.load(client.getresponse())["code"], code)

    def test_bugs_do_what_they_say_and_nothing_does_without(self) -> None:
        for bugs, after, limit in [((), "STOPPED", 100), (("default-force",), "STOPPING", 100),
                                   (("limit-off-by-one",), "STOPPED", 101), (tuple(BUGS), "STOPPING", 101)]:
            with self.subTest(bugs=bugs):
                client = self.start(*bugs)
                hangs = self.server.cloud.create("", ["soft-stop-hangs"], 1)
                self.assertEqual(self.stop(client, {"instanceIds": hangs}), (200, ""))
                self.now += SHUTDOWN_SECONDS
                self.assertEqual(self.server.cloud.states(hangs), [(hangs[0], after)])
                many = self.server.cloud.create("", [], limit + 1)
                self.assertEqual(self.stop(client, {"instanceIds": many})[0], 400)
                self.assertEqual(self.stop(client, {"instanceIds": many[1:]})[0], 200)

    def test_provider_speaks_its_protocol_over_a_pipe(self) -> None:
        self.start()
        acquire = {"op": "acquire", "api": "zenlayer-zec", "count": 2}
        requests = ["not json", "[]", {"op": "destroy"}, acquire | {"api": "other"}, acquire | {"traits": ["spot"]},
                    acquire | {"state": "Running"}, acquire | {"count": MAX_COUNT + 1}, {"op": "describe"},
                    acquire | {"traits": ["absent"]}, acquire | {"state": "STOPPED"}, acquire]
        *refused, described, absent, stopped, running = self.provide(self.server.url, requests)
        self.assertEqual([answer["unavailable"]["reason"] for answer in refused],
                         ["bad_request", "bad_request", "bad_request", "unknown_api", "unknown_trait",
                          "unknown_state", "too_many"])
        self.assertEqual(described["apis"]["zenlayer-zec"]["maxCount"], MAX_COUNT)
        self.assertEqual(len(absent["ids"]), 2)
        self.assertEqual(dict(self.server.cloud.states()),
                         {**dict.fromkeys(stopped["ids"], "STOPPED"), **dict.fromkeys(running["ids"], "RUNNING")})
        release = {"op": "release", "api": "zenlayer-zec", "ids": absent["ids"] + stopped["ids"]}
        self.assertEqual(self.provide(self.server.url, [release]), [{}])
        self.assertEqual(self.server.cloud.states(), [(id_, "RUNNING") for id_ in running["ids"]])

    def test_provider_without_its_endpoint_says_so(self) -> None:
        self.start()
        self.server.server_close()  # the port is free again, nobody answers
        answer, = self.provide(self.server.url, [{"op": "acquire", "api": "zenlayer-zec", "count": 1}])
        self.assertEqual(answer["unavailable"]["reason"], "endpoint_error")

    def test_programs_without_their_settings_exit_with_a_sentence(self) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith("ZEC_")}
        for program, variable in [("endpoint.py", "ZEC_KEY_ID"), ("fixtures.py", "ZEC_URL")]:
            done = subprocess.run([sys.executable, program], capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, cwd=HERE, env=env, timeout=30, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(f"set {variable}", done.stderr)

    def provide(self, url: str, requests: list[Any]) -> list[dict[str, Any]]:
        """The provider's answers, from a process of its own."""
        lines = "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in requests)
        done = subprocess.run([sys.executable, "fixtures.py"], input=lines, capture_output=True, text=True,
                              cwd=HERE, env=os.environ | {"ZEC_URL": url}, timeout=30, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    unittest.main()
