"""What went over the wire, and what the simulator holds."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import ReceivedRequest, Request, Simulator

ALL = {"lastChanged": "1900-01-01T00:00:00.000Z"}
"""The query by which views are asked for all they have."""

HOME = "/powertrack"
"""The page that is named where none was seen."""


@frozen
class Sent:
    """A request as a test expects it."""

    method: str
    path: str
    query: dict[str, str]
    referer: str
    body: JsonValue = None


def sent(request: ReceivedRequest) -> Sent:
    """A request that arrived at a simulator."""
    referer = urlsplit(request.headers.get("referer", ""))
    assert referer.netloc == request.headers["host"]
    return Sent(request.method, request.path, request.query, referer.path, request.body)


def wire(sim: Simulator) -> list[Sent]:
    """All that arrived at a simulator."""
    return [sent(request) for request in sim.requests]


def get(path: str, referer: str = HOME, query: dict[str, str] | None = None) -> Sent:
    """A GET for all that there is."""
    return Sent("GET", path, ALL if query is None else query, referer)


def puts(sim: Simulator) -> list[JsonObject]:
    """The documents that were written to a simulator."""
    found = [request.body for request in sim.requests if request.method == "PUT"]
    assert all(isinstance(body, dict) for body in found)
    return [body for body in found if isinstance(body, dict)]


def held(sim: Simulator, path: str, query: dict[str, str] | None = None, body: JsonValue = None) -> JsonObject:
    """What a simulator answers, asked without any client, and without a trace in its log."""
    headers = {name.lower(): value for name, value in sim.auth_manager().credentials.headers().items()}
    content = b"" if body is None else json.dumps(body).encode()
    method = "GET" if body is None else "POST"
    answer = sim.handle(Request(method=method, path=path, query=query or {}, headers=headers, body=content))
    sim.requests.pop()
    value = json.loads(answer.body)
    assert isinstance(value, dict)
    return value


def session_cookies(header: str) -> dict[str, str]:
    """The cookies of a Cookie header without those of the load balancer, which change with each answer."""
    pairs = (crumb.partition("=") for crumb in header.split("; "))
    return {name: value for name, _, value in pairs if not name.startswith("AWSALB")}
