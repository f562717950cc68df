"""Drives the legacy Qcloud SDK for Python: cloud virtual machines, API v2."""

import http.client
import os
import sys
from unittest import mock
from urllib.parse import urlsplit

# The SDK knows HTTPS only. While it is imported, what it takes for an HTTPS connection is a plain one.
with mock.patch("http.client.HTTPSConnection", http.client.HTTPConnection):
    from QcloudApi.qcloudapi import QcloudApi
from QcloudApi.modules.cvm import Cvm

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lines"))
import lines


def new_client(call):
    """A client with the settings that the SDK has by itself, but for the host, which it has hard-wired."""
    Cvm.requestHost = urlsplit(call["endpoint"]).netloc
    return QcloudApi("cvm", {
        "Region": call["region"],
        "secretId": call["credentials"]["id"],
        "secretKey": call["credentials"]["secret"],
    })


def answer(call):
    client = new_client(call)
    try:
        body = client.call(call["operation"], call["input"])
    except Exception as error:
        return {"error": shown(error)}
    return lines.parsed(body)


def shown(error):
    """What an error shows: a message or, where the HTTP status is not 200, the status and all that came."""
    return {
        "message": getattr(error, "message", None) or str(error),
        "httpStatus": getattr(error, "status", None),
    }


lines.serve(answer)
