"""Requests that were copied from a browser, with the answer saved in a file beside the text.

`powertrack auth import` uses the same reader of copied requests.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from codegen.observe.bodies import body_of_text
from powertrack_sdk.auth.pasted_text import copied_requests
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.traffic.exchange import EMPTY, UNRECORDED, Body, Exchange

LARGEST = 16 * 1024 * 1024


class PastedError(Exception):
    """A text holds a request that cannot be read."""


def read_pasted(text: str, answer: Path) -> Exchange | None:
    """Read the request in a text, with its saved answer; None if the text is not a copied request.

    Args:
        text: The copied text.
        answer: File of the answer, which may be missing.

    Raises:
        PastedError: The text holds several requests, or one that cannot be read.
    """
    try:
        requests = copied_requests(text)
    except ConfigurationError as error:
        raise PastedError(str(error)) from error
    if not requests:
        return None
    if len(requests) > 1:
        raise PastedError(f"holds {len(requests)} requests; each needs its own file, with its answer beside it")
    request = requests[0]
    try:
        parts = urlsplit(request.url)
    except ValueError as error:
        raise PastedError("holds a request without a valid address") from error
    if request.body is not None and request.body.startswith("@"):
        raise PastedError("sends a file as its body; paste the content of the file into the command")
    recorded = answer.is_file()
    return Exchange(
        method=request.method,
        url=parts._replace(query="", fragment="").geturl(),
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        referer=request.headers.get("referer"),
        client_version=request.headers.get("ae_v"),
        request=EMPTY if request.body is None else body_of_text(request.body, request.headers.get("content-type", "")),
        status=200 if recorded else None,  # an answer is saved only if there was one
        response=_saved(answer) if recorded else UNRECORDED,
    )


def _saved(answer: Path) -> Body:
    if answer.stat().st_size > LARGEST:
        return UNRECORDED
    return body_of_text(answer.read_text(encoding="utf-8", errors="replace"), "application/json")
