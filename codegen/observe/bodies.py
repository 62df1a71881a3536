"""Bodies as recorders keep them: as text, as base64, at times still compressed."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
import zlib
from typing import NoReturn

import brotli

from codegen.documents import Json, JsonObject
from codegen.observe.exchange import EMPTY, UNRECORDED, Body, BodyState
from codegen.observe.long_strings import LONGEST, TOO_LONG

_DEEPEST = 60
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")
_GZIP = b"\x1f\x8b"
_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, by what stands in front


def body_of_text(text: str, media_type: str = "") -> Body:
    """The body that a text is."""
    told = _told(media_type)
    if text == TOO_LONG:
        return Body(state=BodyState.OTHER, media_type=told)
    if not text.strip("\ufeff \t\r\n"):
        return EMPTY
    try:
        return Body(state=BodyState.JSON, value=parse(text), media_type=told)
    except ValueError:
        return Body(state=BodyState.OTHER, media_type=told)


def parse(text: str) -> Json:
    """A JSON value.

    Raises:
        ValueError: It is none, is nested too deeply, or has a number that is too large for a float.
    """
    try:
        value: Json = json.loads(text.removeprefix("\ufeff"), parse_constant=_no_json, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    level = [value]
    for _ in range(_DEEPEST):
        level = [part for item in level for part in _parts(item)]
        if not level:
            return value
    raise ValueError("nested too deeply")


def answer_body(content: JsonObject, encodings: str) -> Body:
    """The body of an answer in a HAR file.

    Args:
        content: What the file has of it.
        encodings: Value of the header `Content-Encoding`.
    """
    text, media_type = content.get("text"), str(content.get("mimeType") or "")
    if not isinstance(text, str):
        return EMPTY if content.get("size") == 0 else UNRECORDED
    if content.get("encoding") != "base64" or text == TOO_LONG:
        return body_of_text(text, media_type)
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return Body(state=BodyState.OTHER, media_type=_told(media_type))
    return _body_of_bytes(data, encodings, media_type)


def request_body(request: JsonObject) -> Body:
    """The body of a request in a HAR file, which has it as text, or as the fields of a form."""
    posted = request.get("postData")
    if not isinstance(posted, dict):
        size = request.get("bodySize")
        return UNRECORDED if isinstance(size, int) and size > 0 else EMPTY
    media_type, text = str(posted.get("mimeType") or ""), posted.get("text")
    if isinstance(text, str) and text:
        return body_of_text(text, media_type)
    fields = posted.get("params")
    return Body(state=BodyState.OTHER, media_type=_told(media_type)) if fields else EMPTY


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
    return Body(state=BodyState.OTHER, media_type=_told(media_type))


def _inflated(data: bytes, encodings: str) -> bytes | None:
    """What was compressed; None where it was not, or is too large."""
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


def _told(media_type: str) -> str:
    found = _MEDIA_TYPE.match(media_type)
    return found[1].lower() if found else ""


def _parts(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_json(text)


def _no_json(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
