"""What stands around a command: an error is one line that says what to do next, and a meaning of the exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from powertrack_sdk.cli.codes import ExitCode, exit_code_of
from powertrack_sdk.cli.wording import worded
from powertrack_sdk.foreign import in_lines

if TYPE_CHECKING:
    from powertrack_sdk.cli.session import Session


def guarded(session: Session, function: Callable[[], ExitCode | None]) -> int:
    """Run a command.

    Args:
        session: What it runs with; it is closed afterwards.
        function: The command.

    Returns:
        Its exit code.
    """
    try:
        try:
            code = function()
        finally:
            session.close()
        sys.stdout.flush()
        return int(code or ExitCode.DONE)
    except BrokenPipeError:
        # Whoever reads has read enough.
        _let_go_of_output()
        return int(ExitCode.DONE)
    except (Exception, KeyboardInterrupt) as error:
        if session.debug:
            print(in_lines(traceback.format_exc()), file=sys.stderr, end="")  # noqa: T201  # what the command says
            return int(ExitCode.FAILED)
        return _told(error)


def complain(told: str) -> None:
    """Say what went wrong, on standard error: in one line, which a terminal breaks between words."""
    told = in_lines(told)
    if not sys.stderr.isatty():
        print(f"powertrack: {told}", file=sys.stderr)  # noqa: T201  # what the command says
        return
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, highlight=False).print(Text.assemble(("powertrack: ", "bold red"), told))


def _told(error: Exception | KeyboardInterrupt) -> int:
    """Say what went wrong, and give the exit code for it."""
    import typer

    from powertrack_sdk.errors import PowerTrackError

    notes = getattr(error, "__notes__", [])
    if isinstance(error, (KeyboardInterrupt, typer.Abort)):
        complain("\n".join(["interrupted", *notes]))
    elif isinstance(error, PowerTrackError):
        complain(worded("\n".join([str(error), *notes])))
        return int(exit_code_of(error))
    elif isinstance(error, OSError) and _is_of_output(error):
        _let_go_of_output()
        complain(f"the output cannot be written ({error.strerror})")
    elif isinstance(error, OSError) and error.filename is not None:
        complain(f"{error.filename}: {error.strerror}")
    else:
        complain(
            f"this should not have happened ({type(error).__name__}: {error});"
            " run it again with --debug, and report what that shows"
        )
    return int(ExitCode.FAILED)


def _is_of_output(error: OSError) -> bool:
    """Whether standard output is what could not be written to: it has no name, as a file has."""
    return error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EINVAL)


def _let_go_of_output() -> None:
    """Keep Python from trying once more at the end, and complaining then."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
