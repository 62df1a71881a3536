"""What the exit codes of commands mean."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    AUTHENTICATION = 3
    PARTIAL = 4
    CONFLICT = 5


def exit_code_of(error: Exception) -> ExitCode:
    """The exit code for an error."""
    from powertrack_sdk.errors import AuthenticationError, ConflictError, ValidationError

    if isinstance(error, AuthenticationError):
        return ExitCode.AUTHENTICATION
    if isinstance(error, ConflictError):
        return ExitCode.CONFLICT
    return ExitCode.USAGE if isinstance(error, ValidationError) else ExitCode.FAILED
