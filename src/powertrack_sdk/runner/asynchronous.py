"""Runs flows as anyio tasks."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable
from threading import Lock
from typing import Any, TypeVar

import anyio
import anyio.to_thread
import httpx
from anyio.lowlevel import RunVar

from powertrack_core.operation import Operation
from powertrack_sdk.auth.renewal import renew_async
from powertrack_sdk.errors import APIError, PowerTrackError
from powertrack_sdk.runner import body
from powertrack_sdk.runner.attempts import Renew, Reply, Wait, sending
from powertrack_sdk.runner.exchange import Attempt
from powertrack_sdk.runner.flow import AskEnvironment, Flow, Local, Pause, Step, Together
from powertrack_sdk.runner.options import Options

T = TypeVar("T")

_numbers = itertools.count()


class AsyncConnections:
    """The connections of a client and its copies, separate for each event loop.

    Args:
        connect: Makes the connections to a host, named by scheme and host.
        base_url: The host of the first session.
    """

    def __init__(self, connect: Callable[[str], httpx.AsyncClient], base_url: str) -> None:
        self._connect = connect
        # Made at once, so that unusable certificates or proxies are reported at once; the first event loop takes them.
        self._first = {base_url: connect(base_url)}
        self._of_loop: RunVar[dict[str, httpx.AsyncClient]] = RunVar(f"powertrack_connections_{next(_numbers)}")
        self._closing: RunVar[AsyncIterator[None]] = RunVar(f"powertrack_closing_{next(_numbers)}")
        self._lock = Lock()

    async def to(self, base_url: str) -> httpx.AsyncClient:
        """The connections to a host, for the running event loop: it cannot use those of another."""
        clients = self._of_loop.get(None)
        if clients is None:
            clients = self._take_first()
            self._of_loop.set(clients)
            closing = _close_with_the_loop(clients)
            self._closing.set(closing)
            await anext(closing)
        if base_url not in clients:
            clients[base_url] = self._connect(base_url)
        return clients[base_url]

    async def close(self) -> None:
        """Close those of the running event loop. Those of others end with their loops."""
        for client in [*self._take_first().values(), *self._of_loop.get({}).values()]:
            await client.aclose()

    def _take_first(self) -> dict[str, httpx.AsyncClient]:
        with self._lock:
            first, self._first = self._first, {}
            return first


async def _close_with_the_loop(clients: dict[str, httpx.AsyncClient]) -> AsyncIterator[None]:
    """Close connections when the event loop ends: it closes asynchronous generators that have begun."""
    try:
        yield
    finally:
        for client in clients.values():
            await client.aclose()


class AsyncRunner:
    """Runs flows with tasks.

    Args:
        connections: The connections.
        options: The options of the client.
        lender: The runner that owns the connections; its limit of requests counts if it is the same. None if this
            runner owns them.

    Attributes:
        options: The options of the client.
    """

    def __init__(self, connections: AsyncConnections, options: Options, lender: AsyncRunner | None = None) -> None:
        self.options = options
        self._connections = connections
        self._lender = lender
        self._closed = False
        self._limit: RunVar[anyio.Semaphore]
        if lender is not None and lender.options.concurrency == options.concurrency:
            self._limit = lender._limit
        else:
            self._limit = RunVar(f"powertrack_limit_{next(_numbers)}")

    def sharing(self, options: Options) -> AsyncRunner:
        """A runner with other options for the same connections. It is closed when this one is."""
        return AsyncRunner(self._connections, options, self)

    async def close(self) -> None:
        """Save the session and close the connections, if they are its own."""
        self._closed = True
        if self._lender is None:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(self.options.auth.session.save)
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
        return await self._run(flow, self.options.for_run())

    async def _run(self, flow: Flow[T], options: Options) -> T:
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
                    value = await self._answer(step, options)
                except Exception as error:
                    failure = error
        finally:
            flow.close()

    async def _answer(self, step: Step, options: Options) -> Any:
        if isinstance(step, AskEnvironment):
            return options.environment
        if isinstance(step, Together):
            return await self._together(step, options)
        if isinstance(step, Local):
            return await anyio.to_thread.run_sync(step.work)
        if isinstance(step, Pause):
            return await options.environment.clock.async_sleep(step.seconds)
        return await self._send(step, options)

    async def _together(self, step: Together[Any], options: Options) -> list[Any]:
        results: dict[int, Any] = {}
        failures: list[Exception] = []
        # No more flows than requests at a time: thousands of open flows would cost memory and gain nothing.
        started = anyio.Semaphore(self.options.concurrency)

        async def one(place: int, flow: Flow[Any]) -> None:
            try:
                try:
                    results[place] = await self._run(flow, options)
                except PowerTrackError as error:
                    if not step.settle:
                        raise
                    results[place] = error
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

    async def _send(self, operation: Operation[T], options: Options) -> T:
        session, clock = options.session or options.auth.session, options.environment.clock
        steps = sending(operation, options)
        reply: Reply = None
        try:
            while True:
                step = steps.send(reply)
                reply = None
                if isinstance(step, Renew):
                    reply = await renew_async(session, step.sign_in, options.on_session_end, clock.now())
                elif isinstance(step, Wait):
                    await clock.async_sleep(step.seconds)
                else:
                    async with self._requests():
                        reply = await self._reply(step, options)
        except StopIteration as stop:
            result: T = stop.value
            return result
        finally:
            if session.save_due():
                await anyio.to_thread.run_sync(session.save)

    def _requests(self) -> anyio.Semaphore:
        limit = self._limit.get(None)
        if limit is None:
            limit = anyio.Semaphore(self.options.concurrency)
            self._limit.set(limit)
        return limit

    async def _reply(self, attempt: Attempt[Any], options: Options) -> httpx.Response | APIError:
        limit, clock = options.rate_limit, options.environment.clock
        delay = limit.reserve()
        while delay > 0 or (delay := limit.pause()) > 0:
            await clock.async_sleep(delay)
            delay = 0  # the place is reserved; only another pause can follow
        request = attempt.begin()
        http = await self._connections.to(attempt.session.host)
        try:
            # Wait for a write that has left even if the task is cancelled: the end of a flow releases its lock.
            with anyio.CancelScope(shield=not attempt.operation.safe):
                return await body.read_async(await http.send(request, stream=True))
        except Exception as error:  # whatever the libraries raise, a caller gets an error of this package
            return attempt.failure(error)
        raise RuntimeError("a shielded scope cannot be cancelled")
