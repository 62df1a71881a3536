"""A stream of JSON without very long strings, so that memory stays bounded."""

from __future__ import annotations

import re
from typing import BinaryIO

LONGEST = 16 * 1024 * 1024
TOO_LONG = "\x00"
"""Replaces a string that is too long."""

_CHUNK = 64 * 1024
_MARK = b"\\u0000"
_WITHIN = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ShortenedStream:
    """Reads JSON and replaces every string that is too long.

    Args:
        stream: The JSON.
        longest: Largest number of bytes of a string as it is written.

    Attributes:
        ended: Whether all of it was read.
    """

    def __init__(self, stream: BinaryIO, longest: int = LONGEST) -> None:
        self.ended = False
        self._stream = stream
        self._longest = longest
        self._string: bytearray | None = None  # the current one, returned once it is complete
        self._too_long = False
        self._escaped = False  # the previous chunk ended within an escape
        self._begun = False

    def read(self, size: int = _CHUNK) -> bytes:
        """Return the next bytes; none at the end. A string without an end is not returned."""
        if size == 0:
            return b""
        while chunk := self._stream.read(_CHUNK if size < 0 else size):
            if not self._begun:
                self._begun = True
                chunk = chunk.removeprefix(_BYTE_ORDER_MARK)
            if shortened := self._shorten(chunk):
                return shortened
        self.ended = True
        return b""

    def _shorten(self, chunk: bytes) -> bytes:
        parts: list[bytes] = []
        place = 0
        while place < len(chunk):
            if self._string is None:
                start = chunk.find(b'"', place)
                if start < 0:
                    parts.append(chunk[place:])
                    break
                parts.append(chunk[place : start + 1])
                self._string, self._too_long = bytearray(), False
                place = start + 1
            else:
                place = self._within(chunk, place, parts)
        return b"".join(parts)

    def _within(self, chunk: bytes, place: int, parts: list[bytes]) -> int:
        """Continue a string; return the place after what was read."""
        if self._escaped:
            self._keep(chunk[place : place + 1])
            self._escaped = False
            return place + 1
        match = _WITHIN.match(chunk, place)
        end = match.end() if match else place
        self._keep(chunk[place:end])
        if end == len(chunk):
            return end
        if chunk[end : end + 1] == b'"':
            parts += [_MARK if self._too_long else bytes(self._string or b""), b'"']
            self._string = None
        else:
            self._keep(chunk[end : end + 1])
            self._escaped = True
        return end + 1

    def _keep(self, piece: bytes) -> None:
        if self._string is None or self._too_long:
            return
        if len(self._string) + len(piece) > self._longest:
            self._too_long = True
            self._string = bytearray()
        else:
            self._string += piece
