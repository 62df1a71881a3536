"""Which operation a request asks for, and what comes of it."""

from __future__ import annotations

import re
from re import Pattern

from powertrack_api.catalog import CATALOG, CatalogEntry
from powertrack_core.decoding import JsonObject, text
from powertrack_sdk.simulator import account
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.faults import Trouble
from powertrack_sdk.simulator.handlers import HANDLERS
from powertrack_sdk.simulator.messages import Answer, RefusedError, Request, json_answer, nothing_new
from powertrack_sdk.simulator.moments import read_moment, stamp
from powertrack_sdk.simulator.nodes import node
from powertrack_sdk.simulator.state import State

_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")
_NUMBERS = frozenset({"driverId", "functionCode", "id", "index", "type"})
_ALSO_OF_SITES = frozenset({"deleteAlertTrigger"})
"""Operations whose `hardwareKey` may be the key of a site too."""
_LONGEST_NUMBER = 9


def answer(state: State, request: Request, trouble: Trouble) -> Answer:
    """Answer a request that carries a valid session.

    Args:
        state: What the simulator knows.
        request: The request.
        trouble: The fault that strikes it, if any.

    Raises:
        RefusedError: It cannot be answered; the status says why.
    """
    entry, keys = _route(request)
    call = Call(state, entry, keys, request, trouble)
    _check_keys(call)
    target = None if entry.safe else account.target(call)
    said = HANDLERS[entry.id](call)
    if target is not None:
        account.record(call, target)
    if isinstance(said, Answer):
        return said
    if entry.media_type is None:
        return Answer(status=200)
    if entry.method == "GET" and isinstance(said, dict) and not request.path.startswith("/api/edit/"):
        return _if_newer(call, said)
    return json_answer(said)


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


def _routes() -> list[tuple[Pattern[str], dict[str, CatalogEntry]]]:
    """Every path with its operations by method. Paths with fewer placeholders come first, as they say more."""
    paths: dict[str, dict[str, CatalogEntry]] = {}
    for entry in CATALOG:
        paths.setdefault(entry.path, {})[entry.method] = entry
    return [
        (re.compile(_PLACEHOLDER.sub(r"(?P<\1>[^/]+)", re.escape(path))), paths[path])
        for path in sorted(paths, key=lambda path: path.count("{"))
    ]


_ROUTES = _routes()


def _check_keys(call: Call) -> None:
    """Refuse a path that names what there is not, as far as the kind of key alone tells."""
    for name, key in call.keys.items():
        if name in _NUMBERS:
            found(key if key.isascii() and key.isdigit() and len(key) <= _LONGEST_NUMBER else None)
        elif name == "siteKey":
            call.site(key)
        elif name == "hardwareKey" and call.entry.id not in _ALSO_OF_SITES:
            call.device(key)
        elif name == "customerKey":
            found(key if key == call.state.world.customer else None)
        elif name in ("key", "fileKey", "hardwareKey"):
            found(node(call.state, key))


def _if_newer(call: Call, body: JsonObject) -> Answer:
    """The body, unless only what changed after a later moment is asked for."""
    asked = call.request.query.get("lastChanged")
    if asked is not None and ("lastChanged" in body or call.entry.id == "getAlertSummary"):
        since = read_moment(asked)
        changed = read_moment(text(body.get("lastChanged")) or stamp(call.state.world.now))
        if since is None:
            raise RefusedError(400, "lastChanged has to be a date and time.")
        if changed is not None and since > changed:
            return nothing_new(call.state.unchanged)
    return json_answer(body)
