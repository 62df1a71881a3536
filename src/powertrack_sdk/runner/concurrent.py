"""Runs flows as anyio tasks."""

from __future__ import annotations

import logging
from typing import Any, TypeVar

import anyio
import anyio.to_thread
import httpx

from powertrack_api.operation import Operation
from powertrack_sdk.auth import AuthManager
from powertrack_sdk.errors import APIError, PowerTrackError
from powertrack_sdk.runner.exchange import network_error, request_for, result_of
from powertrack_sdk.runner.flow import AskEnvironment, Environment, Flow, Local, Step, Together
from powertrack_sdk.runner.retry import RetryPolicy

T = TypeVar("T")

_log = logging.getLogger("powertrack_sdk")


class ConcurrentRunner:
    """Runs flows with tasks.

    Args:
        http: Connections.
        auth: Credentials.
        environment: What flows may know.
        retries: When to try again.
        concurrency: Most requests at a time.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        auth: AuthManager,
        environment: Environment,
        retries: RetryPolicy,
        concurrency: int,
    ) -> None:
        self._http = http
        self._auth = auth
        self._environment = environment
        self._retries = retries
        self._concurrency = concurrency
        self._limit = anyio.Semaphore(concurrency)

    async def close(self) -> None:
        """Close connections."""
        await self._http.aclose()

    async def run(self, flow: Flow[T]) -> T:
        """Run a flow to its end."""
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
            return self._environment
        if isinstance(step, Together):
            return await self._together(step)
        if isinstance(step, Local):
            return await anyio.to_thread.run_sync(step.work)
        return await self._send(step)

    async def _together(self, step: Together[Any]) -> list[Any]:
        results: dict[int, Any] = {}
        failures: list[Exception] = []
        started = anyio.Semaphore(self._concurrency)

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
        clock = self._environment.clock
        attempt = 0
        while True:
            attempt += 1
            try:
                async with self._limit:
                    return await self._attempt(operation)
            except APIError as error:
                delay = self._retries.wait(operation, attempt, error, clock.now())
                if delay is None:
                    raise
                _log.warning("%s; attempt %d follows in %.1f s", error, attempt + 1, delay)
            await clock.async_sleep(delay)

    async def _attempt(self, operation: Operation[T]) -> T:
        _log.debug("%s %s", operation.method, operation.path)
        try:
            response = await self._http.send(request_for(operation, self._auth))
        except httpx.HTTPError as error:
            raise network_error(operation, error) from error
        return result_of(operation, response, self._auth)
