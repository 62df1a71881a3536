"""Runs flows as anyio tasks."""

from __future__ import annotations

from typing import Any, TypeVar

import anyio
import anyio.to_thread
import httpx

from powertrack_api.operation import Operation
from powertrack_sdk.errors import APIError, PowerTrackError
from powertrack_sdk.runner.exchange import Attempt
from powertrack_sdk.runner.flow import AskEnvironment, Flow, Local, Pause, Step, Together
from powertrack_sdk.runner.log import log
from powertrack_sdk.runner.options import Options

T = TypeVar("T")


class ConcurrentRunner:
    """Runs flows with tasks.

    Args:
        http: Connections.
        options: How to go about requests.
        lender: Whose connections these are, and whose limit of requests counts where it is the same; None for one's
            own.

    Attributes:
        options: How to go about requests.
    """

    def __init__(self, http: httpx.AsyncClient, options: Options, lender: ConcurrentRunner | None = None) -> None:
        self.options = options
        self._http = http
        self._lender = lender
        self._closed = False
        self._limit: anyio.Semaphore
        if lender is not None and lender.options.concurrency == options.concurrency:
            self._limit = lender._limit
        else:
            self._limit = anyio.Semaphore(options.concurrency)

    def sharing(self, options: Options) -> ConcurrentRunner:
        """A runner with other options for the same connections. It is closed when this one is."""
        return ConcurrentRunner(self._http, options, self)

    async def close(self) -> None:
        """Close connections that are one's own."""
        self._closed = True
        if self._lender is None:
            await self._http.aclose()
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
        clock = self.options.environment.clock
        number, delay = 0, 0.0
        while True:
            number += 1
            try:
                # A write that has left is waited for, also where the task is cancelled meanwhile: a flow that ends
                # gives back the lock under which it writes.
                async with self._limit:
                    with anyio.CancelScope(shield=not operation.safe):
                        return await self._attempt(operation, number)
            except APIError as error:
                wait = self.options.retries.wait(operation, number, error, clock.now())
                if wait is None:
                    raise
                delay = wait
                log.warning("%s; attempt %d follows in %.1f s", error, number + 1, delay)
            await clock.async_sleep(delay)

    async def _attempt(self, operation: Operation[T], number: int) -> T:
        attempt = Attempt(operation, number, self.options)
        try:
            response = await self._http.send(attempt.request)
        except httpx.HTTPError as error:
            raise attempt.failure(error) from error
        return attempt.result(response)
