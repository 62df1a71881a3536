"""JSON as its tokens: all that its bytes tell, but for blanks and the spelling of characters and numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import Any, TypeAlias

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Document, ListShape, ObjectShape, Scalar, Shape
from powertrack_sdk import ValidationError
from powertrack_sdk.writes.validate import check

_ALL_DIGITS = Context(prec=2000)

Step: TypeAlias = str | int


class Names(tuple[tuple[str, Any], ...]):
    """An object: its names with their values, in order."""


@frozen
class Number:
    """A number: whether it is written as a whole one, and all its digits, with the sign of zero."""

    whole: bool
    digits: str


def tokens(content: bytes | str) -> Any:
    """A document as its tokens."""
    return json.loads(
        content,
        parse_int=lambda literal: Number(True, literal),
        parse_float=lambda literal: Number(False, str(Decimal(literal).normalize(_ALL_DIGITS))),
        object_pairs_hook=Names,
    )


def with_token(tree: Any, steps: Sequence[Step], value: JsonValue) -> Any:
    """The tokens of a document in which one value is another."""
    if not steps:
        return tokens(json.dumps(value))
    step, *further = steps
    if isinstance(tree, Names):
        assert step in dict(tree)
        return Names((name, with_token(part, further, value) if name == step else part) for name, part in tree)
    assert isinstance(tree, list)
    return [with_token(part, further, value) if place == step else part for place, part in enumerate(tree)]


@frozen
class Choice:
    """One value of a document that a patch may change.

    Attributes:
        steps: Where it is.
        after: What it becomes.
        patch: The patch.
    """

    steps: tuple[Step, ...]
    after: JsonValue
    patch: JsonObject


def choices(content: JsonObject, document: Document) -> list[Choice]:
    """All single values of a document that a patch may change, in the order of the document."""
    found = []
    for steps, after, patch in _choices(content, document.shape, ()):
        assert isinstance(patch, dict)
        try:
            check(patch, document, content)
        except ValidationError:
            continue  # a code that is not known, a limit, a field that cannot be told from others
        found.append(Choice(steps, after, patch))
    return found


def _choices(
    value: JsonValue, shape: Shape | None, steps: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], JsonValue, JsonValue]]:
    if isinstance(shape, Scalar):
        after = _another(value)
        if after is not None and not (shape.read_only or shape.volatile):
            yield steps, after, after
    elif isinstance(value, dict) and isinstance(shape, ObjectShape):
        for name, part in value.items():
            for inner, after, patch in _choices(part, shape.fields.get(name), (*steps, name)):
                yield inner, after, {name: patch}
    elif isinstance(value, list) and isinstance(shape, ListShape) and shape.merge_key is not None:
        for place, item in enumerate(value):
            for inner, after, patch in _choices(item, shape.item, (*steps, place)):
                if isinstance(item, dict) and isinstance(patch, dict) and shape.merge_key not in patch:
                    yield inner, after, [{shape.merge_key: item.get(shape.merge_key), **patch}]


def _another(value: JsonValue) -> JsonValue:
    """Another value of the same type; None where there is none."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    return f"{value}x" if isinstance(value, str) else None
