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
    FIREWALL = 6
    PERMISSION = 7
    SERVICE = 8
    NETWORK = 9


CAUSES = frozenset({ExitCode.FIREWALL, ExitCode.PERMISSION, ExitCode.SERVICE, ExitCode.NETWORK})
"""The codes for what stands between a command and PowerTrack."""


def exit_code_of(error: Exception) -> ExitCode:
    """The exit code for an error."""
    from powertrack_sdk import errors

    codes = {
        errors.AuthenticationError: ExitCode.AUTHENTICATION,
        errors.ConflictError: ExitCode.CONFLICT,
        errors.ValidationError: ExitCode.USAGE,
        errors.FirewallError: ExitCode.FIREWALL,
        errors.PermissionDeniedError: ExitCode.PERMISSION,
        errors.ServiceError: ExitCode.SERVICE,
        errors.NetworkError: ExitCode.NETWORK,
    }
    return next((code for kind, code in codes.items() if isinstance(error, kind)), ExitCode.FAILED)
