"""Transports for both colours of httpx clients."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx

from powertrack_core.decoding import JsonValue
from powertrack_sdk.simulator import Simulator

JSON_TYPE = "application/json; charset=utf-8"


class Answering(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers requests by a function, which may raise errors of httpx instead.

    Attributes:
        requests: What was sent, in order.
        answers: What came back, in order.
    """

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self._answer = answer
        self.requests: list[httpx.Request] = []
        self.answers: list[httpx.Response] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        return self._handle(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return self._handle(request)

    @property
    def methods(self) -> list[str]:
        """The methods of what was sent, in order."""
        return [request.method for request in self.requests]

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        response = self._answer(request)
        self.answers.append(response)
        return response


class OneDocument(Answering):
    """A server with a single document, which a GET gives and a PUT replaces, byte for byte.

    Attributes:
        content: The document.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(self._serve)
        self.content = content

    def _serve(self, request: httpx.Request) -> httpx.Response:
        if request.method == "PUT":
            self.content = request.content
        return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=self.content)


def watching(sim: Simulator, watch: Callable[[httpx.Request], None] | None = None) -> Answering:
    """The transport of a simulator, with a function called before each request arrives there."""
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        if watch is not None:
            watch(request)
        return transport.handle_request(request)

    return Answering(answer)


def answers(*bodies: JsonValue | bytes | httpx.Response) -> Answering:
    """Gives these answers in turn, the last one again and again."""
    left = list(bodies)

    def answer(_: httpx.Request) -> httpx.Response:
        body = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(body, httpx.Response):
            return httpx.Response(body.status_code, headers=body.headers, content=body.content)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=content)

    return Answering(answer)
