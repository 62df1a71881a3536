"""Answers of a simulator, changed on their way back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeAlias

import httpx
from attrs import evolve

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator import Answer, Request, Simulator
from tests.transports import JSON_TYPE, Answering

Bend: TypeAlias = Callable[[JsonObject, JsonObject], None]
"""Changes an answer in place; the second argument is the body of the request."""

CHART = "/api/view/chart"
PORTFOLIO = "/api/view/portfolio"


def bent(sim: Simulator, bends: Mapping[str, Bend]) -> Answering:
    """The transport of a simulator, whose answers are changed by the beginning of their path."""
    inner = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        response = inner.handle_request(request)
        if response.status_code != 200:
            return response
        content = _changed(request.url.path, response.content, request.content, bends)
        return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=content)

    return Answering(answer)


def meddling(sim: Simulator, bends: Mapping[str, Bend]) -> Callable[[Request], Answer | None]:
    """The same for a simulator that is served."""

    def answer(request: Request) -> Answer | None:
        found = sim.handle(request)
        if found.status != 200:
            return found
        return evolve(found, body=_changed(request.path, found.body, request.body, bends))

    return answer


def chart_bodies(transport: Answering) -> list[JsonObject]:
    """What charts were asked for, in order."""
    sent = [request for request in transport.requests if request.url.path == CHART]
    return [json.loads(request.content) for request in sent]


def days(transport: Answering) -> list[tuple[JsonValue, JsonValue]]:
    """The first and the last day of the charts that were asked for, in order."""
    return [(body["start"], body["end"]) for body in chart_bodies(transport)]


def in_zone(name: str) -> dict[str, Bend]:
    """Sites and charts with another zone."""

    def portfolio(body: JsonObject, _: JsonObject) -> None:
        for row in objects(body["sites"]):
            row["timeZone"] = name

    def chart(body: JsonObject, _: JsonObject) -> None:
        body["timeZone"] = name

    return {PORTFOLIO: portfolio, CHART: chart}


def _changed(path: str, content: bytes, asked: bytes, bends: Mapping[str, Bend]) -> bytes:
    for beginning, bend in bends.items():
        if path == beginning or path.startswith(f"{beginning}/"):
            body = json.loads(content)
            bend(body, json.loads(asked) if asked else {})
            return json.dumps(body).encode()
    return content
