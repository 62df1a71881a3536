"""Where the copied request comes from: a file, the clipboard, a pipe, or the terminal that it is pasted into."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from powertrack_sdk.errors import ConfigurationError, ValidationError

_END_OF_TRANSMISSION = b"\x04"
_INTERRUPT = "\x03"
_ENDS = ("\x04", "\x1a")  # Ctrl+D, Ctrl+Z


def pasted(file: Path | None, *, clipboard: bool) -> str:
    """The text of the copied request.

    Args:
        file: File that holds it; None or `-` for standard input.
        clipboard: Whether to take it from the clipboard.

    Raises:
        ValidationError: Both are named.
        ConfigurationError: It cannot be read.
    """
    if clipboard and file is not None:
        raise ValidationError("name a file or --clipboard, not both")
    if clipboard:
        return _from_clipboard()
    if file is not None and str(file) != "-":
        from powertrack_sdk.auth.sources import text_of

        return text_of(file)
    return _from_terminal() if sys.stdin.isatty() else sys.stdin.read()


def _from_clipboard() -> str:
    import pyperclip

    try:
        # `pyperclip.paste` keeps the program that it found first, although that may be gone.
        _, paste = pyperclip.determine_clipboard()
        return str(paste())
    except pyperclip.PyperclipException as error:
        raise ConfigurationError(
            "the clipboard cannot be read here; save what was copied in a file and name that"
        ) from error


def _from_terminal() -> str:
    """What is pasted into the terminal.

    A terminal hands over lines of 4095 characters at the most, fewer on some systems, and session cookies are longer
    than that. So it is told to pass on each character, and also not to show them.
    """
    if sys.platform == "win32":
        import msvcrt

        print(  # noqa: T201  # a prompt
            "Paste the copied request, then press Ctrl+Z. What you paste is not shown.", file=sys.stderr
        )
        return read_unseen(msvcrt.getwch)
    import termios

    terminal = sys.stdin.fileno()
    usual = termios.tcgetattr(terminal)
    silent = termios.tcgetattr(terminal)
    silent[3] &= ~(termios.ICANON | termios.ECHO)
    received = b""
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, silent)
        print(  # noqa: T201  # a prompt
            "Paste the copied request, then press Ctrl+D. What you paste is not shown.", file=sys.stderr
        )
        while _END_OF_TRANSMISSION not in received and (piece := os.read(terminal, 65536)):
            received += piece
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, usual)
    return received.partition(_END_OF_TRANSMISSION)[0].decode("utf-8", errors="replace")


def read_unseen(key: Callable[[], str]) -> str:
    """What is pasted into a console that shows nothing of it, up to Ctrl+Z or Ctrl+D.

    Args:
        key: Returns the next character.

    Raises:
        KeyboardInterrupt: Ctrl+C was pressed.
    """
    received: list[str] = []
    while (character := key()) not in _ENDS:
        if character == _INTERRUPT:
            raise KeyboardInterrupt
        received.append("\n" if character == "\r" else character)
    return "".join(received)
