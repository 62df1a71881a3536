"""The blocking client."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self, TypeVar

import httpx

from powertrack_sdk.auth.renewal import OnSessionEnd
from powertrack_sdk.base_client import BaseClient
from powertrack_sdk.errors import PowerTrackError
from powertrack_sdk.runner.blocking import BlockingRunner, Connections
from powertrack_sdk.runner.connecting import Proxy, Verify, connecting
from powertrack_sdk.runner.flow import Flow, Progress
from powertrack_sdk.runner.map_keys import map_keys
from powertrack_sdk.runner.options import Options

K = TypeVar("K")
T = TypeVar("T")


class PowerTrackClient(BaseClient[BlockingRunner, httpx.BaseTransport, OnSessionEnd]):
    """A client of PowerTrack whose methods return their results. Use it in a `with` statement, or close it.

    Reads that do not depend on each other are sent concurrently. Set the environment variable `POWERTRACK_LOG` to
    `debug`, `info` or `warning` to log requests to stderr.
    """

    def _make_runner(
        self, options: Options, transport: httpx.BaseTransport | None, proxy: Proxy | None, verify: Verify
    ) -> BlockingRunner:
        connect = connecting(
            lambda arguments: httpx.Client(transport=transport, **arguments),
            transport_given=transport is not None,
            proxy=proxy,
            verify=verify,
        )
        return BlockingRunner(Connections(connect, options.environment.host), options)

    def map(
        self, method: Callable[[K], T], keys: Iterable[K], progress: Progress | None = None
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
        return self.run(map_keys(self, method, keys, progress))

    def run(self, flow: Flow[T]) -> T:
        """Run a flow of your own, written with the steps of `powertrack_sdk.runner.flow`.

        Args:
            flow: A generator that yields steps and returns the result. It is run once.
        """
        return self._runner.run(flow)

    def close(self) -> None:
        """Close the connections. Neither the client nor copies made by `with_options` can be used afterwards."""
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
