"""From a request to the answer of its operation."""

from __future__ import annotations

import json
import re
from re import Pattern

from powertrack_api import examples
from powertrack_api.catalog import CATALOG
from powertrack_core.catalog import CatalogEntry
from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_sdk.simulator.core.call import ANSWERS, PLACEHOLDER, Call, require
from powertrack_sdk.simulator.core.faults import Trouble
from powertrack_sdk.simulator.core.fields import word
from powertrack_sdk.simulator.core.messages import Answer, RefusedError, Request, json_answer, read_json, unchanged
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.core.tree import node
from powertrack_sdk.simulator.world.clock import read_moment, stamp

_NUMBERS = frozenset({"driverId", "functionCode", "id", "index", "type"})
_ALSO_OF_SITES = frozenset({"deleteAlertTrigger"})
"""Operations whose `hardwareKey` may be the key of a site too."""
_LONGEST_NUMBER = 9
_KEY_FIELDS = ("key", "ancestorKey", "parentKey", "sourceKey")
_LISTS = ("siteKeys", "source", "keys")
_KEY_NAMES = {"S": "siteKey", "H": "hardwareKey", "C": "customerKey", "F": "fileKey"}


def answer(state: State, request: Request, trouble: Trouble) -> Answer:
    """Answer a request that carries a valid session.

    Raises:
        RefusedError: It cannot be answered; the status says why.
    """
    entry, keys = _route(request)
    call = Call(state, entry, keys, request, trouble)
    _check_keys(call)
    target = None if entry.safe else _target(call)
    body = ANSWERS.get(entry.id, _sample)(call)
    if target is not None:
        state.record(request.method, target)
    if isinstance(body, Answer):
        return body
    if entry.media_type is None:
        return Answer(status=200)
    if entry.method == "GET" and isinstance(body, dict) and not request.path.startswith("/api/edit/"):
        return _if_newer(call, body)
    return json_answer(body)


def _routes() -> list[tuple[Pattern[str], dict[str, CatalogEntry]]]:
    """Return every path with its operations by method; paths with fewer placeholders, which say more, first."""
    paths: dict[str, dict[str, CatalogEntry]] = {}
    for entry in CATALOG:
        paths.setdefault(entry.path, {})[entry.method] = entry
    return [
        (re.compile(PLACEHOLDER.sub(r"(?P<\1>[^/]+)", re.escape(path))), paths[path])
        for path in sorted(paths, key=lambda path: path.count("{"))
    ]


_ROUTES = _routes()


def _route(request: Request) -> tuple[CatalogEntry, dict[str, str]]:
    for pattern, entries in _ROUTES:
        match = pattern.fullmatch(request.path)
        if match is None:
            continue
        if request.method not in entries:
            allowed = ", ".join(entries)
            raise RefusedError(405, f"This path takes {allowed} only.", {"allow": allowed})
        return entries[request.method], match.groupdict()
    raise RefusedError(404, "There is no such path.")


def _check_keys(call: Call) -> None:
    """Refuse unknown keys in the path."""
    for name, key in call.keys.items():
        if name in _NUMBERS:
            require(key if key.isascii() and key.isdigit() and len(key) <= _LONGEST_NUMBER else None)
        elif name == "siteKey":
            call.site(key)
        elif name == "hardwareKey" and call.entry.id not in _ALSO_OF_SITES:
            call.device(key)
        elif name == "customerKey":
            require(key if key == call.state.world.customer else None)
        elif name in ("key", "fileKey", "hardwareKey"):
            call.node(key)


def _if_newer(call: Call, body: JsonObject) -> Answer:
    """Return the body, or an empty answer if the request asks for later changes only."""
    asked = call.request.query.get("lastChanged")
    if asked is not None and ("lastChanged" in body or call.entry.id == "getAlertSummary"):
        since = read_moment(asked)
        changed = read_moment(text(body.get("lastChanged")) or stamp(call.state.world.now))
        if since is None:
            raise RefusedError(400, "lastChanged has to be a date and time.")
        if changed is not None and since > changed:
            return unchanged(call.state.unchanged)
    return json_answer(body)


def _keys_in(call: Call) -> list[str]:
    """Return the keys in the path and the body."""
    try:
        body = call.json
    except RefusedError:
        body = None
    fields = body if isinstance(body, dict) else {}
    listed = [key for name in _LISTS if isinstance(items := fields.get(name), list) for key in items]
    path = [key for name, key in call.keys.items() if name.lower().endswith("key")]
    keys = [*path, *(word(fields, name) for name in _KEY_FIELDS), *listed]
    return [key for key in keys if isinstance(key, str) and key]


def _target(call: Call) -> str | None:
    """Return the key of the object that a write concerns; None if it is not in the tree."""
    return next((key for key in _keys_in(call) if node(call.state, key) is not None), None)


def _sample(call: Call) -> JsonValue:
    """Answer with the captured example, and in it the keys and the name of the object that the request names."""
    if call.request.body and call.request.method != "GET":
        call.json  # noqa: B018 - refuses what is not JSON
    key = next(iter(_keys_in(call)), None)
    about = {} if key is None else call.node(key)
    if not call.entry.safe:
        name = _KEY_NAMES.get(key[0]) if key else None
        call.check_page(**({name: key} if name and key else {}))
    if not call.entry.examples:
        return {}
    return _rename(call, about, examples.load(call.entry.examples[0]))


def _rename(call: Call, about: JsonObject, value: JsonValue) -> JsonValue:
    """Return an example with the names of its synthetic objects replaced by those in the simulator."""
    world = call.state.world
    names = {"C1001": world.customer, "C1002": world.parent_customer}
    if about.get("kind") == "site":
        names |= {"S10001": word(about, "key"), "Example Site A": word(about, "name")}
    elif about.get("kind") == "hardware":
        names |= {"H100001": word(about, "key"), "S10001": word(about, "parentKey")}
    pattern = "|".join(rf"\b{re.escape(name)}\b" for name in names)
    # A name is put in as JSON writes it, in case it holds a quotation mark.
    renamed = re.sub(pattern, lambda match: json.dumps(names[match[0]])[1:-1], json.dumps(value, ensure_ascii=False))
    return read_json(renamed.encode())
