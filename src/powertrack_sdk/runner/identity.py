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
    """Return the key that was asked for and the key in the answer if they name two objects of one kind.

    Answers without a key and answers to POST requests are not compared. A key of another kind is no mismatch: some
    paths may answer for a device with the key of its site.
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
    if not isinstance(named, str) or not _KEY.fullmatch(named):
        return None
    one, other = asked.casefold(), named.casefold()
    return (asked, named) if one != other and _kind(one) == _kind(other) else None


def _kind(key: str) -> str:
    """The letters that a key begins with."""
    return key[: 1 if key.startswith("x") else len(key.rstrip("0123456789"))]
