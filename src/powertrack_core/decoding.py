"""From JSON to Python, leniently: what cannot be read is None and stays reachable in the raw answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import IntEnum
from typing import TypeAlias, TypeVar

import msgspec

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

T = TypeVar("T")
E = TypeVar("E", bound=IntEnum)

_NO_DATE = "0001-01-01"
NON_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


class EmptyAnswerError(ValueError):
    """The answer had no body. PowerTrack answers so when nothing changed since the `lastChanged` that was sent."""


class UnexpectedAnswerError(ValueError):
    """The answer is JSON, but not of the kind that the operation promises."""


def load(content: bytes) -> JsonValue:
    """Parse the body of an answer.

    Raises:
        EmptyAnswerError: There is no body.
        ValueError: It is not JSON.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")  # a byte order mark, which some servers send
    if not content.strip():
        raise EmptyAnswerError("the answer is empty")
    try:
        value: JsonValue = msgspec.json.decode(content)
    except RecursionError:
        raise ValueError("the answer is nested too deep") from None
    return value


def decoded(content: bytes) -> str:
    """Read an answer that is text, not JSON."""
    return content.decode("utf-8-sig")


def nothing(content: bytes) -> None:
    """Read an answer of which only the success matters."""


def load_object(content: bytes) -> JsonObject:
    """Parse the body of an answer that is an object.

    Raises:
        EmptyAnswerError: There is no body.
        ValueError: It is not JSON, or not an object.
    """
    value = load(content)
    if not isinstance(value, dict):
        raise UnexpectedAnswerError(f"an object was expected, {kind(value)} came")
    return value


def load_list(content: bytes) -> list[JsonValue]:
    """Parse the body of an answer that is a list.

    Raises:
        EmptyAnswerError: There is no body.
        ValueError: It is not JSON, or not a list.
    """
    value = load(content)
    if not isinstance(value, list):
        raise UnexpectedAnswerError(f"a list was expected, {kind(value)} came")
    return value


def load_value(content: bytes, read: Callable[[JsonValue], T | None]) -> T | None:
    """Parse the body of an answer that is one value without parts; null is None.

    Raises:
        EmptyAnswerError: There is no body.
        ValueError: It is not JSON, or not such a value.
    """
    value = load(content)
    found = read(value)
    if found is None and value is not None:
        raise UnexpectedAnswerError(f"{kind(value)} came, which is not what was expected")
    return found


def kind(value: JsonValue) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object"


def identity(data: JsonObject, name: str) -> str:
    """The field that names an object; it is empty on a template that has no name yet.

    Raises:
        UnexpectedAnswerError: The object has no such field.
    """
    value = data.get(name)
    if not isinstance(value, str):
        raise UnexpectedAnswerError(f"an object came without its {name}")
    return value


def text(value: JsonValue) -> str | None:
    """A string, or None."""
    return value if isinstance(value, str) else None


def flag(value: JsonValue) -> bool | None:
    """A boolean, or None."""
    return value if isinstance(value, bool) else None


def integer(value: JsonValue) -> int | None:
    """A whole number, or None. `3.0` counts as whole."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, float) and value.is_integer() else None


def code(enumeration: type[E], value: JsonValue) -> E | int | None:
    """A named number; a number without a name stays as it is."""
    found = integer(value)
    if found is None:
        return None
    try:
        return enumeration(found)
    except ValueError:
        return found


def scalar(value: JsonValue) -> str | float | bool | None:
    """A value without parts, unchanged."""
    return None if isinstance(value, (list, dict)) else value


def number(value: JsonValue) -> float | None:
    """A number, or None. The strings by which JSON carries NaN and the infinities become what they mean.

    A whole number that is too large for a float is infinite.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    return NON_FINITE.get(value) if isinstance(value, str) else None


def moment(value: JsonValue) -> datetime | None:
    """A date and time, aware if the text has a zone, otherwise naive (local to the site).

    The .NET minimum date means None. Digits of a second beyond the sixth are cut; the raw answer has them.
    """
    if not isinstance(value, str) or value.startswith(_NO_DATE):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def day(value: JsonValue) -> date | None:
    """A calendar date, or None."""
    if not isinstance(value, str) or value.startswith(_NO_DATE):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def objects(value: JsonValue) -> list[JsonObject]:
    """The objects in a list; anything else is passed over."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def entries(value: JsonValue) -> Mapping[str, JsonObject]:
    """The objects in a map; anything else is passed over."""
    return {name: item for name, item in value.items() if isinstance(item, dict)} if isinstance(value, dict) else {}


def as_is(value: JsonValue) -> JsonValue:
    """The value, unchanged."""
    return value


def values(value: JsonValue) -> list[JsonValue]:
    """The items of a list, unchanged."""
    return value if isinstance(value, list) else []


def each(value: JsonValue, read: Callable[[JsonValue], T | None]) -> list[T]:
    """Read the items of a list; what cannot be read is passed over."""
    items = (read(item) for item in value) if isinstance(value, list) else ()
    return [item for item in items if item is not None]


def each_in_place(value: JsonValue, read: Callable[[JsonValue], T | None]) -> list[T | None]:
    """Read the items of a list; what cannot be read is None, so that every item keeps its place."""
    return [read(item) for item in value] if isinstance(value, list) else []


def each_in(value: JsonValue, read: Callable[[JsonValue], T | None]) -> dict[str, T]:
    """Read the values of a map; what cannot be read is passed over."""
    items = ((name, read(item)) for name, item in value.items()) if isinstance(value, dict) else ()
    return {name: item for name, item in items if item is not None}


def pairs(value: JsonValue, first: str, second: str) -> list[tuple[int, float | None]]:
    """Read the objects of a list as pairs of a whole number and a figure; one without the number is passed over."""
    found = ((integer(item.get(first)), number(item.get(second))) for item in objects(value))
    return [(place, figure) for place, figure in found if place is not None]


def list_of(read: Callable[[JsonValue], T | None]) -> Callable[[JsonValue], list[T]]:
    """A reader of lists, for lists in lists."""
    return lambda value: each(value, read)


def dict_of(read: Callable[[JsonValue], T | None]) -> Callable[[JsonValue], dict[str, T]]:
    """A reader of maps, for maps in lists."""
    return lambda value: each_in(value, read)
