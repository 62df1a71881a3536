"""How a command ends: exit codes, and errors as one actionable line."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from powertrack_sdk.cli.wording import worded
from powertrack_sdk.foreign import in_lines

if TYPE_CHECKING:
    from powertrack_sdk.cli.session import Session


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
"""Exit codes for failures on the way to PowerTrack."""

# Errors of standard output, which has no file name.
_OUTPUT_ERRORS = (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EINVAL)


def exit_code_of(error: Exception) -> ExitCode:
    """Return the exit code for an error."""
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


def guarded(session: Session, function: Callable[[], ExitCode | None]) -> int:
    """Run a command, close its session, print its error, and return its exit code."""
    try:
        try:
            code = function()
        finally:
            session.close()
        sys.stdout.flush()
        return int(code or ExitCode.DONE)
    except BrokenPipeError:  # the reader, such as `head`, has enough
        _abandon_output()
        return int(ExitCode.DONE)
    except (Exception, KeyboardInterrupt) as error:
        if session.debug:
            print(in_lines(traceback.format_exc()), file=sys.stderr, end="")  # noqa: T201
            return int(ExitCode.FAILED)
        return int(_report(error))


def complain(message: str) -> None:
    """Print a message to standard error; a terminal breaks it between words."""
    message = in_lines(message)
    if not sys.stderr.isatty():
        print(f"powertrack: {message}", file=sys.stderr)  # noqa: T201
        return
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, highlight=False).print(Text.assemble(("powertrack: ", "bold red"), message))


def _report(error: Exception | KeyboardInterrupt) -> ExitCode:
    """Print an error and return its exit code."""
    import typer

    from powertrack_sdk.errors import PowerTrackError

    notes = getattr(error, "__notes__", [])
    if isinstance(error, (KeyboardInterrupt, typer.Abort)):
        complain("\n".join(["interrupted", *notes]))
    elif isinstance(error, PowerTrackError):
        complain(worded("\n".join([str(error), *notes])))
        return exit_code_of(error)
    elif isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT_ERRORS:
        _abandon_output()
        complain(f"the output cannot be written ({error.strerror})")
    elif isinstance(error, OSError) and error.filename is not None:
        complain(f"{error.filename}: {error.strerror}")
    else:
        complain(
            f"unexpected error ({type(error).__name__}: {error}); run the command again with --debug, and report its"
            " output"
        )
    return ExitCode.FAILED


def _abandon_output() -> None:
    """Keep Python from flushing standard output again at exit, and failing then."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
