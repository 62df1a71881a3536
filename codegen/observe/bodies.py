"""Bodies as HAR files keep them: as text, as base64, at times still compressed."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

import brotli

from codegen.documents import Json, JsonObject
from codegen.observe.long_strings import LONGEST, TOO_LONG
from powertrack_sdk.traffic.exchange import EMPTY, UNRECORDED, Body, BodyState
from powertrack_sdk.traffic.parsing import load

_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")
_GZIP = b"\x1f\x8b"
_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, by the first bytes


def body_of_text(text: str, media_type: str = "") -> Body:
    """Read a body from its text."""
    media_type = _bare(media_type)
    if text == TOO_LONG:
        return Body(state=BodyState.OTHER, media_type=media_type)
    if not text.strip("\ufeff \t\r\n"):
        return Body(state=BodyState.EMPTY, media_type=media_type)
    try:
        return Body(state=BodyState.JSON, value=parse(text), media_type=media_type)
    except ValueError:
        return Body(state=BodyState.OTHER, media_type=media_type)


def parse(text: str) -> Json:
    """Parse JSON as the client does.

    Raises:
        ValueError: The text is not JSON, is nested too deeply, or has a number that is too large for a float.
    """
    return load(text.encode())


def answer_body(content: JsonObject, encodings: str) -> Body:
    """Read the body of an answer in a HAR file.

    Args:
        content: The `content` of the entry.
        encodings: Value of the header `Content-Encoding`.
    """
    text, media_type = content.get("text"), str(content.get("mimeType") or "")
    if not isinstance(text, str):
        state = BodyState.EMPTY if content.get("size") == 0 else BodyState.UNRECORDED
        return Body(state=state, media_type=_bare(media_type))
    if content.get("encoding") != "base64" or text == TOO_LONG:
        return body_of_text(text, media_type)
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return Body(state=BodyState.OTHER, media_type=_bare(media_type))
    return _body_of_bytes(data, encodings, media_type)


def request_body(request: JsonObject) -> Body:
    """Read the body of a request in a HAR file, which keeps it as text or as the fields of a form."""
    posted = request.get("postData")
    if not isinstance(posted, dict):
        size = request.get("bodySize")
        return UNRECORDED if isinstance(size, int) and size > 0 else EMPTY
    media_type, text = str(posted.get("mimeType") or ""), posted.get("text")
    if isinstance(text, str) and text:
        return body_of_text(text, media_type)
    fields = posted.get("params")
    return Body(state=BodyState.OTHER, media_type=_bare(media_type)) if fields else EMPTY


def _body_of_bytes(data: bytes, encodings: str, media_type: str) -> Body:
    for candidate in (data, _inflated(data, encodings)):
        if candidate is None:
            continue
        try:
            text = candidate.decode("utf-8")
        except UnicodeDecodeError:
            continue
        body = body_of_text(text, media_type)
        if body.state is not BodyState.OTHER:
            return body
    return Body(state=BodyState.OTHER, media_type=_bare(media_type))


def _inflated(data: bytes, encodings: str) -> bytes | None:
    """Decompress data; None if it was not compressed, or is too large."""
    try:
        if data.startswith(_GZIP) or "deflate" in encodings.lower():
            engine = zlib.decompressobj(_EITHER)
            inflated = engine.decompress(data, LONGEST)
            return None if engine.unconsumed_tail else inflated
        if "br" in encodings.lower():
            decompressor = brotli.Decompressor()
            inflated = decompressor.process(data, output_buffer_limit=LONGEST)
            return inflated if decompressor.is_finished() else None
    except (zlib.error, brotli.error):
        return None
    return None


def _bare(media_type: str) -> str:
    found = _MEDIA_TYPE.match(media_type)
    return found[1].lower() if found else ""
