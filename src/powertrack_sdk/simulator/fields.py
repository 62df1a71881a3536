"""Small works on JSON documents: filling in values, finding out which fields are known, dropping the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from powertrack_api import examples
from powertrack_api.decoding import JsonObject, JsonValue, text

Known: TypeAlias = "Mapping[str, Known] | None"
"""Fields that a document may have, and those below each; None where anything may stand. Lists are looked through."""

_IMMENSE = 1e15


def example(name: str) -> JsonObject:
    """A captured body that is an object, as a fresh copy."""
    value = examples.load(name)
    if not isinstance(value, dict):
        raise TypeError(f"the example {name} is no object")
    return value


def part(document: JsonValue, path: str) -> JsonValue:
    """The value at a path of field names and list positions, such as `pvConfig.inverters.0.tilt`.

    Raises:
        KeyError: There is nothing.
    """
    value = document
    for step in path.split("."):
        if isinstance(value, dict):
            value = value[step]
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            raise KeyError(path)
    return value


def section(document: JsonValue, path: str) -> JsonObject:
    """The object at a path; an empty one where there is none."""
    try:
        value = part(document, path)
    except KeyError:
        return {}
    return value if isinstance(value, dict) else {}


def word(document: JsonObject, name: str) -> str:
    """The text of a field; empty where there is none."""
    return text(document.get(name)) or ""


def quantity(value: JsonValue) -> float | None:
    """A number of a size that anything real may have; None where it is something else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if abs(value) < _IMMENSE else None


def fill(document: JsonObject, values: Mapping[str, JsonValue]) -> JsonObject:
    """Set values at paths that exist already, and give the document back.

    Raises:
        KeyError: A path does not exist, so that it would be a field that PowerTrack never had.
    """
    for path, value in values.items():
        above, _, name = path.rpartition(".")
        place = part(document, above) if above else document
        if not isinstance(place, dict) or name not in place:
            raise KeyError(path)
        place[name] = value
    return document


def known_fields(samples: list[JsonValue]) -> Known:
    """The fields that appear in any of the samples."""
    items = [item for sample in samples for item in (sample if isinstance(sample, list) else [sample])]
    found: dict[str, list[JsonValue]] = {}
    for item in items:
        if isinstance(item, dict):
            for name, value in item.items():
                found.setdefault(name, []).append(value)
    return {name: known_fields(values) for name, values in found.items()} or None


def only_known(value: JsonValue, known: Known) -> JsonValue:
    """The value without the fields that are not known, at any depth."""
    if known is None:
        return value
    if isinstance(value, list):
        return [only_known(item, known) for item in value]
    if isinstance(value, dict):
        return {name: only_known(item, known[name]) for name, item in value.items() if name in known}
    return value


def same(one: JsonValue, other: JsonValue) -> bool:
    """Whether two values are the same JSON: `1` is not `1.0`, and the order of fields does not matter."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
