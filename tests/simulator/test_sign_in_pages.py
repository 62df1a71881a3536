"""The sign-in in steps, as a browser without scripts goes through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx
import pytest

from powertrack_sdk.simulator import Account, Server, SessionRules, Simulator

from .browser import SITE

PAGE = f"/powertrack/{SITE}/overview/dashboard"


class Reader(HTMLParser):
    """What a page asks for, and what it complains of.

    Args:
        html: The page.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.submit = 0
        self.alerts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input":
            self.fields[found.get("name") or ""] = found.get("type") or ""
        self.submit += tag == "button" and found.get("type") == "submit"
        self.alerts += found.get("role") == "alert"


class Person:
    """Goes through the pages with a browser that follows redirects and keeps cookies.

    Args:
        url: Where the simulator is.
    """

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, follow_redirects=True, trust_env=False)
        self.shown = self.client.get(PAGE)

    @property
    def page(self) -> Reader:
        return Reader(self.shown.text)

    @property
    def path(self) -> str:
        return self.shown.url.path

    def fill(self, **fields: str) -> int:
        """Fill in the form that is shown, and send it."""
        self.shown = self.client.post(self.shown.url, data=fields)
        return self.shown.status_code


@pytest.fixture
def account() -> Account:
    return Account(user="alex@example.com", password="not secret")


@pytest.fixture
def simulator(account: Account) -> Simulator:
    return Simulator(account=account)


@pytest.fixture
def server(simulator: Simulator) -> Iterator[Server]:
    with simulator.serve() as running:
        yield running


@pytest.fixture
def person(server: Server) -> Iterator[Person]:
    visitor = Person(server.url)
    with closing(visitor.client):
        yield visitor


def sign_in(person: Person, account: Account) -> None:
    person.fill(username=account.user)
    person.fill(password=account.password)


def test_first_the_user_then_the_password_then_the_page_that_was_asked_for(person: Person, account: Account) -> None:
    assert person.path == "/u/login/identifier"
    assert person.page.fields == {"username": "text"}
    assert (person.page.submit, person.page.alerts) == (1, 0)
    assert person.fill(username=account.user) == 200
    assert person.path == "/u/login/password"
    assert person.page.fields["password"] == "password"
    assert (person.page.submit, person.page.alerts) == (1, 0)
    assert person.fill(password=account.password) == 200
    assert person.path == PAGE


def test_the_cookies_are_those_of_a_session(person: Person, account: Account, simulator: Simulator) -> None:
    assert not {cookie.name for cookie in person.client.cookies.jar} & {"AESession", ".AspNet.Cookies"}
    sign_in(person, account)
    assert {"AESession", ".AspNet.Cookies"} <= {cookie.name for cookie in person.client.cookies.jar}
    ae_s = simulator.auth_manager().credentials.ae_s or ""
    assert ae_s.startswith("*")
    assert person.client.get(f"/api/edit/site/{SITE}", headers={"ae_s": ae_s}).status_code == 200
    assert person.client.get(f"/api/edit/site/{SITE}").status_code == 401


def test_the_page_sends_a_request_with_both_headers(person: Person, account: Account) -> None:
    sign_in(person, account)
    script = re.search(r'fetch\("(/api/[^"]+)", \{headers: (\{.*?\})\}\)', person.shown.text)
    assert script is not None
    assert {"ae_s", "ae_v"} <= set(re.findall(r'"(\w+)":', script[2]))


def test_sessions_from_before_live_on(person: Person, account: Account, simulator: Simulator, server: Server) -> None:
    before = simulator.auth_manager(server.url).credentials
    sign_in(person, account)
    headers = {"cookie": before.cookie, "ae_s": before.ae_s or ""}
    assert httpx.get(f"{server.url}/api/edit/site/{SITE}", headers=headers, trust_env=False).status_code == 200
    assert simulator.auth_manager().credentials.cookie != before.cookie


@pytest.mark.parametrize(
    ("user", "password"), [("alex@example.com", "wrong"), ("nobody@example.com", "not secret"), ("a", "")]
)
def test_a_wrong_user_or_password_is_told_at_the_second_step(person: Person, user: str, password: str) -> None:
    person.fill(username=user)
    assert person.path == "/u/login/password"
    assert person.fill(password=password) == 400
    assert person.page.alerts == 1
    assert person.page.fields["password"] == "password"
    assert password == "" or password not in person.shown.text
    assert person.client.get(PAGE).url.path == "/u/login/identifier"


def test_a_user_has_to_be_given(person: Person) -> None:
    assert person.fill(username=" ") == 400
    assert person.page.alerts == 1


def test_after_a_mistake_one_can_try_again(person: Person, account: Account) -> None:
    person.fill(username=account.user)
    person.fill(password="wrong")
    assert person.fill(password=account.password) == 200
    assert person.path == PAGE


def test_markup_in_a_name_is_text(person: Person) -> None:
    person.fill(username='"><b role="alert">x')
    assert person.page.alerts == 0


@pytest.mark.parametrize("account", [Account(code="123456")])
def test_the_second_factor(person: Person, account: Account) -> None:
    sign_in(person, account)
    assert person.page.fields == {"code": "text"}
    assert person.client.get(PAGE).url.path == "/u/login/identifier"
    assert person.fill(code="000000") == 400
    assert person.page.alerts == 1
    assert person.fill(code="123456") == 200
    assert person.path == PAGE


@pytest.mark.parametrize("account", [Account(code="123456")])
@pytest.mark.parametrize("step", ["/u/mfa-otp-challenge", "/login/callback", "/u/login/password"])
@pytest.mark.parametrize("steps", [0, 1, 2])
def test_no_step_can_be_left_out(person: Person, account: Account, step: str, steps: int) -> None:
    if steps:
        person.fill(username=account.user)
    if steps == 2:
        person.fill(password=account.password)
    person.client.get(str(person.shown.url.copy_with(path=step)))
    assert person.client.get(PAGE).url.path == "/u/login/identifier"


def test_a_sign_in_ends_once(person: Person, account: Account) -> None:
    person.fill(username=account.user)
    person.fill(password=account.password)
    callback = next(each.url for each in person.shown.history if each.url.path == "/login/callback")
    assert person.client.get(callback).status_code == 400


@pytest.mark.parametrize("state", ["", "?state=", "?state=simulated-9999", "?state=%00"])
def test_a_sign_in_that_was_never_begun(person: Person, state: str) -> None:
    person.shown = person.client.get(f"/u/login/password{state}")
    assert person.shown.status_code == 400
    assert person.page.alerts == 1


@pytest.mark.parametrize(
    "back", ["https://elsewhere.invalid/", "//elsewhere.invalid", "/powertrack.invalid", "/powertrack/\r\nx: y"]
)
def test_it_leads_back_to_this_host_only(person: Person, account: Account, server: Server, back: str) -> None:
    person.shown = person.client.get("/login", params={"returnUrl": back})
    sign_in(person, account)
    assert person.shown.url.netloc.decode() == urlsplit(server.url).netloc
    assert person.path.startswith("/powertrack")
    assert all("x" not in each.headers for each in person.shown.history)


def test_a_session_that_ended_leads_to_the_sign_in(person: Person, account: Account, simulator: Simulator) -> None:
    sign_in(person, account)
    assert person.client.get(PAGE).url.path == PAGE
    simulator.expire_session()
    assert person.client.get(PAGE).url.path == "/u/login/identifier"


def test_the_page_of_an_ended_session_is_the_first_step(simulator: Simulator, server: Server, account: Account) -> None:
    simulator.session_answer = "login-page"
    simulator.expire_session()
    person = Person(server.url)
    with closing(person.client):
        page = Reader(person.client.get(f"/api/edit/site/{SITE}").text)
        assert page.fields == {"username": "text"}
        person.shown = person.client.post("/login", data={"username": account.user})
        person.fill(password=account.password)
        assert person.path == "/powertrack"


def test_pages_renew_the_session_too(account: Account) -> None:
    simulator = Simulator(account=account, session=SessionRules(renew="every answer"))
    with simulator.serve() as server:
        person = Person(server.url)
        with closing(person.client):
            sign_in(person, account)
            before = dict(person.client.cookies)
            assert person.client.get(PAGE).status_code == 200
            assert dict(person.client.cookies)["AESessionC1"] != before["AESessionC1"]
    assert simulator.torn == []


def test_representations_show_no_passwords(simulator: Simulator, person: Person, account: Account) -> None:
    sign_in(person, account)
    shown = repr(simulator.requests) + repr(account) + repr(simulator)
    assert account.password not in shown
