"""The examples that are shipped with the package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_api import examples
from tests.every import every
from tests.generated.example_files import ANSWERS, REQUESTS, name


@every("file", [*ANSWERS, *REQUESTS], ids=name)
def test_an_example_is_the_one_of_the_specification(file: Path) -> None:
    assert json.dumps(examples.load(name(file))) == json.dumps(json.loads(file.read_text(encoding="utf-8")))


def test_each_caller_has_a_copy_of_its_own() -> None:
    first, second = examples.load("site/get_site_config"), examples.load("site/get_site_config")
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    location: object = first["location"]
    assert isinstance(location, dict)
    location["city"] = "Elsewhere"
    first["name"] = "Another"

    untouched = examples.load("site/get_site_config")
    assert second == untouched
    assert second != first


def test_numbers_are_as_they_were_seen() -> None:
    document = examples.load("hardware/put_hardware_config__inverter.request")
    assert isinstance(document, dict)
    assert _kinds(document) >= {int, float, str, bool, type(None), list, dict}


def _kinds(value: object) -> set[type]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {type(value)}.union(*map(_kinds, parts))


@pytest.mark.parametrize("wrong", ["site/no_such_example", "site", "", "site/get_site_config.json"])
def test_an_example_that_is_not_there_is_an_error(wrong: str) -> None:
    with pytest.raises(FileNotFoundError):
        examples.load(wrong)
