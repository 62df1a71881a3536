"""Which object an answer describes: an answer about another object than the one asked for is not a result."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

import msgspec

from powertrack_core.operation import Operation

_KEY: Final = re.compile(r"[A-Z]{1,2}[0-9]+|x[0-9a-f]+", re.ASCII | re.IGNORECASE)


class _Named(msgspec.Struct):
    key: object = None


_decode = msgspec.json.Decoder(_Named).decode


def mismatch(operation: Operation[object], content: bytes) -> tuple[str, str] | None:
    """The key that was asked for and the one that the answer gives, if they differ.

    Answers without a key are taken as they are, and so are those to requests that name their object in the body.
    """
    if operation.method != "GET":
        return None
    asked = operation.identity.key if operation.identity is not None else unquote(operation.path.rpartition("/")[2])
    if not _KEY.fullmatch(asked):
        return None
    try:
        named = _decode(content.removeprefix(b"\xef\xbb\xbf")).key
    except (ValueError, RecursionError):  # a list, or no JSON: reading it reports that
        return None
    if not isinstance(named, str) or not _KEY.fullmatch(named) or named.casefold() == asked.casefold():
        return None
    return asked, named
