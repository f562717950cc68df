#!/usr/bin/env python3
"""Gives the recorded answer of a case to an SDK again, from a server that has nothing to do with this project.

usage: replay.py SDK CASE [--report FILE] [--to OTHER]

Reads the call and the bytes that answered it from the report of "make sdks", sends exactly these bytes to whatever
connects, starts the SDK's driver as its sdk.yaml says, and prints what arrived and what the driver said. --to takes
the driver of another SDK, to see what that makes of the same bytes. There are no verdicts here, no signature is
checked, and the secret is made up: the point is that a second server with the same answer has the same outcome.
"""
import argparse
import json
import os
import pathlib
import re
import socketserver
import subprocess
import sys
import threading
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE = 90  # seconds for one call: some SDKs wait for 60 by themselves
ENDED = "(the connection was ended)"


def wire(record):
    """The bytes of a recorded answer, and whether the connection outlives them."""
    if record == ENDED:
        return b"", False
    head, _, body = record.partition("\n\n")
    status, *headers = head.split("\n")
    body = body.encode()
    length = next((int(h.split(":")[1]) for h in headers if h.lower().startswith("content-length:")), None)
    if length is None:  # it was sent in pieces
        headers.append("Transfer-Encoding: chunked")
        body = b"".join(b"%x\r\n%s\r\n" % (len(b), b) for b in (body[:len(body) // 2], body[len(body) // 2:]) if b) + b"0\r\n\r\n"
    lines = ["HTTP/1.1 " + status.removeprefix("HTTP ") + " Recorded", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body, length is None or length == len(body)


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while request := self.read():
            with self.server.lock:  # one answer a request, in the recorded order; the last stands for all that follow
                self.server.arrived.append(request)
                answers = self.server.answers
                answer, stays = wire(answers[min(len(self.server.arrived), len(answers)) - 1])
            self.wfile.write(answer)
            if not stays:
                return

    def read(self):
        """One request, head and body; None when the client has gone."""
        head, body = b"", b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return None
            head += line
        if re.search(rb"(?im)^transfer-encoding: *chunked", head):
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size + 2)[:size]
            self.rfile.readline()
        elif length := re.search(rb"(?im)^content-length: *(\d+)", head):
            body = self.rfile.read(int(length[1]))
        return (head + body).decode(errors="replace")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_):
        print("a connection broke:", sys.exc_info()[1])


def command(name):
    """The words of "driver: [...]" in an SDK's manifest."""
    manifest = HERE / name / "sdk.yaml"
    line = re.search(r"(?m)^driver: *\[(.*)\]", manifest.read_text())[1]
    return [word.strip().strip("'\"") for word in re.findall(r"'[^']*'|\"[^\"]*\"|[^,'\"]+", line) if word.strip()]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sdk")
    options.add_argument("case")
    options.add_argument("--report", default=HERE.parent / "reports" / "sdks" / "sdks.json")
    options.add_argument("--to", help="the SDK that gets the answer; the recorded one when left out")
    o = options.parse_args()
    cases = json.loads(pathlib.Path(o.report).read_text())["cases"]
    case = next((c for c in cases if (c["sdk"], c["case"]) == (o.sdk, o.case)), None)
    if case is None or not case.get("exchanges"):
        sys.exit(f"{o.report} has no exchange of {o.sdk} in {o.case}: only failures are recorded")

    name = o.to or o.sdk
    with Server(("127.0.0.1", 0), Handler) as server:
        server.lock, server.arrived, server.answers = threading.Lock(), [], [x["answer"] for x in case["exchanges"]]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        env = {k: v for k, v in os.environ.items() if k.lower() not in ("http_proxy", "https_proxy", "all_proxy")}
        driver = subprocess.Popen(command(name), cwd=HERE / name, env=env | {"NO_PROXY": "127.0.0.1"}, text=True,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        stop = threading.Timer(PATIENCE * len(case["calls"]), driver.kill)
        stop.start()
        for asked in case["calls"]:
            call = json.loads(asked["call"])
            call["endpoint"] = urllib.parse.urlparse(call["endpoint"])._replace(netloc="127.0.0.1:%d" % server.server_address[1]).geturl()
            driver.stdin.write(json.dumps(call) + "\n")
            driver.stdin.flush()
            answer = driver.stdout.readline().strip()
            print("driver:", answer or "ended without an answer", flush=True)
            if not answer:
                break
        driver.stdin.close()
        print("exit status of the driver:", driver.wait())
        stop.cancel()
        server.shutdown()
    for n, request in enumerate(server.arrived, 1):
        print(f"--- request {n} of {len(server.arrived)}\n{request}")
    print("--- answered with\n" + "\n---\n".join(server.answers))


if __name__ == "__main__":
    main()
