"""HAR files, as the developer tools of browsers save them, one entry at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import ijson

from codegen.documents import Json, JsonObject, child
from codegen.observe.bodies import answer_body, request_body
from codegen.observe.long_strings import ShortenedStream
from powertrack_sdk.traffic.exchange import Exchange

_ENTRIES = "log.entries.item"


class HarFile:
    """The entries of a HAR file.

    Args:
        path: The file.

    Attributes:
        trouble: Why reading ended before the end of the file; empty if it did not.
        entries: How many entries were read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self.entries = 0

    def exchanges(self) -> Iterator[Exchange | None]:
        """Read requests with their answers; None for an entry that is not one.

        Raises:
            OSError: The file cannot be read.
        """
        with self._path.open("rb") as stream:
            shortened = ShortenedStream(stream)
            entries = ijson.items(shortened, _ENTRIES, use_float=True)
            while True:
                try:
                    entry: Json = next(entries)
                except StopIteration:
                    return
                except (ijson.JSONError, ValueError):  # whose message quotes the file
                    self.trouble = "is cut off" if shortened.ended else "is not well-formed JSON"
                    return
                self.entries += 1
                yield _exchange(entry) if isinstance(entry, dict) else None


def _exchange(entry: JsonObject) -> Exchange | None:
    request, response = child(entry, "request"), child(entry, "response")
    sent, received = _headers(request), _headers(response)
    method, url = request.get("method"), request.get("url")
    if not isinstance(url, str) and ":authority" in sent:
        url = f"{sent.get(':scheme', 'https')}://{sent[':authority']}{sent.get(':path', '/')}"
    if not isinstance(method, str) or not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    status = response.get("status")
    return Exchange(
        method=method.upper(),
        url=parts._replace(query="", fragment="").geturl(),
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        referer=sent.get("referer"),
        client_version=sent.get("ae_v"),
        request=request_body(request),
        status=int(status) if isinstance(status, int | float) else None,
        response=answer_body(child(response, "content"), received.get("content-encoding", "")),
    )


def _headers(message: JsonObject) -> dict[str, str]:
    """Headers by their names in lower case, with those that HTTP/2 has instead of a first line."""
    listed = message.get("headers")
    found: dict[str, str] = {}
    for header in listed if isinstance(listed, list) else []:
        if isinstance(header, dict) and isinstance(header.get("name"), str):
            found[str(header["name"]).lower()] = str(header.get("value", ""))
    return found
