"""No page and no table is wider than its window, and descriptions can be read, on screens of all sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DOCS
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

WIDTHS = [1280, 1024, 800, 390]

TOO_WIDE = """() => {
  const page = document.documentElement;
  const right = page.clientWidth;
  return [page, ...document.querySelectorAll("article .table-wrapper, article table, article td")]
    .filter((part) => part.getClientRects().length)
    .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > right + 1)
    .map((part) => `${part.tagName} ${part.scrollWidth}/${part.clientWidth}: ${part.innerText.slice(0, 60)}`);
}"""
NARROW = """(least) => [...document.querySelectorAll("article table.docutils td:last-child")].filter(
  (cell) => cell.getClientRects().length && cell.innerText.length > 60 && cell.clientWidth < least
).map((cell) => `${cell.clientWidth}: ${cell.innerText.slice(0, 60)}`)"""


def pages() -> list[str]:
    """All pages of the built documentation."""
    found = (file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.html") if "_static" not in file.parts)
    return sorted(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_its_window(reader: Reader, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 900})
    assert len(pages()) > 25
    for path in pages():
        reader.open(path)
        assert reader.page.evaluate(TOO_WIDE) == [], path


@pytest.mark.parametrize("width", WIDTHS)
def test_descriptions_have_room(reader: Reader, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 900})
    for path in (path for path in pages() if path.startswith("reference/")):
        reader.open(path)
        assert reader.page.evaluate(NARROW, 180) == [], path


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_of_fields_has_its_headings(reader: Reader, screenshots: Path, width: int) -> None:
    """Beside each other below the head of the table, or above each other with a heading each."""
    reader.page.set_viewport_size({"width": width, "height": 900})
    reader.open("reference/charts.html")
    table = reader.page.locator(
        "article section:has(> span#chartseries) table, article section#chartseries table"
    ).first
    row = table.locator("tbody tr", has_text="customUnit").first
    row.scroll_into_view_if_needed()
    reader.page.screenshot(path=screenshots / f"fields-{width}.png")
    cells = [cell.bounding_box() for cell in row.locator("td:not(.blank)").all()]
    assert len(cells) == 4
    headings = row.locator("td:not(.blank)").evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell, '::before').content.replaceAll('\"', ''))"
    )
    if width > 768:
        assert table.locator("thead").is_visible()
        assert len({cell["y"] for cell in cells if cell}) == 1
        assert set(headings) == {"none"}
    else:
        assert not table.locator("thead").is_visible()
        assert len({cell["x"] for cell in cells if cell}) == 1
        assert headings[:3] == ["field", "attribute", "type"]


def test_without_scripts_nothing_is_lost(browser: Browser, docs: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{docs}/reference/charts.html")
        table = page.locator("article section:has(> span#chartseries) table, article section#chartseries table").first
        assert table.locator("thead").is_visible()
        assert table.locator("td", has_text="Name of the unit in words").first.is_visible()
