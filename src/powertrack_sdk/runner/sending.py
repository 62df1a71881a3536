"""How one operation is sent: attempts, the waits between them, and the check of what looks like an ended session.

The steps are written once, as a generator that both runners drive: it yields an `Attempt`, which is answered with the
response or with the error for a missing one, and `Wait`, which is answered with None.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Final, TypeAlias, TypeVar

import httpx
from attrs import frozen

from powertrack_api.api import account
from powertrack_core.operation import Operation
from powertrack_sdk.auth import Credentials, Session
from powertrack_sdk.errors import APIError, AuthenticationError
from powertrack_sdk.runner.diagnosis import Diagnosis, Suspicion, named
from powertrack_sdk.runner.exchange import Attempt
from powertrack_sdk.runner.log import log
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.retry import is_odd, retry_after

T = TypeVar("T")

_MOST_PAGES: Final = 2
"""How often a read is repeated after a page in place of data, which may be that of a gateway."""

Reply: TypeAlias = httpx.Response | APIError | None
Sending: TypeAlias = Generator["Attempt[Any] | Wait", Reply, T]


@frozen
class Wait:
    """Time to pass before the next attempt.

    Attributes:
        seconds: How long.
        failure: How the last attempt failed; what to raise if nothing more is to be sent.
    """

    seconds: float
    failure: APIError


def sending(operation: Operation[T], options: Options) -> Sending[T]:
    """Send an operation and return its parsed answer.

    Args:
        operation: What to send.
        options: How to go about it.

    Raises:
        AuthenticationError: The session has ended; another request confirmed it.
        APIError: The request failed, or its answer cannot be read.
    """
    number = pages = suspect = 0
    while True:
        number += 1
        attempt = Attempt(operation, number, options)
        reply = yield attempt
        try:
            if isinstance(reply, httpx.Response):
                return attempt.result(reply)
            raise reply or APIError(f"{named(operation)}: no answer")
        except APIError as error:
            failure = error
        pages += is_odd(failure)
        delay = options.retries.wait(operation, number, failure, options.environment.clock.now())
        if attempt.diagnosis is not None:
            suspect += attempt.diagnosis.suspicion is not None
            will_be_repeated = delay is not None and suspect <= 1
            if (yield from _session_ended(attempt, attempt.diagnosis, options, will_be_repeated)):
                raise _ended(operation, attempt.diagnosis, attempt.session, options) from failure
        pause = _slowed(attempt, failure, options)
        if delay is None or pages > _MOST_PAGES:
            raise failure
        delay = max(delay, pause)
        log.warning("%s; attempt %d follows in %.1f s", failure, number + 1, delay)
        yield Wait(delay, failure)


def _slowed(attempt: Attempt[Any], failure: APIError, options: Options) -> float:
    """Let the whole client send less after a 429 or 503; the seconds that all its requests wait now."""
    if failure.status_code not in (429, 503):
        return 0.0
    asked = retry_after(failure, options.environment.clock.now())
    if asked is not None and asked > options.retries.longest_obeyed:
        asked = None
    return options.rate_limit.refused(attempt.asked_at, asked, overload=failure.status_code == 429)


def _session_ended(
    attempt: Attempt[Any], diagnosis: Diagnosis, options: Options, will_be_repeated: bool
) -> Sending[bool]:
    """Whether the session has ended, as the answer to another, cheap request confirms.

    A read whose answer may well pass is repeated first: one page of a gateway is no reason to ask further.
    """
    suspicion = diagnosis.suspicion
    if suspicion is None or attempt.is_outdated:
        return suspicion is not None  # another request has renewed the session meanwhile
    due = _due(attempt.session.credentials, options)
    if (suspicion is Suspicion.VAGUE and due is not True) or (suspicion is Suspicion.FORBIDDEN and due is False):
        return False
    if suspicion.may_pass and will_be_repeated:
        return False
    # Two pages for signing in can come by chance; three do not.
    for _ in range(2 if suspicion is Suspicion.LOGIN and attempt.number == 1 else 1):
        check = Attempt(account.get_app_links(), 1, options)
        reply = yield check
        if not isinstance(reply, httpx.Response):
            return False
        found = check.diagnosed(reply)
        if found is None or found.suspicion is None:
            return attempt.is_outdated
    return True


def _due(credentials: Credentials, options: Options) -> bool | None:
    """Whether the token in the cookie was due by its own word; None if it does not say."""
    if credentials.expires_at is None:
        return None
    return credentials.expires_at < options.environment.clock.now()


def _ended(
    operation: Operation[object], diagnosis: Diagnosis, session: Session, options: Options
) -> AuthenticationError:
    credentials = session.credentials
    moment = credentials.expires_at
    is_past = _due(credentials, options)
    tense = "was" if is_past else "is"
    due = f" Its token from {credentials.source} {tense} due at {moment:%Y-%m-%d %H:%M %Z}." if moment else ""
    words = f"{diagnosis.seen}, and another request was refused too. The session has most likely ended.{due}"
    if is_past is False and diagnosis.seen[-3:] in ("419", "440", "498"):
        words = f"{diagnosis.seen}, and refused another request too."
    return AuthenticationError(f"{named(operation)}: {words} {session.advice()}")
