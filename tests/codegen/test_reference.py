"""The pages of the reference: everything stands on one of them, and links lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from codegen.bundle import bundle
from codegen.documents import JsonObject, as_list, as_object, child, operations_of, schemas_of
from codegen.reference import write_reference
from codegen.spec_model.types import code_values, is_model
from tests.codegen.changing import change

_ANCHOR = re.compile(r"^\((\w+)\)=$", re.MULTILINE)
_LINK = re.compile(r"\]\(([\w./]*?)(?:\.md)?(?:#(\w*))?\)")


@pytest.fixture(scope="module")
def pages(specification: JsonObject, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the real specification, by their names."""
    return written(specification, tmp_path_factory.mktemp("pages"))


def written(specification: JsonObject, folder: Path) -> dict[str, str]:
    write_reference(specification, folder)
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}


def section(page: str, name: str) -> str:
    """What stands below an anchor, up to the next one."""
    found = re.search(rf"^\({name.lower()}\)=$(.*?)(?=^\(\w+\)=$|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return found[1]


def operations(specification: JsonObject) -> Iterator[tuple[str, str, JsonObject]]:
    """Every operation with its place and the page that it belongs on."""
    for path, method, operation in operations_of(specification):
        yield f"{method.upper()} {path}", str(as_list(operation["tags"], path)[0]), operation


def variants(operation: JsonObject) -> list[JsonObject]:
    return [as_object(item, "variant") for item in as_list(operation.get("x-powertrack-variants", []), "variants")]


def test_each_resource_has_its_page_and_the_index_leads_to_it(specification: JsonObject, pages: dict[str, str]) -> None:
    names = [str(as_object(tag, "tag")["name"]) for tag in as_list(specification["tags"], "tags")]

    assert pages.keys() == {"index", *names}
    for name in names:
        count = len([place for place, tag, _ in operations(specification) if tag == name])
        assert re.search(rf"^\| \[{name}\]\({name}\.md\) \| .+ \| {count} \|$", pages["index"], re.MULTILINE)


def test_no_anchor_stands_twice(pages: dict[str, str]) -> None:
    anchors = Counter(anchor for page in pages.values() for anchor in _ANCHOR.findall(page))

    assert [anchor for anchor, count in anchors.items() if count > 1] == []


def test_every_operation_stands_on_exactly_one_page(specification: JsonObject, pages: dict[str, str]) -> None:
    for place, tag, operation in operations(specification):
        anchor = str(operation["operationId"]).lower()
        homes = [name for name, page in pages.items() if f"\n({anchor})=\n" in page]

        assert homes == [tag], place
        assert f"`{place}`" in section(pages[tag], anchor)
        assert f"](#{anchor}) | `{place}` |" in pages[tag], "the page begins with a table of its operations"


def test_every_schema_stands_on_exactly_one_page(specification: JsonObject, pages: dict[str, str]) -> None:
    schemas = schemas_of(specification)
    shown = [name for name in schemas if is_model(schemas[name]) or code_values(schemas[name])]

    assert len(shown) > 150
    for name in shown:
        homes = [page for page in pages.values() if f"\n({name.lower()})=\n### {name}\n" in page]
        assert len(homes) == 1, name
        fields = child(schemas[name], "properties")
        rows = re.findall(r"^\| `(.+?)` \|", section(homes[0], name), re.MULTILINE)
        assert rows[: len(fields)] == list(fields), name


def test_links_lead_to_anchors_that_are_there(pages: dict[str, str]) -> None:
    anchors = {name: set(_ANCHOR.findall(page)) for name, page in pages.items()}
    links = [(name, *link) for name, page in pages.items() for link in _LINK.findall(page)]

    assert len(links) > 400
    for name, target, anchor in links:
        assert (target or name) in pages, f"{name}: {target}"
        assert not anchor or anchor in anchors[target or name], f"{name}: {target}#{anchor}"


def test_each_operation_tells_its_page_and_evidence(specification: JsonObject, pages: dict[str, str]) -> None:
    for place, tag, operation in operations(specification):
        told = section(pages[tag], str(operation["operationId"]))
        referers = [operation.get("x-powertrack-referer"), *(told.get("referer") for told in variants(operation))]
        seen = dict.fromkeys(f"`{page}`" for page in referers if page)

        assert f"| page (Referer) | {'<br>'.join(seen) or 'not seen'} |" in told, place
        assert f"| evidence | {operation['x-powertrack-evidence']}" in told, place
        assert str(operation.get("x-powertrack-evidence-missing", "")) in told, place
        method = operation.get("x-powertrack-method")
        assert (f"`client.{method}(...)`" in told) is (method is not None), place


def test_what_is_deprecated_is_marked_and_nothing_else(specification: JsonObject, pages: dict[str, str]) -> None:
    marked = {place for place, tag, operation in operations(specification) if operation.get("deprecated") is True}

    assert marked
    for place, tag, operation in operations(specification):
        shown = "Deprecated" in section(pages[tag], str(operation["operationId"]))
        assert shown is (place in marked), place


def test_each_operation_tells_how_it_is_called(specification: JsonObject, pages: dict[str, str]) -> None:
    for place, tag, operation in operations(specification):
        told = section(pages[tag], str(operation["operationId"]))
        calls = re.findall(r"`client\.send\((\w+)\.(\w+)\(", told)

        assert len(calls) == (len(variants(operation)) or 1), place
        assert {resource for resource, _ in calls} == {tag}


def test_fields_have_their_units(specification: JsonObject, pages: dict[str, str]) -> None:
    schemas = schemas_of(specification)
    lines = {line for page in pages.values() for line in page.splitlines()}
    for name, schema in schemas.items():
        for field, node in child(schema, "properties").items():
            unit = as_object(node, name).get("x-powertrack-unit")
            if unit is not None:
                assert [line for line in lines if line.startswith(f"| `{field}` |") and f"| {unit} |" in line], field


def test_how_an_inverters_settings_are_read(pages: dict[str, str]) -> None:
    told = section(pages["hardware"], "getHardwareConfig")

    assert "`GET /api/edit/hardware/{hardwareKey}`" in told
    assert "`/powertrack/{hardwareKey}/administration/config`" in told
    assert '`client.send(hardware.get_hardware_config("H100001"))`' in told
    assert "`client.get_hardware_details(...)`" in told


class TestChanges:
    """What changes in the specification changes on the page."""

    def test_a_page_that_was_not_seen(self, tiny: Path, tmp_path: Path) -> None:
        change(tiny / "site/paths.yaml", "referer: /powertrack/{siteKey}/notes\n", "referer: null\n")
        page = written(bundle(tiny), tmp_path / "pages")["site"]

        assert "| page (Referer) | not seen |" in section(page, "deleteNote")
        assert "| page (Referer) | `/powertrack/{siteKey}/config` |" in section(page, "putSite")

    def test_an_operation_that_becomes_deprecated(self, tiny: Path, tmp_path: Path) -> None:
        change(
            tiny / "site/paths.yaml",
            "    operationId: deleteNote\n",
            "    operationId: deleteNote\n    deprecated: true\n",
        )
        page = written(bundle(tiny), tmp_path / "pages")["site"]

        assert "Deprecated" in section(page, "deleteNote")
        assert "Deprecated" not in section(page, "putSite")

    def test_a_bar_in_a_description_does_not_break_the_table(self, tiny: Path, tmp_path: Path) -> None:
        change(tiny / "site/schemas.yaml", "description: What it says.", "description: Either a | b.")
        page = written(bundle(tiny), tmp_path / "pages")["site"]

        assert "| `text` | `text` | string |  | Either a \\| b. |" in section(page, "Note")

    def test_a_page_of_yesterday_is_removed(self, tiny: Path, tmp_path: Path) -> None:
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / "sights.md").touch()

        assert written(bundle(tiny), tmp_path / "pages").keys() == {"index", "site"}

    def test_writing_twice_gives_the_same(self, tiny: Path, tmp_path: Path) -> None:
        assert written(bundle(tiny), tmp_path / "a") == written(bundle(tiny), tmp_path / "b")
