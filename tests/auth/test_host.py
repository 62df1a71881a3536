"""A session goes to the host that it came with, whatever the sources, paths and refreshes say."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powertrack_api.api import account
from powertrack_core.operation import Operation
from powertrack_sdk import AuthManager, PowerTrackClient
from powertrack_sdk.auth import Credentials
from powertrack_sdk.auth.store import Store
from powertrack_sdk.errors import AuthenticationError, ConfigurationError, PowerTrackError
from tests.driver import Connect
from tests.transports import answers

OWN = "https://apps.alsoenergy.com"


def operation(path: str, referer: str | None = None) -> Operation[object]:
    return evolve(account.get_app_links(), path=path, referer=referer)


@pytest.mark.parametrize(
    "path",
    [
        "@other.example/x",
        ":443@other.example/x",
        ".other.example/x",
        ":8443/x",
        "//other.example/x",
        "/\\other.example/x",
        "\\\\other.example/x",
        "https://other.example/x",
        "/x\r\nHost: other.example",
        "/x\ty",
        "/x y",
        "/x\0",
        "/x#y",
        "/x\u2028",
        "x",
        "",
    ],
)
def test_no_path_leads_to_another_host(connect: Connect, path: str) -> None:
    transport = answers({})
    client = connect(transport, auth=AuthManager(cookie="a=1"))
    for wrong in (operation(path), operation("/api/x", referer=path or "no slash")):
        with pytest.raises(ConfigurationError, match="nothing was sent"):
            client.send(wrong)
    assert transport.requests == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(st.sampled_from("/\\@:.#?%x[]{} \t\r\n\0\x7fé"), max_size=12))
def test_whatever_the_path_the_host_stays(path: str) -> None:
    transport = answers({})
    auth = AuthManager(cookie="a=1")
    with contextlib.suppress(PowerTrackError), PowerTrackClient(auth, transport=transport, max_retries=0) as client:
        client.send(operation(path))
    for request in transport.requests:
        assert (request.url.scheme, request.url.host, request.url.port) == ("https", "apps.alsoenergy.com", None)
        assert request.headers["Host"] == "apps.alsoenergy.com"


def test_a_dotenv_above_the_working_folder_does_not_count(empty_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_place / ".env").write_text("BASE_URL=https://other.example\nCOOKIE=sid=other\nAE_V=1\n")
    below = empty_place / "solar"
    below.mkdir()
    monkeypatch.chdir(below)
    with pytest.raises(AuthenticationError):
        _ = AuthManager().credentials
    (below / "cookie.txt").write_text("AESession=mine")
    found = AuthManager().credentials
    assert (found.base_url, found.cookie, found.ae_v) == (OWN, "AESession=mine", "086665")


@pytest.mark.parametrize("source", ["argument", "environment", "named file"])
def test_a_dotenv_does_not_say_where_a_cookie_from_elsewhere_goes(
    empty_place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    (empty_place / ".env").write_text("BASE_URL=https://other.example\n")
    named = tmp_path / "named.txt"
    named.write_text("AESession=mine")
    if source == "environment":
        monkeypatch.setenv("COOKIE", "AESession=mine")

    def found() -> Credentials:
        return AuthManager(
            cookie="AESession=mine" if source == "argument" else None,
            cookie_file=named if source == "named file" else None,
        ).credentials

    with pytest.raises(ConfigurationError, match=r"would go to https://other\.example, which only .*\.env names"):
        found()
    monkeypatch.setenv("BASE_URL", "https://mine.example")
    assert found().base_url == "https://mine.example"


def test_a_dotenv_with_cookie_and_host_is_bound_to_its_host(empty_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_place / ".env").write_text("BASE_URL=https://mine.example\nCOOKIE=AESession=mine\n")
    assert AuthManager().credentials.base_url == "https://mine.example"
    monkeypatch.setenv("BASE_URL", "https://other.example")
    with pytest.raises(ConfigurationError, match=r"belongs to https://mine.*environment\) names https://other"):
        _ = AuthManager().credentials


def test_a_copied_request_goes_to_its_own_host_or_to_this_machine(
    empty_place: Path, fetch_text: Callable[..., str]
) -> None:
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(cookie="AESession=mine"))
    assert AuthManager(base_url="http://localhost:8080").credentials.base_url == "http://localhost:8080"
    with pytest.raises(ConfigurationError, match="A session is only sent to its own host"):
        _ = AuthManager(base_url="https://other.example").credentials


def test_a_refresh_takes_the_host_of_the_copied_request(empty_place: Path, fetch_text: Callable[..., str]) -> None:
    auth = AuthManager(cookie="AESession=old", base_url="https://old.example")
    assert auth.session.host == "https://old.example"
    old = auth.session
    (empty_place / "mostRecentFetch.js").write_text(fetch_text(cookie="AESession=new"))
    assert auth.refresh_from_fetch().base_url == OWN
    assert (auth.session.host, old.host) == (OWN, "https://old.example")


@pytest.fixture
def stored() -> Store:
    """A store with two sign-ins."""
    store = Store()
    store.save("default", Credentials(cookie="AESession=stored", ae_s="s"))
    store.save("owner", Credentials(cookie="AESession=of-the-owner", base_url="https://custom.alsoenergy.com"))
    return store


def test_the_stored_sign_in_is_the_last_source(
    empty_place: Path, stored: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "powertrack_sdk")
    (empty_place / ".env").write_text("BASE_URL=https://other.example\n")
    for found in (AuthManager().credentials, PowerTrackClient()._runner.options.auth.credentials):
        assert (found.cookie, found.ae_s, found.base_url) == ("AESession=stored", "s", OWN)
        assert found.source == "stored session default (file)"
    assert f"using the session of stored session default (file) for {OWN}" in caplog.messages
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    monkeypatch.setenv("COOKIE", "AESession=of-the-environment")
    (empty_place / ".env").unlink()
    assert AuthManager().credentials.source == "environment"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("name", [".env", "mostRecentFetch.js", "cookie.txt"])
def test_a_file_that_takes_precedence_over_a_stored_sign_in_is_warned_of(
    empty_place: Path, stored: Store, fetch_text: Callable[..., str], caplog: pytest.LogCaptureFixture, name: str
) -> None:
    texts = {".env": "COOKIE=a=1\n", "mostRecentFetch.js": fetch_text(cookie="a=1"), "cookie.txt": "a=1"}
    (empty_place / name).write_text(texts[name])
    auth = AuthManager()
    assert auth.credentials.source == f"file {name}"
    [warning] = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert warning == auth.passed_over
    assert f"file {name} in {empty_place} is used, not the stored session default" in warning


def test_a_profile_names_another_stored_sign_in(stored: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOKIE", "a=1")
    monkeypatch.setenv("BASE_URL", "https://other.example")
    with PowerTrackClient(profile="owner") as client:
        found = client._runner.options.auth.credentials
    assert found == AuthManager(profile="owner").credentials
    assert (found.cookie, found.base_url) == ("AESession=of-the-owner", "https://custom.alsoenergy.com")
    with pytest.raises(AuthenticationError, match=r"no stored session 'nobody' \(stored: default, owner\)"):
        _ = AuthManager(profile="nobody").credentials
    for arguments in ({"cookie": "a=1"}, {"base_url": OWN}, {"ae_s": "s"}, {"cookie_file": "x"}, {"fetch_file": "x"}):
        with pytest.raises(ConfigurationError, match="profile names a stored session"):
            AuthManager(profile="owner", **arguments)
    with pytest.raises(ConfigurationError, match="not both"):
        PowerTrackClient(AuthManager(cookie="a=1"), profile="owner")


def test_a_stored_sign_in_goes_to_no_other_host(stored: Store) -> None:
    for base_url in ("https://other.example", "http://localhost:8080"):
        with pytest.raises(ConfigurationError, match=f"belongs to {OWN}, but base_url is {base_url}"):
            _ = AuthManager(base_url=base_url).credentials
    assert AuthManager(base_url=OWN, ae_s="mine", ae_v="7").credentials.ae_s == "mine"


def test_variables_alone_do_not_lead_to_the_store(stored: Store) -> None:
    with pytest.raises(AuthenticationError):
        _ = AuthManager.from_env({}).credentials


def test_the_stored_cookies_of_one_host_are_not_saved_for_another(stored: Store) -> None:
    path = stored.folder / "sessions" / "owner.json"
    _, profile = stored.open("owner")
    before = json.loads(path.read_text())
    profile.save(Credentials(cookie="AESession=other", base_url="https://other.example"), {}, None)
    assert json.loads(path.read_text()) == before
