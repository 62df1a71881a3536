"""The body of an answer, read and decompressed within a limit.

httpx decompresses without a limit, so two megabytes can become gigabytes before anything can be checked. Here raw bytes
are collected up to a limit, and decompressed up to the same limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final

import httpx

MAX_BODY_BYTES = 128 * 1024 * 1024
"""Largest body of an answer that is read, as sent and decompressed."""

_GZIP_OR_ZLIB: Final = 32 + zlib.MAX_WBITS
_MOST_CODINGS: Final = 3
_DESCRIBES_RAW: Final = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})

Decoder = Callable[[bytes, int], bytes]


class UnreadableBodyError(Exception):
    """A body that cannot be decompressed, or is too large."""

    def __init__(self, message: str, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.too_large = too_large


def _too_large(limit: int) -> UnreadableBodyError:
    return UnreadableBodyError(f"the answer is larger than {limit} bytes", too_large=True)


def _unzipped(raw: bytes, limit: int) -> bytes:
    """Decompress gzip of one or several members, or zlib, or the bare deflate that some servers send for it."""
    parts: list[bytes] = []
    size = 0
    while raw:
        window = _GZIP_OR_ZLIB
        if raw[:1] != b"\x1f" and (raw[0] & 0x0F != 8 or (raw[0] * 256 + (raw[1] if len(raw) > 1 else 0)) % 31):
            window = -zlib.MAX_WBITS
        inflate = zlib.decompressobj(window)
        parts.append(inflate.decompress(raw, limit - size + 1))
        size += len(parts[-1])
        if size > limit:
            raise _too_large(limit)
        if not inflate.eof:
            raise ValueError("the compressed answer is cut off")
        raw = inflate.unused_data.lstrip(b"\0")  # some servers pad
    return b"".join(parts)


def _brotli() -> Decoder | None:
    try:
        import brotli
    except ImportError:
        return None
    try:
        brotli.Decompressor().process(b"", output_buffer_limit=1)
    except TypeError:  # an old version, which cannot stop at a limit
        return None

    def decoded(raw: bytes, limit: int) -> bytes:
        inflate = brotli.Decompressor()
        parts = [inflate.process(raw, output_buffer_limit=limit + 1)]
        while not inflate.is_finished():
            if sum(map(len, parts)) > limit:
                raise _too_large(limit)
            if inflate.can_accept_more_data():
                raise ValueError("the compressed answer is cut off")
            parts.append(inflate.process(b"", output_buffer_limit=limit + 1))
        return b"".join(parts)

    return decoded


def _zstandard() -> Decoder | None:
    try:
        import zstandard
    except ImportError:
        return None

    def decoded(raw: bytes, limit: int) -> bytes:
        parts = bytearray()
        decoder = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
        with decoder.stream_reader(raw, read_across_frames=True) as reader:
            while len(parts) <= limit and (part := reader.read(65_536)):
                parts += part
        return bytes(parts)

    return decoded


_KNOWN = {"gzip": _unzipped, "deflate": _unzipped, "br": _brotli(), "zstd": _zstandard()}
_DECODERS: Final[dict[str, Decoder]] = {name: decoder for name, decoder in _KNOWN.items() if decoder is not None}
ACCEPT_ENCODING: Final = ", ".join(_DECODERS)
"""The compressions that can be read; brotli and zstandard are read if the packages of that name are installed."""


def read(response: httpx.Response) -> httpx.Response:
    """Read the body of an answer that is open, and close it.

    Raises:
        UnreadableBodyError: It is too large, or cannot be decompressed.
        httpx.HTTPError: The connection failed.
    """
    if response.is_stream_consumed:  # a transport that gives whole answers
        return response
    body = bytearray()
    try:
        for chunk in response.iter_raw():
            _add(body, chunk)
        return _whole(response, bytes(body))
    finally:
        response.close()


async def read_async(response: httpx.Response) -> httpx.Response:
    """Like `read`, for answers of an asynchronous client."""
    if response.is_stream_consumed:
        return response
    body = bytearray()
    try:
        async for chunk in response.aiter_raw():
            _add(body, chunk)
        return _whole(response, bytes(body))
    finally:
        await response.aclose()


def _add(body: bytearray, chunk: bytes) -> None:
    body += chunk
    if len(body) > MAX_BODY_BYTES:
        raise _too_large(MAX_BODY_BYTES)


def _whole(response: httpx.Response, raw: bytes) -> httpx.Response:
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in _DESCRIBES_RAW]
    content = _decompressed(raw, response.headers.get("Content-Encoding", ""), MAX_BODY_BYTES)
    return httpx.Response(response.status_code, headers=headers, content=content, request=response.request)


def _decompressed(raw: bytes, encoding: str, limit: int) -> bytes:
    """Undo the codings that a Content-Encoding names. Unknown ones, such as `utf-8`, are ignored."""
    codings = [coding.strip().lower().removeprefix("x-") for coding in encoding.split(",")]
    decoders = [_DECODERS[coding] for coding in reversed(codings) if coding in _DECODERS]
    if len(decoders) > _MOST_CODINGS:
        raise UnreadableBodyError("the answer is compressed too many times")
    for decoder in decoders if raw else ():
        try:
            raw = decoder(raw, limit)
        except UnreadableBodyError:
            raise
        except Exception as error:
            raise UnreadableBodyError(f"the answer cannot be decompressed ({str(error)[:80]})") from error
        if len(raw) > limit:
            raise _too_large(limit)
    return raw
