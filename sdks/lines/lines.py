"""The loop of a driver in Python: one call a line comes in, one answer a line goes out.

To judge an SDK of your own, copy this file beside your driver, and let the driver be

    import lines

    def answer(call):
        '''Makes one call with the SDK and says what came of it.'''
        client = my_sdk.Client(call["endpoint"], call["region"], **call["credentials"])
        method = getattr(client, call["operation"], None)
        if method is None:
            return {"unsupported": "no " + call["operation"]}
        try:
            return {"output": method(**call["input"])}
        except my_sdk.Error as error:
            return {"error": {"code": error.code, "message": error.message}}

    lines.serve(answer)

and give it to: conformance sdk --driver "python3 driver.py". What a call and an answer may have is in
docs/sdk-driver.schema.json. Needs Python 3.7 and nothing else.
"""

import json
import os
import sys


def serve(answer):
    """Answers calls until there are none left. An exception of the driver itself ends it, visibly."""
    # Standard output belongs to the answers: what the SDK prints goes to standard error, at the level
    # of the descriptor, so that a child or a native library of the SDK is caught as well.
    with os.fdopen(os.dup(1), "w", encoding="ascii") as answers:
        os.dup2(2, 1)
        for line in sys.stdin.buffer:
            call = json.loads(line)
            answers.write(json.dumps({"case": call["case"], **answer(call)}) + "\n")
            answers.flush()  # the next call comes only after this answer


def parsed(body):
    """The answer of an SDK that hands over the bytes of the vendor's answer, which its caller has to parse."""
    try:
        output = json.loads(body)
    except ValueError as error:
        return {"error": {"message": f"the caller could not parse the answer: {error}"}}
    if not isinstance(output, dict):
        return {"error": {"message": "the caller found no object in the answer"}}
    return {"output": output}
