"""Which failures are worth another attempt, and after how long."""

from __future__ import annotations

import email.utils
import random
from datetime import UTC, datetime

from attrs import frozen

from powertrack_core.decoding import EmptyAnswerError, UnexpectedAnswerError
from powertrack_core.operation import Operation
from powertrack_sdk.errors import APIError, FirewallError, NetworkError
from powertrack_sdk.runner.diagnosis import REFUSALS

# Cloudflare answers 520 to 524 for a service behind it that does not.
_AGAIN = frozenset({429, 500, 502, 503, 504, *range(520, 525)})


@frozen(kw_only=True)
class RetryPolicy:
    """How often and after how long a safe operation is sent again. An operation that writes never is.

    Attributes:
        max_retries: Further attempts after the first.
        first_delay: Longest wait before the second attempt, in seconds; it doubles with each further one.
        longest_delay: Longest wait that is chosen here, in seconds.
        longest_obeyed: Longest `Retry-After` that is waited for, in seconds; a longer one is an error at once.
    """

    max_retries: int = 4
    first_delay: float = 0.5
    longest_delay: float = 30.0
    longest_obeyed: float = 300.0

    def wait(self, operation: Operation[object], attempt: int, error: APIError, now: datetime) -> float | None:
        """Seconds to wait before the next attempt; None if there is to be none.

        Args:
            operation: What failed.
            attempt: How many attempts were made.
            error: How the last one failed.
            now: The current moment.
        """
        if not operation.safe or attempt > self.max_retries or not _worth_another(error):
            return None
        told = retry_after(error, now)
        if told is not None:
            return told if told <= self.longest_obeyed else None
        longest = min(self.longest_delay, self.first_delay * 2 ** (attempt - 1))
        return random.uniform(0, longest)  # noqa: S311  # spreads clients, hides nothing


def is_odd(error: APIError) -> bool:
    """Whether something else than the answer came, which may be that of a gateway and gone the next moment."""
    return isinstance(error, FirewallError) or error.status_code in REFUSALS


def _worth_another(error: APIError) -> bool:
    if isinstance(error, NetworkError):
        return error.problem not in ("certificate", "size")
    return is_odd(error) or error.status_code in _AGAIN or _is_cut_off(error)


def _is_cut_off(error: APIError) -> bool:
    """Whether the answer is no JSON at all, as when it was cut off on the way."""
    cause = error.__cause__
    return isinstance(cause, ValueError) and not isinstance(cause, (EmptyAnswerError, UnexpectedAnswerError))


def retry_after(error: APIError, now: datetime) -> float | None:
    """Seconds that the answer asks to wait, from its `Retry-After`; None where it does not say."""
    value = error.response.headers.get("Retry-After") if error.response is not None else None
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
