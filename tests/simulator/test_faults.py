"""Each trouble does what it says, to the requests that it is meant for, as often as it is meant to."""

from __future__ import annotations

import time

import httpx
import pytest

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator import Fault, FaultKind, Request, Simulator

from .browser import INVERTER, SITE, Browser, OpenBrowser, an_object, part

PATH = f"edit/site/{SITE}"
DOCUMENTS = [("site", SITE), ("hardware", INVERTER), ("sitehardware", SITE), ("modeling", INVERTER)]


def changed(document: JsonObject) -> JsonObject:
    """The document with a change in it that is no note."""
    if document["key"] == INVERTER:
        name = "siteDcShare"
        return document | {name: 3.25}
    return document | {"syncToLocus": True}


@pytest.mark.parametrize(
    ("fault", "status"),
    [(Fault("rate-limit"), 429), (Fault("server-error"), 500), (Fault("unavailable"), 503)],
)
def test_an_error_once(browser: Browser, fault: Fault, status: int) -> None:
    browser.simulator.inject(fault)
    assert [browser.get(PATH).status_code for _ in range(3)] == [status, 200, 200]
    assert [request.status for request in browser.simulator.requests] == [status, 200, 200]


@pytest.mark.parametrize("kind", ["rate-limit", "unavailable"])
def test_retry_after(browser: Browser, kind: FaultKind) -> None:
    browser.simulator.inject(Fault(kind, retry_after=1.5, times=1))
    assert browser.get(PATH).headers["retry-after"] == "1.5"
    browser.simulator.inject(Fault(kind))
    assert "retry-after" not in browser.get(PATH).headers


def test_an_error_keeps_a_write_from_being_acted_on(browser: Browser) -> None:
    document = browser.read(PATH)
    kinds: list[FaultKind] = ["rate-limit", "server-error", "unavailable", "login-page"]
    for kind in kinds:
        browser.simulator.inject(Fault(kind))
        browser.save("site", changed(document))
    assert browser.read(PATH) == document


@pytest.mark.parametrize(
    ("kind", "error", "acted"),
    [
        ("refused", httpx.ConnectError, False),
        ("reset-before", httpx.ReadError, False),
        ("reset-after", httpx.ReadError, True),
        ("timeout", httpx.ReadTimeout, True),
    ],
)
def test_a_connection_that_fails(browser: Browser, kind: FaultKind, error: type[Exception], acted: bool) -> None:
    document = browser.read(PATH)
    browser.simulator.inject(Fault(kind))
    with pytest.raises(error):
        browser.save("site", changed(document))
    assert browser.simulator.requests[-1].status is None
    assert (browser.read(PATH) != document) is acted


def test_half_of_an_answer(browser: Browser) -> None:
    whole = browser.get(PATH).content
    browser.simulator.inject(Fault("truncated"))
    half = browser.get(PATH)
    assert half.status_code == 200
    assert half.content == whole[: len(whole) // 2]


def test_the_login_page_instead(browser: Browser) -> None:
    browser.simulator.inject(Fault("login-page"))
    response = browser.get(PATH)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("kind", "key"), DOCUMENTS)
def test_another_user_saves_after_a_read(browser: Browser, kind: str, key: str) -> None:
    browser.simulator.inject(Fault("stamp-moved", path=f"edit/{kind}/"))
    before, after, later = (browser.read(f"edit/{kind}/{key}") for _ in range(3))
    assert str(after["ts"]) > str(before["ts"])
    assert {name for name in before if after[name] != before[name]} - {"ts"}
    assert later == after


@pytest.mark.parametrize(("kind", "key"), DOCUMENTS)
def test_a_write_that_is_ignored(browser: Browser, kind: str, key: str) -> None:
    before = browser.read(f"edit/{kind}/{key}")
    browser.simulator.inject(Fault("ignored"))
    answer = an_object(browser.save(kind, changed(before)))
    assert {name for name in before if answer[name] != before[name]} & {"siteDcShare", "syncToLocus"}
    assert browser.read(f"edit/{kind}/{key}") == before
    an_object(browser.save(kind, changed(before)))
    assert browser.read(f"edit/{kind}/{key}") != before


def test_rows_that_are_ignored(browser: Browser) -> None:
    before, device = browser.read(f"edit/sitehardware/{SITE}"), browser.read(f"edit/hardware/{INVERTER}")
    browser.simulator.inject(Fault("ignored"))
    sent = browser.read(f"edit/sitehardware/{SITE}")
    for row in sent["hardware"] if isinstance(sent["hardware"], list) else []:
        assert isinstance(row, dict)
        row["description"] = "Renamed"
    an_object(browser.save("sitehardware", sent))
    assert browser.read(f"edit/sitehardware/{SITE}") == before
    assert browser.read(f"edit/hardware/{INVERTER}") == device


@pytest.mark.parametrize(("kind", "key"), DOCUMENTS)
def test_a_write_that_alters_something_else(open_browser: OpenBrowser, kind: str, key: str) -> None:
    path = f"edit/{kind}/{key}"
    browser, plain = open_browser(), open_browser()
    browser.simulator.inject(Fault("altered"))
    for each in (browser, plain):
        an_object(each.save(kind, changed(each.read(path))))
    altered, expected = browser.read(path), plain.read(path)
    assert {name for name in expected if altered[name] != expected[name]}


def test_what_was_changed_is_not_what_is_altered(browser: Browser) -> None:
    document = browser.read(PATH)
    browser.simulator.inject(Fault("altered"))
    answer = an_object(browser.save("site", document | {"tagLine": "mine"}))
    assert answer["tagLine"] == "mine"
    assert answer["statusDetails"] != document["statusDetails"]


def test_only_requests_that_match(browser: Browser) -> None:
    browser.simulator.inject(Fault("server-error", method="PUT", path="/edit/site"))
    document = browser.read(PATH)
    assert browser.save("hardware", browser.read(f"edit/hardware/{INVERTER}")).status_code == 200
    assert browser.save("site", document).status_code == 500


@pytest.mark.parametrize("kind", ["ignored", "altered", "stamp-moved"])
def test_a_fault_waits_for_what_it_can_strike(browser: Browser, kind: FaultKind) -> None:
    browser.simulator.inject(Fault(kind))
    browser.get(f"view/site/{SITE}")
    before = browser.read(PATH)
    if kind == "stamp-moved":
        assert browser.read(PATH) != before
    else:
        answer = an_object(browser.save("site", changed(before)))
        assert (answer != browser.read(PATH)) is (kind == "ignored")


def test_after_some_and_several_times(browser: Browser) -> None:
    browser.simulator.inject(Fault("server-error", after=1, times=2))
    assert [browser.get(PATH).status_code for _ in range(4)] == [200, 500, 500, 200]


def test_for_ever(browser: Browser) -> None:
    browser.simulator.inject(Fault("unavailable", times=None))
    assert {browser.get(PATH).status_code for _ in range(5)} == {503}
    browser.simulator.clear_faults()
    assert browser.get(PATH).status_code == 200


def test_one_after_the_other(browser: Browser) -> None:
    browser.simulator.inject(Fault("rate-limit"))
    browser.simulator.inject(Fault("server-error"))
    assert [browser.get(PATH).status_code for _ in range(3)] == [429, 500, 200]


def test_latencies_add_up(browser: Browser) -> None:
    request = Request(method="GET", path=f"/api/{PATH}", headers=browser.headers)
    browser.simulator.inject(Fault("latency", seconds=20.0))
    browser.simulator.inject(Fault("latency", seconds=0.5, times=2))
    browser.simulator.inject(Fault("server-error"))
    answers = [browser.simulator.handle(request) for _ in range(3)]
    assert [(answer.delay, answer.status) for answer in answers] == [(20.5, 500), (0.5, 200), (0.0, 200)]


def test_every_answer_takes_its_time(open_browser: OpenBrowser) -> None:
    browser = open_browser(Simulator(latency=0.02))
    started = time.monotonic()
    browser.get(PATH)
    assert time.monotonic() - started >= 0.02


def test_there_is_no_such_fault() -> None:
    with pytest.raises(ValueError, match="kind"):
        Fault("earthquake")  # type: ignore[arg-type]


def test_a_document_survives_another_users_edit(browser: Browser) -> None:
    browser.simulator.inject(Fault("stamp-moved"))
    before, after = browser.read(PATH), browser.read(PATH)
    assert part(after, "location") == part(before, "location")
