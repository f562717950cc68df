"""Drives the Alibaba Cloud SDK for Python, the older of the two: elastic compute (ECS)."""

import importlib
import json
import os
import sys
from urllib.parse import urlsplit

from aliyunsdkcore.client import AcsClient

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lines"))
import lines


def new_request(call):
    """An empty request for the endpoint, None where the SDK has no such operation."""
    kind = call["operation"] + "Request"
    try:
        module = importlib.import_module("aliyunsdkecs.request.v20140526." + kind)
    except ModuleNotFoundError:
        return None
    request = getattr(module, kind)()
    url = urlsplit(call["endpoint"])
    request.set_protocol_type(url.scheme)
    request.set_endpoint(url.netloc)
    return request


def setter(request, name):
    """The method that sets a parameter. A repeated one has the plural: set_InstanceIds for InstanceId.N."""
    return getattr(request, "set_" + name, None) or getattr(request, "set_" + name + "s", None)


def answer(call):
    request = new_request(call)
    if request is None:
        return {"unsupported": "no operation " + call["operation"]}
    for name, value in call["input"].items():
        if setter(request, name) is None:
            return {"unsupported": "no parameter " + name}
        if name == "InstanceIds":  # to the SDK this is one text that has the list as JSON
            value = json.dumps(value)
        setter(request, name)(value)
    client = AcsClient(call["credentials"]["id"], call["credentials"]["secret"], call["region"])
    try:
        body = client.do_action_with_exception(request)
    except Exception as error:
        return {"error": shown(error)}
    return lines.parsed(body)


def shown(error):
    """What an error shows: a refusal all four, an error of the SDK's own code only itself."""
    return {
        "code": getattr(error, "error_code", None),
        "message": getattr(error, "message", None) or repr(error),
        "requestId": getattr(error, "request_id", None),
        "httpStatus": getattr(error, "http_status", None),
    }


lines.serve(answer)
