"""Which failures justify another attempt, and after how long."""

from __future__ import annotations

import contextlib
import email.utils
import random
from datetime import UTC, datetime

from attrs import frozen

from powertrack_core.decoding import EmptyAnswerError, UnexpectedAnswerError
from powertrack_core.operation import Operation
from powertrack_sdk.errors import APIError, FirewallError, NetworkError
from powertrack_sdk.runner.diagnosis import REFUSALS

# Cloudflare answers 520 to 524 if the service behind it does not answer.
_AGAIN = frozenset({429, 500, 502, 503, 504, *range(520, 525)})


@frozen(kw_only=True)
class RetryPolicy:
    """How often and after how long a safe operation is sent again. A write never is.

    Attributes:
        max_retries: Further attempts after the first.
        first_delay: Longest wait before the second attempt, in seconds; it doubles with each further one.
        longest_delay: Longest wait without a `Retry-After`, in seconds.
        longest_obeyed: Longest accepted `Retry-After`, in seconds; a longer one is an error at once.
    """

    max_retries: int = 4
    first_delay: float = 0.5
    longest_delay: float = 30.0
    longest_obeyed: float = 300.0

    def wait(self, operation: Operation[object], attempt: int, error: APIError, now: datetime) -> float | None:
        """Seconds to wait after `attempt` attempts and this error; None if there is no further attempt."""
        if not operation.safe or attempt > self.max_retries or not _may_pass(error):
            return None
        asked = retry_after(error, now)
        if asked is not None:
            return asked if asked <= self.longest_obeyed else None
        longest = min(self.longest_delay, self.first_delay * 2 ** (attempt - 1))
        return random.uniform(0, longest)  # noqa: S311  # spreads clients, hides nothing


def is_odd(error: APIError) -> bool:
    """Whether the answer may be that of a gateway, and gone the next moment."""
    return isinstance(error, FirewallError) or error.status_code in REFUSALS


def _may_pass(error: APIError) -> bool:
    if isinstance(error, NetworkError):
        return error.problem not in ("certificate", "size")
    cause = error.__cause__
    is_cut_off = isinstance(cause, ValueError) and not isinstance(cause, (EmptyAnswerError, UnexpectedAnswerError))
    return is_odd(error) or error.status_code in _AGAIN or is_cut_off


def retry_after(error: APIError, now: datetime) -> float | None:
    """The seconds to wait that the answer names in `Retry-After`; None if it names none."""
    value = error.response.headers.get("Retry-After") if error.response is not None else None
    if value is None:
        return None
    with contextlib.suppress(ValueError):
        return max(0.0, float(value))
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
