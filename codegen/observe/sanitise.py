"""Replaces received values by synthetic ones of the same form.

Kept are what the specification contains already: names of fields, texts and whole numbers of its examples and
enumerations; and texts that identify nothing. Everything else is replaced, equal values by equal ones in one run. No
replacement is derived from the value that it replaces, so that none can be traced back.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Container
from pathlib import Path
from random import Random
from typing import TypeAlias

from attrs import define, field

from codegen.documents import Json, JsonObject, child, operations_of, schemas_of
from codegen.locations import EXAMPLES, OBSERVED
from codegen.observe.bodies import parse
from codegen.spec_model.types import code_values
from powertrack_sdk.traffic.expected import UNNAMED

_SMALL = 1000
_MINUTES_A_DAY = 24 * 60
_PLACES = frozenset({"lat", "latitude", "lon", "lng", "longitude", "coordinate", "coordinates", "altitude", "gps"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
_ALERT_TYPE = re.compile(r"AI\d+")


@define
class Vocabulary:
    """Names, texts and numbers that the specification contains and that may be shown.

    Attributes:
        names: Names of fields and of query parameters.
        texts: Texts of its examples.
        numbers: Whole numbers of its examples and enumerations.
    """

    names: set[str] = field(factory=set, repr=False)
    texts: set[str] = field(factory=set, repr=False)
    numbers: set[int] = field(factory=set, repr=False)

    @classmethod
    def of(cls, bundle: JsonObject, spec: Path) -> Vocabulary:
        """Collect the vocabulary of a specification.

        Args:
            bundle: The specification.
            spec: Its folder, where the examples are.
        """
        found = cls()
        for schema in schemas_of(bundle).values():
            found.names |= child(schema, "properties").keys()
            found._take((code_values(schema) or {}).get("enum"))
            found._take(schema.get(UNNAMED))
        found._take([operation.get("parameters") for _, _, operation in operations_of(bundle)])
        for folder in (spec / EXAMPLES, spec / OBSERVED):
            for file in sorted(folder.rglob("*.json")):
                found._take(json.loads(file.read_bytes()))
        return found

    def _take(self, value: Json) -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                self.texts.add(name)
                self._take(part)
        elif isinstance(value, list):
            for item in value:
                self._take(item)
        elif isinstance(value, str):
            self.texts.add(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            self.numbers.add(value)


class Sanitiser:
    """Replaces what may identify a person or a thing.

    Args:
        vocabulary: What the specification contains already.
        names: Names of new fields, which are kept.
    """

    def __init__(self, vocabulary: Vocabulary, names: Container[str] = ()) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._replaced: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._chance = Random(20260101)  # noqa: S311  # not for security: it never sees what it replaces

    def value(self, value: Json, field: str = "") -> Json:
        """Return a value of the same form.

        Args:
            value: The received value.
            field: Name of its field.
        """
        if isinstance(value, dict):
            return {self.name(name): self.value(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [self.value(item, field) for item in value]
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bool) or value is None:
            return value
        return self._whole(value, field) if isinstance(value, int) else self._fraction(value, field)

    def name(self, name: str) -> str:
        """Return the name of a field as it is; replace a name in a map."""
        return name if name in self._vocabulary.names or name in self._names else self.text(name)

    def text(self, text: str) -> str:
        """Return a text of the same form."""
        if _ALERT_TYPE.fullmatch(text) and text in self._vocabulary.texts:
            return text  # the same for everybody
        for pattern, replace in _FORMS:
            if match := re.fullmatch(pattern, text):
                return replace(self, match)
        if text in self._vocabulary.texts or not text.strip() or _COLOUR.fullmatch(text):
            return text
        return self._inner_json(text) or self.once("text", text, lambda number: _example(text, number))

    def _inner_json(self, text: str) -> str | None:
        """JSON in a text, which PowerTrack has in many places."""
        if not text.startswith(("{", "[")):
            return None
        try:
            inner = parse(text)
        except ValueError:
            return None
        return json.dumps(self.value(inner), separators=(",", ":"), ensure_ascii=False)

    def _whole(self, value: int, field: str) -> int:
        if _names_a_place(field):
            return int(self._smaller(value))
        if abs(value) < _SMALL or value in self._vocabulary.numbers:
            return value
        return int(self._digits(str(abs(value)))) * (1 if value > 0 else -1)

    def _fraction(self, value: float, field: str) -> float:
        if value.is_integer() and abs(value) < _SMALL and not _names_a_place(field):
            return value
        return self._smaller(value)

    def _smaller(self, value: float) -> float:
        """A number with fewer digits, so that it stays within limits, and with as many decimals."""
        if value == 0:
            return value
        decimals = len(repr(value).partition(".")[2]) if isinstance(value, float) and "e" not in repr(value) else 0
        drawn = self._chance.uniform(0.1, 0.9) * 10.0 ** math.floor(math.log10(abs(value)))
        drawn = round(drawn, max(decimals, 1) if isinstance(value, float) else 0)
        return drawn if value > 0 else -drawn

    def _digits(self, digits: str) -> str:
        """As many digits. Keys and numbers share them, because a number may repeat the digits of a key."""
        if int(digits) == 0:
            return digits
        size = len(digits)
        if size == 1:
            return digits if digits in "12345" else "1"
        start = 10 ** (size - 1)
        return self.once(f"digits {size}", digits, lambda number: str(start + number % (9 * start)))

    def once(self, sort: str, seen: str, make: Callable[[int], str]) -> str:
        """Return the replacement of a value, which is made once."""
        place = (sort, seen)
        if place not in self._replaced:
            self._counts[sort] = self._counts.get(sort, 0) + 1
            self._replaced[place] = make(self._counts[sort])
        return self._replaced[place]

    def _number(self, match: re.Match[str]) -> str:
        return match[0] if len(match[2]) < len(str(_SMALL)) else match[1] + self._digits(match[2])

    def _key(self, match: re.Match[str]) -> str:
        return match[1] + self._digits(match[2])

    def _moment(self, match: re.Match[str]) -> str:
        if match[0].startswith(("0001-01-01", "1900-01-01")):
            return match[0]
        number = int(self.once("moment", match[0], str))
        if match[1] is None:
            return f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        days, minutes = divmod(number, _MINUTES_A_DAY)
        day = f"2026-{1 + days // 28 % 12:02}-{1 + days % 28:02}"
        fraction = "." + "0" * (len(match[3]) - 1) if match[3] else ""
        zone = {None: "", "Z": "Z"}.get(match[4], "+00:00")
        return f"{day}T{minutes // 60:02}:{minutes % 60:02}{':00' if match[2] else ''}{fraction}{zone}"

    def _clock(self, match: re.Match[str]) -> str:
        return f"12:00{':00' if match[1] else ''}{' PM' if match[2] else ''}{' UTC' if match[3] else ''}"

    def _mac(self, match: re.Match[str]) -> str:
        made = self.once("mac", match[0].upper(), lambda number: f"00005E00{number:04X}")
        return match[1].join(made[place : place + 2] for place in range(0, 12, 2))

    def _decimal(self, match: re.Match[str]) -> str:
        made = self._smaller(float(match[0]))
        decimals = len(match[0].partition(".")[2])
        return self.once("decimal", match[0], lambda _: f"{made:.{decimals}f}")


_Replace: TypeAlias = Callable[[Sanitiser, re.Match[str]], str]


def _numbered(name: str, make: Callable[[re.Match[str], int], str]) -> _Replace:
    """Replace each text by one made from another number."""
    return lambda sanitiser, match: sanitiser.once(name, match[0], lambda number: make(match, number))


_FORMS: tuple[tuple[str, _Replace], ...] = (
    (r"(-?)(\d+)", Sanitiser._number),
    (r"([A-Z]{1,3})(\d+)", Sanitiser._key),
    (r"(x(?:2d)?)([0-9a-f]{4,})", _numbered("raised", lambda found, n: f"{found[1]}{n:0{len(found[2])}x}")),
    (r"\d{4}-\d\d-\d\d(?:(T)\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?", Sanitiser._moment),
    (
        r"\d{1,2}/\d{1,2}/\d{4}( \d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?)?",
        _numbered("american", lambda found, n: f"1/{1 + n % 28}/2026{' 12:00:00 PM' if found[1] else ''}"),
    ),
    (r"\d{1,2}:\d\d(:\d\d)?( ?[AaPp][Mm])?( [A-Z]{2,4})?", Sanitiser._clock),
    (
        r"(\{?)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(\}?)",
        _numbered("guid", lambda found, n: f"{found[1]}00000000-0000-4000-8000-{n:012x}{found[2]}"),
    ),
    (r"[0-9A-Fa-f]{2}([:-]?)[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}", Sanitiser._mac),
    (
        r"\d{1,3}(?:\.\d{1,3}){3}(:\d+)?",
        _numbered("ip", lambda found, n: f"192.0.2.{n % 255}{':80' if found[1] else ''}"),
    ),
    (r"[-+]?\d+\.\d+", Sanitiser._decimal),
    (r"[^@\s]+@[^@\s]+", _numbered("mail", lambda _, n: f"alex{n}@example.com")),
    (r"(https?://|//|www\.)\S+", _numbered("address", lambda _, n: f"https://www.example.com/{n}")),
    (r"(?=.*\d)\+?[\d ()./-]{7,}", _numbered("phone", lambda _, n: f"555-01{n % 100:02}")),
)
"""Forms of texts that are replaced by texts of the same form; the first that fits counts."""


def _names_a_place(field: str) -> bool:
    return any(word.lower() in _PLACES for word in _WORD.findall(field))


def _example(text: str, number: int) -> str:
    """A meaningless text of the same kind."""
    if len(text.split()) > 1:
        return f"Example text {number}"
    word = f"example{number}"
    return word.upper() if text.isupper() else word.capitalize() if text[:1].isupper() else word
