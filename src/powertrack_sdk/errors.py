"""All errors of this package, one class for each cause. Each is a `PowerTrackError`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    import httpx

    from powertrack_sdk.outcomes import Outcome, UpdateResult

E = TypeVar("E", bound="PowerTrackError")

ConnectionProblem: TypeAlias = Literal[
    "certificate", "name", "refused", "proxy", "timeout", "closed", "size", "network"
]
"""Why no answer came: the server's certificate is not trusted, its name is unknown, no program listens on the port, a
proxy refused the request or cannot be reached, time ran out, the connection was closed or the answer garbled, the
answer was too large, or another failure of the network."""


class PowerTrackError(Exception):
    """Base of all errors of this package. They can be copied and pickled, with all their attributes.

    Attributes:
        outcome: How the write ended that failed; None if the error is not that of a write that was under way.
        run: Name of the run that it ended, for `resume_run` and `plan_undo`; None if there is none.
    """

    outcome: Outcome | None = None
    run: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls the class with the message alone, which fails for classes that need more.
        return _rebuilt, (type(self), self.args, vars(self))


def _rebuilt(kind: type[E], arguments: tuple[Any, ...], attributes: dict[str, Any]) -> E:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(attributes)
    return error


class PowerTrackWarning(UserWarning):
    """Data are shown in another way than expected, such as in UTC because a time zone is unknown."""


class ConfigurationError(PowerTrackError):
    """Something in the setup is missing or unusable: a file that cannot be read, an address that may not be used."""


class AuthenticationError(PowerTrackError):
    """There are no credentials, or PowerTrack does not accept them. Sign in again.

    Attributes:
        renewed: Whether there is a fresh session by now. Then the refused request was a write: it was not repeated, as
            only reading the document shows whether it was made.
    """

    renewed: bool = False


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
    """A request failed. Subclasses name the cause.

    Attributes:
        status_code: HTTP status of the answer; None if no answer came.
        response: The answer; None if no answer came.
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
    """No answer came: no connection, a time-out, a reset. Check the network, the proxy or the certificates.

    Attributes:
        sent: Whether the request may have left. If so, it is not known whether it was acted on.
        problem: Why no answer came.
    """

    def __init__(
        self, message: str, *, sent: bool, operation: str | None = None, problem: ConnectionProblem = "network"
    ) -> None:
        super().__init__(message, operation=operation)
        self.sent = sent
        self.problem = problem


class FirewallError(APIError):
    """Something between this machine and PowerTrack answered, such as a firewall, a proxy or a maintenance page.

    It says nothing about the session or the user's rights. Open PowerTrack in the browser and copy a fresh request.

    Attributes:
        host: The other host that a redirect leads to; None if there was no such redirect.
    """

    def __init__(
        self,
        message: str,
        *,
        status_code: int | None = None,
        response: httpx.Response | None = None,
        operation: str | None = None,
        host: str | None = None,
    ) -> None:
        super().__init__(message, status_code=status_code, response=response, operation=operation)
        self.host = host


class PermissionDeniedError(APIError):
    """PowerTrack accepts the session but refuses the request. Use an account with the rights for it."""


class ServiceError(APIError):
    """PowerTrack fails, is overloaded or under maintenance. Try again later."""


class EmptyResponseError(APIError):
    """The answer had no body, and the operation knows no empty result."""


class ConflictError(APIError):
    """The document changed since it was read, so the write was not made. Read it again and repeat the change."""

    outcome: Outcome | None = "conflict"


class ReportTimeoutError(PowerTrackError):
    """A report did not end within the given time. It continues, and can be waited for again.

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

    outcome: Outcome | None = "differs"

    def __init__(self, message: str, result: UpdateResult) -> None:
        super().__init__(message)
        self.result = result


class UnknownOutcomeError(VerificationError):
    """A write was sent, and it is not known whether PowerTrack acted on it, or still will. `resume_run` finds out.

    Do not repeat the call before: what is created would exist twice.

    Attributes:
        result: What was sent and where the backup is.
    """

    outcome: Outcome | None = "unknown"
