"""A command on a terminal of its own, that shows colours, asks questions and takes what is typed."""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define, field

from tests.cli.terminal import PATIENCE, PROGRAM

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@define
class Screen:
    """A command that runs on a terminal.

    Attributes:
        shown: All that came to the terminal so far, with the codes for colours.
    """

    _process: subprocess.Popen[bytes]
    _terminal: int
    shown: str = ""
    _decoder: codecs.IncrementalDecoder = field(factory=codecs.getincrementaldecoder("utf-8"), init=False, repr=False)

    def wait_for(self, text: str) -> None:
        """Wait until a text is on the terminal."""
        end = time.monotonic() + PATIENCE
        while text not in self.plain:
            assert self._read(end), self.shown

    def type(self, text: str) -> None:
        """Type something."""
        left = text.encode()
        while left:
            left = left[os.write(self._terminal, left[:1000]) :]

    def interrupt(self) -> None:
        """Press Ctrl+C until it is heard: what comes just before a program begins to wait for a key is not."""
        end = time.monotonic() + PATIENCE
        while True:
            self._process.send_signal(signal.SIGINT)
            if select.select([self._terminal], [], [], 1)[0]:
                return
            assert time.monotonic() < end, f"not heard: {self.shown}"

    def end(self) -> int:
        """Wait until the command ends.

        Returns:
            Its exit code.
        """
        end = time.monotonic() + PATIENCE
        while self._read(end):
            pass
        return self._process.wait(PATIENCE)

    def echoes(self) -> bool:
        """Whether the terminal shows what is typed."""
        import termios

        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    @property
    def plain(self) -> str:
        """All that came to the terminal, without codes."""
        return _CODES.sub("", self.shown)

    @property
    def lines(self) -> list[str]:
        """The lines on the terminal."""
        return [line.rstrip() for line in self.plain.splitlines()]

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], max(0, end - time.monotonic()))
        if not ready:
            raise AssertionError(f"nothing more came: {self.shown}")
        try:
            received = os.read(self._terminal, 65536)
        except OSError:  # so Linux says that the other side is closed
            return False
        self.shown += self._decoder.decode(received).replace("\r\n", "\n")
        return bool(received)


@contextmanager
def on_screen(
    *arguments: object, folder: Path, variables: dict[str, str], columns: int = 80, colours: bool = True
) -> Iterator[Screen]:
    """Run a command on a terminal of so many columns, and with or without the wish for no colours."""
    import fcntl
    import pty
    import termios

    unset = ("COLUMNS", "NO_COLOR") if colours else ("COLUMNS",)
    kept = {name: value for name, value in variables.items() if name not in unset}
    mine, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        cwd=folder,
        env={**kept, "TERM": "xterm-256color"},
        stdin=its,
        stdout=its,
        stderr=its,
        start_new_session=True,
    )
    os.close(its)
    try:
        yield Screen(process, mine)
    finally:
        process.kill()
        process.wait()
        os.close(mine)
