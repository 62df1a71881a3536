"""Names in patches that are paths, such as `location.latitude` or `settings[dev:UnitID].value`.

They are what `diff` prints. A path is another way to write nested objects and lists down:

| path | stands for |
|---|---|
| `location.latitude` | `{"location": {"latitude": ...}}` |
| `settings[dev:UnitID].value`, a list with merge key `name` | `{"settings": [{"name": "dev:UnitID", "value": ...}]}` |
| `pvConfig.inverters[0].tilt`, a list without one | `{"pvConfig": {"inverters": {"0": {"tilt": ...}}}}` |

A name or key that has one of `. [ ] "` in it, or what cannot be printed, stands in quotes, as a JSON string. A name
that begins with a bracket cannot be written in a path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.exact_json import same
from powertrack_core.shapes import ListShape, MapShape, ObjectShape, Scalar, Shape
from powertrack_sdk.writes.diff import at, naming

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_STEP = re.compile(rf"(?:^|(?!^)\.)(?P<name>{_QUOTED}|[^.\[\]\"]+)|\[(?P<item>{_QUOTED}|[^\]\"]+)\]")
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def steps_of(path: str) -> tuple[str, ...] | None:
    """The steps of a path: names of fields, and `[key]` for items of lists; None if it is not a path.

    Example:
        >>> steps_of("settings[dev:UnitID].value")
        ('settings', '[dev:UnitID]', 'value')
        >>> steps_of("settings..value") is None
        True
    """
    steps: list[str] = []
    end = 0
    for match in _STEP.finditer(path):
        if match.start() != end:
            return None
        end = match.end()
        name, item = match["name"], match["item"]
        step = _unquoted(name if item is None else item)
        if step is None or (item is None and step.startswith("[")):
            return None
        steps.append(step if item is None else f"[{step}]")
    return tuple(steps) if steps and end == len(path) else None


def nested(steps: Sequence[str], value: JsonValue, shape: Shape | None) -> JsonValue:
    """A value wrapped into the objects and lists that steps lead through.

    Args:
        steps: Steps below something of the shape.
        value: What stands at their end.
        shape: What the steps start from.

    Raises:
        KeyError: A step leads to nothing that the specification knows; its argument is the step.
        ValueError: The value sets what a step names an item by.
    """
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step.startswith("["):
        return _item(step[1:-1], nested(rest, value, _part(shape, step, last=not rest)), shape)
    return {step: nested(rest, value, _part(shape, step, last=not rest))}


def _part(shape: Shape | None, step: str, *, last: bool) -> Shape | None:
    """Shape of what a step leads to. The last name may be any; whether it is a field is not asked here."""
    if step.startswith("["):
        if isinstance(shape, ListShape):
            return shape.item
    elif isinstance(shape, ObjectShape):
        if step in shape.fields:
            return shape.fields[step]
        if last:
            return None
    elif isinstance(shape, MapShape):
        return shape.value
    raise KeyError(step)


def _item(key: str, value: JsonValue, shape: Shape | None) -> JsonValue:
    """What stands for one item of a list in a patch."""
    if not isinstance(shape, ListShape) or (shape.merge_key is None and not _WHOLE.fullmatch(key)):
        raise KeyError(f"[{key}]")
    if shape.merge_key is None:
        return {str(int(key)): value}
    if not isinstance(value, dict):
        raise KeyError(f"[{key}]")
    named: JsonObject = {shape.merge_key: _typed(key, shape)}
    if not same({**named, **value}, {**value, **named}):
        where = at("", naming(shape.item, shape.merge_key)(key))
        raise ValueError(f"{where} is named by its {shape.merge_key}, which cannot be set to something else")
    return [{**named, **value}]


def _typed(key: str, shape: ListShape) -> str | int:
    """A merge key as the JSON type that it has."""
    named = shape.item.fields.get(shape.merge_key or "") if isinstance(shape.item, ObjectShape) else None
    whole = isinstance(named, Scalar) and "integer" in named.types
    return int(key) if whole and _WHOLE.fullmatch(key) else key


def _unquoted(text: str) -> str | None:
    """A name or key without its quotes; None if what they hold is not a JSON string."""
    if not text.startswith('"'):
        return text
    try:
        return str(json.loads(text))
    except ValueError:
        return None
