"""The simulator as a transport for httpx."""

from __future__ import annotations

import time
from collections.abc import Callable

import anyio
import httpx

from powertrack_sdk.simulator.messages import Answer, Request


class SimulatorTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers the requests of an `httpx.Client` or `httpx.AsyncClient` without a network.

    Args:
        handle: What answers them.
    """

    def __init__(self, handle: Callable[[Request], Answer]) -> None:
        self._handle = handle

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a sync client."""
        answer = self._handle(_request(request, request.read()))
        if answer.delay:
            time.sleep(answer.delay)
        return _response(answer, request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of an async client."""
        answer = self._handle(_request(request, await request.aread()))
        if answer.delay:
            await anyio.sleep(answer.delay)
        return _response(answer, request)


def _request(request: httpx.Request, body: bytes) -> Request:
    return Request(
        method=request.method,
        path=request.url.path,
        query=dict(request.url.params.multi_items()),
        headers=dict(request.headers),
        body=body,
        secure=request.url.scheme == "https",
    )


def _response(answer: Answer, request: httpx.Request) -> httpx.Response:
    if answer.failure == "refused":
        raise httpx.ConnectError("simulated: connection refused", request=request)
    if answer.failure == "reset":
        raise httpx.ReadError("simulated: connection reset", request=request)
    if answer.failure == "timeout":
        raise httpx.ReadTimeout("simulated: no answer in time", request=request)
    if answer.failure == "cut":
        raise httpx.RemoteProtocolError("simulated: connection closed in the middle of the body", request=request)
    return httpx.Response(answer.status, headers=list(answer.headers), content=answer.body, request=request)
