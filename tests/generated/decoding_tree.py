"""Walks through what an answer was decoded to."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from codegen.spec_model import naming
from powertrack_core.decoding import JsonValue
from powertrack_core.model import Model


def parts(value: object, path: str = "$") -> Iterator[tuple[str, Model]]:
    """All models in a value, each with the way that leads to it."""
    if isinstance(value, Model):
        yield path, value
        for attribute in attrs.fields(type(value)):
            if attribute.name != "raw":
                yield from parts(getattr(value, attribute.name), f"{path}.{attribute.name}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from parts(item, f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from parts(item, f"{path}[{name!r}]")


def required(kind: type[Model]) -> set[str]:
    """JSON names of what identifies an object."""
    names = {attribute.name for attribute in attrs.fields(kind) if attribute.default is attrs.NOTHING}
    return {name for name in kind.json_names if naming.attribute(name) in names}


def unknown(value: object) -> list[str]:
    """Fields that came and that the models do not know."""
    return [f"{path}.{name}" for path, part in parts(value) for name in part.extra]


def unread(value: object) -> list[str]:
    """Fields that came with a value which Python does not show, and lists and maps that lost entries."""
    return [f"{path}.{name}" for path, part in parts(value) for name in part.raw if _lost(part, name)]


def _lost(part: Model, name: str) -> bool:
    came = part.raw[name]
    shown = getattr(part, naming.attribute(name))
    if came is None or (isinstance(came, str) and came.startswith("0001-01-01")):
        return False
    if isinstance(came, (list, dict)) and not isinstance(shown, Model):
        return not isinstance(shown, (list, dict)) or len(shown) != len(came)
    return shown is None


def encoded(value: object) -> JsonValue:
    """What an answer was, from what it was decoded to."""
    if isinstance(value, Model):
        return value.to_json()
    if isinstance(value, list):
        return [encoded(item) for item in value]
    if isinstance(value, dict):
        return {name: encoded(item) for name, item in value.items()}
    assert value is None or isinstance(value, (bool, int, float, str))
    return value
