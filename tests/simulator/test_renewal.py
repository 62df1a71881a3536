"""Sessions outlive the tokens in their cookies, and answers renew them with Set-Cookie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pytest

from powertrack_sdk.errors import ValidationError
from powertrack_sdk.simulator import Fault, SessionRules, Simulator
from powertrack_sdk.simulator.core.session import SessionAnswer

from .browser import ADDRESS, CUSTOMER, SITE, Browser

PATH = f"/api/edit/site/{SITE}"
HOUR = timedelta(hours=1)


class Jar:
    """A browser that keeps what Set-Cookie says, over HTTP.

    Args:
        simulator: The simulator, served at the address.
        address: Where it is.
    """

    def __init__(self, simulator: Simulator, address: str) -> None:
        credentials = simulator.auth_manager(address).credentials
        host = httpx.URL(address).host
        self.client = httpx.Client(base_url=address, headers={"ae_s": credentials.ae_s or ""}, trust_env=False)
        for pair in credentials.cookie.split("; "):
            name, _, value = pair.partition("=")
            self.client.cookies.set(name, value, domain=host)

    def get(self, path: str = PATH) -> int:
        return self.client.get(path).status_code

    @property
    def names(self) -> set[str]:
        return {cookie.name for cookie in self.client.cookies.jar}


def run_of_26_hours(simulator: Simulator) -> tuple[list[int], Jar]:
    """The statuses of 1,000 requests, evenly over 26 hours, and the browser that sent them."""
    with simulator.serve() as server:
        jar = Jar(simulator, server.url)
        with jar.client:
            statuses = []
            for _ in range(1000):
                statuses.append(jar.get("/api/node/S10001"))
                simulator.advance(26 * HOUR / 1000)
    return statuses, jar


def test_by_default_a_session_lives_while_it_is_used(simulator: Simulator, browser: Browser) -> None:
    for _ in range(5):
        simulator.advance(13 * HOUR)
        assert browser.get(f"edit/site/{SITE}").status_code == 200
    simulator.advance(14 * HOUR + timedelta(seconds=1))
    assert browser.get(f"edit/site/{SITE}").status_code == 401


@pytest.mark.parametrize("renew", ["half-life", "every answer"])
@pytest.mark.parametrize("strict", [False, True])
def test_a_day_of_requests_with_renewal_has_no_error(renew: str, strict: bool) -> None:
    rules = SessionRules(longest=14 * HOUR, renew=renew, strict=strict)  # type: ignore[arg-type]  # one of its texts
    simulator = Simulator(session=rules)
    first = simulator.auth_manager().credentials.cookie
    statuses, jar = run_of_26_hours(simulator)
    assert statuses == [200] * 1000
    assert simulator.torn == []
    newest = crumbs_of(simulator.auth_manager().credentials.cookie)
    assert newest.items() <= {cookie.name: cookie.value for cookie in jar.client.cookies.jar}.items()
    assert first != simulator.auth_manager().credentials.cookie


def test_a_day_of_requests_without_renewal_ends_when_the_cookies_do() -> None:
    statuses, _ = run_of_26_hours(Simulator(session=SessionRules(longest=14 * HOUR)))
    assert statuses == sorted(statuses)
    assert 538 <= statuses.count(200) <= 539  # 14 of 26 hours


def test_the_number_of_chunks_changes_and_none_is_left_over() -> None:
    simulator = Simulator(session=SessionRules(renew="every answer", balancer=False))
    counts = set()
    with simulator.serve() as server:
        jar = Jar(simulator, server.url)
        with jar.client:
            for _ in range(6):
                assert jar.get() == 200
                newest = simulator.auth_manager().credentials.cookie
                assert jar.names == {pair.partition("=")[0] for pair in newest.split("; ")}
                counts.add(len(jar.names))
    assert len(counts) > 1


@pytest.mark.parametrize(("address", "secure"), [(ADDRESS, True), ("http://127.0.0.1:1", False)])
def test_attributes_of_the_cookies(address: str, secure: bool) -> None:
    simulator = Simulator(session=SessionRules(renew="every answer"))
    browser = Browser(simulator)
    response = browser.client.get(address + PATH)
    crumbs = [next(iter(SimpleCookie(line).values())) for line in response.headers.get_list("set-cookie")]
    assert {crumb.key for crumb in crumbs} >= {"AESession", "AESessionC1", ".AspNet.Cookies", ".AspNet.CookiesC1"}
    for crumb in crumbs:
        assert (crumb["path"], bool(crumb["secure"])) == ("/", secure), crumb.key
        assert bool(crumb["httponly"]) is not crumb.key.startswith("AWSALB")


def test_old_cookies_are_good_for_their_own_time() -> None:
    simulator = Simulator(session=SessionRules(longest=2 * HOUR, renew="every answer"))
    old = Browser(simulator)
    simulator.advance(HOUR)
    assert old.get(f"edit/site/{SITE}").status_code == 200
    newer = Browser(simulator)
    assert newer.headers["cookie"] != old.headers["cookie"]
    simulator.advance(HOUR + timedelta(seconds=1))
    assert old.get(f"edit/site/{SITE}").status_code == 401
    assert newer.get(f"edit/site/{SITE}").status_code == 200


def test_strict_rotation_ends_old_cookies_at_once() -> None:
    simulator = Simulator(session=SessionRules(renew="every answer", strict=True))
    old = Browser(simulator)
    assert [old.get(f"edit/site/{SITE}").status_code for _ in range(2)] == [200, 401]
    assert Browser(simulator).get(f"edit/site/{SITE}").status_code == 200


@pytest.mark.parametrize("answer", ["400", "401", "403", "419", "440", "500"])
def test_how_an_ended_session_answers(browser: Browser, answer: SessionAnswer) -> None:
    browser.simulator.session_answer = answer
    browser.simulator.expire_session()
    response = browser.get(f"edit/site/{SITE}")
    assert response.status_code == int(answer)
    assert (response.content == b"") is (answer == "500")


def crumbs_of(cookie: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in cookie.split("; "))


Tear = Callable[[dict[str, str], dict[str, str]], list[tuple[str, str]]]
TEARS: dict[str, Tear] = {
    "a chunk of another answer": lambda mine, other: [*(mine | {"AESessionC1": other["AESessionC1"]}).items()],
    "a server chunk of another answer": lambda mine, other: [
        *(mine | {".AspNet.CookiesC1": other[".AspNet.CookiesC1"]}).items()
    ],
    "a chunk missing": lambda mine, _: [crumb for crumb in mine.items() if crumb[0] != "AESessionC2"],
    "the head missing": lambda mine, _: [crumb for crumb in mine.items() if crumb[0] != "AESession"],
    "another number of chunks": lambda mine, _: [*(mine | {"AESession": "chunks-9"}).items()],
    "the token of another answer": lambda mine, other: [
        *((name, value) for name, value in mine.items() if not name.startswith("AESession")),
        *((name, value) for name, value in other.items() if name.startswith("AESession")),
    ],
    "both answers one after the other": lambda mine, other: [*other.items(), *mine.items()],
    "a chunk cut short": lambda mine, _: [*(mine | {"AESessionC1": mine["AESessionC1"][:-5]}).items()],
}
"""Ways to tear a cookie, with another one of the same session."""


@pytest.mark.parametrize("tear", TEARS.values(), ids=TEARS)
def test_torn_cookies_are_noticed(tear: Tear) -> None:
    simulator = Simulator(session=SessionRules(renew="every answer"))
    first = Browser(simulator)
    assert first.get(f"edit/site/{SITE}").status_code == 200
    second = Browser(simulator)
    assert simulator.torn == []
    torn = tear(crumbs_of(first.headers["cookie"]), crumbs_of(second.headers["cookie"]))
    cookie = "; ".join(f"{name}={value}" for name, value in torn)
    assert first.client.get(PATH, headers={"cookie": cookie}).status_code == 400
    assert simulator.torn == simulator.requests[-1:]
    assert "AESession" not in repr(simulator.torn)


@pytest.mark.parametrize("cookie", ["", "theme=dark", "AESession=chunks-2; AESessionC1=a", ".AspNet.Cookies=chunks:1"])
def test_cookies_of_others_are_not_torn(browser: Browser, cookie: str) -> None:
    assert browser.client.get(PATH, headers={"cookie": cookie}).status_code == 401
    assert browser.simulator.torn == []


def test_a_chunk_too_many_does_not_disturb(browser: Browser) -> None:
    cookie = f"{browser.headers['cookie']}; AESessionC99=of-an-older-answer"
    assert browser.client.get(PATH, headers={"cookie": cookie}).status_code == 200


def test_the_load_balancer_sets_its_cookies_on_every_answer(browser: Browser) -> None:
    seen = []
    for _ in range(3):
        lines = browser.client.get("/api/nothing").headers.get_list("set-cookie")
        seen += [line.partition(";")[0] for line in lines]
        assert all("Expires=" in line and "Path=/" in line for line in lines)
    assert {line.partition("=")[0] for line in seen} == {"AWSALB", "AWSALBCORS"}
    assert len(set(seen)) == 6


def test_a_stale_cookie_of_the_load_balancer_answers_500() -> None:
    simulator = Simulator(session=SessionRules(stale_balancer=HOUR))
    with simulator.serve() as server:
        jar = Jar(simulator, server.url)
        with jar.client:
            assert [jar.get(), jar.get()] == [200, 200]
            simulator.advance(2 * HOUR)
            assert [jar.get(), jar.get()] == [500, 200]  # the answer brings a good one
            jar.client.cookies.set("AWSALB", "bm90IG91cnM=", domain="127.0.0.1", path="/")
            assert jar.get() == 500


def test_no_cookies_of_the_load_balancer_if_there_is_none() -> None:
    browser = Browser(Simulator(session=SessionRules(balancer=False)))
    assert "set-cookie" not in browser.get(f"edit/site/{SITE}").headers


def test_time_only_goes_forward(simulator: Simulator) -> None:
    before = simulator.now
    with pytest.raises(ValidationError):
        simulator.advance(-1)
    simulator.advance(90)
    simulator.advance(timedelta(minutes=1))
    assert simulator.now - before == timedelta(seconds=150)


@pytest.mark.parametrize("status", [200, 204])
def test_nothing_new_is_an_answer_without_a_body(simulator: Simulator, status: int) -> None:
    simulator.unchanged = status  # type: ignore[assignment]  # one of the two
    later = "2099-01-01T00:00:00Z"
    with simulator.serve() as server:
        browser = Browser(simulator, server.url)
        with browser.client:
            for path in (f"view/site/{SITE}", f"view/portfolio/{CUSTOMER}", f"alerttrigger/{SITE}"):
                response = browser.get(path, lastChanged=later)
                assert (response.status_code, response.content) == (status, b"")
            history = f"/api/view/alerthistory?lastChanged={later}"
            response = browser.client.post(history, json={"key": CUSTOMER, "offset": 240})
            assert (response.status_code, response.content) == (status, b"")
            assert browser.get(f"view/site/{SITE}").status_code == 200


def test_alerts_that_changed_since_the_last_answer(browser: Browser) -> None:
    def changed(since: str) -> httpx.Response:
        return browser.client.post("/api/view/alerthistory", params={"lastChanged": since}, json={"key": CUSTOMER})

    everything = changed("1900-01-01T00:00:00.000Z").json()
    assert everything["list"]
    assert changed(everything["lastChanged"]).content == b""
    assert changed("").status_code == 400


def test_faults_in_front_of_the_service_set_no_cookies(browser: Browser) -> None:
    for kind in ("firewall", "challenge", "company-login"):
        browser.simulator.inject(Fault(kind))
        assert "set-cookie" not in browser.get(f"edit/site/{SITE}").headers
    browser.simulator.inject(Fault("unavailable"))
    assert "set-cookie" in browser.get(f"edit/site/{SITE}").headers
