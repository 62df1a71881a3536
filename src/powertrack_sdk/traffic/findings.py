"""Findings: what traffic shows and the specification does not say. One vocabulary and one text for each."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from attrs import field, frozen

from powertrack_sdk.traffic.expected import Place
from powertrack_sdk.traffic.shapes import Shape


class Level(IntEnum):
    """Severity of findings."""

    NOTHING = 0
    COMPATIBLE = 1
    BREAKING = 2


class Kind(IntEnum):
    """Kinds of findings, in the order of a report."""

    IDENTITY = 1
    TYPE = 2
    FORM = 3
    OPERATION = 4
    KEY = 5
    EVIDENCE = 6
    FIELD = 7
    VALUE = 8
    NULL = 9
    LIMIT = 10
    ENUMERATION = 11
    STATUS = 12
    QUERY = 13
    PAGE = 14

    @property
    def words(self) -> str:
        """Name in a report."""
        return _TEXTS[self][0]


_TEXTS = {
    Kind.IDENTITY: ("identity missing", "is missing or null, and identifies its object"),
    Kind.TYPE: ("type", "is {observed}; expected {described}"),
    Kind.FORM: ("form of a text", "is {observed}; expected {described} of another form"),
    Kind.OPERATION: ("operation", "is not in the specification; the answer is {observed}"),
    Kind.KEY: ("kind of key", "is not in the specification for such keys; the answer is {observed}"),
    Kind.EVIDENCE: ("evidence", "was seen; the operation is now {detail}, not {described}"),
    Kind.FIELD: ("field", "is not in the specification; it is {observed}"),
    Kind.VALUE: ("first value", "has a value for the first time: {observed}"),
    Kind.NULL: ("null", "is null; expected {described}"),
    Kind.LIMIT: ("limit", "is beyond its {detail}"),
    Kind.ENUMERATION: ("enumeration value", "has {detail}, which is not in the specification"),
    Kind.STATUS: ("status", "is not in the specification"),
    Kind.QUERY: ("query parameter", "is not in the specification"),
    Kind.PAGE: ("page", "was not known to send the request"),
}
_BREAKING = frozenset({Kind.IDENTITY, Kind.TYPE, Kind.FORM})
_ABOUT_OPERATIONS = frozenset({Kind.OPERATION, Kind.KEY, Kind.EVIDENCE})
_WITH_DETAIL = frozenset({Kind.STATUS, Kind.QUERY, Kind.PAGE})


@frozen(kw_only=True)
class Finding:
    """One thing that the specification does not say.

    Attributes:
        kind: Kind of the finding.
        operation: Method and path template.
        place: Where the specification would say it.
        path: Path of the field in the body; empty for the body itself.
        detail: Code, status, limit, level, page or name of the query parameter; empty for other kinds.
        observed: Types that were received.
        described: Types that the specification allows.
        inner: Fields inside, as paths and types, if the specification knows nothing of them.
        shape: Shape of what was received.
        seen: How often it was seen; loaded files count it once.
    """

    kind: Kind
    operation: str
    place: Place
    path: str = ""
    detail: str = ""
    observed: str = ""
    described: str = ""
    inner: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    shape: Shape = field(factory=Shape, eq=False, repr=False)
    seen: int = field(default=1, eq=False)

    @property
    def level(self) -> Level:
        """Severity."""
        breaks = self.kind in _BREAKING and self.observed != "text (empty)"  # which is as good as null
        return Level.BREAKING if breaks else Level.COMPATIBLE

    @property
    def subject(self) -> str:
        """Which part of the operation it is about; empty for the operation as a whole."""
        if self.kind in _ABOUT_OPERATIONS:
            return ""
        if self.kind in _WITH_DETAIL:
            return f"{self.kind.words} {self.detail}"
        if self.path:
            return f"field {self.path}"
        return "the body" if self.place.side == "body" else "the answer"

    @property
    def text(self) -> str:
        """What was seen."""
        return _TEXTS[self.kind][1].format(observed=self.observed, described=self.described, detail=self.detail)

    def __str__(self) -> str:
        return f"{self.operation}{': ' if self.subject else ''}{self.subject} {self.text}"


def level_of(findings: Iterable[Finding]) -> Level:
    """Return the highest severity."""
    return max((finding.level for finding in findings), default=Level.NOTHING)
