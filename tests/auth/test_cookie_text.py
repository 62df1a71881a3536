"""Cookie headers that people give: what can be read is read, what cannot be a whole session is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk.auth import AuthManager
from powertrack_sdk.auth.cookie_header import readable_cookie
from powertrack_sdk.client import PowerTrackClient
from powertrack_sdk.errors import ConfigurationError
from tests.transports import answers

SOURCES = ("argument", "COOKIE", "cookie file", "copied request")


def cookie_of(text: str, source: str, folder: Path) -> str:
    """The cookie that a source makes of a text."""
    if source == "argument":
        auth, transport = AuthManager(cookie=text), answers({})
        with PowerTrackClient(auth, transport=transport) as client:
            try:
                client.request("GET", "/api/x")
            except ConfigurationError:
                assert transport.requests == []
                raise
        return auth.credentials.cookie
    if source == "COOKIE":
        return AuthManager.from_env({"COOKIE": text}).credentials.cookie
    if source == "cookie file":
        (folder / "named.txt").write_text(text, encoding="utf-8")
        return AuthManager(cookie_file=folder / "named.txt").credentials.cookie
    headers = {"headers": {"cookie": text, "ae_s": "s"}}
    return AuthManager.from_text(
        f'fetch("https://apps.alsoenergy.com/api/x", {json.dumps(headers)})'
    ).credentials.cookie


@pytest.fixture
def whole(session_cookie: Callable[..., str]) -> str:
    """A whole session."""
    return session_cookie(sub="U1").removeprefix("theme=dark; ").removesuffix("; _ga=GA1.2.3")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    "form",
    ["{}", "Cookie: {}", "cookie:{}", '"{}"', "'{}'", "`{}`", 'Cookie: "{}"', '"Cookie: {}"', "{};", "  {} ; ", "{}\n"],
)
def test_what_stands_around_a_cookie_is_taken_off(source: str, form: str, whole: str, empty_place: Path) -> None:
    assert cookie_of(form.format(whole), source, empty_place) == whole


@pytest.mark.parametrize("source", ["argument", "cookie file"])
@pytest.mark.parametrize(
    "form",
    [
        "\u201c{}\u201d",
        "\u2018{}\u2019",
        "\ufeff{}",
        "\u200b{}\u200b",
        "-b '{}'",
        "--cookie '{}'",
        "-H 'Cookie: {}'",
        '--header "cookie: {}"',
        'document.cookie = "{}"',
    ],
)
def test_what_chats_and_options_put_around_a_cookie_is_taken_off(
    source: str, form: str, whole: str, empty_place: Path
) -> None:
    assert cookie_of(form.format(whole), source, empty_place) == whole


@pytest.mark.parametrize("between", [";\u00a0", ";\n", ";\r\n  ", "; \n"])
def test_blanks_and_breaks_between_cookies_are_mended(between: str, whole: str, empty_place: Path) -> None:
    assert cookie_of(whole.replace("; ", between), "argument", empty_place) == whole


@pytest.mark.parametrize(
    "cookie",
    [
        "Set-Cookie: AESession=a; path=/; HttpOnly",
        ".AspNet.Cookies=chunks:2%3B .AspNet.CookiesC1=a%3B .AspNet.CookiesC2=b",
        ".AspNet.Cookies=chunks:2, .AspNet.CookiesC1=a, .AspNet.CookiesC2=b",
        ".AspNet.Cookies=3Dchunks:2; .AspNet.CookiesC1=3Da; .AspNet.CookiesC2=3Db",
        ".AspNet.Cookies=chunks:2 .AspNet.CookiesC1=a .AspNet.CookiesC2=b",
    ],
)
def test_a_cookie_that_was_changed_on_its_way_is_refused(cookie: str, empty_place: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"Set-Cookie of an answer|was changed on its way"):
        cookie_of(cookie, "argument", empty_place)


def crumbs(cookie: str) -> list[str]:
    return cookie.split("; ")


BROKEN: dict[str, Callable[[str], str]] = {
    "last piece missing": lambda cookie: "; ".join(crumbs(cookie)[:-1]),
    "first piece missing": lambda cookie: "; ".join([crumbs(cookie)[0], *crumbs(cookie)[2:]]),
    "a piece in the middle missing": lambda cookie: "; ".join([*crumbs(cookie)[:3], *crumbs(cookie)[4:]]),
    "only the head": lambda cookie: crumbs(cookie)[0],
    "cut within the last piece": lambda cookie: cookie[:-20],
    "cut to the limit of a terminal": lambda cookie: cookie[: len(cookie) // 2],
    "head of the server's session alone": lambda cookie: f"{cookie}; .AspNet.Cookies=chunks:2; .AspNet.CookiesC1=a",
    "list of an extension": lambda cookie: json.dumps([{"name": "AESession", "value": cookie}]),
    "object of an extension": lambda cookie: json.dumps({"AESession": cookie}),
    "value alone": lambda cookie: "".join(crumb.partition("=")[2] for crumb in crumbs(cookie)[1:]),
    "percent-encoded": lambda cookie: cookie.replace("=", "%3D"),
    "a word": lambda _: "hello",
    "a sentence": lambda _: "see the mail of yesterday",
    "an e-mail address": lambda _: "me@example.com",
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("how", BROKEN)
def test_what_cannot_be_a_whole_session_is_refused(source: str, how: str, whole: str, empty_place: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        cookie_of(BROKEN[how](whole), source, empty_place)
    told = str(caught.value)
    assert "expired" not in told
    assert whole[60:100] not in told


def test_a_cookie_file_of_netscape_is_named(empty_place: Path) -> None:
    text = "# Netscape HTTP Cookie File\napps.alsoenergy.com\tFALSE\t/\tTRUE\t0\tAESession\tcanary\n"
    with pytest.raises(ConfigurationError, match="format of Netscape"):
        cookie_of(text, "cookie file", empty_place)


@pytest.mark.parametrize(
    "cookie",
    [
        "a=1",
        "AESession=mine",
        "AESession=chunks-1; AESessionC1=v1",
        "AESession=CfDJ8abc",
        "_ga=GA1.2; a; b=",
        'a={"b":1}',
        "AESession=eyJhbGciOiJub25lIn0.eyJzdWIiOiJVMSJ9.c2ln",
        '.AspNet.Cookies="chunks-1"; .AspNet.CookiesC1="x"',
    ],
)
def test_sessions_of_other_makes_pass(cookie: str) -> None:
    assert AuthManager(cookie=cookie).credentials.cookie == cookie


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        cookie = readable_cookie(text, "The cookie")
    except ConfigurationError:
        return
    assert readable_cookie(cookie, "The cookie") == cookie
    assert "=" in cookie
    assert cookie == cookie.strip()
