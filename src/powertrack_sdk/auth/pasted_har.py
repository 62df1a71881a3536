"""Requests copied as HAR: "Copy all as HAR" of a browser."""

from __future__ import annotations

import json
from typing import Final

from powertrack_sdk.auth.pasted_request import PastedRequest, header_map, unreadable

FORM: Final = "HAR"


def read_har(text: str) -> list[PastedRequest]:
    """The requests of a recording, in their order.

    Raises:
        ConfigurationError: It is not JSON, or not whole.
    """
    try:
        recording: object = json.loads(text)
    except (ValueError, RecursionError):
        raise unreadable(FORM, "it is cut off or cannot be read") from None
    entries = _at(_at(recording, "log"), "entries")
    requests = (_request(_at(entry, "request")) for entry in (entries if isinstance(entries, list) else []))
    return [request for request in requests if request is not None]


def _request(request: object) -> PastedRequest | None:
    url, method, headers = _at(request, "url"), _at(request, "method"), _at(request, "headers")
    if not isinstance(url, str) or not isinstance(headers, list):
        return None
    pairs = ((_at(header, "name"), _at(header, "value")) for header in headers)
    body = _at(_at(request, "postData"), "text")
    return PastedRequest(
        url,
        header_map((name, value) for name, value in pairs if isinstance(name, str) and isinstance(value, str)),
        method if isinstance(method, str) else "GET",
        body if isinstance(body, str) else None,
    )


def _at(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None
