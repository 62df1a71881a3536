"""Both clients behind one face, so that one test serves both."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Literal, Protocol

import httpx
from anyio.from_thread import start_blocking_portal

from powertrack_sdk import AsyncPowerTrackClient, AuthManager, PowerTrackClient

Colour = Literal["blocking", "async"]
COLOURS: tuple[Colour, ...] = ("blocking", "async")


class Driver:
    """A client of either colour whose methods return when they are done.

    An asynchronous client lives in an event loop of its own, in another thread.

    Attributes:
        client: The client itself.
    """

    client: PowerTrackClient | AsyncPowerTrackClient

    def __init__(
        self, colour: Colour, auth: AuthManager | None, transport: httpx.BaseTransport | None, **options: Any
    ) -> None:
        self._exits = ExitStack()
        self._portal = None
        if colour == "blocking":
            self.client = PowerTrackClient(auth, transport=transport, **options)
            self._exits.callback(self.client.close)
            return
        if not (transport is None or isinstance(transport, httpx.AsyncBaseTransport)):
            raise TypeError("a transport for both colours is needed")
        portal = self._portal = self._exits.enter_context(start_blocking_portal("asyncio"))
        try:
            self.client = AsyncPowerTrackClient(auth, transport=transport, **options)
        except BaseException:
            self._exits.close()
            raise
        self._exits.callback(portal.call, self.client.close)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return functools.partial(self._call, getattr(self.client, name))

    def beside(self, client: PowerTrackClient | AsyncPowerTrackClient) -> Driver:
        """A driver for another client, in the same event loop. To close that one is up to the test."""
        other = Driver.__new__(Driver)
        other._exits, other._portal, other.client = ExitStack(), self._portal, client
        return other

    def close_client(self) -> None:
        """Close the client alone."""
        self._call(self.client.close)

    def close(self) -> None:
        """Close the client, and its event loop."""
        self._exits.close()

    def _call(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._portal is None:
            return method(*args, **kwargs)

        async def awaited() -> Any:
            outcome = method(*args, **kwargs)
            return await outcome if inspect.isawaitable(outcome) else outcome

        return self._portal.call(awaited)


class Connect(Protocol):
    """Opens a client of the colour that the test runs for."""

    def __call__(
        self, transport: httpx.BaseTransport | None = None, *, auth: AuthManager | None = None, **options: Any
    ) -> Driver: ...
