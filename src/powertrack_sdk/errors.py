"""Everything that can go wrong, each with a class of its own. All of them are a `PowerTrackError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from powertrack_sdk.writes.result import UpdateResult


class PowerTrackError(Exception):
    """Base of all errors of this package."""


class PowerTrackWarning(UserWarning):
    """Data are shown otherwise than expected, such as in UTC because a time zone is unknown."""


class ConfigurationError(PowerTrackError):
    """Something in the setup is missing or unusable: a file that cannot be read, an address that may not be used."""


class AuthenticationError(PowerTrackError):
    """There are no credentials, or PowerTrack does not accept them (any more)."""


class ValidationError(PowerTrackError):
    """An argument or a patch is wrong. Nothing was sent.

    Attributes:
        problems: One sentence for each thing that is wrong.
    """

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems or (message,)


class ReadOnlyError(PowerTrackError):
    """The client is read-only, and the operation is not known to only read. It was not sent."""


class APIError(PowerTrackError):
    """A request failed.

    Attributes:
        status_code: HTTP status of the answer; None when none came.
        response: The answer; None when none came.
        operation: Name of the operation in the specification.
    """

    def __init__(
        self,
        message: str,
        *,
        status_code: int | None = None,
        response: httpx.Response | None = None,
        operation: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.response = response
        self.operation = operation


class NetworkError(APIError):
    """No answer came: no connection, a time-out, a reset.

    Attributes:
        sent: Whether the request may have left. Where it may have, it is not known whether it was acted on.
    """

    def __init__(self, message: str, *, sent: bool, operation: str | None = None) -> None:
        super().__init__(message, operation=operation)
        self.sent = sent


class EmptyResponseError(APIError):
    """The answer had no body where one was expected: nothing changed since the `lastChanged` that was sent."""


class ConflictError(PowerTrackError):
    """The document changed between reading and writing it. Nothing was sent."""


class ReportTimeoutError(PowerTrackError):
    """A report was not done within the time that was given to it. It goes on, and can be waited for again.

    Attributes:
        task_key: Key of the task that runs it, for `wait_for_report`.
    """

    def __init__(self, message: str, task_key: str) -> None:
        super().__init__(message)
        self.task_key = task_key


class VerificationError(PowerTrackError):
    """After a PUT the document is not what was asked for.

    Attributes:
        result: What was sent and where the backup is.
    """

    def __init__(self, message: str, result: UpdateResult) -> None:
        super().__init__(message)
        self.result = result
