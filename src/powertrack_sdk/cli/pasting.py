"""Reads a copied request from a file, the clipboard, a pipe, or the terminal that it is pasted into."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from powertrack_sdk.errors import ConfigurationError, ValidationError

_PROMPT = "Paste the copied request, then press Ctrl+{}. What you paste is not shown."
_END_OF_TRANSMISSION = b"\x04"
_INTERRUPT = "\x03"
_ENDS = ("\x04", "\x1a")  # Ctrl+D, Ctrl+Z


def copied_request(file: Path | None, *, clipboard: bool) -> str:
    """Return the text of the copied request.

    Args:
        file: File that holds it; None or `-` for standard input.
        clipboard: Whether to read the clipboard.

    Raises:
        ValidationError: Both are given.
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
        # `pyperclip.paste` keeps using the program that it found first, even if that is gone.
        _, paste = pyperclip.determine_clipboard()
        return str(paste())
    except pyperclip.PyperclipException as error:
        raise ConfigurationError(
            "the clipboard cannot be read here; save the copied request to a file, and pass the file"
        ) from error


def _from_terminal() -> str:
    """Read what is pasted into the terminal.

    By default a terminal passes on lines of at most 4095 characters, fewer on some systems, and session cookies are
    longer. So it is switched to pass on each character, and not to show it.
    """
    if sys.platform == "win32":
        import msvcrt

        print(_PROMPT.format("Z"), file=sys.stderr)  # noqa: T201
        return read_unseen(msvcrt.getwch)
    import termios

    terminal = sys.stdin.fileno()
    usual = termios.tcgetattr(terminal)
    silent = termios.tcgetattr(terminal)
    silent[3] &= ~(termios.ICANON | termios.ECHO)
    received = b""
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, silent)
        print(_PROMPT.format("D"), file=sys.stderr)  # noqa: T201
        while _END_OF_TRANSMISSION not in received and (piece := os.read(terminal, 65536)):
            received += piece
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, usual)
    return received.partition(_END_OF_TRANSMISSION)[0].decode("utf-8", errors="replace")


def read_unseen(key: Callable[[], str]) -> str:
    """Read a Windows console, which shows nothing, up to Ctrl+Z or Ctrl+D; `key` returns the next character."""
    received: list[str] = []
    while (character := key()) not in _ENDS:
        if character == _INTERRUPT:
            raise KeyboardInterrupt
        received.append("\n" if character == "\r" else character)
    return "".join(received)
