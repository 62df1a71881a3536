"""The options of a client, for both runners."""

from __future__ import annotations

import math
from typing import Protocol

import httpx
from attrs import Attribute, evolve, field, frozen

from powertrack_core.operation import Operation
from powertrack_sdk.auth import AuthManager, Session
from powertrack_sdk.auth.renewal import AsyncOnSessionEnd
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.runner.flow import Environment
from powertrack_sdk.runner.rate_limit import RateLimit
from powertrack_sdk.runner.retry import RetryPolicy


class Observes(Protocol):
    """An observer of the answers that a client receives."""

    def observe(self, operation: Operation[object], response: httpx.Response, client_version: str) -> None:
        """Process an answer."""
        ...

    def close(self) -> None:
        """Save the observations."""
        ...


def _timeout(value: float | httpx.Timeout) -> httpx.Timeout:
    if isinstance(value, httpx.Timeout):
        return value
    if not isinstance(value, (int, float)) or not 0 < value < math.inf:
        raise ConfigurationError(f"timeout is {value!r}; a positive number of seconds is expected")
    return httpx.Timeout(value)


def _retries(value: int | RetryPolicy) -> RetryPolicy:
    if isinstance(value, RetryPolicy):
        return value
    if not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"max_retries is {value!r}; 0 or more further attempts are expected")
    return RetryPolicy(max_retries=value)


def _at_least_one(_: Options, __: Attribute[int], value: int) -> None:
    if not isinstance(value, int) or value < 1:
        raise ConfigurationError(f"concurrency is {value!r}; at least one request at a time is needed")


@frozen(kw_only=True)
class Options:
    """The options of a client, or of one run.

    Attributes:
        auth: Source of the credentials.
        environment: Facts for flows.
        timeout: Longest waits for a connection, and for each piece of an answer; a number of seconds counts for all.
        retries: The policy of further attempts, or their number.
        concurrency: Most requests at a time.
        rate_limit: The rate of requests; copies share it.
        verified: Whether the certificates of servers are checked.
        observer: Records the shapes of answers, if given.
        on_session_end: Gives a fresh session after this one has ended, if given.
        session: The session that a run began with; None outside of runs.

    Raises:
        ConfigurationError: A number is invalid.
    """

    auth: AuthManager
    environment: Environment
    timeout: httpx.Timeout = field(converter=_timeout)
    retries: RetryPolicy = field(converter=_retries)
    concurrency: int = field(validator=_at_least_one)
    rate_limit: RateLimit
    verified: bool = True
    observer: Observes | None = field(default=None, repr=False)
    on_session_end: AsyncOnSessionEnd | None = field(default=None, repr=False)
    session: Session | None = field(default=None, repr=False)

    def for_run(self) -> Options:
        """The options of one run, which keeps the session, and so the host, that it begins with."""
        session = self.auth.session
        return evolve(self, session=session, environment=evolve(self.environment, host=session.host))

    def changed(
        self,
        timeout: float | httpx.Timeout | None,
        max_retries: int | None,
        concurrency: int | None,
        rate_limit: float | None,
    ) -> Options:
        """These options with changes; None keeps an option."""
        return evolve(
            self,
            timeout=self.timeout if timeout is None else timeout,
            retries=self.retries if max_retries is None else max_retries,
            concurrency=self.concurrency if concurrency is None else concurrency,
            rate_limit=(
                self.rate_limit if rate_limit is None else RateLimit(rate_limit, self.environment.clock.monotonic)
            ),
        )
