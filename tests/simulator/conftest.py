"""A simulator, and a browser that is signed in to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from powertrack_sdk.simulator import Simulator

from .browser import Browser, OpenBrowser


@pytest.fixture
def open_browser() -> Iterator[OpenBrowser]:
    opened: list[Browser] = []

    def open_one(simulator: Simulator | None = None, *, sites: int = 3) -> Browser:
        opened.append(Browser(simulator or Simulator(sites=sites)))
        return opened[-1]

    yield open_one
    for browser in opened:
        browser.client.close()


@pytest.fixture
def browser(open_browser: OpenBrowser) -> Browser:
    return open_browser()


@pytest.fixture
def simulator(browser: Browser) -> Simulator:
    return browser.simulator
