"""Which of the places counts, and what becomes of each when it is missing or broken."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import powertrack_sdk.errors
from powertrack_sdk.auth import AuthManager, sources
from powertrack_sdk.errors import AuthenticationError, ConfigurationError

PLACEHOLDER = Path(powertrack_sdk.errors.__file__).parent / "mostRecentFetch.js"


@pytest.fixture
def everywhere(empty_place: Path, monkeypatch: pytest.MonkeyPatch, fetch_text: Callable[..., str]) -> dict[str, Path]:
    """Credentials in all the places, each with a cookie that names it."""
    monkeypatch.setenv("COOKIE", "from=environment")
    monkeypatch.setenv("AE_S", "s-environment")
    dotenv = empty_place / ".env"
    dotenv.write_text('COOKIE="from=dotenv"\nAE_S=s-dotenv\n')
    fetch = empty_place / "mostRecentFetch.js"
    fetch.write_text(fetch_text(cookie="from=fetch", ae_s="s-fetch"))
    packaged = sources.PACKAGE_FOLDER / "mostRecentFetch.js"
    packaged.write_text(fetch_text(cookie="from=package", ae_s="s-package"))
    cookie = empty_place / "cookie.txt"
    cookie.write_text("from=file\n")
    return {"dotenv": dotenv, "fetch": fetch, "packaged": packaged, "cookie": cookie}


def taken(manager: AuthManager) -> tuple[str, str | None, str]:
    credentials = manager.credentials
    return credentials.cookie, credentials.ae_s, credentials.source


def test_places_count_in_the_promised_order(everywhere: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken(AuthManager(cookie="from=argument", ae_s="s")) == ("from=argument", "s", "arguments")
    assert taken(AuthManager()) == ("from=environment", "s-environment", "environment")
    monkeypatch.delenv("COOKIE")
    assert taken(AuthManager()) == ("from=dotenv", "s-dotenv", "file .env")
    everywhere["dotenv"].unlink()
    assert taken(AuthManager()) == ("from=fetch", "s-fetch", "file mostRecentFetch.js")
    everywhere["fetch"].unlink()
    assert taken(AuthManager()) == ("from=package", "s-package", "file mostRecentFetch.js")
    everywhere["packaged"].unlink()
    assert taken(AuthManager()) == ("from=file", None, "file cookie.txt")
    everywhere["cookie"].unlink()
    with pytest.raises(AuthenticationError):
        _ = AuthManager().credentials


def test_named_files_count_before_the_environment(
    everywhere: dict[str, Path], tmp_path: Path, fetch_text: Callable[..., str]
) -> None:
    fetch, cookie = tmp_path / "my.js", tmp_path / "my.txt"
    fetch.write_text(fetch_text(cookie="from=my.js", ae_s="s-my"))
    cookie.write_text("from=my.txt")
    assert taken(AuthManager(cookie="from=argument", fetch_file=fetch)) == ("from=argument", None, "arguments")
    assert taken(AuthManager(fetch_file=fetch, cookie_file=cookie)) == ("from=my.js", "s-my", "file my.js")
    assert taken(AuthManager.from_fetch_file(str(fetch))) == ("from=my.js", "s-my", "file my.js")
    assert taken(AuthManager(cookie_file=cookie)) == ("from=my.txt", None, "file my.txt")


def test_cookie_and_ae_s_are_never_of_two_sessions(
    everywhere: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AE_S")
    assert taken(AuthManager()) == ("from=environment", None, "environment")
    assert taken(AuthManager(cookie="from=argument")) == ("from=argument", None, "arguments")
    monkeypatch.setenv("AE_S", "s-environment")
    monkeypatch.setenv("COOKIE", "")
    assert taken(AuthManager()) == ("from=dotenv", "s-dotenv", "file .env")


def test_the_argument_ae_s_stands_above_any_place(everywhere: dict[str, Path]) -> None:
    assert taken(AuthManager(ae_s="mine")) == ("from=environment", "mine", "environment")
    assert taken(AuthManager(ae_s="")) == ("from=environment", None, "environment")


def test_ae_v_counts_wherever_it_is_set(
    empty_place: Path, monkeypatch: pytest.MonkeyPatch, fetch_text: Callable[..., str]
) -> None:
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(cookie="a=1"))
    assert AuthManager().credentials.ae_v == "086665"
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(cookie="a=1", ae_v="4"))
    assert AuthManager().credentials.ae_v == "4"
    (empty_place / ".env").write_text("AE_V=3\n")
    assert AuthManager().credentials.ae_v == "3"
    monkeypatch.setenv("AE_V", "2")
    assert AuthManager().credentials.ae_v == "2"
    assert AuthManager(ae_v="1").credentials.ae_v == "1"


def test_base_url_counts_wherever_it_is_set(empty_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_place / "cookie.txt").write_text("a=1")
    assert AuthManager().credentials.base_url == "https://apps.alsoenergy.com"
    (empty_place / ".env").write_text("BASE_URL=https://dotenv.example/\n")
    assert AuthManager().credentials.base_url == "https://dotenv.example"
    monkeypatch.setenv("BASE_URL", "https://environment.example/")
    assert AuthManager().credentials.base_url == "https://environment.example"
    assert AuthManager(base_url="https://argument.example/").credentials.base_url == "https://argument.example"


def test_a_copied_request_names_its_host(
    empty_place: Path, monkeypatch: pytest.MonkeyPatch, fetch_text: Callable[..., str]
) -> None:
    (empty_place / "mostRecentFetch.js").write_text(fetch_text("https://custom.alsoenergy.com/api/x?y#z", cookie="a=1"))
    assert AuthManager().credentials.base_url == "https://custom.alsoenergy.com"
    monkeypatch.setenv("BASE_URL", "https://Custom.alsoenergy.com/")
    assert AuthManager().credentials.base_url == "https://custom.alsoenergy.com"
    assert AuthManager(base_url="http://localhost:8080").credentials.base_url == "http://localhost:8080"


@pytest.mark.parametrize("place", ["environment", "file .env"])
def test_a_copied_session_is_not_sent_to_a_host_that_a_variable_names(
    place: str, empty_place: Path, monkeypatch: pytest.MonkeyPatch, fetch_text: Callable[..., str]
) -> None:
    (empty_place / "mostRecentFetch.js").write_text(fetch_text("https://custom.alsoenergy.com/api/x", cookie="a=1"))
    if place == "environment":
        monkeypatch.setenv("BASE_URL", "https://other.example")
    else:
        (empty_place / ".env").write_text("BASE_URL=https://other.example\n")
    with pytest.raises(
        ConfigurationError, match=rf"belongs to https://custom.*BASE_URL \({place}\) names https://other"
    ):
        _ = AuthManager().credentials


@pytest.mark.parametrize("url", ["http://apps.alsoenergy.com/api/x", "https://u:p@apps.alsoenergy.com/", "/api/x"])
def test_a_copied_request_to_an_address_that_may_not_be_used_is_refused(
    url: str, empty_place: Path, fetch_text: Callable[..., str]
) -> None:
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(url, cookie="a=1"))
    with pytest.raises(ConfigurationError, match="URL of the copied request cannot be used"):
        _ = AuthManager().credentials


def test_user_agent_is_that_of_the_copied_request_else_our_own(
    empty_place: Path, fetch_text: Callable[..., str]
) -> None:
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(cookie="a=1", **{"user-agent": "Mozilla/5.0"}))
    assert AuthManager().credentials.user_agent == "Mozilla/5.0"
    assert AuthManager(cookie="a=1").credentials.user_agent.startswith("powertrack-sdk/")


def test_expiry_is_known_from_any_place(empty_place: Path, session_cookie: Callable[..., str]) -> None:
    (empty_place / "cookie.txt").write_text(session_cookie(exp=1_900_000_000))
    assert AuthManager().credentials.expires_at == datetime.fromtimestamp(1_900_000_000, UTC)


def test_dotenv_of_the_working_folder_alone_is_read_and_leaves_the_environment_alone(
    empty_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_place / ".env").write_text("\ufeffCOOKIE='a=${HOME}; b=2'\nAE_S=s\n", encoding="utf-8")
    before = dict(os.environ)
    assert taken(AuthManager()) == ("a=${HOME}; b=2", "s", "file .env")
    assert dict(os.environ) == before
    below = empty_place / "deep" / "deeper"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    with pytest.raises(AuthenticationError, match=r"\.env \(not there\)"):
        _ = AuthManager().credentials


def test_from_env_knows_variables_only(everywhere: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken(AuthManager.from_env()) == ("from=environment", "s-environment", "environment")
    given = {"COOKIE": "from=given", "AE_S": " s ", "AE_V": "7", "BASE_URL": "https://given.example"}
    credentials = AuthManager.from_env(given).credentials
    assert credentials.headers()["Cookie"] == "from=given"
    assert (credentials.ae_s, credentials.ae_v, credentials.base_url) == ("s", "7", "https://given.example")
    with pytest.raises(AuthenticationError):
        _ = AuthManager.from_env({}).credentials
    monkeypatch.delenv("COOKIE")
    assert taken(AuthManager.from_env()) == ("from=dotenv", "s-dotenv", "file .env")
    everywhere["dotenv"].unlink()
    with pytest.raises(AuthenticationError):
        _ = AuthManager.from_env().credentials


def test_without_credentials_constructing_works_and_the_error_tells_where_was_looked(empty_place: Path) -> None:
    manager = AuthManager()
    assert "not looked for" in repr(manager)
    shutil.copy(PLACEHOLDER, empty_place / "mostRecentFetch.js")
    (empty_place / "cookie.txt").write_text("\n")
    with pytest.raises(AuthenticationError) as caught:
        _ = manager.credentials
    message = str(caught.value)
    assert "arguments (no cookie)" in message
    assert "environment (no COOKIE)" in message
    assert ".env (not there)" in message
    assert f"{empty_place / 'mostRecentFetch.js'} (no request in it)" in message
    assert f"{sources.PACKAGE_FOLDER / 'mostRecentFetch.js'} (not there)" in message
    assert f"{empty_place / 'cookie.txt'} (empty)" in message
    assert "Copy as fetch (Node.js)" in message


def test_the_shipped_placeholder_holds_no_request(empty_place: Path) -> None:
    text = PLACEHOLDER.read_text(encoding="utf-8")
    assert "Copy as fetch (Node.js)" in text
    assert not re.search(r"cookie\s*[:=]|AESession|ae_s|fetch\(", text, re.IGNORECASE)
    shutil.copy(PLACEHOLDER, sources.PACKAGE_FOLDER)
    with pytest.raises(AuthenticationError):
        _ = AuthManager().credentials


def test_a_request_pasted_below_the_instructions_counts(empty_place: Path, fetch_text: Callable[..., str]) -> None:
    text = PLACEHOLDER.read_text(encoding="utf-8")
    for pasted in (fetch_text(cookie="a=1"), "curl 'https://apps.alsoenergy.com/api/x' -b 'a=1'"):
        (empty_place / "mostRecentFetch.js").write_text(f"{text}\n{pasted}\n")
        assert AuthManager().credentials.cookie == "a=1"


def test_credentials_are_found_once_and_kept(empty_place: Path) -> None:
    (empty_place / "cookie.txt").write_text("a=1")
    manager = AuthManager()
    first = manager.credentials
    (empty_place / "cookie.txt").write_text("a=2")
    assert manager.credentials is first


@pytest.mark.parametrize("argument", ["fetch_file", "cookie_file"])
def test_a_named_file_that_cannot_be_used_is_told_at_once(argument: str, tmp_path: Path) -> None:
    path = tmp_path / "named.txt"
    arguments: dict[str, Any] = {argument: path}
    with pytest.raises(ConfigurationError, match=r"named\.txt cannot be read: No such file"):
        AuthManager(**arguments)
    path.write_text(" \n")
    with pytest.raises(ConfigurationError, match=r"named\.txt is empty.*Copy as fetch \(Node\.js\)"):
        AuthManager(**arguments)
    path.write_bytes(b"canary \xff\xfe\xfd")
    with pytest.raises(ConfigurationError, match=r"named\.txt cannot be read: it is not UTF-8 text"):
        AuthManager(**arguments)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        AuthManager(**arguments | {argument: tmp_path})
    with pytest.raises(ConfigurationError, match="cannot be read"):
        AuthManager(**arguments | {argument: "bad\0name"})


def test_a_named_file_is_checked_even_where_the_cookie_is_given(tmp_path: Path) -> None:
    path = tmp_path / "named.js"
    path.write_text("no request")
    with pytest.raises(ConfigurationError, match=r"named\.js gives no credentials"):
        AuthManager(cookie="a=1", fetch_file=path)


def test_a_broken_file_in_the_working_folder_is_an_error_and_not_passed_over(empty_place: Path) -> None:
    (empty_place / "cookie.txt").write_text("a=1")
    (empty_place / "mostRecentFetch.js").write_text('fetch("https://apps.alsoenergy.com/api/x", {"headers": {}})')
    manager = AuthManager()
    with pytest.raises(ConfigurationError, match=r"mostRecentFetch\.js gives no credentials\..*Node\.js"):
        _ = manager.credentials


@pytest.mark.parametrize("content", [b"\xff", b"COOKIE='a\nb'\n"])
def test_a_dotenv_that_cannot_be_used_is_an_error(content: bytes, empty_place: Path) -> None:
    (empty_place / ".env").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"\.env"):
        _ = AuthManager().credentials


@pytest.mark.parametrize(
    "content", [b"a=1; b=2", b"\xef\xbb\xbfa=1; b=2\r\n", "a=1; b=2\r\n".encode("utf-16"), b"Cookie: a=1; b=2\n"]
)
def test_cookie_file_is_read_as_editors_and_shells_write_it(content: bytes, empty_place: Path) -> None:
    (empty_place / "cookie.txt").write_bytes(content)
    assert AuthManager().credentials.cookie == "a=1; b=2"


def test_a_cookie_file_of_two_lines_is_refused(empty_place: Path) -> None:
    (empty_place / "cookie.txt").write_text("a=1\ncanary=2\n")
    with pytest.raises(ConfigurationError, match=r"cookie \(file cookie\.txt\) holds a line break"):
        _ = AuthManager().credentials


def test_refresh_takes_up_a_changed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fetch_text: Callable[..., str]
) -> None:
    path = tmp_path / "my.js"
    path.write_text(fetch_text(cookie="a=1", ae_s="s1"))
    monkeypatch.chdir(tmp_path)
    manager = AuthManager(fetch_file="my.js", ae_v="9")
    assert manager.credentials.cookie == "a=1"
    path.write_text(fetch_text(cookie="a=2", ae_s="s2"))
    monkeypatch.chdir("/")
    assert manager.refresh_from_fetch() is manager.credentials
    assert taken(manager) == ("a=2", "s2", "file my.js")
    assert manager.credentials.ae_v == "9"


def test_refresh_replaces_cookie_and_ae_s_together(empty_place: Path, fetch_text: Callable[..., str]) -> None:
    manager = AuthManager(cookie="a=1", ae_s="s1")
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(cookie="a=2"))
    manager.refresh_from_fetch()
    assert taken(manager) == ("a=2", None, "file mostRecentFetch.js")


def test_refresh_remembers_the_file_that_it_is_given(tmp_path: Path, fetch_text: Callable[..., str]) -> None:
    path = tmp_path / "new.js"
    path.write_text(fetch_text(cookie="a=2"))
    manager = AuthManager(cookie="a=1")
    manager.refresh_from_fetch(path)
    path.write_text(fetch_text(cookie="a=3"))
    manager.refresh_from_fetch()
    assert manager.credentials.cookie == "a=3"


def test_a_refresh_that_fails_changes_nothing(empty_place: Path, tmp_path: Path) -> None:
    manager = AuthManager(cookie="a=1")
    before = manager.credentials
    with pytest.raises(ConfigurationError, match=r"no mostRecentFetch\.js"):
        manager.refresh_from_fetch()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        manager.refresh_from_fetch(tmp_path / "nowhere.js")
    (empty_place / "mostRecentFetch.js").write_text("garbage")
    with pytest.raises(ConfigurationError, match="gives no credentials"):
        manager.refresh_from_fetch()
    assert manager.credentials is before


def test_refresh_of_a_manager_of_variables_reads_the_file_too(
    empty_place: Path, fetch_text: Callable[..., str]
) -> None:
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(cookie="a=2"))
    manager = AuthManager.from_env({"COOKIE": "a=1", "AE_V": "7"})
    assert manager.refresh_from_fetch().cookie == "a=2"
    assert manager.credentials.ae_v == "7"
