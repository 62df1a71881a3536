"""Copied requests after a way through chats, mails and notes, and from other entries of the menu."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from powertrack_sdk.auth import AuthManager, PastedRequest, parse_pasted_text
from powertrack_sdk.errors import ConfigurationError

URL = "https://apps.alsoenergy.com/api/view/site/S10001"
COOKIE = "AESession=chunks-2; AESessionC1=CfDJ8a; AESessionC2=x_y"
BASH = f"curl '{URL}' \\\n  -H 'accept: */*' \\\n  -H 'ae_s: A1' \\\n  -b '{COOKIE}' \\\n  --compressed"
CMD = f'curl ^"{URL}^" ^\n  -H ^"accept: */*^" ^\n  -H ^"ae_s: A1^" ^\n  -b ^"{COOKIE}^"'
FETCH = (
    f'fetch("{URL}", {{\n  "headers": {{\n    "ae_s": "A1",\n    "cookie": "{COOKIE}"\n  }},\n  "method": "GET"\n}});'
)
POWERSHELL = (
    "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n"
    f'Invoke-WebRequest -UseBasicParsing -Uri "{URL}" `\n-WebSession $session `\n'
    f'-Headers @{{\n"ae_s"="A1"\n"Cookie"="{COOKIE}"\n}}'
)
HTTP1 = f"GET /api/view/site/S10001 HTTP/1.1\nHost: apps.alsoenergy.com\nae_s: A1\nCookie: {COOKIE}\n"
HTTP2 = (
    ":authority: apps.alsoenergy.com\n:method: GET\n:path: /api/view/site/S10001\n:scheme: https\n"
    f"ae_s: A1\ncookie: {COOKIE}"
)
PANEL = HTTP2.replace(": ", "\n")
HAR = json.dumps(
    {
        "log": {
            "version": "1.2",
            "entries": [
                {
                    "request": {
                        "method": "GET",
                        "url": URL,
                        "headers": [{"name": "AE_S", "value": "A1"}, {"name": "cookie", "value": COOKIE}],
                    }
                }
            ],
        }
    }
)
FORMS = {
    "bash": BASH,
    "cmd": CMD,
    "fetch": FETCH,
    "PowerShell": POWERSHELL,
    "headers of HTTP/1.1": HTTP1,
    "headers of HTTP/2": HTTP2,
    "headers as marked in the panel": PANEL,
    "HAR": HAR,
}
WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "blanks around": lambda text: f"\n\n  {text}  \n\n",
    "byte order mark": lambda text: f"\ufeff{text}",
    "code fence": lambda text: f"Here it is:\n```bash\n{text}\n```\nThanks!",
    "code fence without a language": lambda text: f"~~~\n{text}\n~~~",
    "in backticks": lambda text: f"`{text}`",
    "zero-width characters": lambda text: text.replace("\n", "\u200b\n").replace("cookie", "coo\u2060kie"),
    "quoted in a mail": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "quoted twice": lambda text: "\n".join(f">> {line}" for line in text.split("\n")),
}
CURL_WAYS: dict[str, Callable[[str], str]] = {
    "blank behind each sign": lambda text: text.replace("\\\n", "\\ \n").replace("^\n", "^ \n"),
    "tab behind each sign": lambda text: text.replace("\\\n", "\\\t\n").replace("^\n", "^\t\n"),
    "no-break space behind each sign": lambda text: text.replace("\\\n", "\\\u00a0\n").replace("^\n", "^\u00a0\n"),
    "empty lines between": lambda text: text.replace("\n", "\n\n"),
    "lines with blanks between": lambda text: text.replace("\n", "\n \t\n"),
    "signs lost": lambda text: text.replace(" \\\n", "\n").replace(" ^\n", "\n"),
    "no-break spaces": lambda text: text.replace(" -", "\u00a0-"),
    "other blanks": lambda text: text.replace("  -", "\u2003\u202f-"),
    "typographic quotes": lambda text: (
        text.replace(" '", " \u2018").replace("'", "\u2019").replace(' ^"', " ^\u201c").replace('"', "\u201d")
    ),
    "German quotes": lambda text: text.replace(" '", " \u201a").replace("'", "\u2018"),
    "long dashes": lambda text: text.replace("--compressed", "\u2014compressed").replace(" -H", " \u2013H"),
    "entities of HTML": lambda text: html.escape(text, quote=True),
    "prompt in front": lambda text: f"$ {text}",
    "prompt with a folder": lambda text: f"me@host:~/solar$ {text}",
    "prompt of PowerShell": lambda text: f"PS C:\\Users\\me> {text}",
    "prompt of cmd": lambda text: f"C:\\Users\\me>{text}",
    "words in front": lambda text: f"this one: {text}",
    "prompts of following lines": lambda text: text.replace("\n", "\n> "),
    "signs of PowerShell": lambda text: text.replace("curl ", "curl.exe ").replace("\\\n", "`\n"),
    "without its name": lambda text: text.removeprefix("curl "),
    "capitals": lambda text: text.replace("curl ", "CURL.EXE "),
    "options first": lambda text: (
        "-H 'ae_s: A1' -b '" + COOKIE + "' '" + URL + "'" if text == BASH else text.replace("accept", "Accept")
    ),
}


def check(request: PastedRequest) -> None:
    assert (request.url, request.headers["cookie"], request.headers["ae_s"]) == (URL, COOKIE, "A1")


@pytest.mark.parametrize(("form", "way"), [*product(FORMS, WAYS)])
def test_a_text_of_any_form_is_read_after_its_way(form: str, way: str) -> None:
    check(parse_pasted_text(WAYS[way](FORMS[form])))


COMMANDS = ("bash", "cmd", "fetch", "PowerShell")
FAR_WAYS: dict[str, Callable[[str], str]] = {
    "a greeting before it": lambda text: f"Hi Ann,\nhere is the request:\n\n{text}",
    "a chat's line before it": lambda text: f"Ann  10:42 AM\n{text}",
    "a mail that quotes it": lambda text: (
        "On Monday, Ann wrote:\n" + "\n".join(f"> {line}" for line in text.split("\n"))
    ),
    "a prompt": lambda text: f"$ {text}",
    "a prompt of PowerShell": lambda text: f"PS C:\\Users\\ann> {text}",
    "a number": lambda text: f"1. {text}",
    "numbered lines": lambda text: "\n".join(f"{n}  {line}" for n, line in enumerate(text.split("\n"), 1)),
    "numbered lines with points": lambda text: "\n".join(f"{n}. {line}" for n, line in enumerate(text.split("\n"), 1)),
    "only no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "empty lines between": lambda text: text.replace("\n", "\n\n"),
    "the source of a mail": lambda text: text.replace("=", "=3D"),
}


@pytest.mark.parametrize(("form", "way"), [*product(COMMANDS, FAR_WAYS)])
def test_a_command_is_read_after_a_longer_way(form: str, way: str) -> None:
    check(parse_pasted_text(FAR_WAYS[way](FORMS[form])))


@pytest.mark.parametrize(("form", "way"), [*product(("bash", "cmd"), CURL_WAYS)])
def test_a_curl_command_is_read_after_its_way(form: str, way: str) -> None:
    if form == "cmd" and way == "typographic quotes":
        pytest.skip("carets stand for straight quotes there")
    check(parse_pasted_text(CURL_WAYS[way](FORMS[form])))


def test_what_is_inside_of_quotes_stays_as_it_is() -> None:
    cookie = "AESession=a\u00a0b; x=\u00ab\u00bb; y=--z"
    body = '{"name": "\u201cMaple\u201d \u2013 curl fetch(\\n\\n-H x"}'
    request = parse_pasted_text(f"curl '{URL}' -X PUT -b '{cookie}' --data-raw '{body}'")
    assert (request.headers["cookie"], request.body, request.method) == (cookie, body, "PUT")


@pytest.mark.parametrize(
    ("text", "method", "body"),
    [
        ("curl '{url}' -b '{cookie}'", "GET", None),
        ("curl '{url}' -b '{cookie}' --data-raw '{{}}'", "POST", "{}"),
        ("curl '{url}' -XPUT -b '{cookie}' -d a=1 -d b=2", "PUT", "a=1&b=2"),
        (
            "curl -w '%{{http_code}}' --retry 3 -o out --cacert ca.pem '{url}' -X put --json '{{}}' -b '{cookie}'",
            "PUT",
            "{}",
        ),
        ('fetch("{url}", {{"method": "PUT", "body": "{{}}", "headers": {{"cookie": "{cookie}"}}}})', "PUT", "{}"),
        ('Invoke-WebRequest -Uri "{url}" -Method "PUT" -Body "{{}}" -Headers @{{"cookie"="{cookie}"}}', "PUT", "{}"),
        ("DELETE /api/x HTTP/2\nHost: apps.alsoenergy.com\nCookie: {cookie}", "DELETE", None),
    ],
)
def test_method_and_body_are_read(text: str, method: str, body: str | None) -> None:
    request = parse_pasted_text(text.format(url=URL, cookie=COOKIE))
    assert (request.method, request.body, request.headers["cookie"]) == (method, body, COOKIE)
    assert "AESession" not in repr(request)


OTHER = "https://www.counter.example/collect?v=2"


def as_fetch(url: str, cookie: str) -> str:
    return f'fetch("{url}", {{"headers": {{"cookie": "{cookie}"}}, "method": "GET"}})'


def as_curl(url: str, cookie: str) -> str:
    return f"curl '{url}' \\\n  -H 'accept: */*' \\\n  -b '{cookie}'"


@pytest.mark.parametrize("write", [as_fetch, as_curl])
@pytest.mark.parametrize("separator", [" ;\n", "\n", "\n\n", " & \n"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_all_requests_that_of_powertrack_counts(write: Any, separator: str, place: int) -> None:
    others = [write(OTHER, "NID=1"), write("https://apps.alsoenergy.com/logo.svg", "theme=dark")]
    found = AuthManager.from_text(separator.join([*others[:place], write(URL, COOKIE), *others[place:]])).credentials
    assert (found.base_url, found.cookie) == ("https://apps.alsoenergy.com", COOKIE)


@pytest.mark.parametrize("write", [as_fetch, as_curl])
def test_a_session_on_another_host_does_not_count_before_that_of_powertrack(write: Any) -> None:
    both = "\n".join([write(URL, COOKIE), write("https://proxy.example/api/x", COOKIE)])
    assert AuthManager.from_text(both).credentials.base_url == "https://apps.alsoenergy.com"


def test_of_several_sessions_the_last_counts() -> None:
    newer = COOKIE.replace("x_y", "newer")
    assert AuthManager.from_text("\n".join([as_curl(URL, COOKIE), as_curl(URL, newer)])).credentials.cookie == newer


@pytest.mark.parametrize(
    "url",
    [
        OTHER,
        "https://other.example/api/x",
        "https://alsoenergy.com.other.example/api/x",
        "https://apps.alsoenergy.com/logo.svg",
    ],
)
def test_a_request_of_another_site_alone_is_refused(url: str, empty_place: Path) -> None:
    with pytest.raises(ConfigurationError, match="has no session of PowerTrack in it") as caught:
        AuthManager.from_text(as_fetch(url, "sid=canary"))
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BASH.replace(f"-b '{COOKIE}'", "-b ''"), "there is no cookie in it"),
        (BASH[:-40], "ends in the middle of a quoted value"),
        (HTTP1.replace("Host: apps.alsoenergy.com\n", ""), "there is no URL in it"),
        (HAR[:-20], "cut off"),
        ('{"log": {"entries": 7}}', "there is no URL in it"),
        (f"Cookie: {COOKIE}", "there is no URL in it"),
        (FETCH.replace(COOKIE, "AESession=chunks-2; AESessionC1=a"), "AESessionC2 is missing"),
    ],
)
def test_what_is_in_the_way_is_named(text: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told) as caught:
        AuthManager.from_text(text)
    assert "CfDJ8a" not in str(caught.value)
