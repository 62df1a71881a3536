"""Writes without a clear answer: whether they may still arrive, and looking until it is known whether they did.

A gateway that gives up does not stop the request behind it. So one look at the document proves nothing: until the
client's `settle` span is over, the outcome is unknown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from powertrack_core.decoding import JsonObject
from powertrack_sdk.errors import (
    APIError,
    AuthenticationError,
    ConflictError,
    NetworkError,
    PowerTrackError,
    ServiceError,
)
from powertrack_sdk.outcomes import Change
from powertrack_sdk.runner.diagnosis import is_page
from powertrack_sdk.runner.flow import Environment, Flow, environment, pause
from powertrack_sdk.runner.retry import retry_after
from powertrack_sdk.writes.diff import concerns
from powertrack_sdk.writes.edits import Edit
from powertrack_sdk.writes.reading import Seen

T = TypeVar("T")

_log = logging.getLogger("powertrack_sdk")

# Pauses between two looks (seconds): the first, and the longest.
FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 15.0

# The server did not finish these requests (408), or a gateway stopped waiting for it (499): no answer either way.
_NO_ANSWER = (408, 499)
_PUT_OFF = (429, 503)


def put_off(error: APIError, now: datetime) -> float | None:
    """Seconds after which a server that put a write off wants it again; None if it did not put it off.

    Args:
        error: How the write failed.
        now: The current moment.
    """
    return retry_after(error, now) if error.status_code in _PUT_OFF else None


def is_final(error: APIError) -> bool:
    """Whether PowerTrack itself ended a write with an error: a 409, or a 500 with a reason. One look settles it.

    The page of a gateway is no reason.
    """
    if isinstance(error, ConflictError):
        return True
    response = error.response
    stated = response is not None and bool(response.content.strip()) and not is_page(response)
    return isinstance(error, ServiceError) and error.status_code == 500 and stated


def may_arrive(error: APIError) -> bool:
    """Whether a write that failed so may have been acted on, or may be yet."""
    if is_final(error):
        return False
    if isinstance(error, NetworkError):
        return error.sent
    return error.status_code is None or error.status_code >= 500 or error.status_code in _NO_ANSWER or _is_cut(error)


def _is_cut(error: APIError) -> bool:
    """Whether the answer was one of success that could not be read."""
    return error.status_code is not None and 200 <= error.status_code < 300


def remaining(where: Environment, since: str) -> float:
    """Seconds for which a write may still arrive.

    Args:
        where: The client's span, and the time.
        since: When it was known for the last time to be on its way, as it stands in the journal.
    """
    try:
        passed = (where.clock.now() - datetime.fromisoformat(since)).total_seconds()
    except (ValueError, TypeError):
        return where.settle
    # A clock that was put back proves nothing, so the whole span is waited for.
    return where.settle - passed if 0 <= passed <= where.settle else 0.0 if passed > 0 else where.settle


def has_arrived(edit: Edit, aim: JsonObject | None, before: Seen, now: Seen, changes: Iterable[Change]) -> bool:
    """Whether a document is as a write was to make it, in all fields that were to change.

    Args:
        edit: The write.
        aim: What the document was to become.
        before: The document before.
        now: The document as it is.
        changes: Changes that were to be made.
    """
    asked = tuple(change.path for change in changes)
    return not any(concerns(change.path, asked) for change in edit.differences(aim, before, now))


def watched(
    look: Callable[[], Flow[T]], is_settled: Callable[[T], bool], span: float, first_pause: float = 0.0
) -> Flow[T]:
    """Read a document until the write has arrived, or the span is over.

    Args:
        look: Reads the document.
        is_settled: Whether the write has arrived.
        span: How long to look (seconds). There is at least one look, and the last one is at the end of the span.
        first_pause: Seconds before the first look.

    Returns:
        The last look.

    Raises:
        PowerTrackError: The document cannot be read, up to the end of the span.
        AuthenticationError: The session has ended.
    """
    clock = (yield from environment()).clock
    began, delay = clock.monotonic(), first_pause
    while True:
        rest = span - (clock.monotonic() - began)
        # Known before the pause: after it, rounding may leave a rest too small to ever pass.
        over = delay >= rest
        if delay > 0 and rest > 0:
            yield from pause(min(delay, rest))
        try:
            seen = yield from look()
            if over or is_settled(seen):
                return seen
        except AuthenticationError:
            raise
        except PowerTrackError as error:
            if over:
                raise
            _log.warning("%s; it is looked at again", error)
        delay = min(max(2 * delay, FIRST_PAUSE), _LONGEST_PAUSE)
