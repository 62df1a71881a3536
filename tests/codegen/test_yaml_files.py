"""YAML is read the way JSON is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.documents import Json, SpecError
from codegen.yaml_files import read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.yaml"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("True", "True"),
        ("2025-06-21", "2025-06-21"),
        ("2025-06-21T12:00:00Z", "2025-06-21T12:00:00Z"),
        ("12:30", "12:30"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        ("'200'", "200"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("10", 10),
        ("-3", -3),
        ("0", 0),
        ("1.50", 1.5),
        ("-0.5", -0.5),
        ("1e3", 1000.0),
        ("[1, a, null]", [1, "a", None]),
        ("{a: {b: no}}", {"a": {"b": "no"}}),
    ],
)
def test_a_value_is_what_json_would_have(file: Path, source: str, value: Json) -> None:
    file.write_text(f"key: {source}\n", encoding="utf-8")

    found = read(file)

    assert isinstance(found, dict)
    assert found["key"] == value
    assert type(found["key"]) is type(value)


@pytest.mark.parametrize(
    "source", ["a: 1\nb: 2\na: 3\n", "x:\n  a: 1\n  a: 1\n", "{a: 1, 'a': 2}\n", "- {no: 1, 'no': 2}\n"]
)
def test_a_name_that_stands_twice_is_refused(file: Path, source: str) -> None:
    file.write_text(source, encoding="utf-8")

    with pytest.raises(SpecError, match="is defined twice") as refusal:
        read(file)
    assert str(file) in str(refusal.value)
    assert "line" in str(refusal.value)


@pytest.mark.parametrize("source", ["a: [1\n", "a: b: c\n", "a: !!python/object:os.system {}\n", "\tx: 1\n"])
def test_what_is_not_well_formed_is_refused(file: Path, source: str) -> None:
    file.write_text(source, encoding="utf-8")

    with pytest.raises(SpecError) as refusal:
        read(file)
    assert str(file) in str(refusal.value)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(SpecError, match=r"some\.yaml"):
        read(file)


def test_text_is_utf_8(file: Path) -> None:
    file.write_bytes("key: 20 °C\n".encode())

    assert read(file) == {"key": "20 °C"}
