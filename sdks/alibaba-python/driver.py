"""Drives the Alibaba Cloud SDK for Python, the newer of the two: elastic compute (ECS)."""

import json
import os
import re
import sys
from urllib.parse import urlsplit

from alibabacloud_ecs20140526 import models
from alibabacloud_ecs20140526.client import Client
from alibabacloud_tea_openapi.utils_models import Config

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lines"))
import lines


def new_client(call):
    """A client with the settings that the SDK has by itself, but for the endpoint."""
    url = urlsplit(call["endpoint"])
    return Client(Config(
        access_key_id=call["credentials"]["id"],
        access_key_secret=call["credentials"]["secret"],
        region_id=call["region"],
        endpoint=url.netloc,
        protocol=url.scheme,
    ))


def wanted(call):
    """The parameters. The region is one of them where an operation has it: the client's is not sent."""
    parameters = {"RegionId": call["region"], **call["input"]}
    if isinstance(parameters.get("InstanceIds"), list):
        # To the SDK this is one text that has the list as JSON.
        parameters["InstanceIds"] = json.dumps(parameters["InstanceIds"])
    return parameters


def answer(call):
    operation = call["operation"]
    kind = getattr(models, operation + "Request", None)
    if kind is None:
        return {"unsupported": "no operation " + operation}
    request = kind().from_map(wanted(call))  # takes what it knows
    for name in call["input"]:
        if name not in request.to_map():
            return {"unsupported": "no parameter " + name}
    send = getattr(new_client(call), method(operation))
    try:
        response = send(request)
    except Exception as error:
        return {"error": shown(error)}
    # A body that the SDK could not turn into its type is missing, without an error.
    return {"output": response.body.to_map() if response.body else {}}


def method(operation):
    """The client's name of an operation: stop_instance for StopInstance."""
    return re.sub("(?<!^)(?=[A-Z])", "_", operation).lower()


def shown(error):
    """What an error shows. Refusals have all four; others have a message, or can only be printed."""
    return {
        "code": getattr(error, "code", None),
        "message": getattr(error, "message", None) or repr(error),
        "requestId": getattr(error, "request_id", None),
        "httpStatus": getattr(error, "status_code", None),
    }


lines.serve(answer)
