"""Somebody who reads the documentation in a browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response, Route

# What becomes of requests that are still under way when the reader goes to another page.
_LEFT = "net::ERR_ABORTED"


class Reader:
    """One page of a browser, and what it complained of.

    Args:
        page: The page.
        docs: Address of the documentation.

    Attributes:
        page: The page.
        complaints: Errors on the console, in scripts and of the server, and requests to other hosts.
    """

    def __init__(self, page: Page, docs: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._docs = docs
        page.on("console", self._hear)
        page.on("pageerror", self._stumble)
        page.on("requestfailed", self._miss)
        page.on("response", self._receive)
        page.route("**/*", self._watch)

    def open(self, path: str) -> None:
        """Open a page and wait until all of it is there."""
        self.page.goto(f"{self._docs}/{path}", wait_until="load")

    def search(self, words: str) -> list[str]:
        """Type words into the search box of the page; the addresses of what is found, best first."""
        box = self.page.get_by_placeholder("Search")
        box.fill(words)
        box.press("Enter")
        return self.results()

    def results(self) -> list[str]:
        """Addresses of what the page of results shows, once the search is done."""
        self.page.wait_for_function("/found|did not match/.test(document.querySelector('#search-results')?.innerText)")
        self.page.wait_for_load_state("networkidle")  # the pages that were found are read for an excerpt
        found = self.page.locator("#search-results ul.search li a").all()
        return [link.get_attribute("href") or "" for link in found]

    def _watch(self, route: Route) -> None:
        """Let requests to the documentation through and no other."""
        if urlsplit(route.request.url).netloc == urlsplit(self._docs).netloc:
            route.continue_()
        else:
            self.complaints.append(f"asks another host: {route.request.url}")
            route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _stumble(self, error: Error) -> None:
        self.complaints.append(f"script: {error.message}")

    def _miss(self, request: Request) -> None:
        if request.failure != _LEFT:
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _receive(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")
