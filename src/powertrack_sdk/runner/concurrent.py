"""Runs flows as anyio tasks."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

import anyio
import anyio.to_thread
import httpx
from anyio.lowlevel import RunVar

from powertrack_api.operation import Operation
from powertrack_sdk.errors import APIError, PowerTrackError
from powertrack_sdk.runner import body
from powertrack_sdk.runner.exchange import Attempt
from powertrack_sdk.runner.flow import AskEnvironment, Flow, Local, Pause, Step, Together
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.sending import Wait, sending

T = TypeVar("T")

_numbers = itertools.count()


class AsyncConnections:
    """The connections of a client, and of the copies that share them: for each event loop its own.

    Args:
        connect: Makes the connections to a host, named by scheme and host.
        base_url: The host that is likely to be asked first.
    """

    def __init__(self, connect: Callable[[str], httpx.AsyncClient], base_url: str) -> None:
        self._connect = connect
        self._first: tuple[str, httpx.AsyncClient] | None = (base_url, connect(base_url))
        self._of_loop: RunVar[dict[str, httpx.AsyncClient]] = RunVar(f"powertrack_connections_{next(_numbers)}")
        self._lock = Lock()

    def to(self, base_url: str) -> httpx.AsyncClient:
        """The connections to a host, of the running event loop alone: those of another cannot be used."""
        clients = self._of_loop.get(None)
        if clients is None:
            with self._lock:
                clients = {} if self._first is None else dict([self._first])
                self._first = None
            self._of_loop.set(clients)
        if base_url not in clients:
            clients[base_url] = self._connect(base_url)
        return clients[base_url]

    async def close(self) -> None:
        """Close those of the running event loop. Those of others end with their loops."""
        with self._lock:
            clients = self._of_loop.get(None) or ({} if self._first is None else dict([self._first]))
            self._first = None
        for client in clients.values():
            await client.aclose()


class ConcurrentRunner:
    """Runs flows with tasks.

    Args:
        connections: Connections.
        options: How to go about requests.
        lender: Whose connections these are, and whose limit of requests counts if it is the same; None for one's
            own.

    Attributes:
        options: How to go about requests.
    """

    def __init__(self, connections: AsyncConnections, options: Options, lender: ConcurrentRunner | None = None) -> None:
        self.options = options
        self._connections = connections
        self._lender = lender
        self._closed = False
        self._limit: RunVar[anyio.Semaphore]
        if lender is not None and lender.options.concurrency == options.concurrency:
            self._limit = lender._limit
        else:
            self._limit = RunVar(f"powertrack_limit_{next(_numbers)}")

    def sharing(self, options: Options) -> ConcurrentRunner:
        """A runner with other options for the same connections. It is closed when this one is."""
        return ConcurrentRunner(self._connections, options, self)

    async def close(self) -> None:
        """Close connections that are one's own."""
        self._closed = True
        if self._lender is None:
            await self._connections.close()
            if self.options.observer is not None:
                with anyio.CancelScope(shield=True):
                    await anyio.to_thread.run_sync(self.options.observer.close)

    @property
    def closed(self) -> bool:
        """Whether it cannot be used any more."""
        return self._closed or (self._lender is not None and self._lender.closed)

    async def run(self, flow: Flow[T]) -> T:
        """Run a flow to its end.

        Raises:
            RuntimeError: The runner is closed.
        """
        if self.closed:
            raise RuntimeError("the client is closed")
        value: Any = None
        failure: Exception | None = None
        try:
            while True:
                try:
                    step = flow.throw(failure) if failure is not None else flow.send(value)
                except StopIteration as stop:
                    result: T = stop.value
                    return result
                value, failure = None, None
                try:
                    value = await self._answer(step)
                except Exception as error:
                    failure = error
        finally:
            flow.close()

    async def _answer(self, step: Step) -> Any:
        if isinstance(step, AskEnvironment):
            return self.options.environment
        if isinstance(step, Together):
            return await self._together(step)
        if isinstance(step, Local):
            return await anyio.to_thread.run_sync(step.work)
        if isinstance(step, Pause):
            return await self.options.environment.clock.async_sleep(step.seconds)
        return await self._send(step)

    async def _together(self, step: Together[Any]) -> list[Any]:
        results: dict[int, Any] = {}
        failures: list[Exception] = []
        started = anyio.Semaphore(self.options.concurrency)

        async def one(place: int, flow: Flow[Any]) -> None:
            try:
                results[place] = await self._outcome(flow, settle=step.settle)
                if step.progress is not None:
                    step.progress(len(results), len(step.flows))
            except Exception as error:
                failures.append(error)
                tasks.cancel_scope.cancel()
            finally:
                started.release()

        async with anyio.create_task_group() as tasks:
            for place, flow in enumerate(step.flows):
                await started.acquire()
                tasks.start_soon(one, place, flow)
        if failures:
            raise failures[0]
        return [results[place] for place in sorted(results)]

    async def _outcome(self, flow: Flow[Any], *, settle: bool) -> Any:
        """The result of a flow, or the error that is taken for one."""
        try:
            return await self.run(flow)
        except PowerTrackError as error:
            if not settle:
                raise
            return error

    async def _send(self, operation: Operation[T]) -> T:
        steps = sending(operation, self.options)
        reply: httpx.Response | APIError | None = None
        while True:
            try:
                step = steps.send(reply)
            except StopIteration as stop:
                result: T = stop.value
                return result
            reply = None
            if isinstance(step, Wait):
                await self.options.environment.clock.async_sleep(step.seconds)
            else:
                async with self._requests():
                    reply = await self._reply(step)

    def _requests(self) -> anyio.Semaphore:
        limit = self._limit.get(None)
        if limit is None:
            limit = anyio.Semaphore(self.options.concurrency)
            self._limit.set(limit)
        return limit

    async def _reply(self, attempt: Attempt[Any]) -> httpx.Response | APIError:
        limit, clock = self.options.rate_limit, self.options.environment.clock
        delay = limit.reserve()
        while delay > 0 or (delay := limit.pause()) > 0:
            await clock.async_sleep(delay)
            delay = 0
        request = attempt.begin()
        http = self._connections.to(attempt.base_url)
        try:
            # A write that has left is waited for, also if the task is cancelled meanwhile: a flow that ends gives back
            # the lock under which it writes.
            with anyio.CancelScope(shield=not attempt.operation.safe):
                response = await body.read_async(await http.send(request, stream=True))
        except Exception as error:  # whatever the libraries raise, a caller gets an error of this package
            return attempt.failure(error)
        return response
