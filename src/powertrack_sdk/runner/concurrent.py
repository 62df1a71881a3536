"""Runs flows as anyio tasks."""

from __future__ import annotations

from typing import Any, TypeVar

import anyio
import anyio.to_thread
import httpx

from powertrack_api.operation import Operation
from powertrack_sdk.auth.renewal import MOST_RENEWALS, renew_async
from powertrack_sdk.errors import APIError, AuthenticationError, PowerTrackError
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
            if self.options.auth.session.profile is not None:
                with anyio.CancelScope(shield=True):
                    await anyio.to_thread.run_sync(self.options.auth.session.save)
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
        return await self._send_with_renewal(step, options)

    async def _together(self, step: Together[Any], options: Options) -> list[Any]:
        results: dict[int, Any] = {}
        failures: list[Exception] = []
        started = anyio.Semaphore(self.options.concurrency)

        async def one(place: int, flow: Flow[Any]) -> None:
            try:
                results[place] = await self._outcome(flow, options, settle=step.settle)
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

    async def _outcome(self, flow: Flow[Any], options: Options, *, settle: bool) -> Any:
        """The result of a flow, or the error that is taken for one."""
        try:
            return await self._run(flow, options)
        except PowerTrackError as error:
            if not settle:
                raise
            return error

    async def _send_with_renewal(self, operation: Operation[T], options: Options) -> T:
        session = options.session or options.auth.session
        for _ in range(MOST_RENEWALS):
            sign_in = session.number
            try:
                return await self._send(operation, options)
            except AuthenticationError as error:
                now = options.environment.clock.now()
                if not await renew_async(session, sign_in, options.on_session_end, now):
                    raise
                if not operation.safe:
                    error.renewed = True
                    raise
        return await self._send(operation, options)

    async def _send(self, operation: Operation[T], options: Options) -> T:
        clock = options.environment.clock
        number, delay = 0, 0.0
        while True:
            number += 1
            try:
                # A write that has left is waited for, also where the task is cancelled meanwhile: a flow that ends
                # gives back the lock under which it writes.
                async with self._limit:
                    with anyio.CancelScope(shield=not operation.safe):
                        return await self._attempt(operation, number, options)
            except APIError as error:
                wait = options.retries.wait(operation, number, error, clock.now())
                if wait is None:
                    raise
                delay = wait
                log.warning("%s; attempt %d follows in %.1f s", error, number + 1, delay)
            await clock.async_sleep(delay)

    async def _attempt(self, operation: Operation[T], number: int, options: Options) -> T:
        attempt = Attempt(operation, number, options)
        try:
            response = await self._http.send(attempt.request)
        except httpx.HTTPError as error:
            raise attempt.failure(error) from error
        try:
            return attempt.result(response)
        finally:
            if attempt.session.save_due():
                await anyio.to_thread.run_sync(attempt.session.save)
