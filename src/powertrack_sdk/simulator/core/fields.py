"""Reading and filling in parts of JSON documents."""

from __future__ import annotations

import json
from collections.abc import Mapping

from powertrack_api import examples
from powertrack_api.documents import FLAG, WHOLE
from powertrack_core.decoding import JsonObject, JsonValue, kind, text
from powertrack_core.shapes import Anything, ListShape, MapShape, ObjectShape, Scalar, Shape
from powertrack_sdk.simulator.core.messages import RefusedError

_IMMENSE = 1e15
_CHECKED = ListShape(item=ObjectShape(name="CheckedValue", fields={"value": WHOLE, "isChecked": FLAG}))


def example(name: str) -> JsonObject:
    """Return a fresh copy of a captured body that is an object."""
    value = examples.load(name)
    if not isinstance(value, dict):
        raise TypeError(f"the example {name} is not an object")
    return value


def example_list(name: str) -> list[JsonValue]:
    """Return a fresh copy of a captured body that is a list."""
    value = examples.load(name)
    if not isinstance(value, list):
        raise TypeError(f"the example {name} is not a list")
    return value


def part(document: JsonValue, path: str) -> JsonValue:
    """Return the value at a path of field names and list positions, such as `pvConfig.inverters.0.tilt`."""
    value = document
    for step in path.split("."):
        if isinstance(value, dict):
            value = value[step]
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            raise KeyError(path)
    return value


def section(document: JsonObject, name: str) -> JsonObject:
    """Return a field that is an object; an empty one if it is missing or anything else."""
    value = document.get(name)
    return value if isinstance(value, dict) else {}


def word(document: JsonObject, name: str) -> str:
    """Return a text field; empty if it is missing or anything else."""
    return text(document.get(name)) or ""


def pick(document: JsonObject, *names: str, **renamed: str) -> JsonObject:
    """Return the named fields that a document has. Those named by keyword get the keyword as their name."""
    sources = {**{name: name for name in names}, **renamed}
    return {name: document[source] for name, source in sources.items() if source in document}


def quantity(value: JsonValue) -> float | None:
    """Return a number of realistic size; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if abs(value) < _IMMENSE else None


def fill(document: JsonObject, values: Mapping[str, JsonValue]) -> JsonObject:
    """Set values at existing paths, and return the document. A path that PowerTrack does not have is a KeyError."""
    for path, value in values.items():
        above, _, name = path.rpartition(".")
        place = part(document, above) if above else document
        if not isinstance(place, dict) or name not in place:
            raise KeyError(path)
        place[name] = value
    return document


def attributes(of: object, names: str) -> dict[str, JsonValue]:
    """Return attributes of an object by paths: in `"name tz=zone"` the path `tz` takes the attribute `zone`."""
    pairs = (each.rpartition("=") for each in names.split())
    return {path or name: getattr(of, name) for path, _, name in pairs}


def echo(asked: JsonObject) -> str:
    """Return a question as answers repeat it in their key."""
    return json.dumps(asked, separators=(",", ":"), ensure_ascii=False)


def known_part(value: JsonValue, shape: Shape, path: str = "") -> JsonValue:
    """Return the part of a value that PowerTrack knows; refuse a wrong type or range (400).

    Unknown fields vanish silently, at any depth.
    """
    if isinstance(shape, Anything):
        # Of all fields without a shape only the value of a chart parameter was ever seen to be a list.
        listed = path.endswith("].value") and isinstance(value, (list, dict))
        return known_part(value, _CHECKED, path) if listed else value
    if isinstance(shape, Scalar):
        if not _fits(value, shape):
            raise RefusedError(400, f"{path or 'The body'} cannot be {kind(value)} of that form.")
        return value
    if value is None and shape.nullable:
        return None
    if isinstance(shape, ListShape) and isinstance(value, list):
        items = [known_part(item, shape.item, f"{path}[{index}]") for index, item in enumerate(value)]
        if shape.merge_key and any(isinstance(item, dict) and shape.merge_key not in item for item in items):
            raise RefusedError(400, f"{path} has an item without {shape.merge_key}.")
        return items
    if isinstance(value, dict) and not isinstance(shape, ListShape):
        known = dict.fromkeys(value, shape.value) if isinstance(shape, MapShape) else shape.fields
        return {
            name: known_part(item, known[name], f"{path}.{name}".lstrip("."))
            for name, item in value.items()
            if name in known
        }
    raise RefusedError(400, f"{path or 'The body'} cannot be {kind(value)}.")


def _fits(value: JsonValue, shape: Scalar) -> bool:
    if value is None or isinstance(value, bool):
        return ("null" if value is None else "boolean") in shape.types
    if isinstance(value, str):
        return "string" in shape.types and (shape.pattern is None or shape.pattern.search(value) is not None)
    if isinstance(value, (list, dict)):
        return False
    if "number" not in shape.types and not ("integer" in shape.types and value == value // 1):
        return False
    return (shape.minimum is None or value >= shape.minimum) and (shape.maximum is None or value <= shape.maximum)


def same(one: JsonValue, other: JsonValue) -> bool:
    """Whether two values are the same JSON text: `1` is not `1.0`; the order of fields does not matter."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
