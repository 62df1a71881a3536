"""Requests that a browser copied, with the answer saved in a file beside the text.

The reader is the one that `powertrack auth import` uses: it is the only import of the pipeline from what is shipped. A
second one would have to know as many forms, and would know them worse. It is imported when a text is read, so that the
rest of the pipeline works while the generated package does not.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from codegen.observe.bodies import body_of_text
from codegen.observe.exchange import EMPTY, UNRECORDED, Body, Exchange

LARGEST = 16 * 1024 * 1024


class PastedError(Exception):
    """A text holds a request that cannot be read; says why."""


def read_pasted(text: str, answer: Path) -> Exchange | None:
    """The request that a text holds, with its saved answer; None if the text is no copied request.

    Args:
        text: What was copied.
        answer: Where the answer would be.

    Raises:
        PastedError: There is more than one request, or one that is broken.
    """
    from powertrack_sdk.auth.pasted_text import copied_requests
    from powertrack_sdk.errors import ConfigurationError

    try:
        requests = copied_requests(text)
    except ConfigurationError as error:
        raise PastedError(str(error)) from error
    if not requests:
        return None
    if len(requests) > 1:
        raise PastedError(f"holds {len(requests)} requests; each needs a file of its own, with its answer beside it")
    request = requests[0]
    try:
        parts = urlsplit(request.url)
    except ValueError as error:
        raise PastedError("holds a request without an address") from error
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
        status=200 if recorded else None,  # whoever saves an answer saves one that came
        response=_saved(answer) if recorded else UNRECORDED,
    )


def _saved(answer: Path) -> Body:
    if answer.stat().st_size > LARGEST:
        return UNRECORDED
    return body_of_text(answer.read_text(encoding="utf-8", errors="replace"), "application/json")
