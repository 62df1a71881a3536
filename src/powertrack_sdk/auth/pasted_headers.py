"""Requests copied as their headers: "Copy request headers" of Firefox and Chrome, or marked in the panel of headers."""

from __future__ import annotations

import re
from typing import Final

from powertrack_sdk.auth.pasted_request import PastedRequest, header_map

FORM: Final = "request headers"

_REQUEST_LINE = re.compile(r"([A-Z]{3,7}) (\S+)(?: HTTP/[0-9.]+)?")
_HEADER = re.compile(r"(:?[A-Za-z][A-Za-z0-9_-]*):[ \t]*(.*)")
_NAME_ALONE = re.compile(r"(:?[A-Za-z][A-Za-z0-9_-]*):?")
_METHOD, _PATH, _HOST, _SCHEME = ":method", ":path", ":authority", ":scheme"


def has_headers(text: str) -> bool:
    """Whether a text begins like the headers of a request."""
    first, _, rest = text.strip().partition("\n")
    if _REQUEST_LINE.fullmatch(first.strip()):
        return bool(_HEADER.match(rest.strip()))
    return bool(re.match(r":(?:authority|method|path|scheme)\b", first, re.IGNORECASE)) or (
        bool(_HEADER.fullmatch(first.strip()))
        and bool(re.search(r"^(?:host|cookie):", text, re.IGNORECASE | re.MULTILINE))
    )


def read_headers(text: str) -> list[PastedRequest]:
    """The request whose headers a text holds; none if they do not name the host."""
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    found = _REQUEST_LINE.fullmatch(lines[0])
    first = (found[1], found[2]) if found else None
    pairs = list(_pairs(lines[1:] if found else lines))
    headers = header_map(pairs)
    host = headers.get(_HOST) or headers.get("host")
    if not host:
        return []
    method, path = first or (headers.get(_METHOD, "GET"), headers.get(_PATH, "/"))
    scheme = headers.get(_SCHEME) or ("http" if re.match(r"(?:localhost|127\.)", host) else "https")
    url = path if path.startswith(("http://", "https://")) else f"{scheme}://{host}{path}"
    return [PastedRequest(url, {name: value for name, value in headers.items() if not name.startswith(":")}, method)]


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    """Names and values, on one line or on two."""
    pairs: list[tuple[str, str]] = []
    rest = iter(lines)
    for line in rest:
        header = _HEADER.fullmatch(line)
        if header and header[2]:
            pairs.append((header[1], header[2]))
        elif _NAME_ALONE.fullmatch(line):
            pairs.append((line.rstrip(":") if not line.startswith(":") else f":{line.strip(':')}", next(rest, "")))
    return pairs
