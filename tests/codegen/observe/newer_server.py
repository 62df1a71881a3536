"""A simulator whose answers changed: a field, a null, an operation, a code and a type that nobody has described."""

from __future__ import annotations

import json
from collections.abc import Callable

from attrs import evolve

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import Answer, Request, Simulator

NEWS = [
    ("type", "SiteWeather.icon", ""),
    ("operation", "GET /api/view/novelties/{siteKey}", ""),
    ("field", "SiteProduction.noveltyFactor", ""),
    ("null", "SiteWeather.condition", ""),
    ("enumeration", "UnitCode", "code 9058"),
]
"""What there is to be noticed, as a JSON report says it."""

SITE, DEVICE = "S10001", "H100005"
READ = [
    ("/powertrack/S10001/overview/dashboard", f"/api/view/siteweather/{SITE}?lastChanged=1900-01-01T00:00:00.000Z"),
    ("/powertrack/S10001/overview/dashboard", f"/api/production/{SITE}?lastChanged=1900-01-01T00:00:00.000Z"),
    ("/powertrack/S10001/overview/dashboard", f"/api/view/novelties/{SITE}"),
    ("/powertrack/H100005/administration/config", f"/api/edit/hardware/{DEVICE}"),
]
"""What a person looks at: pages, and what each asks for."""


class NewerServer:
    """Answers like a simulator, but for what changed.

    Args:
        simulator: The simulator.
    """

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    def handle(self, request: Request) -> Answer:
        """Answer a request."""
        if request.path == f"/api/view/novelties/{SITE}":
            asked = self._simulator.handle(evolve(request, path=f"/api/view/site/{SITE}"))
            return _with(asked, lambda _: {"key": SITE, "health": [{"hid": 100005, "score": 0.93, "since": None}]})
        answer = self._simulator.handle(request)
        if request.path == f"/api/view/siteweather/{SITE}":
            return _with(answer, lambda weather: {**weather, "condition": None, "temperatureUnit": 9058, "icon": 7})
        if request.path == f"/api/production/{SITE}":
            return _with(answer, lambda production: {**production, "noveltyFactor": 12.5})
        return answer


def _with(answer: Answer, change: Callable[[JsonObject], JsonValue]) -> Answer:
    return evolve(answer, body=json.dumps(change(json.loads(answer.body))).encode()) if answer.status == 200 else answer
