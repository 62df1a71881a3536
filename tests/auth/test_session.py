"""The cookies of a session as answers change them, over HTTP, for both clients."""

from __future__ import annotations

import json
import logging
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk import APIError, AuthenticationError, AuthManager
from powertrack_sdk.auth import Credentials
from powertrack_sdk.auth.store import Store
from tests.auth.served import Answer, Served, crumbs_of, setting
from tests.clock import START, FakeClock
from tests.driver import Colour, Driver

MINE = "theme=dark; AESession=chunks-2; AESessionC1=a1; AESessionC2=a2"
Open = Callable[..., Driver]


@pytest.fixture
def open_client(colour: Colour, backups: Path) -> Iterator[Open]:
    """Opens clients over HTTP."""
    opened: list[Driver] = []

    def build(auth: AuthManager | None = None, **options: Any) -> Driver:
        opened.append(Driver(colour, auth, None, backup_dir=backups, max_retries=0, clock=FakeClock(), **options))
        return opened[-1]

    yield build
    for driver in opened:
        driver.close()


@pytest.fixture
def sent_after(open_client: Open) -> Callable[..., list[dict[str, str]]]:
    """The cookies of requests to some paths, each answered with some cookies that are set."""

    def send(answers: dict[str, Answer], *paths: str, cookie: str = MINE) -> list[dict[str, str]]:
        with Served(lambda path, _: answers.get(path, (200, [], {}))).running() as server:
            client = open_client(AuthManager(cookie=cookie, base_url=server.url))
            for path in paths:
                try:
                    client.request("GET", path)
                except (APIError, AuthenticationError):
                    continue
            return [crumbs_of(sent) for sent in server.cookies]

    return send


def test_cookies_that_answers_set_are_sent_from_then_on(sent_after: Any) -> None:
    renewed = setting("AESession=chunks-2; path=/; httponly", "AESessionC1=b1; path=/", "AESessionC2=b2; path=/")
    sent = sent_after({"/api/a": renewed}, "/api/a", "/api/b", "/powertrack")
    assert sent[0] == crumbs_of(MINE)
    assert sent[1] == sent[2] == {**crumbs_of(MINE), "AESessionC1": "b1", "AESessionC2": "b2"}


@pytest.mark.parametrize("head", ["chunks-1", '"chunks-1"'])
def test_a_shorter_session_leaves_no_chunk_of_the_longer_one(sent_after: Any, head: str) -> None:
    sent = sent_after({"/api/a": setting(f"AESession={head}; path=/", "AESessionC1=b1; path=/")}, "/api/a", "/api/b")
    assert sent[1] == {"theme": "dark", "AESession": head, "AESessionC1": "b1"}


@pytest.mark.parametrize("head", ["AESession", ".AspNet.Cookies"])
def test_a_renewal_that_is_not_whole_is_ignored(sent_after: Any, head: str) -> None:
    mine = MINE.replace("AESession", head)
    sent = sent_after(
        {"/api/a": setting(f"{head}=chunks-3; path=/", f"{head}C1=b1; path=/")}, "/api/a", "/api/b", cookie=mine
    )
    assert sent[1] == crumbs_of(mine)


@pytest.mark.parametrize(
    ("cookie", "path", "value"),
    [
        ("x=1; path=/", "/powertrack", "1"),
        ("x=1", "/api/node/S2", "1"),
        ("x=1", "/api/view", None),
        ("x=1; path=/api/node", "/api/node/S2", "1"),
        ("x=1; path=/api/node", "/api/nodes", None),
        ("x=1; path=/elsewhere", "/api/node/S2", None),
        ("x=1; path=/; max-age=60", "/api/b", "1"),
        ("x=1; path=/; max-age=0", "/api/b", None),
        ("x=1; path=/; expires=Wed, 01 Jan 2020 00:00:00 GMT", "/api/b", None),
        ("x=1; path=/; expires=Wed, 01 Jan 2120 00:00:00 GMT", "/api/b", "1"),
        ("x=1; path=/; domain=elsewhere.example", "/api/b", None),
        ("x=1; path=/; secure", "/api/b", None),
        ("x=1; path=/; HttpOnly; SameSite=None", "/api/b", "1"),
        ('x="1"; path=/', "/api/b", '"1"'),
        ("=; path=/", "/api/b", None),
    ],
)
def test_attributes_of_a_cookie_count_as_in_a_browser(
    sent_after: Any, cookie: str, path: str, value: str | None
) -> None:
    sent = sent_after({"/api/node/S1": setting(cookie)}, "/api/node/S1", path)
    assert sent[1].get("x") == value
    assert crumbs_of(MINE).items() <= sent[1].items()


@given(
    lines=st.lists(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b"").replace(b"\r", b"")), max_size=4)
)
def test_whatever_an_answer_sets_the_cookie_header_can_be_sent(lines: list[bytes]) -> None:
    request = httpx.Request("GET", "https://apps.alsoenergy.com/api/x")
    response = httpx.Response(200, headers=[(b"Set-Cookie", line) for line in lines], request=request)
    session = AuthManager(cookie=MINE).session
    session.answered(session.number, response, START)
    header = session.headers(request.url)[1]["Cookie"]
    assert all(" " <= character <= "\xff" and character != "\x7f" for character in header.replace("\t", ""))
    assert crumbs_of(MINE).items() <= dict(crumb.partition("=")[::2] for crumb in header.split("; ")).items()


def test_a_copied_cookie_is_deleted_and_replaced_by_its_name(sent_after: Any) -> None:
    gone = setting("theme=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT")
    elsewhere = setting("theme=; path=/elsewhere; max-age=0", "theme=; path=/; domain=other.example; max-age=0")
    assert "theme" not in sent_after({"/api/a": gone}, "/api/a", "/api/b")[1]
    assert sent_after({"/api/a": elsewhere}, "/api/a", "/api/b")[1]["theme"] == "dark"
    assert sent_after({"/api/a": setting("theme=light; path=/api")}, "/api/a", "/api/b")[1]["theme"] == "light"


@pytest.mark.parametrize(
    ("headers", "name", "value"),
    [
        (["x=1; path=/", "x=; path=/; max-age=0"], "x", None),
        (["x=1; path=/", "x=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT"], "x", None),
        (["x=; path=/; max-age=0", "x=1; path=/"], "x", "1"),
        (["x=1; path=/", "x=; path=/; max-age=0", "x=2; path=/"], "x", "2"),
        (["x=1; path=/", "x=2; path=/", "x=; path=/; max-age=-1"], "x", None),
        (["x=1; path=/", "x=; path=/elsewhere; max-age=0"], "x", "1"),
        (["x=1; path=/", "x=; path=/; domain=other.example; max-age=0"], "x", "1"),
        (["theme=light; path=/", "theme=; path=/; max-age=0"], "theme", None),
        (["theme=; path=/; max-age=0", "theme=light; path=/"], "theme", "light"),
    ],
)
def test_the_cookies_of_an_answer_count_in_their_order(
    sent_after: Any, headers: list[str], name: str, value: str | None
) -> None:
    sent = sent_after({"/api/a": setting(*headers)}, "/api/a", "/api/b")
    assert sent[1].get(name) == value
    assert sent[1].get("AESessionC2") == "a2"


def test_a_session_that_was_deleted_is_not_sent(sent_after: Any) -> None:
    gone = setting(
        "AESession=; path=/; max-age=0", "AESessionC1=; path=/; max-age=0", "AESessionC2=; path=/; max-age=0"
    )
    assert sent_after({"/api/a": gone}, "/api/a", "/api/b")[1] == {"theme": "dark"}


@pytest.mark.parametrize("status", [401, 302, 403])
def test_an_answer_that_refuses_the_session_changes_no_cookie(sent_after: Any, status: int) -> None:
    refusal: Answer = (status, [("Set-Cookie", "AESession=chunks-0; path=/"), ("Location", "/login")], {})
    sent = sent_after({"/api/a": refusal}, "/api/a", "/api/b")
    assert sent[-1] == crumbs_of(MINE)


@pytest.mark.parametrize("status", [404, 409, 429, 503])
def test_an_error_of_the_service_may_change_cookies(sent_after: Any, status: int) -> None:
    answer = (status, [("Set-Cookie", "AWSALB=new; path=/")], {"message": "No."})
    assert sent_after({"/api/a": answer}, "/api/a", "/api/b")[1]["AWSALB"] == "new"


def test_cookies_of_another_user_are_ignored(sent_after: Any, session_cookie: Callable[..., str]) -> None:
    mine, same, other = (session_cookie(chunk=5000, sub=user, jti=str(n)) for n, user in enumerate(("U1", "U1", "U2")))
    answers = {
        f"/api/{name}": setting(*(f"{key}={value}; path=/" for key, value in crumbs_of(cookie).items()))
        for name, cookie in (("same", same), ("other", other))
    }
    sent = sent_after(answers, "/api/same", "/api/other", "/api/b", cookie=mine)
    assert sent[1]["AESessionC1"] == sent[2]["AESessionC1"] == crumbs_of(same)["AESessionC1"]


def test_an_answer_to_the_session_before_a_refresh_changes_nothing(
    open_client: Open, tmp_path: Path, fetch_text: Callable[..., str]
) -> None:
    copied = tmp_path / "copied.js"
    auths: list[AuthManager] = []

    def answer(path: str, cookie: str) -> Answer:
        if path != "/api/slow":
            return 200, [], {}
        auths[0].refresh_from_fetch(copied)  # while the answer is on its way
        return setting("AESession=of-the-old-session; path=/", "lb=1; path=/")

    with Served(answer).running() as server:
        copied.write_text(fetch_text(f"{server.url}/api/x", cookie="AESession=fresh; theme=light", ae_s="s"))
        auths.append(AuthManager(cookie="AESession=old", base_url=server.url))
        client = open_client(auths[0])
        client.request("GET", "/api/slow")
        client.request("GET", "/api/b")
        assert server.cookies[1] == "AESession=fresh; theme=light"
    assert auths[0].credentials.cookie == "AESession=fresh; theme=light"


def test_copies_of_a_client_and_its_credentials_have_the_same_session(open_client: Open) -> None:
    numbers = iter(range(100))
    with Served(lambda path, _: setting(f"AESession=v{next(numbers)}; path=/")).running() as server:
        auth = AuthManager(cookie="AESession=mine", base_url=server.url)
        client = open_client(auth)
        copy = client.beside(client.client.with_options(timeout=5))
        other = open_client(auth)
        for one in (client, copy, other, client):
            one.request("GET", "/api/a")
        assert server.cookies == ["AESession=mine", "AESession=v0", "AESession=v1", "AESession=v2"]
        assert auth.credentials.cookie == auth.session.credentials.cookie == "AESession=v3"


def test_what_answers_set_is_saved_to_the_stored_session_and_nowhere_else(
    open_client: Open, tmp_path: Path, empty_place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    canary = "canary-of-an-answer"
    answer = setting(
        "AESession=chunks-1; path=/", f"AESessionC1={canary}; path=/", f"AWSALB={canary}-2; path=/; max-age=600"
    )
    store = Store()
    with Served(
        lambda path, _: (500, answer[1], {"message": "No."}) if path == "/api/no" else answer
    ).running() as server:
        store.save("owner", Credentials(cookie=MINE, ae_s="s", base_url=server.url))
        client = open_client(profile="owner")
        client.request("GET", "/api/a")
        with pytest.raises(APIError) as caught:
            client.request("GET", "/api/no")
        shown = [repr(client.client), str(caught.value), repr(caught.value), repr(vars(caught.value)), caplog.text]
        client.close()
    assert crumbs_of(store.load("owner").cookie) == {
        "theme": "dark",
        "AESession": "chunks-1",
        "AESessionC1": canary,
        "AWSALB": f"{canary}-2",
    }
    assert not any(canary in text for text in shown)
    holding = [path for path in tmp_path.rglob("*") if path.is_file() and canary in path.read_text(errors="ignore")]
    assert holding == [store.folder / "sessions" / "owner.json"]
    if os.name != "nt":
        assert stat.S_IMODE(holding[0].stat().st_mode) == 0o600


@pytest.mark.parametrize("where", [".env", "mostRecentFetch.js", "cookie.txt", "named"])
def test_files_with_credentials_are_not_rewritten(
    open_client: Open, empty_place: Path, fetch_text: Callable[..., str], where: str
) -> None:
    with Served(lambda *_: setting("AESession=renewed; path=/")).running() as server:
        texts = {
            ".env": f"COOKIE=AESession=mine\nBASE_URL={server.url}\n",
            "mostRecentFetch.js": fetch_text(f"{server.url}/api/x", cookie="AESession=mine"),
            "cookie.txt": "AESession=mine",
            "named": "AESession=mine",
        }
        path = empty_place / where
        path.write_text(texts[where])
        base_url = server.url if where in ("named", "cookie.txt") else None
        client = open_client(AuthManager(base_url=base_url, cookie_file=path if where == "named" else None))
        for _ in range(2):
            client.request("GET", "/api/a")
        client.close()
        assert server.cookies[-1] == "AESession=renewed"
    assert [one.name for one in empty_place.iterdir()] == [where]
    assert path.read_text() == texts[where]
    assert not Store().folder.exists()


def test_a_session_of_another_sign_in_is_not_overwritten(open_client: Open) -> None:
    store = Store()
    with Served(lambda *_: setting("AESession=renewed; path=/")).running() as server:
        store.save("owner", Credentials(cookie="AESession=mine", base_url=server.url))
        client = open_client(profile="owner")
        store.save("owner", Credentials(cookie="AESession=of-a-later-sign-in", base_url=server.url))
        client.request("GET", "/api/a")
        client.close()
    assert store.load("owner").cookie == "AESession=of-a-later-sign-in"


def test_a_forgotten_session_does_not_come_back(open_client: Open) -> None:
    store = Store()
    with Served(lambda *_: setting("AESession=renewed; path=/")).running() as server:
        store.save("owner", Credentials(cookie="AESession=mine", base_url=server.url))
        client = open_client(profile="owner")
        store.forget("owner")
        client.request("GET", "/api/a")
        client.close()
    assert store.profiles() == {}
    assert list((store.folder / "sessions").iterdir()) == []


def test_a_store_that_cannot_be_written_stops_nothing(open_client: Open, caplog: pytest.LogCaptureFixture) -> None:
    store = Store()
    with Served(lambda *_: setting("AESession=renewed; path=/")).running() as server:
        store.save("owner", Credentials(cookie="AESession=mine", base_url=server.url))
        client = open_client(profile="owner")
        (store.folder / "profiles.json").write_text("{")
        for _ in range(3):
            assert client.request("GET", "/api/a") == {}
        client.close()
        assert server.cookies[-1] == "AESession=renewed"
    assert sum("cannot be updated" in record.getMessage() for record in caplog.records) == 1


def test_a_cookie_that_has_ended_by_its_own_time_does_not_come_back_from_the_store(open_client: Open) -> None:
    store = Store()
    answer = setting("AESession=renewed; path=/; max-age=600", "AWSALB=lb; path=/; max-age=600")
    with Served(lambda *_: answer).running() as server:
        store.save("owner", Credentials(cookie="AESession=mine", base_url=server.url))
        client = open_client(profile="owner")
        client.request("GET", "/api/a")
        client.close()
    path = store.folder / "sessions" / "owner.json"
    kept = json.loads(path.read_text())
    kept["expiries"] = dict.fromkeys(kept["expiries"], 1)
    path.write_text(json.dumps(kept))
    assert store.load("owner").cookie == "AESession=renewed"
