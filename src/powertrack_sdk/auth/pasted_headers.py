"""Requests copied as lists of headers: "Copy request headers", headers marked in the panel, and HAR."""

from __future__ import annotations

import json
import re
from typing import Final

from powertrack_sdk.auth.pasted_request import PastedRequest, header_map, request_of, unreadable

HEADERS: Final = "request headers"
HAR: Final = "HAR"

_REQUEST_LINE = re.compile(r"([A-Z]{3,7}) (\S+)(?: HTTP/[0-9.]+)?")
_HEADER = re.compile(r"(:?[A-Za-z][A-Za-z0-9_-]*):[ \t]*(.*)")
_NAME_ALONE = re.compile(r"(:?[A-Za-z][A-Za-z0-9_-]*):?")
_PSEUDO_HEADER = re.compile(r":(?:authority|method|path|scheme)\b", re.IGNORECASE)
_HOST_OR_COOKIE = re.compile(r"^(?:host|cookie):", re.IGNORECASE | re.MULTILINE)


def has_headers(text: str) -> bool:
    """Whether a text begins like the headers of a request."""
    first, _, rest = text.strip().partition("\n")
    if _REQUEST_LINE.fullmatch(first.strip()):
        return bool(_HEADER.match(rest.strip()))
    is_header = _HEADER.fullmatch(first.strip()) and _HOST_OR_COOKIE.search(text)
    return bool(_PSEUDO_HEADER.match(first) or is_header)


def read_headers(text: str) -> list[PastedRequest]:
    """The request whose headers a text lists; none if they do not name the host."""
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    first = _REQUEST_LINE.fullmatch(lines[0])
    pairs: list[tuple[str, str]] = []
    rest = iter(lines[1:] if first else lines)
    for line in rest:
        header = _HEADER.fullmatch(line)
        if header and header[2]:
            pairs.append((header[1], header[2]))
        elif alone := _NAME_ALONE.fullmatch(line):  # the panel shows name and value on two lines
            pairs.append((alone[1], next(rest, "")))
    headers = header_map(pairs)
    host = headers.get(":authority") or headers.get("host")
    if not host:
        return []
    method, path = (first[1], first[2]) if first else (headers.get(":method", "GET"), headers.get(":path", "/"))
    scheme = headers.get(":scheme") or ("http" if re.match(r"(?:localhost|127\.)", host) else "https")
    url = path if path.startswith(("http://", "https://")) else f"{scheme}://{host}{path}"
    return [PastedRequest(url, {name: value for name, value in headers.items() if not name.startswith(":")}, method)]


def read_har(text: str) -> list[PastedRequest]:
    """The requests of a recording, in their order.

    Raises:
        ConfigurationError: It is not JSON, or not whole.
    """
    try:
        recording: object = json.loads(text)
    except (ValueError, RecursionError):
        raise unreadable(HAR, "it is cut off or cannot be read") from None
    entries = _at(_at(recording, "log"), "entries")
    requests: list[PastedRequest] = []
    for request in (_at(entry, "request") for entry in (entries if isinstance(entries, list) else [])):
        url, headers = _at(request, "url"), _at(request, "headers")
        if isinstance(url, str) and isinstance(headers, list):
            pairs = ((_at(header, "name"), _at(header, "value")) for header in headers)
            requests.append(request_of(url, pairs, _at(request, "method"), _at(_at(request, "postData"), "text")))
    return requests


def _at(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None
