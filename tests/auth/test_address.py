from __future__ import annotations

import pytest

from powertrack_sdk.auth import AuthManager, Credentials
from powertrack_sdk.errors import ConfigurationError


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("https://apps.alsoenergy.com", "https://apps.alsoenergy.com"),
        ("https://custom.alsoenergy.com/", "https://custom.alsoenergy.com"),
        ("HTTPS://Apps.AlsoEnergy.com:443", "https://apps.alsoenergy.com"),
        ("https://apps.alsoenergy.com:8443", "https://apps.alsoenergy.com:8443"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.9.8.7", "http://127.9.8.7"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_https_and_this_machine_are_allowed(given: str, plain: str) -> None:
    assert Credentials(cookie="a=1", base_url=given).base_url == plain
    assert AuthManager(cookie="a=1", base_url=given).credentials.base_url == plain


@pytest.mark.parametrize(
    "given",
    [
        "",
        "apps.alsoenergy.com",
        "//apps.alsoenergy.com",
        "ftp://apps.alsoenergy.com",
        "file:///etc/passwd",
        "https://",
        "https:///api",
        "https://:443",
        "https://host:port",
        "https://host:70000",
        "https://host:0",
        "http://apps.alsoenergy.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://0.0.0.0:8080",
        "http://10.0.0.1",
        "http://[::2]",
        "http://[::ffff:127.0.0.1]",
        "https://user@apps.alsoenergy.com",
        "https://user:password@apps.alsoenergy.com",
        "https://apps.alsoenergy.com@example.com",
        "https://apps.alsoenergy.com?x=1",
        "https://apps.alsoenergy.com?",
        "https://apps.alsoenergy.com#top",
        "https://apps.alsoenergy.com/api",
        "https://example.com\\@apps.alsoenergy.com",
        "https://apps.alsoenergy.com\r\nX: 1",
        "https://apps.also energy.com",
        "https://àpps.alsoenergy.com",
        "https://[::1",
    ],
)
def test_any_other_address_is_refused_and_not_repeated(given: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Credentials(cookie="a=1", base_url=given)
    assert "example.com" not in str(caught.value)
    with pytest.raises(ConfigurationError):
        AuthManager(cookie="a=1", base_url=given)


def test_a_password_in_an_address_is_named_as_the_fault() -> None:
    with pytest.raises(ConfigurationError, match="a user name or a password") as caught:
        Credentials(cookie="a=1", base_url="https://sam:canary@apps.alsoenergy.com")
    assert "canary" not in str(caught.value)
