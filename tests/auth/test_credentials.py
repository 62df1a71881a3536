from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from powertrack_sdk.auth import AuthManager, Credentials
from powertrack_sdk.errors import ConfigurationError


def test_headers_hold_what_the_browser_sends() -> None:
    credentials = Credentials(cookie="a=1; b=2", ae_s="s", ae_v="086666", user_agent="Mozilla/5.0")
    assert credentials.headers() == {"Cookie": "a=1; b=2", "ae_s": "s", "ae_v": "086666", "User-Agent": "Mozilla/5.0"}


def test_without_ae_s_its_header_is_left_out() -> None:
    assert "ae_s" not in Credentials(cookie="a=1").headers()


def test_defaults() -> None:
    credentials = Credentials(cookie="a=1")
    assert credentials.ae_v == "086665"
    assert credentials.base_url == "https://apps.alsoenergy.com"
    assert credentials.user_agent.startswith("powertrack-sdk/")
    assert credentials.expires_at is None


def test_expiry_is_read_from_the_cookie(session_cookie: Callable[..., str]) -> None:
    credentials = Credentials(cookie=session_cookie(exp=1_900_000_000))
    assert credentials.expires_at == datetime.fromtimestamp(1_900_000_000, UTC)


def test_credentials_do_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Credentials(cookie="a=1").cookie = "b=2"  # type: ignore[misc]


@pytest.mark.parametrize("bad", ["a\rb", "a\nb", "a\r\nX-Other: 1", "a\0b", "a\x1bb", "a\x7fb", "a…b", "a\U0001f36ab"])
@pytest.mark.parametrize("name", ["cookie", "ae_s", "ae_v", "user_agent"])
def test_a_value_that_no_header_can_carry_is_refused_and_not_repeated(name: str, bad: str) -> None:
    value = f"canary{bad}canary"
    arguments: dict[str, Any] = {"cookie": "a=1", name: value}
    with pytest.raises(ConfigurationError) as caught:
        Credentials(**arguments)
    assert "canary" not in str(caught.value)
    if name in ("cookie", "ae_s", "ae_v"):
        with pytest.raises(ConfigurationError) as caught:
            AuthManager(**arguments)
        assert "canary" not in str(caught.value)


@pytest.mark.parametrize("empty", ["", " ", "\t "])
def test_an_empty_cookie_is_refused(empty: str) -> None:
    with pytest.raises(ConfigurationError, match="empty"):
        Credentials(cookie=empty)
    with pytest.raises(ConfigurationError, match="empty"):
        AuthManager(cookie=empty)


def test_latin_1_is_carried() -> None:
    assert Credentials(cookie="name=Zoë").headers()["Cookie"] == "name=Zoë"
