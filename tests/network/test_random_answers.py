"""Whatever a server answers, a caller gets a result or an error of the package, and memory stays bounded.

`make test-fuzz` tries 10,000 answers.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import tracemalloc
import zlib
from collections import Counter

import brotli
import pytest
import zstandard

from powertrack_sdk import APIError, AuthManager, NetworkError, PowerTrackError
from powertrack_sdk.runner import body
from tests.driver import Colour, Driver
from tests.network.raw_server import answering

pytestmark = pytest.mark.slow

ANSWERS = int(os.environ.get("POWERTRACK_ANSWERS", "300"))
KEYS = [f"S{10_000 + number}" for number in range(ANSWERS)]
STATUSES = [
    *range(200, 210),
    *range(300, 309),
    *range(400, 432),
    440,
    451,
    498,
    *range(500, 530),
    100,
    101,
    199,
    600,
    999,
]
NAMES = ["Content-Type", "Location", "Retry-After", "Set-Cookie", "Content-Encoding", "X-Request-Id", "cf-mitigated"]
VALUES = {
    "Content-Type": [
        b"application/json",
        b"text/html",
        b"application/json; charset=utf-16",
        b"\xff",
        b"",
        b"text/\xe9",
    ],
    "Location": [
        b"/login",
        b"https://[::1",
        b"http://\xff/",
        b"//other.invalid/x",
        b"",
        b"https://x.auth0.com/",
        b"\x01",
    ],
    "Retry-After": [
        b"0",
        b"nan",
        b"-1",
        b"1e999",
        b"Wed, 99 Foo",
        b"\xd9\xa3",
        b"Mon, 01 Jan 10000 00:00:00 GMT",
        b"0x1",
    ],
    "Set-Cookie": [b"AESession=x; Domain=.invalid", b"=", b"a=b; Expires=never", b"\xff=\xfe", b"a=b; Max-Age=zz"],
    "Content-Encoding": [b"gzip", b"deflate", b"br", b"zstd", b"gzip, gzip, gzip, gzip", b"utf-8", b"x", b"identity"],
}


def bodies(draw: random.Random) -> list[bytes]:
    return [
        b"",
        draw.randbytes(draw.choice([1, 30, 3_000, 200_000])),
        b"[" * draw.choice([10, 100_000]),
        b'{"message":' * 5_000,
        json.dumps({"key": "S10001", "name": draw.choice(["x", None, 7, ["y"], {"z": 1e400}])}).encode(),
        b'\xef\xbb\xbf{"key": "S10001"}',
        json.dumps({"key": "S10001"}).encode("utf-16"),
        b'{"key": "\xff"}',
        b'{"Message": "\\ud800", "traceId": {"a": []}, "errors": [[["x"]], 7]}',
        b"<html><title>\xff&#x110000;" + b"<" * 500,
        json.dumps({"key": "S10001", "n": "9" * 5_000}).encode(),
    ]


def random_answer(draw: random.Random) -> bytes:
    """An answer: of any status, with any headers, its body of any kind, cut or not."""
    content = draw.choice(bodies(draw))
    coding = draw.choice([b"", b"", b"", *VALUES["Content-Encoding"]])
    if draw.random() < 0.5:
        content = compressed(content, coding)
    if draw.random() < 0.2:
        content = content[: draw.randint(0, len(content))]
    fields = [(name, draw.choice(VALUES.get(name, [b"x", draw.randbytes(8)]))) for name in draw.choices(NAMES, k=3)]
    fields = [(name, value) for name, value in fields if name != "Content-Encoding"]
    fields += [("Content-Encoding", coding)] if coding else []
    fields += [(f"X-{draw.randbytes(2).hex()}", draw.randbytes(9).translate(None, b"\r\n\0"))] * draw.randint(0, 2)
    length = draw.choice([len(content)] * 6 + [len(content) + 9, 0, -1, 10**30])
    framing = draw.choice([f"Content-Length: {length}"] * 6 + ["Transfer-Encoding: chunked", "Connection: close"])
    head = f"HTTP/1.1 {draw.choice(STATUSES)} {draw.choice(['OK', '', 'Überraschung'])}\r\n".encode()
    if draw.random() < 0.03:
        head = draw.choice([b"", b"HTTP/9.9 x\r\n", b"\x16\x03\x01", b"HTTP/1.1 200", b"HTTP/1.1 -1 OK\r\n"])
    lines = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in fields)
    return head + lines + framing.encode() + b"\r\n\r\n" + content


def compressed(content: bytes, coding: bytes) -> bytes:
    makers = {b"gzip": gzip.compress, b"deflate": zlib.compress, b"br": brotli.compress}
    if coding == b"zstd":
        return zstandard.compress(content)
    return makers[coding](content) if coding in makers else content


def test_random_answers(colour: Colour) -> None:
    draw = random.Random(f"answers {colour}")
    outcomes: Counter[str] = Counter()
    with answering(lambda _: random_answer(draw)) as address:
        auth = AuthManager(cookie="AESession=canary-secret", base_url=address)
        driver = Driver(colour, auth, None, max_retries=0, timeout=10)
        tracemalloc.start()
        try:
            for key in KEYS:
                outcomes[outcome(driver, key)] += 1
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
            driver.close()
    assert outcomes.total() == ANSWERS
    assert len(outcomes) > 5, "the answers are of many kinds"
    assert most < 40 * 1024 * 1024


def outcome(driver: Driver, key: str) -> str:
    """What became of a read: the class of its error, which is one of the package and names no secret."""
    try:
        driver.get_site_config(key)
    except PowerTrackError as error:
        assert "canary-secret" not in f"{error!r} {vars(error)}"
        return type(error).__name__
    return "an answer"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_small_answer_that_becomes_large_is_refused(
    colour: Colour, coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was compressed to less than a thousandth is not decompressed beyond the limit."""
    content = bytes(16 * 1024 * 1024)
    for one in coding.split(", "):
        content = compressed(content, one.encode())
    monkeypatch.setattr(body, "MAX_BODY_BYTES", 1024 * 1024)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    requests: list[bytes] = []

    def answer(request: bytes) -> bytes:
        requests.append(request)
        return head + content

    with answering(answer) as address:
        driver = Driver(colour, AuthManager(cookie="AESession=x", base_url=address), None)
        tracemalloc.start()
        try:
            with pytest.raises(NetworkError, match="larger than 1048576 bytes"):
                driver.request("GET", "/api/x")
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
            driver.close()
    assert len(requests) == 1, "it is not asked for again"
    assert most < 8 * 1024 * 1024


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity", "utf-8", "x-gzip", "gzip, br"])
def test_compressed_answers_are_read(colour: Colour, coding: str) -> None:
    content = b'{"text": "' + b"sun " * 10_000 + b'"}'
    for one in coding.removeprefix("x-").split(", "):
        content = compressed(content, one.encode())
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    with answering(lambda _: head + content) as address:
        driver = Driver(colour, AuthManager(cookie="AESession=x", base_url=address), None)
        try:
            assert len(driver.request("GET", "/api/x")["text"]) == 40_000
        finally:
            driver.close()


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ("Content-Encoding: gzip", gzip.compress(b"{}")[:-3]),
        ("Content-Encoding: br", brotli.compress(b"{}" * 500)[:-3]),
        ("Content-Encoding: gzip", b"{}"),
        ("Content-Type: application/json; charset=latin-1", '{"a": "ü"}'.encode("latin-1")),
        ("Content-Type: application/json", '{"a": "ü"}'.encode("utf-16")),
    ],
    ids=["cut gzip", "cut brotli", "not gzip", "latin-1", "utf-16"],
)
def test_what_cannot_be_decoded_is_an_error_and_asked_for_again(colour: Colour, fields: str, content: bytes) -> None:
    requests: list[bytes] = []

    def answer(request: bytes) -> bytes:
        requests.append(request)
        good = len(requests) == 3
        shown = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" if good else None
        return shown or f"HTTP/1.1 200 OK\r\n{fields}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content

    with answering(answer) as address:
        driver = Driver(colour, AuthManager(cookie="AESession=x", base_url=address), None, max_retries=1)
        try:
            with pytest.raises(APIError, match="cannot be"):
                driver.request("GET", "/api/x")
            assert driver.request("GET", "/api/x") == {}
        finally:
            driver.close()
    assert len(requests) == 3


def test_json_with_a_byte_order_mark_is_read(colour: Colour) -> None:
    def answer(request: bytes) -> bytes:
        key = b"C1001" if b"C1001" in request.partition(b"\r\n")[0] else b"S10001"
        content = b'\xef\xbb\xbf{"key": "%s", "a":1}' % key
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content)

    with answering(answer) as address:
        driver = Driver(colour, AuthManager(cookie="AESession=x", base_url=address), None, max_retries=0)
        try:
            assert driver.get_site_config("S10001").key == "S10001"
            assert driver.get_site_detailed_info("S10001").key == "S10001"
            assert driver.get_portfolio_overview("C1001").key == "C1001"
        finally:
            driver.close()
