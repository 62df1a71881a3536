"""A transport where requests wait for one another."""

from __future__ import annotations

import json
from threading import Barrier, Lock

import anyio
import anyio.lowlevel
import httpx

from tests.transports import JSON_TYPE


class Meeting(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers requests only when as many as expected are there at a time. Too few of them are an error after a while.

    Each answer is the number at the end of its path.

    Args:
        size: How many requests meet.

    Attributes:
        most: Most requests that were there at a time.
        count: How many there were in all.
    """

    def __init__(self, size: int) -> None:
        self.most = 0
        self.count = 0
        self._size = size
        self._there = 0
        self._lock = Lock()
        self._barrier = Barrier(size)
        self._complete: anyio.Event | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self._arrive()
        self._barrier.wait(timeout=10)
        with self._lock:
            self._there -= 1
        return _number(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._arrive()
        complete = self._complete = self._complete or anyio.Event()
        if self.count % self._size == 0:
            complete.set()
            self._complete = None
        with anyio.fail_after(10):
            await complete.wait()
        for _ in range(5):  # whoever else wants to come, comes now
            await anyio.lowlevel.checkpoint()
        self._there -= 1
        return _number(request)

    def _arrive(self) -> None:
        self.count += 1
        self._there += 1
        self.most = max(self.most, self._there)


def _number(request: httpx.Request) -> httpx.Response:
    number = int(request.url.path.rpartition("/")[2])
    return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=json.dumps(number).encode())
