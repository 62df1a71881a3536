"""What chromium records of a server that changed is noticed, written into the specification, and known then."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from powertrack_sdk.simulator import Server, Simulator
from tests.codegen.observe.newer_server import NEWS, READ, NewerServer
from tests.codegen.observe.observing import news_of, repository, run

pytestmark = pytest.mark.browser

# As the web application asks: from a page of its own, with the token in a header and the session in cookies.
ASK = """async ([page, address, token]) => {
  history.pushState({}, "", page);
  const answer = await fetch(address, {headers: {accept: "application/json", ae_s: token, ae_v: "086700"}});
  await answer.text();  // the recording has only bodies that have come whole
  return answer.status;
}"""


def record(browser: Browser, simulator: Simulator, har: Path) -> str:
    """Let a person look at some pages; where the server was."""
    with Server(NewerServer(simulator).handle, 0) as server:
        credentials = simulator.auth_manager(base_url=server.url).credentials
        context = browser.new_context(record_har_path=har, record_har_content="embed")
        pairs = [part.strip().partition("=") for part in credentials.cookie.split(";")]
        context.add_cookies([{"name": name, "value": value, "url": server.url} for name, _, value in pairs])
        page: Page = context.new_page()
        page.goto(server.url)
        for place, address in READ:
            assert page.evaluate(ASK, [place, address, credentials.ae_s]) == 200, address
        context.close()  # which writes the file
        return server.url.removeprefix("http://")


def test_five_changes_are_noticed_written_and_known_then(browser: Browser, sim: Simulator, tmp_path: Path) -> None:
    har, report = tmp_path / "traffic.har", tmp_path / "report.json"
    host = record(browser, sim, har)
    copy = repository(tmp_path / "copy")
    noticed = run(copy, "observe", har, "--host", host, "--json", report)

    assert (noticed.returncode, noticed.stderr) == (2, "")
    assert news_of(report) == NEWS
    assert "client versions (ae_v): 086700" in noticed.stdout

    written = run(copy, "observe", har, "--host", host, "--write")
    assert (written.returncode, written.stderr) == (2, "")
    for command in ("generate", "check"):
        done = run(copy, command)
        assert (done.returncode, done.stderr) == (0, ""), command

    again = run(copy, "observe", har, "--host", host, "--json", report)
    assert (again.returncode, again.stderr) == (0, "")
    assert news_of(report) == []


def test_without_the_host_nothing_of_it_counts(browser: Browser, sim: Simulator, tmp_path: Path) -> None:
    har = tmp_path / "traffic.har"
    record(browser, sim, har)
    done = run(repository(tmp_path / "copy"), "observe", har)

    assert done.returncode == 0
    assert "0 requests of PowerTrack" in done.stdout
