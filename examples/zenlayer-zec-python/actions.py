"""The operations: what the parameters of a request must be, and what is answered.

Unknown parameters are ignored, as clients of several versions send different ones. JSON null is a value
of the wrong type; the document does not say otherwise.
"""

from collections.abc import Callable, Collection
from typing import Any

from refusal import Refusal
from state import Cloud

MAX_INSTANCES = 100  # line 12
DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE = 20, 1000

BUGS = {
    "default-force": "leaving forceShutdown out does not force the shutdown, although its default is true",
    "limit-off-by-one": f"{MAX_INSTANCES + 1} instances are accepted in one request",
}

Parameters = dict[str, Any]
Action = Callable[[Cloud, Parameters, Collection[str]], dict[str, Any]]


def stop_instances(cloud: Cloud, given: Parameters, bugs: Collection[str]) -> dict[str, Any]:
    """Shut instances down (lines 5-29) and answer before it is done (line 11)."""
    limit = MAX_INSTANCES + ("limit-off-by-one" in bugs)
    if "instanceIds" not in given:
        raise Refusal("MISSING_PARAMETER", "instanceIds is required")
    ids = string_list(given, "instanceIds", limit)
    if not ids:  # line 5: one or several instances
        raise Refusal("INVALID_PARAMETER_LESS_LENGTH", "instanceIds must name at least one instance")
    force = boolean(given, "forceShutdown", default="default-force" not in bugs)  # line 22
    return {"instanceIds": cloud.stop(ids, force)}


def describe_instances(cloud: Cloud, given: Parameters, bugs: Collection[str]) -> dict[str, Any]:
    """Show instances; here the state is called `status`."""
    return page(cloud, given, "status")


def describe_instances_status(cloud: Cloud, given: Parameters, bugs: Collection[str]) -> dict[str, Any]:
    """Show the states of instances (line 11); here the state is called `instanceStatus`."""
    return page(cloud, given, "instanceStatus")


ACTIONS: dict[str, Action] = {
    "StopInstances": stop_instances,
    "DescribeInstances": describe_instances,
    "DescribeInstancesStatus": describe_instances_status,
}


def page(cloud: Cloud, given: Parameters, state_field: str) -> dict[str, Any]:
    """One page of the chosen instances. Who names instances and no page gets all of them."""
    ids = string_list(given, "instanceIds", MAX_INSTANCES)
    size = integer(given, "pageSize", len(ids) or DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)
    number = integer(given, "pageNum", 1, None)
    found = cloud.states(ids)
    shown = found[(number - 1) * size:number * size]
    return {"totalCount": len(found), "dataSet": [{"instanceId": id_, state_field: state} for id_, state in shown]}


def string_list(given: Parameters, name: str, limit: int) -> list[str]:
    """A list of strings; empty where it was left out.

    The document has no code for too many (line 12); among the common ones this is the one for
    "too many values". Every entry counts, also one that repeats another.
    """
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refusal("INVALID_PARAMETER_TYPE", f"{name} must be an array of strings")
    if len(value) > limit:
        raise Refusal("INVALID_PARAMETER_EXCEED_LENGTH", f"{name} has {len(value)} entries; {limit} are allowed")
    return value


def boolean(given: Parameters, name: str, default: bool) -> bool:
    """true or false, nothing that merely looks like it."""
    value = given.get(name, default)
    if not isinstance(value, bool):
        raise Refusal("INVALID_PARAMETER_TYPE", f"{name} must be true or false")
    return value


def integer(given: Parameters, name: str, default: int, maximum: int | None) -> int:
    """A whole number from 1 to the maximum; bool is a kind of int in Python and none here."""
    value = given.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refusal("INVALID_PARAMETER_TYPE", f"{name} must be a whole number")
    if value < 1:
        raise Refusal("INVALID_PARAMETER_LESS_MINIMUM", f"{name} must be at least 1")
    if maximum is not None and value > maximum:
        raise Refusal("INVALID_PARAMETER_EXCEED_MAXIMUM", f"{name} must be at most {maximum}")
    return value
