"""Long answers, made by the simulator, and transports that give prepared answers."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

import anyio
import httpx

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator import Request, Simulator

_QUARTER = 900_000


def asked(simulator: Simulator, method: str, path: str, body: object = None) -> bytes:
    """What a simulator answers."""
    headers = {name.lower(): value for name, value in simulator.auth_manager().credentials.headers().items()}
    content = b"" if body is None else json.dumps(body).encode()
    return simulator.handle(Request(method=method, path=path, query={}, headers=headers, body=content)).body


def portfolio(sites: int) -> bytes:
    """The portfolio of a customer with so many sites."""
    return asked(Simulator(sites=sites), "GET", "/api/view/portfolio/C1001")


def chart(series: int, points: int) -> bytes:
    """A chart with so many series of so many points each."""
    query = {
        "binSize": 15,
        "chartType": 15,
        "context": "site",
        "end": "2026-06-20",
        "query": None,
        "sectionCode": -1,
        "source": ["S10001"],
        "start": "2026-06-20",
    }
    found: JsonObject = json.loads(asked(Simulator(sites=1), "POST", "/api/view/chart", query))
    listed = found["series"]
    first = listed[0] if isinstance(listed, list) else {}
    xy = [{"x": 1_700_000_000_000 + place * _QUARTER, "y": place % 997 * 0.37} for place in range(points)]
    found["series"] = [{**first, "name": f"Series {number}", "dataXy": xy} for number in range(series)]  # type: ignore[dict-item]
    return json.dumps(found, separators=(",", ":")).encode()


class Prepared(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Gives prepared answers by the path, after some time.

    Args:
        answers: The answers; the longest path that a request begins with counts.
        latency: How long each takes (seconds).
    """

    def __init__(self, answers: Mapping[str, bytes], latency: float = 0.0) -> None:
        self._answers = answers
        self._latency = latency
        self.requests = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a blocking client."""
        if self._latency:
            time.sleep(self._latency)
        return self._answer(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of an asynchronous client."""
        if self._latency:
            await anyio.sleep(self._latency)
        return self._answer(request)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        path = request.url.path
        found = self._answers.get(path)
        if found is None:
            found = self._answers[max((start for start in self._answers if path.startswith(start)), key=len)]
        return httpx.Response(200, content=found, headers={"content-type": "application/json"}, request=request)
