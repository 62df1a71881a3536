"""The asynchronous client."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from powertrack_sdk.auth.renewal import AsyncOnSessionEnd
from powertrack_sdk.base_client import BaseClient
from powertrack_sdk.errors import PowerTrackError
from powertrack_sdk.runner.asynchronous import AsyncConnections, AsyncRunner
from powertrack_sdk.runner.connecting import Proxy, Verify, connecting
from powertrack_sdk.runner.flow import Flow, Progress
from powertrack_sdk.runner.map_keys import map_keys
from powertrack_sdk.runner.options import Options

K = TypeVar("K")
T = TypeVar("T")


class AsyncPowerTrackClient(BaseClient[AsyncRunner, httpx.AsyncBaseTransport, AsyncOnSessionEnd]):
    """A client of PowerTrack whose methods are awaited, with asyncio or trio. Use it in an `async with` statement.

    Reads that do not depend on each other are sent concurrently. Set the environment variable `POWERTRACK_LOG` to
    `debug`, `info` or `warning` to log requests to stderr.
    """

    def _make_runner(
        self, options: Options, transport: httpx.AsyncBaseTransport | None, proxy: Proxy | None, verify: Verify
    ) -> AsyncRunner:
        connect = connecting(
            lambda arguments: httpx.AsyncClient(transport=transport, **arguments),
            transport_given=transport is not None,
            proxy=proxy,
            verify=verify,
        )
        return AsyncRunner(AsyncConnections(connect, options.environment.host), options)

    async def map(
        self, method: Callable[[K], Coroutine[Any, Any, T]], keys: Iterable[K], progress: Progress | None = None
    ) -> list[T | PowerTrackError]:
        """Call a reading method for many keys, concurrently up to the limit of the client.

        Args:
            method: A method of this client whose name begins with `get_`, such as `client.get_hardware_diagnostics`; or
                a `functools.partial` of it, if it needs more than the key.
            keys: First argument of each call.
            progress: Called after each key with the number of finished keys and of all.

        Returns:
            The results in the order of the keys; for a read that failed, its error.

        Raises:
            ValidationError: `method` is not a reading method of this client, or `keys` is not a list; nothing was sent.
            AuthenticationError: The session is not accepted; the remaining reads are not sent.
        """
        return await self.run(map_keys(self, method, keys, progress))

    async def run(self, flow: Flow[T]) -> T:
        """Run a flow of your own, written with the steps of `powertrack_sdk.runner.flow`.

        Args:
            flow: A generator that yields steps and returns the result. It is run once.
        """
        return await self._runner.run(flow)

    async def close(self) -> None:
        """Close the connections. Neither the client nor copies made by `with_options` can be used afterwards."""
        await self._runner.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
