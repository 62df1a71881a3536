"""The user's preferences, the notices of the session, and the audit log."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.fields import echo, example, word
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.tree import node


@answers("getUserPreferences")
def get_user_preferences(call: Call) -> JsonObject:
    """Answer with the preferences as last saved."""
    return call.state.preferences


@answers("saveUserPreferences")
def save_user_preferences(call: Call) -> None:
    """Save the preferences: the body is an opaque text."""
    if not isinstance(call.json, str):
        raise RefusedError(400, "The body has to be a text.")
    call.check_page()
    call.state.preferences = {"lastChanged": call.state.clock.tick(), "value": call.json}


@answers("getSessionNotifications")
def get_session_notifications(call: Call) -> JsonObject:
    """Answer with a notice for each of the first sites."""
    body = example("account/get_session_notifications")
    sites = [call.site(key) for key in call.state.world.keys()[:3]]
    rows: list[JsonValue] = [
        {**notice, "siteKey": site.key, "siteName": call.state.name(site)}
        for notice, site in zip(objects(body["list"]), sites, strict=False)
    ]
    return {**body, "list": rows}


@answers("queryAuditLog")
def query_audit_log(call: Call) -> JsonObject:
    """Answer with the writes to an object, and if asked with those to the objects below it."""
    key, deep = word(call.body, "ancestorKey"), call.body.get("isRecursive") is True
    call.node(key)
    entries: list[JsonValue] = []
    for entry in call.state.audit:
        path = (node(call.state, word(entry, "parentKey")) or {}).get("path")
        if entry["parentKey"] == key or (deep and isinstance(path, list) and key in path):
            entries.append(entry)
    return {"auditLogs": entries, "key": echo(call.body), "lastChanged": None}


@answers("getAuditLog")
def get_audit_log(call: Call) -> JsonObject:
    """Answer with all writes."""
    asked: JsonObject = {"ancestorKey": call.state.world.customer, "isRecursive": True}
    return {"auditLogs": [*call.state.audit], "key": echo(asked), "lastChanged": None}
