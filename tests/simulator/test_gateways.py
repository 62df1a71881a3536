"""Answers of what stands between a client and the service, served over HTTP and in-process."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from powertrack_sdk.simulator import Fault, FaultKind, Simulator

from .browser import SITE, Browser

PATH = f"edit/site/{SITE}"


@pytest.fixture(params=["in-process", "served"])
def visitor(request: pytest.FixtureRequest) -> Iterator[Browser]:
    simulator = Simulator()
    if request.param == "in-process":
        browser = Browser(simulator)
        with browser.client:
            yield browser
        return
    with simulator.serve() as server:
        browser = Browser(simulator, server.url)
        with browser.client:
            yield browser


PAGES: dict[FaultKind, tuple[int, str]] = {
    "firewall": (403, "Cloudflare Ray ID"),
    "challenge": (202, "Checking your browser"),
    "maintenance": (503, "under maintenance"),
    "login-page": (200, "Log in"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_instead_of_the_answer(visitor: Browser, kind: FaultKind) -> None:
    document = visitor.read(PATH)
    visitor.simulator.inject(Fault(kind))
    response = visitor.save("site", document | {"name": "Renamed"})
    status, words = PAGES[kind]
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in response.text
    assert visitor.read(PATH) == document


def test_the_firewall_names_itself(visitor: Browser) -> None:
    visitor.simulator.inject(Fault("firewall"))
    response = visitor.get(PATH)
    assert response.headers.get_list("server") == ["cloudflare"]
    assert response.headers["cf-ray"] in response.text


def test_the_challenge_says_what_it_is(visitor: Browser) -> None:
    visitor.simulator.inject(Fault("challenge"))
    assert visitor.get(PATH).headers["x-amzn-waf-action"] == "challenge"


def test_a_company_sends_to_its_own_sign_in(visitor: Browser) -> None:
    visitor.simulator.inject(Fault("company-login"))
    response = visitor.get(PATH)
    assert response.status_code == 302
    assert httpx.URL(response.headers["location"]).host == "login.company.invalid"


@pytest.mark.parametrize("kind", ["maintenance", "firewall", "challenge"])
def test_another_status(visitor: Browser, kind: FaultKind) -> None:
    visitor.simulator.inject(Fault(kind, status=200, retry_after=7))
    response = visitor.get(PATH)
    assert (response.status_code, response.headers["retry-after"]) == (200, "7")
    assert visitor.simulator.requests[-1].status == 200


def test_an_error_without_a_body(visitor: Browser) -> None:
    visitor.simulator.inject(Fault("empty-error"))
    response = visitor.get(PATH)
    assert (response.status_code, response.content) == (500, b"")


@pytest.mark.parametrize(
    ("kind", "error"), [("cut", httpx.RemoteProtocolError), ("wrong-encoding", httpx.DecodingError)]
)
def test_an_answer_that_cannot_be_read_though_the_request_was_acted_on(
    visitor: Browser, kind: FaultKind, error: type[Exception]
) -> None:
    document = visitor.read(PATH)
    visitor.simulator.inject(Fault(kind))
    with pytest.raises(error):
        visitor.save("site", document | {"name": "Renamed"})
    assert visitor.simulator.requests[-1].status == 200
    assert visitor.read(PATH)["name"] == "Renamed"


def test_half_of_a_body_comes_before_the_connection_breaks() -> None:
    simulator = Simulator()
    with simulator.serve() as server:
        browser = Browser(simulator, server.url)
        with browser.client:
            whole = browser.get(PATH).content
            simulator.inject(Fault("cut"))
            read = b""
            with browser.client.stream("GET", f"/api/{PATH}") as response, pytest.raises(httpx.RemoteProtocolError):
                for part in response.iter_raw():
                    read += part
            assert int(response.headers["content-length"]) == len(whole)
            assert read == whole[: len(whole) // 2]
