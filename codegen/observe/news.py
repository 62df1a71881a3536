"""What traffic shows and the specification does not say."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum

from attrs import define, field, frozen

from codegen.observe.shapes import Shape


class Level(IntEnum):
    """How grave news are; the number is the exit code."""

    NOTHING = 0
    COMPATIBLE = 1
    BREAKING = 2


@frozen(order=True)
class Place:
    """Where in the specification something stands.

    Attributes:
        owner: Name of a schema, or an operation as `GET /api/...`, in which case `side` tells which body.
        field: Name of the field; empty for the schema or the body itself.
        steps: The way further in: `items`, `additionalProperties`, or the place of an alternative.
        side: `request` or `response` for an operation; empty for a schema.
    """

    owner: str
    field: str = ""
    steps: tuple[str | int, ...] = ()
    side: str = ""

    def into(self, *steps: str | int) -> Place:
        """The place a step further in."""
        return Place(self.owner, self.field, (*self.steps, *steps), self.side)

    @property
    def words(self) -> str:
        """What a report calls it."""
        marks = {"items": "[]", "additionalProperties": "{}"}
        tail = "".join(marks.get(str(step), "") for step in self.steps)
        name = f"{self.owner}.{self.field}" if self.field else self.owner
        return f"{name}, {'body' if self.side == 'request' else 'answer'}{tail}" if self.side else f"{name}{tail}"


class Kind(IntEnum):
    """Kinds of news, in the order of a report."""

    IDENTITY = 1
    TYPE = 2
    FORM = 3
    OPERATION = 4
    KEY = 5
    BODY = 6
    EVIDENCE = 7
    FIELD = 8
    VALUE = 9
    NULL = 10
    LIMIT = 11
    ENUMERATION = 12
    QUERY = 13
    PAGE = 14

    @property
    def words(self) -> str:
        """What a report calls it."""
        return _KINDS[self]


_KINDS = {
    Kind.IDENTITY: "identity missing",
    Kind.TYPE: "type",
    Kind.FORM: "form of a text",
    Kind.OPERATION: "operation",
    Kind.KEY: "kind of key",
    Kind.BODY: "body",
    Kind.EVIDENCE: "evidence",
    Kind.FIELD: "field",
    Kind.VALUE: "first value",
    Kind.NULL: "null",
    Kind.LIMIT: "limit",
    Kind.ENUMERATION: "enumeration value",
    Kind.QUERY: "query parameter",
    Kind.PAGE: "page",
}


@define(kw_only=True)
class News:
    """One thing that is new.

    Attributes:
        kind: What sort of thing.
        level: How grave it is.
        place: Where in the specification it belongs.
        detail: The name, code, page or limit that is new; empty where the place tells all.
        described: What the specification says instead.
        shape: What was seen.
        seen: How often it was seen.
        operations: Operations it was seen in.
    """

    kind: Kind
    level: Level
    place: Place
    detail: str = ""
    described: str = ""
    shape: Shape = field(factory=Shape)
    seen: int = 0
    operations: Counter[str] = field(factory=Counter)

    @property
    def subject(self) -> str:
        """What a report calls it."""
        if self.kind is Kind.FIELD:
            return f"{self.place.words}.{self.detail}"
        return f"{self.place.words}: {self.detail}" if self.detail else self.place.words

    @property
    def told(self) -> str:
        """What a report says was seen."""
        words = self.shape.words if self.shape.types and self.kind is not Kind.KEY else ""
        if self.described:
            return f"{words}, described as {self.described}" if words else self.described
        return words
