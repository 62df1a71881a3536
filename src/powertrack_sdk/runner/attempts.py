"""The attempts to send one operation, the waits between them, and the check whether the session has ended.

The steps are written once, as a generator that both runners drive. The runner answers an `Attempt` with the response or
the error for a missing one, a `Renew` with whether there is a fresh sign-in, and a `Wait` with None.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Final, TypeAlias, TypeVar

import httpx
from attrs import frozen

from powertrack_api.api import account
from powertrack_core.operation import Operation
from powertrack_sdk.auth.renewal import MOST_RENEWALS
from powertrack_sdk.errors import APIError, AuthenticationError
from powertrack_sdk.runner.diagnosis import Suspicion, named
from powertrack_sdk.runner.exchange import Attempt
from powertrack_sdk.runner.log import log
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.retry import is_odd, retry_after

T = TypeVar("T")

# How often a read is repeated after a web page instead of data, which may come from a gateway.
_MOST_PAGES: Final = 2

Reply: TypeAlias = httpx.Response | APIError | bool | None
Sending: TypeAlias = Generator["Attempt[Any] | Wait | Renew", Reply, T]


@frozen
class Wait:
    """Time to pass before the next attempt.

    Attributes:
        seconds: How long.
        failure: The error of the last attempt, to raise if nothing more is to be sent.
    """

    seconds: float
    failure: APIError


@frozen
class Renew:
    """A refused sign-in of the session, to be renewed."""

    sign_in: int


def sending(operation: Operation[T], options: Options) -> Sending[T]:
    """Send an operation and return its parsed answer. A read is repeated with a renewed session, a write is not.

    Raises:
        AuthenticationError: The session has ended; another request confirmed it.
        APIError: The request failed, or its answer cannot be read.
    """
    session = options.session or options.auth.session
    for _ in range(MOST_RENEWALS):
        sign_in = session.number
        try:
            return (yield from _attempts(operation, options))
        except AuthenticationError as error:
            # The number was read before the request, so that a sign-in of another request meanwhile counts as fresh.
            if not (yield Renew(sign_in)):
                raise
            if not operation.safe:  # only reading the document shows whether it was made
                error.renewed = True
                raise
    return (yield from _attempts(operation, options))


def _attempts(operation: Operation[T], options: Options) -> Sending[T]:
    number = pages = suspect = 0
    while True:
        number += 1
        attempt = Attempt(operation, number, options)
        reply = yield attempt
        try:
            if isinstance(reply, httpx.Response):
                return attempt.result(reply)
            raise reply if isinstance(reply, APIError) else APIError(f"{named(operation)}: no answer")
        except APIError as error:
            failure = error
        pages += is_odd(failure)
        delay = options.retries.wait(operation, number, failure, options.environment.clock.now())
        if attempt.diagnosis is not None:
            suspect += attempt.diagnosis.suspicion is not None
            # One page of a gateway is no reason to ask further: a read is repeated first.
            will_be_repeated = delay is not None and suspect <= 1
            if (yield from _session_ended(attempt, attempt.diagnosis.suspicion, options, will_be_repeated)):
                raise _ended(attempt, attempt.diagnosis.seen, options) from failure
        pause = _slowed(attempt, failure, options)
        if delay is None or pages > _MOST_PAGES:
            raise failure
        delay = max(delay, pause)
        log.warning("%s; attempt %d follows in %.1f s", failure, number + 1, delay)
        yield Wait(delay, failure)


def _slowed(attempt: Attempt[Any], failure: APIError, options: Options) -> float:
    """Slow down the whole client after a 429 or 503. Returns the seconds that all its requests wait now."""
    if failure.status_code not in (429, 503):
        return 0.0
    asked = retry_after(failure, options.environment.clock.now())
    # A longer wait is an error for this request, and must not stop all others.
    if asked is not None and asked > options.retries.longest_obeyed:
        asked = None
    return options.rate_limit.refused(attempt.asked_at, asked, overload=failure.status_code == 429)


def _session_ended(
    attempt: Attempt[Any], suspicion: Suspicion | None, options: Options, will_be_repeated: bool
) -> Sending[bool]:
    """Whether the session has ended, confirmed by another, cheap request."""
    if suspicion is None or attempt.is_outdated:
        return suspicion is not None  # another request has renewed the session meanwhile
    # A token that is not due, or says nothing, makes the weaker signs of an ended session worthless.
    due = _due(attempt, options)
    if (suspicion is Suspicion.VAGUE and due is not True) or (suspicion is Suspicion.FORBIDDEN and due is False):
        return False
    if suspicion.may_pass and will_be_repeated:
        return False
    # Two pages for signing in can come by chance; three do not.
    for _ in range(2 if suspicion is Suspicion.LOGIN and attempt.number == 1 else 1):
        check = Attempt(account.get_app_links(), 1, options)
        reply = yield check
        diagnosis = check.diagnosed(reply) if isinstance(reply, httpx.Response) else None
        if diagnosis is None or diagnosis.suspicion is None:
            return isinstance(reply, httpx.Response) and attempt.is_outdated
    return True


def _due(attempt: Attempt[Any], options: Options) -> bool | None:
    """Whether the token in the cookie was due; None if it does not say."""
    expires_at = attempt.session.credentials.expires_at
    return None if expires_at is None else expires_at < options.environment.clock.now()


def _ended(attempt: Attempt[Any], seen: str, options: Options) -> AuthenticationError:
    moment, is_past = attempt.session.credentials.expires_at, _due(attempt, options)
    tense = "was" if is_past else "is"
    source = attempt.session.credentials.source
    due = f" Its token from {source} {tense} due at {moment:%Y-%m-%d %H:%M %Z}." if moment else ""
    words = f"{seen}, and another request was refused too. The session has most likely ended.{due}"
    if is_past is False and seen[-3:] in ("419", "440", "498"):
        words = f"{seen}, and refused another request too."
    return AuthenticationError(f"{named(attempt.operation)}: {words} {attempt.session.advice()}")
