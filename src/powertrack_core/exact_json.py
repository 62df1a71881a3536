"""JSON of documents that are sent back: what Python would change on the way is refused instead.

A fast parser is fine for looking at a document. One that goes back must come out of `dumps` with the value that went
into `loads`. Therefore `loads` refuses numbers that a Python float cannot hold, and names that occur twice.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Final

from attrs import define, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue

MAX_DEPTH: Final = 100
"""How deep a value may be nested. The documents of PowerTrack are less than ten deep."""

_TOO_DEEP = f"the document is nested more than {MAX_DEPTH} deep"
_LONGEST_SHOWN = 40
_BLANK = re.compile(r"[ \t\n\r]*")


def loads(content: bytes | str) -> JsonValue:
    """Parse a document that is going to be sent back.

    Args:
        content: The document as received.

    Raises:
        ValueError: It is not JSON, or sending it back would change it. The message says what is wrong and where.
    """
    text = _text(content)
    return _checked(lambda decoder: (decoder.decode(text), len(text)), "")[0]


def members(content: bytes | str, listed: str) -> Iterator[tuple[str, JsonValue | Iterator[JsonValue]]]:
    """Parse an object of which one member is a long list, item by item: all at once would take gigabytes.

    A value that is not an object has no members. What was yielded is known to be sound once the iterator is exhausted.

    Args:
        content: The object as received.
        listed: Name of the member with the long list.

    Yields:
        The name and value of each member in order; for the long list an iterator over its items.

    Raises:
        ValueError: It is not JSON, or sending it back would change it. The message says what is wrong and where.
    """
    cursor = _Cursor(_text(content))
    del content  # it takes as much room as the text
    if cursor.peek() != "{":
        loads(cursor.text)
        return
    names: set[str] = set()
    for _ in cursor.places("{", "}"):
        name = cursor.value("")
        if not isinstance(name, str):
            raise cursor.unexpected()
        if name in names:
            raise ValueError(f"the name {json.dumps(name)} stands more than once in an object")
        names.add(name)
        cursor.expect(":")
        if name == listed and cursor.peek() == "[":
            items = cursor.items(name)
            yield name, items
            for _ in items:
                pass
        else:
            yield name, cursor.value(name)
    if cursor.peek():
        raise cursor.unexpected()


def dumps(value: object) -> bytes:
    """Print a document compactly, in ASCII, in its order of names.

    Raises:
        ValueError: It holds a number that JSON does not have, or it is nested in itself.
    """
    try:
        return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")
    except RecursionError:
        raise ValueError("the document is nested too deep to be printed") from None


def same(a: object, b: object) -> bool:
    """Whether two JSON values are equal.

    A boolean is not a number; `1` and `1.0` are the same number. The order of names does not matter, that of list items
    does. A value that JSON does not have equals only itself.
    """
    if a is b:
        return True
    if isinstance(a, dict):
        if not isinstance(b, dict) or a.keys() != b.keys():
            return False
        return all(same(part, b[name]) for name, part in a.items())
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
    if not isinstance(a, (str, int, float)) or not isinstance(b, (str, int, float)):
        return False
    return isinstance(a, bool) == isinstance(b, bool) and a == b


def is_too_deep(value: object, room: int = MAX_DEPTH) -> bool:
    """Whether a value is nested deeper than `MAX_DEPTH`; one that holds itself is."""
    if not isinstance(value, (dict, list)):
        return False
    if room == 0:
        return True
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, (dict, list)) and is_too_deep(part, room - 1):
            return True
    return False


def _text(content: bytes | str) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode(json.detect_encoding(content), "surrogatepass")
    except ValueError as error:
        raise ValueError(f"the document is not JSON: {error}") from None


def _checked(parse: Callable[[json.JSONDecoder], tuple[JsonValue, int]], path: str) -> tuple[JsonValue, int]:
    """Parse a value, and refuse what sending it back would change.

    Args:
        parse: Gives the value and its end in the text, by the decoder that it is given.
        path: Path of the value.
    """
    faults = _Faults()
    try:
        value, end = parse(faults.decoder())
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    except ValueError as error:
        # The error of the parser carries the document, and with it what is secret in there.
        raise ValueError(f"the document is not JSON: {error}") from None
    if is_too_deep(value):
        raise ValueError(_TOO_DEEP)
    if faults.found:
        raise ValueError(_first_fault(value, path) or faults.found[0])
    return value, end


@define
class _Cursor:
    """A place in a text that is read in parts.

    Attributes:
        text: The text.
        place: Index of the part that is read next.
    """

    text: str
    place: int = 0

    def peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        found = _BLANK.match(self.text, self.place)
        self.place = found.end() if found is not None else self.place
        return self.text[self.place : self.place + 1]

    def expect(self, marks: str) -> str:
        """Go past one of some characters, and return which it was."""
        mark = self.peek()
        if not mark or mark not in marks:
            raise self.unexpected()
        self.place += 1
        return mark

    def places(self, opening: str, closing: str) -> Iterator[int]:
        """Go through a list or an object. The caller reads each item or member."""
        self.expect(opening)
        if self.peek() == closing:
            self.expect(closing)
            return
        for number in count():
            yield number
            if self.expect(f",{closing}") == closing:
                return

    def items(self, name: str) -> Iterator[JsonValue]:
        """The items of a list."""
        return (self.value(f"{name}[{number}]") for number in self.places("[", "]"))

    def value(self, path: str) -> JsonValue:
        """Read a value."""
        self.peek()
        value, self.place = _checked(lambda decoder: decoder.raw_decode(self.text, self.place), path)
        return value

    def unexpected(self) -> ValueError:
        """The error for an unexpected character."""
        return ValueError(f"the document is not JSON: unexpected character or end at char {self.place}")


@frozen
class _Fault:
    """Placeholder for a refused value in a parsed document, so that the error can name its path."""

    what: str


@define
class _Faults:
    """Hooks of the parser for numbers and objects. They continue after a fault, as only the whole has its path."""

    found: list[str] = field(factory=list)

    def decoder(self) -> json.JSONDecoder:
        return json.JSONDecoder(
            parse_float=self.decimal,
            parse_int=self.whole,
            parse_constant=self.constant,
            object_pairs_hook=self.object,
        )

    def refuse(self, what: str) -> _Fault:
        self.found.append(what)
        return _Fault(what)

    def constant(self, literal: str) -> _Fault:
        return self.refuse(f"{literal} is no JSON number")

    def whole(self, literal: str) -> int | _Fault:
        try:
            return int(literal)
        except ValueError:
            return self.refuse(f"a number of {len(literal)} digits is too long to be read")

    def decimal(self, literal: str) -> float | _Fault:
        number = float(literal)
        printed = repr(number)
        if printed == literal:
            return number
        try:
            exact = Decimal(literal) == Decimal(printed)
        except InvalidOperation:
            exact = False
        if exact:
            return number
        shown = literal if len(literal) <= _LONGEST_SHOWN else literal[:_LONGEST_SHOWN] + "..."
        return self.refuse(f"the number {shown} would come out as {printed}")

    def object(self, pairs: list[tuple[str, JsonValue]]) -> JsonObject | _Fault:
        fields = dict(pairs)
        if len(fields) == len(pairs):
            return fields
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        return self.refuse(f"the name {json.dumps(twice)} stands more than once in an object")


def _first_fault(value: object, path: str) -> str | None:
    """The first refused value in the order of the document, with its place."""
    if isinstance(value, _Fault):
        return f"{path}: {value.what}" if path else value.what
    parts: list[tuple[str, object]] = []
    if isinstance(value, dict):
        parts = [(f"{path}.{name}" if path else str(name), part) for name, part in value.items()]
    elif isinstance(value, list):
        parts = [(f"{path}[{place}]", part) for place, part in enumerate(value)]
    return next((fault for inner, part in parts if (fault := _first_fault(part, inner)) is not None), None)
