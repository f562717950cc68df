"""Drives the Zenlayer Cloud SDK for Python: elastic compute (zec) and virtual machines (vm)."""

import json
import os
import sys
from urllib.parse import urlsplit

from zenlayercloud.common.config import Config
from zenlayercloud.common.credential import Credential
from zenlayercloud.common.excpetion.zenlayer_cloud_sdk_exception import ZenlayerCloudSdkException
from zenlayercloud.vm.v20230313 import models as vm_models
from zenlayercloud.vm.v20230313.vm_client import VmClient
from zenlayercloud.zec.v20250901 import models as zec_models
from zenlayercloud.zec.v20250901.zec_client import ZecClient

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lines"))
import lines

# The SDK has two versions of each API; these are the ones that the contracts name in X-ZC-Version.
SERVICES = {"zenlayer-zec": (ZecClient, zec_models), "zenlayer-vm": (VmClient, vm_models)}


def new_client(kind, call):
    """A client with the settings that the SDK has by itself, but for the endpoint. It knows the path."""
    url = urlsplit(call["endpoint"])
    key = Credential(call["credentials"]["id"], call["credentials"]["secret"])
    return kind(key, Config(scheme=url.scheme, domain=url.netloc))


def answer(call):
    operation = call["operation"]
    client_kind, models = SERVICES[call["api"]]
    request_kind = getattr(models, operation + "Request", None)
    if request_kind is None:
        return {"unsupported": "no operation " + operation}
    request = request_kind()
    for name, value in call["input"].items():
        if not hasattr(request, name):
            return {"unsupported": "no parameter " + name}
        setattr(request, name, value)
    send = getattr(new_client(client_kind, call), operation)
    try:
        response = send(request)
    except Exception as error:
        return {"error": shown(error)}
    return {"output": json.loads(response.to_json_string())}


def shown(error):
    """What an error shows. The SDK lets errors of its own parsing through as they are."""
    if not isinstance(error, ZenlayerCloudSdkException):
        return {"message": repr(error)}
    return {
        "code": error.get_code(),
        "message": error.get_message(),
        "requestId": error.get_request_id(),
    }


lines.serve(answer)
