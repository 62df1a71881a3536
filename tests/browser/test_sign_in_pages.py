"""Chromium goes through the simulator's sign-in, and its page asks for data by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from powertrack_sdk.simulator import Account, SessionRules, Simulator

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("code", [None, "123456"])
def test_chromium_signs_in(browser: Browser, code: str | None) -> None:
    simulator = Simulator(account=Account(code=code), session=SessionRules(renew="every answer"))
    with simulator.serve() as server, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server.url}/powertrack/S10001/overview/dashboard")
        page.fill("input[name='username']", simulator.account.user)
        page.click("button[type='submit']")
        page.fill("input[type='password']", "wrong")
        page.click("button[type='submit']")
        expect(page.get_by_role("alert")).to_be_visible()
        page.fill("input[type='password']", simulator.account.password)
        with page.expect_request("**/api/**") as asked:
            page.click("button[type='submit']")
            if code is not None:
                page.fill("input[name='code']", code)
                page.click("button[type='submit']")
        headers = asked.value.all_headers()
        assert headers["ae_s"].startswith("*")
        assert headers["ae_v"]
        assert "AESession=chunks-" in headers["cookie"]
        expect(page.locator("#sites")).to_have_text("3 sites")
        assert page.url == f"{server.url}/powertrack/S10001/overview/dashboard"
        page.reload()
        expect(page.locator("#sites")).to_have_text("3 sites")
        assert simulator.torn == []
