"""The built documentation in a real browser: pages load, the search finds, a newcomer gets an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader
from tests.generated.specification import BUNDLE, OPERATIONS, objects

pytestmark = pytest.mark.browser

RESOURCES = [str(tag["name"]) for tag in objects(BUNDLE["tags"])]
WIDTH = 1280
PAGES = ["index.html", "writes.html", "layout.html", "reference/index.html", "genindex.html"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads(reader: Reader, path: str) -> None:
    reader.open(path)

    expect(reader.page.locator("h1").first).to_be_visible()
    assert reader.page.title()


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_page_of_a_resource_shows_its_operations(reader: Reader, resource: str) -> None:
    reader.open(f"reference/{resource}.html")
    shown = reader.page.locator("article").inner_text()

    expect(reader.page.locator("h1")).to_contain_text(resource.capitalize())
    anchors = reader.page.evaluate("[...document.querySelectorAll('article [id]')].map(part => part.id)")
    for group in {described.group.lower() for described in OPERATIONS if described.resource == resource}:
        assert anchors.count(group) == 1, group
    assert "](" not in shown, "Markdown that was not understood"
    assert ":::" not in shown


def operation(reader: Reader, name: str) -> Locator:
    """The section of the page that tells of an operation."""
    return reader.page.locator(f"article section:has(> span#{name}), article section#{name}")


def test_one_gets_from_the_first_page_to_an_operation(reader: Reader) -> None:
    reader.open("index.html")
    reader.page.locator("article").get_by_role("link", name="Reference").click()
    reader.page.locator("article").get_by_role("link", name="hardware", exact=True).click()
    reader.page.get_by_role("link", name="Read the whole configuration of a device").first.click()

    expect(reader.page.get_by_role("heading", name="Read the whole configuration of a device")).to_be_in_viewport()


def test_it_tells_how_an_inverters_settings_are_read_and_which_page_does(reader: Reader) -> None:
    reader.open("reference/hardware.html#gethardwareconfig")
    told = operation(reader, "gethardwareconfig")

    expect(told).to_contain_text("GET /api/edit/hardware/{hardwareKey}")
    expect(row(told, "page (Referer)")).to_have_text("/powertrack/{hardwareKey}/administration/config")
    expect(row(told, "Python")).to_have_text('client.send(hardware.get_hardware_config("H100001"))')
    expect(row(told, "client method")).to_have_text("client.get_hardware_details(...)")
    expect(row(told, "effect")).to_have_text("only reads")
    told.get_by_role("link", name="HardwareConfig").first.click()
    expect(reader.page.get_by_role("heading", name="HardwareConfig", exact=False).first).to_be_visible()
    assert reader.page.url.endswith("#hardwareconfig")
    fields = operation(reader, "hardwareconfig")
    expect(fields.get_by_role("link", name="HardwareSetting").first).to_have_attribute(
        "href", re.compile("#hardwaresetting$")
    )


def row(section: Locator, name: str) -> Locator:
    """What a table says beside a name."""
    return section.locator("tr").filter(has=section.page.get_by_role("cell", name=name, exact=True)).locator("td").last


def test_an_example_opens(reader: Reader) -> None:
    reader.open("reference/hardware.html")
    example = operation(reader, "gethardwareconfig").locator("details").first

    expect(example.locator("pre")).to_be_hidden()
    example.locator("summary").click()
    expect(example.locator("pre")).to_contain_text('"driverName"')


@pytest.mark.parametrize(
    ("words", "page", "text"),
    [
        ("inverter settings", "reference/hardware.html", "/powertrack/{hardwareKey}/administration/config"),
        ("driversettings", "reference/hardware.html", "/api/view/driversettings/{hardwareKey}"),
        ("latitude", "reference/site.html", "location.latitude"),
    ],
)
def test_the_search_box_finds_an_endpoint(reader: Reader, words: str, page: str, text: str) -> None:
    reader.open("index.html")
    found = reader.search(words)

    assert [address for address in found if address.partition("#")[0].partition("?")[0] == page], found
    reader.page.locator(f'#search-results a[href^="{page}"]').first.click()
    expect(reader.page.locator("article")).to_contain_text(text)


def test_the_search_box_finds_nothing_where_there_is_nothing(reader: Reader) -> None:
    reader.open("index.html")

    assert reader.search("xylophone") == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("first-page", "index.html"),
        ("resource", "reference/hardware.html"),
        ("operation", "reference/hardware.html#gethardwareconfig"),
        ("fields", "reference/hardware.html#hardwareconfig"),
        ("search", "search.html?q=driversettings"),
    ],
)
def test_a_picture_is_taken(reader: Reader, screenshots: Path, name: str, path: str) -> None:
    picture = screenshots / f"{name}.png"
    picture.unlink(missing_ok=True)
    reader.open(path)
    if name == "search":
        reader.results()
    elif "#" in path:
        expect(operation(reader, path.partition("#")[2])).to_be_in_viewport()
    wide = reader.page.evaluate("document.documentElement.scrollWidth")
    reader.page.screenshot(path=picture)

    assert wide <= WIDTH, "no page scrolls sideways"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 20_000
