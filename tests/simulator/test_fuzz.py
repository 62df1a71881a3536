"""Whatever is asked is answered: no request raises an error or leaves a connection without an answer."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from typing import get_args
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from powertrack_api.catalog import CATALOG
from powertrack_sdk.simulator import Account, Fault, FaultKind, Request, Server, SessionRules, Simulator
from powertrack_sdk.simulator.core.messages import Answer, write_json

from .browser import CUSTOMER, INVERTER, SITE, Browser
from .test_requests import json_values

pytestmark = pytest.mark.slow

KEYS = [CUSTOMER, SITE, INVERTER, "AS400004", "x2d061a89", "F3001", "D4001", "AI250", "U2001", "1000001", "201"]
PAGES = ["/", "/login", "/login/callback", "/u/login/identifier", "/u/login/password", "/u/mfa-otp-challenge"]
WORDS = ["key", "keys", "parentKey", "sourceKey", "source", "hardwareKeys", "command", "items", "from", "to", "query"]
slow = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))

texts = st.text(max_size=20)
rules = st.builds(
    SessionRules,
    renew=st.sampled_from(["never", "half-life", "every answer"]),
    strict=st.booleans(),
    balancer=st.booleans(),
    stale_balancer=st.none() | st.timedeltas(),
)
bodies = st.recursive(
    json_values | st.sampled_from(KEYS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | texts, inner, max_size=4),
    max_leaves=8,
)


def filled(path: str, draw: st.DataObject) -> str:
    """A path with keys, or with anything, in its placeholders."""
    return re.sub(r"\{\w+\}", lambda _: draw.draw(st.sampled_from(KEYS) | st.text(min_size=1, max_size=8)), path)


def check(answer: Answer) -> None:
    assert answer.failure is not None or 200 <= answer.status < 600
    for name, value in answer.headers:
        assert re.fullmatch(r"[!-9;-~]+", name), name
        assert re.fullmatch(r"[ -~]*", value), value


@slow
@given(st.data(), rules)
def test_any_operation_with_anything(data: st.DataObject, session: SessionRules) -> None:
    simulator = Simulator(session=session)
    browser = Browser(simulator)
    for _ in range(3):
        entry = data.draw(st.sampled_from(CATALOG))
        referer = filled(f"{browser.address}{entry.referer or '/powertrack'}", data)
        request = Request(
            method=entry.method,
            path=filled(entry.path, data),
            query=data.draw(st.dictionaries(st.sampled_from(["lastChanged", "mergeHash", "fileType"]), texts)),
            headers={**browser.headers, "referer": referer, "host": "simulator.invalid"},
            body=write_json(data.draw(bodies)),
        )
        answer = simulator.handle(request)
        check(answer)
        assert answer.status < 500 or (answer.status == 500 and answer.body == b""), answer.body


@slow
@given(st.data(), rules, st.none() | texts)
@example(data=None, session=SessionRules(), code=None)
def test_any_page_with_anything(data: st.DataObject | None, session: SessionRules, code: str | None) -> None:
    simulator = Simulator(session=session, account=Account(code=code))
    for path in PAGES if data is None else data.draw(st.lists(st.sampled_from(PAGES) | texts, max_size=6)):
        query = {"state": "simulated-1", "returnUrl": "/powertrack/\r\nx: é"}
        form = b"username=alex%40example.com&password=simulated-password&code=%ff"
        headers = {"cookie": simulator.auth_manager().credentials.cookie, "host": "a\r\nb"}
        if data is not None:
            query = data.draw(st.dictionaries(st.sampled_from(["state", "returnUrl"]), texts)) | query
            form = data.draw(st.binary(max_size=40) | st.just(form))
            headers = data.draw(st.dictionaries(st.sampled_from(["cookie", "host", "ae_s"]), texts)) | headers
        for method in ("GET", "POST", "HEAD"):
            check(simulator.handle(Request(method=method, path=path, query=query, headers=headers, body=form)))


@slow
@given(st.data(), rules)
def test_any_cookies(data: st.DataObject, session: SessionRules) -> None:
    simulator = Simulator(session=session)
    crumbs: list[str] = []
    for _ in range(3):
        credentials = simulator.auth_manager().credentials
        crumbs += [
            *credentials.cookie.split("; "),
            "AWSALB=x",
            "AWSALB=c2ltdWxhdGVkIGJhbGFuY2VyIDAgMSA5OTk5OTk5OTk5OTk=",
        ]
        odd = st.sampled_from(
            ["AESession=chunks-0", "AESession=chunks-99", "AESessionC1=", "=", ";", ".AspNet.Cookies=chunks:1"]
        )
        sent = data.draw(st.lists(st.sampled_from(crumbs) | odd | texts, max_size=12))
        cookie = data.draw(st.just("; ".join(sent)) | st.just(credentials.cookie))
        headers = {"cookie": cookie, "ae_s": credentials.ae_s or ""}
        answer = simulator.handle(Request(method="GET", path=f"/api/edit/site/{SITE}", headers=headers))
        check(answer)
        assert answer.status in (200, 400, 401, 500)
        assert (answer.status == 400) is (simulator.torn[-1:] == simulator.requests[-1:])


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Simulator().serve() as running:
        yield running


def answered(server: Server, sent: bytes) -> bytes:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=30) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while part := connection.recv(65536):
            received += part
    return received


no_line_ends = st.binary(max_size=30).map(lambda text: re.sub(rb"[\r\n\x00]", b"", text))


@slow
@given(
    st.sampled_from([b"GET", b"POST", b"PUT", b"HEAD", b"BREW"]),
    st.sampled_from(["/", "/login", "/powertrack/x", "/api/edit/site", f"/api/edit/site/{SITE}"])
    | st.text(st.characters(codec="utf-8"), max_size=20).map(lambda text: "/" + quote(text)),
    st.lists(st.tuples(st.sampled_from([b"cookie", b"host", b"ae_s", b"x-a", b"referer", b"accept"]), no_line_ends)),
    st.binary(max_size=50),
)
def test_any_bytes_over_http(
    server: Server, method: bytes, path: str, headers: list[tuple[bytes, bytes]], body: bytes
) -> None:
    lines = [name + b": " + value for name, value in headers]
    head = b"\r\n".join([method + b" " + path.encode() + b" HTTP/1.1", *lines, b"content-length: %d" % len(body)])
    received = answered(server, head + b"\r\n\r\n" + body)
    assert re.match(rb"HTTP/1\.[01] [2-5]\d\d ", received), received[:200]


def test_every_fault_leaves_an_answer_or_says_how_it_fails() -> None:
    browser = Browser(Simulator())
    for kind in get_args(FaultKind):
        browser.simulator.inject(Fault(kind))
        request = Request(method="GET", path=f"/api/edit/site/{SITE}", headers=browser.headers)
        check(browser.simulator.handle(request))
        browser.simulator.clear_faults()
