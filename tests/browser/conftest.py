"""The built documentation, served on this machine and opened in a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "build" / "docs"
SCREENSHOTS = ROOT / "build" / "screenshots"
PATIENCE = 30_000  # milliseconds
# Nothing but the pages is to be loaded; the sandbox does not work as root, as which CI runs.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-smooth-scrolling",  # a picture of a page that still moves is blank
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named so by the base
        """Keep the output of the tests clean."""


@pytest.fixture(scope="session")
def docs() -> Iterator[str]:
    """Address at which the built documentation is served."""
    if not (DOCS / "index.html").is_file():
        pytest.fail("build/docs is not built; run `make test-browser`, which builds it", pytrace=False)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(DOCS))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("chromium is not installed; `apt-get install chromium` on Debian", pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def reader(browser: Browser, docs: str) -> Iterator[Reader]:
    """Somebody who reads the documentation; whatever goes wrong meanwhile fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        reader = Reader(context.new_page(), docs)
        yield reader
    assert reader.complaints == []


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Folder for pictures of pages."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
