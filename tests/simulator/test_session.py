"""Whoever is not signed in gets nothing, in each of the ways in which PowerTrack says so."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from powertrack_sdk.simulator import Simulator

from .browser import ADDRESS, SITE, Browser, OpenBrowser

SITE_PATH = f"/api/edit/site/{SITE}"


def test_signed_in(browser: Browser) -> None:
    assert browser.get(f"edit/site/{SITE}").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": ""},
        {"cookie": "AESession=chunks-1; AESessionC1=bm9ib2R5"},
        {"cookie": "theme=dark"},
        {"ae_s": ""},
        {"ae_s": "somebody else's"},
    ],
)
def test_other_credentials_count_as_none(browser: Browser, headers: dict[str, str]) -> None:
    response = browser.client.get(SITE_PATH, headers=headers)
    assert response.status_code == 401
    assert "session" in response.json()["message"]


def test_credentials_of_another_simulator_count_as_none(open_browser: OpenBrowser, simulator: Simulator) -> None:
    stranger = open_browser(Simulator(seed=1))
    with httpx.Client(base_url=ADDRESS, headers=stranger.headers, transport=simulator.transport()) as client:
        assert client.get(SITE_PATH).status_code == 401


def test_cookies_of_others_do_not_disturb(browser: Browser) -> None:
    headers = {"cookie": f"theme=dark; {browser.headers['cookie']}; _ga=GA1.2.3"}
    assert browser.client.get(SITE_PATH, headers=headers).status_code == 200


def test_expired_session_answers_401(browser: Browser) -> None:
    browser.simulator.expire_session()
    assert browser.get(f"edit/site/{SITE}").status_code == 401
    assert browser.simulator.requests[-1].status == 401


def test_expired_session_redirects_to_the_login_page(browser: Browser) -> None:
    browser.simulator.session_answer = "redirect"
    browser.simulator.expire_session()
    response = browser.get(f"edit/site/{SITE}")
    assert response.status_code == 302
    assert response.headers["location"].startswith("/login")
    followed = browser.client.get(SITE_PATH, follow_redirects=True)
    assert followed.status_code == 200
    assert followed.headers["content-type"].startswith("text/html")


def test_expired_session_answers_with_the_login_page(browser: Browser) -> None:
    browser.simulator.session_answer = "login-page"
    browser.simulator.expire_session()
    response = browser.get(f"edit/site/{SITE}")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert "Log in" in response.text


def test_a_write_without_session_changes_nothing(browser: Browser) -> None:
    before = browser.read(f"edit/site/{SITE}")
    browser.simulator.expire_session()
    assert browser.save("site", before | {"name": "Renamed"}).status_code == 401
    browser.simulator.renew_session()
    assert Browser(browser.simulator).read(f"edit/site/{SITE}") == before


def test_signing_in_again_gives_new_credentials(browser: Browser) -> None:
    browser.simulator.expire_session()
    browser.simulator.renew_session()
    assert browser.get(f"edit/site/{SITE}").status_code == 401
    assert Browser(browser.simulator).get(f"edit/site/{SITE}").status_code == 200


def test_the_cookie_is_chunked_and_says_when_it_ends() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    cookie = Simulator(now=now).auth_manager().credentials.cookie
    crumbs = dict(crumb.split("=", 1) for crumb in cookie.split("; "))
    count = int(crumbs["AESession"].removeprefix("chunks-"))
    assert count > 1
    content = json.loads(base64.b64decode("".join(crumbs[f"AESessionC{number}"] for number in range(1, count + 1))))
    claims = content["access_token"].split(".")[1]
    ends = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["exp"]
    assert datetime.fromtimestamp(ends, UTC) == now + timedelta(minutes=20)


def test_representations_show_no_credentials(browser: Browser) -> None:
    browser.get(f"edit/site/{SITE}")
    shown = repr(browser.simulator.requests) + repr(browser.simulator)
    assert browser.headers["ae_s"] not in shown
    assert all(crumb not in shown for crumb in browser.headers["cookie"].split("; "))
