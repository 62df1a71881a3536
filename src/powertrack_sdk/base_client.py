"""What both clients have in common and neither has to wait for."""

from __future__ import annotations

import copy
from typing import Generic, Protocol, Self, TypeVar

import httpx

from powertrack_sdk.runner.options import Options


class _Runner(Protocol):
    @property
    def options(self) -> Options: ...

    def sharing(self, options: Options) -> Self: ...


R = TypeVar("R", bound=_Runner)


class BaseClient(Generic[R]):
    """A client, whatever it runs flows with."""

    _runner: R

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        concurrency: int | None = None,
        rate_limit: float | None = None,
    ) -> Self:
        """A copy of the client that goes about its requests in another way.

        The copy uses the credentials and connections of this client, which goes on owning them: closing the copy leaves
        this client open, closing this client ends the copy. A copy with another `concurrency` has a limit of its own,
        beside that of this client, and so has a copy with another `rate_limit`.

        Args:
            timeout: Longest wait for a connection, and for each piece of an answer (seconds); or an `httpx.Timeout`,
                which can also say that there is no longest one. None leaves it as it is, and so it is below.
            max_retries: Further attempts for a read that fails for a passing reason.
            concurrency: Most requests at a time.
            rate_limit: Requests per second that are sustained; 0 switches the limit off.

        Raises:
            ConfigurationError: A number makes no sense.
        """
        other = copy.copy(self)
        other._runner = self._runner.sharing(
            self._runner.options.changed(timeout, max_retries, concurrency, rate_limit)
        )
        return other
