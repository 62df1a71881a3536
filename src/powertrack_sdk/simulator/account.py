"""What the session's user prefers, and what was written."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.fields import word
from powertrack_sdk.simulator.messages import RefusedError, read_json
from powertrack_sdk.simulator.moments import stamp
from powertrack_sdk.simulator.nodes import echo, node

_AUTHOR: JsonObject = {"authorKey": "U2001", "authorName": "Alex Example"}
_DONE = {"POST": "Created", "PUT": "Changed", "DELETE": "Deleted"}
_NAMES = ("key", "parentKey", "sourceKey")


def get_user_preferences(call: Call) -> JsonObject:
    """`userpreferences`."""
    return call.state.preferences


def save_user_preferences(call: Call) -> None:
    """`userpreferences`, POST: the body is a text, which nobody reads."""
    value = read_json(call.request.body)
    if not isinstance(value, str):
        raise RefusedError(400, "The body has to be a text.")
    call.check_page()
    call.state.preferences = {"lastChanged": call.state.clock.tick(), "value": value}


def query_audit_log(call: Call) -> JsonObject:
    """`auditlog`: the writes to an object, and to those below it if asked."""
    asked = call.sent()
    key = word(asked, "ancestorKey")
    found(node(call.state, key))
    deep = asked.get("isRecursive") is True
    entries = [each for each in call.state.audit if each["parentKey"] == key or (deep and _below(call, each, key))]
    return {"auditLogs": [*entries], "key": echo(asked), "lastChanged": None}


def get_audit_log(call: Call) -> JsonObject:
    """The same asked with GET: every write."""
    asked: JsonObject = {"ancestorKey": call.state.world.customer, "isRecursive": True}
    return {"auditLogs": [*call.state.audit], "key": echo(asked), "lastChanged": None}


def target(call: Call) -> str | None:
    """Key of the object that a write is about; None where that is not in the tree."""
    try:
        body = read_json(call.request.body)
    except RefusedError:
        body = None
    named = [*call.keys.values(), *(word(body, name) for name in _NAMES if isinstance(body, dict))]
    return next((key for key in named if node(call.state, key) is not None), None)


def record(call: Call, key: str) -> None:
    """Remember a write."""
    state = call.state
    entry: JsonObject = {"changeType": _DONE[call.request.method], "changes": [], "changesAsString": "", "text": ""}
    number = f"AE{100000001 + len(state.audit)}"
    state.audit.append(
        {**_AUTHOR, **entry, "date": stamp(state.clock.now), "key": number, "kind": "change", "parentKey": key}
    )


def _below(call: Call, entry: JsonObject, key: str) -> bool:
    path = (node(call.state, word(entry, "parentKey")) or {}).get("path")
    return isinstance(path, list) and key in path
