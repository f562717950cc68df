"""The fixture provider of the example: one JSON object per line on stdin, one per line on stdout.

It makes and removes instances through the private path of the endpoint at ZEC_URL. What cannot be had is
answered with `unavailable`, never with silence: the reason ends up in the report.
"""

import json
import os
import sys
from http.client import HTTPException
from typing import Any, TextIO
from urllib.request import ProxyHandler, Request, build_opener

from state import MAX_COUNT, STATES, TRAITS

API = "zenlayer-zec"
TIMEOUT_SECONDS = 5

Object = dict[str, Any]


def handle(request: Object, url: str) -> Object:
    """The answer to one request."""
    op = request.get("op")
    if op == "describe":
        return {"apis": {API: {"states": list(STATES), "traits": list(TRAITS), "maxCount": MAX_COUNT}}}
    if op not in ("acquire", "release"):
        return unavailable("bad_request", f"no such operation: {op!r}")
    if request.get("api") != API:
        return unavailable("unknown_api", f"only {API} can be had, not {request.get('api')!r}")
    if op == "release":
        return change(url, {"remove": request.get("ids") or []})
    # The endpoint judges what is asked for, since it is the one that has to make it.
    return change(url, {
        "create": request.get("count", 1),
        "state": request.get("state") or "",
        "traits": request.get("traits") or [],
    })


def change(url: str, order: Object) -> Object:
    """Send an order to the endpoint and pass its answer on."""
    opener = build_opener(ProxyHandler({}))  # the endpoint is on this machine
    request = Request(url.rstrip("/") + "/_fixtures", json.dumps(order).encode(), {"Content-Type": "application/json"})
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            return json.load(response)
    except (OSError, HTTPException, ValueError) as error:  # also every HTTP status that is not a success
        return unavailable("endpoint_error", f"the endpoint did not do it: {error}")


def unavailable(reason: str, message: str) -> Object:
    """What is answered when something cannot be had."""
    return {"unavailable": {"reason": reason, "message": message}}


def parse(line: str) -> Object:
    """The request in one line."""
    request = json.loads(line)
    if not isinstance(request, dict):
        raise ValueError("a request must be a JSON object")
    return request


def serve(lines: TextIO, out: TextIO, url: str) -> None:
    """Answer line by line until the input ends."""
    for line in lines:
        try:
            answer = handle(parse(line), url)
        except ValueError as error:
            answer = unavailable("bad_request", str(error))
        print(json.dumps(answer), file=out, flush=True)


def main() -> int:
    """Serve stdin."""
    url = os.environ.get("ZEC_URL")
    if not url:
        print("set ZEC_URL to the address of the endpoint", file=sys.stderr)
        return 2
    serve(sys.stdin, sys.stdout, url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
