"""Which request is answered by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from powertrack_api.decoding import JsonObject
from powertrack_sdk.simulator import alerts, charts, device_views, nodes, views
from powertrack_sdk.simulator.documents import DocumentKind
from powertrack_sdk.simulator.faults import Trouble
from powertrack_sdk.simulator.fields import word
from powertrack_sdk.simulator.messages import Answer, RefusedError, Request, json_answer, nothing_new, read_object
from powertrack_sdk.simulator.moments import read_moment, stamp, stamp_at
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.views import View
from powertrack_sdk.simulator.writes import meddle, put

T = TypeVar("T")
Viewer: TypeAlias = Callable[[State, str], View | None]
Asker: TypeAlias = Callable[[State, JsonObject], JsonObject]


def answer(state: State, request: Request, trouble: Trouble) -> Answer:
    """Answer a request that carries a valid session.

    Args:
        state: What the simulator knows.
        request: The request.
        trouble: The fault that strikes it, if any.

    Raises:
        RefusedError: It cannot be answered; the status says why.
    """
    above, _, key = request.path.rpartition("/")
    if request.path in _DOCUMENTS:
        _allow(request, "PUT")
        return put(state.documents, state.clock, _DOCUMENTS[request.path], request, trouble)
    if above in _DOCUMENTS:
        _allow(request, "GET")
        return _document(state, _DOCUMENTS[above], key, trouble)
    if request.path in _ASKERS:
        _allow(request, "POST")
        return json_answer(_ASKERS[request.path](state, read_object(request.body)))
    if above in _VIEWERS:
        _allow(request, "GET")
        return _if_newer(_found(_VIEWERS[above](state, key)), request.query)
    raise RefusedError(404, "There is no such path.")


def _document(state: State, kind: DocumentKind, key: str, trouble: Trouble) -> Answer:
    document = _found(state.documents.read(kind, key))
    found = json_answer(document)
    if trouble.is_any("stamp-moved"):
        meddle(state.documents, kind, key, before=document, stamp=state.clock.tick())
    return found


def _if_newer(view: View, query: Mapping[str, str]) -> Answer:
    """The view, unless only what changed after a later moment is asked for."""
    asked = query.get("lastChanged")
    if asked is not None:
        since, changed = read_moment(asked), read_moment(view.changed)
        if since is None:
            raise RefusedError(400, "lastChanged has to be a date and time.")
        if changed is not None and since > changed:
            return nothing_new()
    return json_answer(view.body)


def _allow(request: Request, method: str) -> None:
    if request.method != method:
        raise RefusedError(405, f"This path takes {method} only.", {"allow": method})


def _found(value: T | None) -> T:
    if value is None:
        raise RefusedError(404, "There is nothing with this key.")
    return value


def _portfolio(state: State, key: str) -> View | None:
    return views.portfolio(state) if key == state.world.customer else None


def _site(state: State, key: str) -> View | None:
    site = state.world.site(key)
    return None if site is None else views.site_view(state, site)


def _production(state: State, key: str) -> View | None:
    site = state.world.site(key)
    return None if site is None else device_views.production_list(state, site)


def _status(state: State, key: str) -> View | None:
    found = state.world.device(key)
    return None if found is None else device_views.hardware_status(state, *found)


def _triggers(state: State, key: str) -> View | None:
    site, found, trigger = state.world.site(key), state.world.device(key), alerts.trigger(state.world, key)
    if site is not None:
        return View(alerts.site_triggers(site), stamp_at(site.changed))
    if found is not None:
        return View(alerts.device_triggers(found[1]), stamp_at(found[1].changed))
    return None if trigger is None else View(trigger[2], word(trigger[2], "lastChanged"))


def _summary(state: State, key: str) -> View | None:
    site, found, now = state.world.site(key), state.world.device(key), stamp(state.world.now)
    if key == state.world.customer:
        return View(alerts.summary(state.world.sites()), now)
    if site is not None:
        return View(alerts.summary([site]), now)
    return None if found is None else View(alerts.summary([found[0]], only=found[1]), now)


def _node(state: State, key: str) -> View | None:
    node = nodes.node(state, key)
    return None if node is None else View(node, word(node, "lastChanged"))


_DOCUMENTS: dict[str, DocumentKind] = {
    "/api/edit/site": "site",
    "/api/edit/hardware": "hardware",
    "/api/edit/sitehardware": "sitehardware",
    "/api/edit/modeling": "modeling",
}
_ASKERS: dict[str, Asker] = {"/api/view/chart": charts.chart, "/api/node": nodes.query}
_VIEWERS: dict[str, Viewer] = {
    "/api/view/portfolio": _portfolio,
    "/api/view/site": _site,
    "/api/view/sitehardwareproduction": _production,
    "/api/view/hardwarestatus": _status,
    "/api/view/activealerts/activesummary": _summary,
    "/api/alerttrigger": _triggers,
    "/api/node": _node,
}
