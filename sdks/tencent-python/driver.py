"""Drives the Tencent Cloud SDK for Python: cloud virtual machines, API 3.0."""

import json
import os
import sys
from urllib.parse import urlsplit

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.cvm.v20170312 import models
from tencentcloud.cvm.v20170312.cvm_client import CvmClient

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lines"))
import lines


def new_client(call):
    """A client with the settings that the SDK has by itself, but for the endpoint."""
    url = urlsplit(call["endpoint"])
    key = Credential(call["credentials"]["id"], call["credentials"]["secret"])
    http = HttpProfile(protocol=url.scheme, endpoint=url.netloc)
    return CvmClient(key, call["region"], ClientProfile(httpProfile=http))


def answer(call):
    operation = call["operation"]
    kind = getattr(models, operation + "Request", None)
    if kind is None:
        return {"unsupported": "no operation " + operation}
    request = kind()
    for name, value in call["input"].items():
        if not hasattr(request, name):
            return {"unsupported": "no parameter " + name}
        setattr(request, name, value)
    send = getattr(new_client(call), operation)
    try:
        response = send(request)
    except TencentCloudSDKException as error:  # the SDK turns all others into this one
        return {"error": shown(error)}
    return {"output": json.loads(response.to_json_string())}


def shown(error):
    """What an error shows. The message of an HTTP error is bytes; str is what a caller would print."""
    return {
        "code": error.get_code(),
        "message": str(error.get_message()),
        "requestId": error.get_request_id(),
    }


lines.serve(answer)
