#!/usr/bin/env python3
"""Gives the recorded answer of a case to an SDK again, from a server that has nothing to do with this project.

Reads the call and the bytes that answered it from the report of "make sdks", sends exactly these bytes to whatever
connects, starts the SDK's driver as its sdk.yaml says, and prints what arrived and what the driver said. --to takes
the driver of another SDK, for the same bytes. No signature is checked, so any secret will do, and there is no verdict:
a second server with the same answer shows whether the outcome is the first server's doing.
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


def wire(record):
    """The bytes of a recorded answer, and whether the connection stays open behind them."""
    if record == "(the connection was ended)":
        return b"", False
    head, _, body = record.partition("\n\n")
    (status, *headers), body = head.split("\n"), body.encode()
    length = next((int(h.split(":")[1]) for h in headers if h.lower().startswith("content-length:")), None)
    if length is None:  # it was sent in pieces
        headers.append("Transfer-Encoding: chunked")
        pieces = [piece for piece in (body[:9], body[9:]) if piece]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])
    lines = ["HTTP/1.1 " + status.removeprefix("HTTP ") + " Recorded", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body, length in (None, len(body))


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
            if not (line := self.rfile.readline()):
                return None
            head += line
        if re.search(rb"(?im)^transfer-encoding: *chunked", head):
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size + 2)[:size]
            self.rfile.readline()
        elif length := re.search(rb"(?im)^content-length: *(\d+)", head):
            body = self.rfile.read(int(length[1]))
        return (head + body).decode(errors="replace")


def serve(answers):
    """Starts the server on a free port."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.lock, server.arrived, server.answers = threading.Lock(), [], answers
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def start(name):
    """Starts a driver: the words of "driver: [...]" in the SDK's manifest, in its folder and without a proxy."""
    line = re.search(r"(?m)^driver: *\[(.*)\]", (HERE / name / "sdk.yaml").read_text())[1]
    words = [w.strip().strip("'\"") for w in re.findall(r"'[^']*'|\"[^\"]*\"|[^,'\"]+", line) if w.strip()]
    env = {k: v for k, v in os.environ.items() if k.lower() not in ("http_proxy", "https_proxy", "all_proxy")}
    try:
        return subprocess.Popen(words, cwd=HERE / name, env=env | {"NO_PROXY": "127.0.0.1"}, text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except FileNotFoundError as error:
        sys.exit(f"{error}: make sdks SDK={name} installs it")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sdk")
    options.add_argument("case")
    options.add_argument("--report", default=HERE.parent / "reports" / "sdks" / "sdks.json", help="%(default)s")
    options.add_argument("--to", help="the SDK that gets the answer; the recorded one when left out")
    o = options.parse_args()
    cases = json.loads(pathlib.Path(o.report).read_text())["cases"]
    case = next((c for c in cases if (c["sdk"], c["case"]) == (o.sdk, o.case)), {})
    if not case.get("exchanges"):
        sys.exit(f"{o.report} has no exchange of {o.sdk} in {o.case}: only failures are recorded")

    server, driver = serve([x["answer"] for x in case["exchanges"]]), start(o.to or o.sdk)
    stop = threading.Timer(PATIENCE * len(case["calls"]), driver.kill)
    stop.start()
    for asked in case["calls"]:
        call = json.loads(asked["call"])
        place = urllib.parse.urlparse(call["endpoint"])._replace(netloc="127.0.0.1:%d" % server.server_address[1])
        print(json.dumps(call | {"endpoint": place.geturl()}), file=driver.stdin, flush=True)
        answer = driver.stdout.readline().strip()
        print("driver:", answer or "ended without an answer", flush=True)
        if not answer:
            break
    driver.stdin.close()
    print("exit status of the driver:", driver.wait())
    stop.cancel()
    for n, request in enumerate(server.arrived, 1):
        print(f"--- request {n} of {len(server.arrived)}\n{request}")
    print("--- answered with\n" + "\n---\n".join(server.answers))


if __name__ == "__main__":
    main()
