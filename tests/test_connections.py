"""How clients connect: whose certificates they trust, and through which proxies they go."""

from __future__ import annotations

import importlib.util
import json
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest

from powertrack_sdk import AuthManager, ConfigurationError, NetworkError
from tests.driver import Colour, Driver
from tests.tls import CERTIFICATE, Recording, serving
from tests.transports import answers

COOKIE = "AESession=canary"
ELSEWHERE = "https://elsewhere.invalid"


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the proxies of the machine that the tests run on."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def secure() -> Iterator[Recording]:
    """A server with a certificate that is not trusted by itself."""
    with serving(tls=True) as server:
        yield server


@pytest.fixture
def proxy() -> Iterator[Recording]:
    """A proxy that lets nothing through."""
    with serving(tls=False) as server:
        yield server


def get(colour: Colour, base_url: str, **options: Any) -> object:
    driver = Driver(colour, AuthManager(cookie=COOKIE, base_url=base_url), None, max_retries=0, timeout=10, **options)
    try:
        return driver.request("GET", "/api/x")
    finally:
        driver.close()


def unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def any_name() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    return context


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(colour: Colour, secure: Recording) -> None:
    with pytest.raises(NetworkError, match=r"certificate is not trusted .*--ca-file") as caught:
        get(colour, secure.url)
    assert not caught.value.sent
    assert secure.lines == []


@pytest.mark.parametrize("form", ["path", "text", "context"])
def test_a_certificate_of_ones_own_is_trusted(colour: Colour, secure: Recording, form: str) -> None:
    context = ssl.create_default_context(cafile=CERTIFICATE)
    verify = {"path": CERTIFICATE, "text": str(CERTIFICATE), "context": context}[form]
    assert get(colour, secure.url, verify=verify) == {}
    [lines] = secure.lines
    assert f"Cookie: {COOKIE}" in lines


def test_other_certificates_are_not_trusted_then(colour: Colour, secure: Recording) -> None:
    with pytest.raises(NetworkError):
        get(colour, secure.url, verify=certifi.where())
    assert secure.lines == []


def test_on_this_machine_the_check_may_be_switched_off(colour: Colour, secure: Recording) -> None:
    assert get(colour, secure.url, verify=False) == {}
    assert get(colour, secure.url.replace("localhost", "127.0.0.1"), verify=unchecked()) == {}
    assert len(secure.lines) == 2


@pytest.mark.parametrize("verify", [False, unchecked(), any_name()], ids=["False", "no check", "any name"])
@pytest.mark.parametrize("base_url", [ELSEWHERE, "https://localhost.example.com", "https://10.0.0.1", None])
def test_elsewhere_it_may_not(colour: Colour, verify: bool | ssl.SSLContext, base_url: str | None) -> None:
    auth = AuthManager(cookie=COOKIE, base_url=base_url)
    with pytest.raises(ConfigurationError, match="verify switches the check of certificates off; that is allowed for"):
        Driver(colour, auth, None, verify=verify)


def test_a_session_that_moves_elsewhere_is_not_sent_unchecked(colour: Colour, secure: Recording, nowhere: Path) -> None:
    copied = nowhere / "fetch.js"

    def copy(url: str) -> None:
        copied.write_text(f"fetch({json.dumps(url)}, {json.dumps({'headers': {'cookie': COOKIE}})});")

    copy(f"{secure.url}/api/x")
    auth = AuthManager(fetch_file=copied)
    driver = Driver(colour, auth, None, verify=False, max_retries=0)
    assert driver.request("GET", "/api/x") == {}
    copy(f"{ELSEWHERE}/api/x")
    auth.refresh_from_fetch()
    with pytest.raises(ConfigurationError, match=r"not for https://elsewhere\.invalid"):
        driver.request("GET", "/api/x")
    driver.close()


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file"), ("no certificate", "no certificate"), ("", "no certificate")]
)
def test_a_ca_file_that_cannot_be_used_is_told(
    colour: Colour, tmp_path: Path, content: str | None, reason: str
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ConfigurationError, match=rf"^The CA file '.*ca\.pem' cannot be used: .*{reason}"):
        get(colour, ELSEWHERE, verify=file)


def test_a_folder_of_certificates(colour: Colour, secure: Recording, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="it holds no certificate with a name as `openssl rehash` gives it"):
        get(colour, secure.url, verify=tmp_path)
    (tmp_path / "0a1b2c3d.0").write_text("of another authority")
    with pytest.raises(NetworkError):
        get(colour, secure.url, verify=tmp_path)
    assert secure.lines == []


@pytest.mark.parametrize("options", [{"proxy": "http://localhost:1"}, {"verify": False}, {"verify": CERTIFICATE}])
def test_a_transport_has_these_settings_itself(colour: Colour, options: dict[str, Any]) -> None:
    auth = AuthManager(cookie=COOKIE, base_url="https://localhost")
    with pytest.raises(ConfigurationError, match="transport is given, so proxy and verify have no effect"):
        Driver(colour, auth, answers({}), **options)


def test_a_proxy_sees_where_to_but_not_what(colour: Colour, proxy: Recording) -> None:
    for given in (proxy.url, httpx.URL(proxy.url), httpx.Proxy(proxy.url)):
        with pytest.raises(NetworkError, match="the proxy refused the request"):
            get(colour, ELSEWHERE, proxy=given)
    assert [lines[0] for lines in proxy.lines] == ["CONNECT elsewhere.invalid:443 HTTP/1.1"] * 3
    assert "canary" not in str(proxy.lines)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://no-such-proxy.invalid:3128"])
def test_a_proxy_that_cannot_be_reached_is_named_as_such(
    colour: Colour, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with pytest.raises(NetworkError, match="the proxy cannot be reached") as given:
        get(colour, ELSEWHERE, proxy=address)
    monkeypatch.setenv("HTTPS_PROXY", address)
    with pytest.raises(NetworkError, match="the proxy cannot be reached") as named:
        get(colour, ELSEWHERE)
    assert (given.value.problem, named.value.problem) == ("proxy", "proxy")


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY"])
def test_the_proxy_of_the_environment(
    colour: Colour, proxy: Recording, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, proxy.url)
    with pytest.raises(NetworkError, match="the proxy refused the request"):
        get(colour, ELSEWHERE)
    assert [lines[0] for lines in proxy.lines] == ["CONNECT elsewhere.invalid:443 HTTP/1.1"]


def test_what_is_not_protected_passes_no_proxy(
    colour: Colour, proxy: Recording, secure: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    with serving(tls=False) as plain:
        assert get(colour, plain.url) == {}
        assert len(plain.lines) == 1
    assert get(colour, secure.url, verify=False) == {}
    assert proxy.lines == []


@pytest.mark.parametrize(
    ("base_url", "options"), [("http://127.0.0.1:1", {}), ("https://localhost:1", {"verify": False})]
)
def test_a_proxy_that_would_see_all_is_refused(colour: Colour, base_url: str, options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="proxy is given, but the host is this machine"):
        get(colour, base_url, proxy="http://proxy.example.com:3128", **options)


@pytest.mark.parametrize(
    "address", ["proxy.example.com", "ftp://user:canary@proxy.example.com", "http://localhost:canary"]
)
def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
    colour: Colour, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with pytest.raises(ConfigurationError, match="its address is not one like") as caught:
        get(colour, ELSEWHERE, proxy=address)
    assert "canary" not in str(caught.value)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    if address.startswith("ftp"):
        monkeypatch.setenv("ALL_PROXY", address)
        with pytest.raises(ConfigurationError, match="that the environment names"):
            get(colour, ELSEWHERE)


@pytest.mark.skipif(importlib.util.find_spec("socksio") is not None, reason="socksio is installed")
def test_what_a_socks_proxy_needs_is_told(colour: Colour) -> None:
    with pytest.raises(ConfigurationError, match="a SOCKS proxy needs the package socksio"):
        get(colour, ELSEWHERE, proxy="socks5://localhost:1080")


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("value", ["missing", "empty"])
def test_a_variable_that_names_no_certificates(
    colour: Colour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    (tmp_path / "empty").touch()
    for one in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(one, raising=False)
    monkeypatch.setenv(variable, str(tmp_path / value))
    with pytest.raises(ConfigurationError, match=f"{variable} is .*Correct the environment variable {variable}"):
        get(colour, ELSEWHERE)
    with pytest.raises(NetworkError, match="connection was refused"):
        get(colour, "http://127.0.0.1:9")


@pytest.mark.parametrize(
    "variables",
    [
        {"ALL_PROXY": "socks://proxy.invalid:1080"},
        {"all_proxy": "socks://proxy.invalid:1080", "no_proxy": "::1,[::1],fe80::/10, ,*."},
        {"HTTPS_PROXY": "http://[::1", "NO_PROXY": "[::1]"},
        {"HTTP_PROXY": "nonsense://x"},
    ],
)
def test_proxies_of_the_environment_stop_nothing_on_this_machine(
    colour: Colour, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with serving(tls=False) as server:
        assert get(colour, server.url) == {}


def test_a_socks_proxy_of_the_environment_is_version_5(colour: Colour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:9")
    missing = importlib.util.find_spec("socksio") is None
    with pytest.raises(ConfigurationError if missing else NetworkError, match="socksio" if missing else "refused"):
        get(colour, ELSEWHERE)


@pytest.mark.parametrize(
    ("base_url", "problem", "words"),
    [
        ("https://nowhere.invalid", "name", "the name of the host cannot be resolved"),
        ("https://127.0.0.1:9", "refused", "the connection was refused"),
    ],
)
def test_why_there_is_no_connection(colour: Colour, base_url: str, problem: str, words: str) -> None:
    with pytest.raises(NetworkError, match=words) as caught:
        get(colour, base_url)
    assert (caught.value.problem, caught.value.sent) == (problem, False)


def test_a_refused_certificate_is_not_tried_again(colour: Colour, secure: Recording) -> None:
    driver = Driver(colour, AuthManager(cookie=COOKIE, base_url=secure.url), None)
    try:
        with pytest.raises(NetworkError, match="certificate is not trusted") as caught:
            driver.request("GET", "/api/x")
    finally:
        driver.close()
    assert caught.value.problem == "certificate"
