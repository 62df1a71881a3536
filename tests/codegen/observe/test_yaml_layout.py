"""YAML is written so that it says what was meant, and edited so that no other line changes."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.documents import Json, JsonObject, SpecError
from codegen.locations import SPEC
from codegen.observe.spec_folder import SpecFolder
from codegen.observe.yaml_layout import dump, load, merged
from codegen.yaml_files import read
from tests.every import every

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    [
        "null",
        "true",
        "No",
        "1",
        "1e3",
        "~",
        "a: b",
        "a #b",
        "- a",
        "{a}",
        "it's",
        '"',
        "a, b",
        "2026-01-01",
        "x:",
        " a",
        "%",
        "a\nb",
        "\t",
        "12:30",
        "0x1",
        "=",
        "<<",
        "!a",
        "&a",
        "*a",
        "?",
        "|",
        ">",
        "@",
        "`",
        "y" * 200,
        "a b " * 60,
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
NAMES = st.text("abcdefXYZ-_/{}.", min_size=1, max_size=8) | st.sampled_from(["200", "null", "properties"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)
MAPPINGS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)
FILES = sorted(SPEC.rglob("*.yaml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spec")


def file_with(folder: Path, content: Json) -> tuple[SpecFolder, Path]:
    """A folder whose file says something, as it is laid out when it is written."""
    file = folder.resolve() / "some.yaml"
    file.unlink(missing_ok=True)
    spec = SpecFolder(folder)
    spec.set(file, (), "outer", content)
    spec.set(file, (), "last", 2)
    spec.save()
    return SpecFolder(folder), file


@settings(deadline=None)
@given(MAPPINGS, NAMES, VALUES)
def test_an_entry_is_set_and_the_others_stay(folder: Path, mapping: JsonObject, name: str, value: Json) -> None:
    spec, file = file_with(folder, mapping)
    assert read(file) == {"outer": mapping, "last": 2}
    spec.set(file, ("outer",), name, value)
    spec.save()
    assert read(file) == {"outer": {**mapping, name: value}, "last": 2}


@settings(deadline=None)
@given(MAPPINGS, MAPPINGS)
def test_a_mapping_is_changed_into_another(folder: Path, mapping: JsonObject, other: JsonObject) -> None:
    spec, file = file_with(folder, mapping)
    spec.change(file, ("outer",), other)
    spec.save()
    assert read(file) == {"outer": other, "last": 2}


@settings(deadline=None)
@given(MAPPINGS, st.data())
def test_an_entry_is_removed_and_the_others_stay(folder: Path, mapping: JsonObject, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(mapping)))
    spec, file = file_with(folder, {"first": 1, **mapping})
    spec.remove(file, ("outer",), name)
    spec.save()
    left = {key: part for key, part in {"first": 1, **mapping}.items() if key != name}
    assert read(file) == {"outer": left, "last": 2}


@settings(deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=4), VALUES)
def test_an_item_is_added(folder: Path, items: list[Json], value: Json) -> None:
    spec, file = file_with(folder, items)
    spec.append(file, ("outer",), value)
    spec.save()
    assert read(file) == {"outer": [*items, value], "last": 2}


@every("file", FILES, ids=lambda file: file.relative_to(SPEC).as_posix())
def test_a_file_of_the_specification_keeps_every_line_but_the_new_ones(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    document = load(text)
    assert merged(text, dump(document)) == text
    document.insert(len(document) // 2, "novelty", {"type": "string"})
    new = merged(text, dump(document)).splitlines()
    diff = [*difflib.unified_diff(text.splitlines(), new, n=0, lineterm="")][3:]
    assert diff == ["+novelty:", "+  type: string"]


def test_what_surrounds_an_edit_stays(tmp_path: Path) -> None:
    file = tmp_path.resolve() / "some.yaml"
    file.write_text(
        "# first\na:   1   # one\n\nb: {c: 2,d:   'x'}  # two\n# three\ne: >-\n  folded\n  text\n\n\n# last",
        encoding="utf-8",
    )
    spec = SpecFolder(tmp_path)
    spec.set(file, ("b",), "c", 3)
    spec.save()
    spec.set(file, (), "f", "é", after=["e"])
    spec.set(file, (), "g", [1], after=["a"])
    spec.save()
    assert file.read_text(encoding="utf-8") == (
        "# first\na:   1   # one\ng: [1]\n\nb: {c: 3, d: 'x'}   # two\n# three\ne: >-\n  folded\n  text\n"
        "f: 'é'\n\n\n# last"
    )


@pytest.mark.parametrize("where", [("x",), ("a", "b"), ("c", 5), ("c", "d")])
def test_a_missing_place_is_an_error(tmp_path: Path, where: tuple[str | int, ...]) -> None:
    file = tmp_path.resolve() / "some.yaml"
    file.write_text("a: 1\nc: [1]\n", encoding="utf-8")
    spec = SpecFolder(tmp_path)
    assert not spec.has(file, where)
    with pytest.raises(SpecError, match=r"some\.yaml: there is no"):
        spec.value(file, where)
