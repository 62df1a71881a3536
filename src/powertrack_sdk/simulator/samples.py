"""Answers of operations that have no story of their own: what was captured, told of the object that is asked for."""

from __future__ import annotations

import json
import re

from powertrack_api import examples
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.fields import word
from powertrack_sdk.simulator.messages import read_json
from powertrack_sdk.simulator.nodes import node

_LISTS = ("siteKeys", "source", "keys")
_NAMES = ("key", "ancestorKey", "parentKey")


def sample(call: Call) -> JsonValue:
    """The captured answer, with the keys and the name of the object that a request names.

    Raises:
        RefusedError: The request names something that there is not, or does not come from its page.
    """
    body = read_json(call.request.body) if call.entry.method != "GET" and call.request.body else None
    named = next(iter(_named(call, body)), None)
    about = None if named is None else found(node(call.state, named))
    if not call.entry.safe:
        call.check_page(**{} if named is None else {_KINDS[named[0]]: named} if named[0] in _KINDS else {})
    if not call.entry.examples:
        return {}
    return _told_of(call, about, examples.load(call.entry.examples[0]))


_KINDS = {"S": "siteKey", "H": "hardwareKey", "C": "customerKey", "F": "fileKey"}


def _named(call: Call, body: JsonValue) -> list[str]:
    """Keys that the path or else the body names."""
    keys = [key for name, key in call.keys.items() if name.lower().endswith("key")]
    if keys or not isinstance(body, dict):
        return keys
    listed = [key for name in _LISTS if isinstance(items := body.get(name), list) for key in items]
    return [key for key in [*(word(body, name) for name in _NAMES), *listed] if isinstance(key, str) and key]


def _told_of(call: Call, about: JsonObject | None, value: JsonValue) -> JsonValue:
    world = call.state.world
    other = {"C1001": world.customer, "C1002": world.parent_customer}
    if about is not None and about["kind"] == "site":
        other |= {"S10001": word(about, "key"), "Example Site A": word(about, "name")}
    elif about is not None and about["kind"] == "hardware":
        other |= {"H100001": word(about, "key"), "S10001": word(about, "parentKey")}
    text = json.dumps(value, ensure_ascii=False)
    # A name is put in as JSON writes it, in case that it holds a quotation mark.
    pattern = "|".join(rf"\b{re.escape(name)}\b" for name in other)
    told: JsonValue = json.loads(re.sub(pattern, lambda match: json.dumps(other[match[0]])[1:-1], text))
    return told
