"""No secret gets into a text that people or logs see: not by success, not by failure."""

from __future__ import annotations

import base64
import json
import logging
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from powertrack_sdk.auth import AuthManager, Credentials, parse_pasted_text, session_expiry
from powertrack_sdk.errors import PowerTrackError

CANARY = "CANARY-7f3a"
HEADERS = f'"headers": {{"cookie": "a={CANARY}", "ae_s": "{CANARY}"}}'
FETCH = f'fetch("https://apps.alsoenergy.com/api/x?t={CANARY}", {{{HEADERS}}});'


def shown(value: object) -> Iterator[str]:
    """What printing, logging or a debugger shows of a value."""
    yield from (repr(value), str(value), f"{value}", "%s %r" % (value, value))  # noqa: UP031


def told(error: BaseException | None) -> Iterator[str]:
    """What an error shows, with all that it came from."""
    while error is not None:
        yield from shown(error)
        yield from (repr(item) for item in [*error.args, *vars(error).values()])
        yield from traceback.format_exception_only(error)
        assert error.__cause__ is None, "a secret could be in what an error came from"
        error = error.__context__


def assert_hidden(texts: Iterator[str]) -> None:
    for text in texts:
        assert CANARY not in text
        assert base64.b64encode(CANARY.encode()).decode()[:12] not in text


def test_values_do_not_show_their_secrets(empty_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_hidden(shown(Credentials(cookie=f"a={CANARY}", ae_s=CANARY, user_agent=CANARY)))
    assert_hidden(shown(parse_pasted_text(FETCH)))
    (empty_place / "mostRecentFetch.js").write_text(FETCH)
    (empty_place / "cookie.txt").write_text(f"a={CANARY}")
    monkeypatch.setenv("AE_S", CANARY)
    for manager in (
        AuthManager(cookie=f"a={CANARY}", ae_s=CANARY),
        AuthManager(fetch_file="mostRecentFetch.js"),
        AuthManager(cookie_file="cookie.txt", ae_s=CANARY),
        AuthManager.from_env({"COOKIE": f"a={CANARY}", "AE_S": CANARY}),
        AuthManager(),
    ):
        assert_hidden(shown(manager))
        assert_hidden(shown(manager.credentials))
        assert_hidden(shown(manager))


def test_repr_of_credentials_shows_source_address_and_expiry() -> None:
    text = repr(Credentials(cookie="a=1", source="file cookie.txt"))
    assert text == "Credentials(base_url='https://apps.alsoenergy.com', source='file cookie.txt', expires_at=None)"
    manager = AuthManager(cookie="a=1")
    assert manager.credentials.source in repr(manager)


BROKEN_TEXTS = {
    "not a request": f"a={CANARY}",
    "no cookie": FETCH.replace('"cookie"', '"other"'),
    "cut off": FETCH[:-8],
    "cut off in a string": FETCH[: FETCH.index(CANARY, 60) + len(CANARY)],
    "not JSON": FETCH.replace('"headers":', '"headers"'),
    "plain http": FETCH.replace("https:", "http:"),
    "password in URL": FETCH.replace("apps.", f"user:{CANARY}@apps."),
    "port": FETCH.replace(".com", f".com:{CANARY}"),
    "cookie with a line break": FETCH.replace("a=", "a=\\n"),
    "cookie with an ellipsis": FETCH.replace("a=", "a=…"),
    "ae_s with a line break": FETCH.replace('"ae_s": "', '"ae_s": "\\r\\n'),
    "bash, cut off": f"curl 'https://apps.alsoenergy.com/' -b 'a={CANARY}",
    "cmd, cut off": f'curl ^"https://apps.alsoenergy.com/^" -b ^"a={CANARY}',
    "PowerShell, cut off": f'Invoke-WebRequest -Headers @{{"cookie"="{CANARY}',
}


@pytest.mark.parametrize("name", BROKEN_TEXTS)
@pytest.mark.parametrize("how", ["parse", "named", "found", "refresh"])
def test_errors_over_a_pasted_text_do_not_repeat_it(name: str, how: str, empty_place: Path) -> None:
    text = BROKEN_TEXTS[name]
    path = empty_place / "mostRecentFetch.js"
    path.write_text(text, encoding="utf-8")
    ways: dict[str, Callable[[], object]] = {
        "parse": lambda: parse_pasted_text(text),
        "named": lambda: AuthManager(fetch_file=path).credentials,
        "found": lambda: AuthManager().credentials,
        "refresh": lambda: AuthManager(cookie="a=1").refresh_from_fetch(),
    }
    try:
        ways[how]()
    except PowerTrackError as error:
        assert_hidden(told(error))
    else:
        assert how == "parse", "only the address or a header was at fault, which parsing does not look at"


@pytest.mark.parametrize("bad", [f"a={CANARY}\r\nX: 1", f"{CANARY}\0", f"{CANARY}…"])
def test_errors_over_variables_and_files_do_not_repeat_them(
    bad: str, empty_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_place / "cookie.txt").write_text(bad, encoding="utf-8")
    ways: list[Callable[[], object]] = [
        lambda: AuthManager(cookie=bad),
        lambda: AuthManager(cookie="a=1", ae_s=bad),
        lambda: AuthManager(cookie="a=1", base_url=f"https://user:{bad}@apps.alsoenergy.com"),
        lambda: AuthManager(cookie_file="cookie.txt"),
        lambda: AuthManager().credentials,
        lambda: AuthManager.from_env({"COOKIE": bad}).credentials,
        lambda: AuthManager.from_env({"COOKIE": "a=1", "AE_S": bad}).credentials,
        lambda: AuthManager.from_env({"COOKIE": "a=1", "BASE_URL": f"https://{bad}:{bad}"}).credentials,
        lambda: AuthManager.from_env({"AE_S": bad}).credentials,
    ]
    for way in ways:
        with pytest.raises(PowerTrackError) as caught:
            way()
        assert_hidden(told(caught.value))


@pytest.mark.parametrize("name", ["cookie.txt", "mostRecentFetch.js", ".env"])
def test_errors_over_bytes_do_not_repeat_them(name: str, empty_place: Path) -> None:
    (empty_place / name).write_bytes(f"COOKIE={CANARY}".encode() + b"\xff")
    with pytest.raises(PowerTrackError) as caught:
        _ = AuthManager().credentials
    assert_hidden(told(caught.value))


def test_nothing_is_logged(empty_place: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    (empty_place / ".env").write_text(f"this is no variable {CANARY}\nCOOKIE='a={CANARY}'\n")
    _ = AuthManager().credentials
    session = base64.b64encode(json.dumps({"access_token": f"a.{CANARY}.b"}).encode()).decode()
    assert session_expiry(f"AESession={session}") is None
    assert_hidden(iter([caplog.text]))
