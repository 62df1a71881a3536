"""What drift is made of: things that came and that the specification does not say."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from attrs import frozen


class Level(IntEnum):
    """How grave drift is."""

    NOTHING = 0
    COMPATIBLE = 1
    BREAKING = 2


class Kind(IntEnum):
    """Kinds of drift, in the order of a report."""

    IDENTITY = 1
    TYPE = 2
    FORM = 3
    OPERATION = 4
    KEY = 5
    FIELD = 6
    VALUE = 7
    NULL = 8
    ENUMERATION = 9
    STATUS = 10
    QUERY = 11

    @property
    def words(self) -> str:
        """What a report calls it."""
        return _WORDS[self]


_WORDS = {
    Kind.IDENTITY: "identity missing",
    Kind.TYPE: "type",
    Kind.FORM: "form of a text",
    Kind.OPERATION: "operation",
    Kind.KEY: "kind of key",
    Kind.FIELD: "field",
    Kind.VALUE: "first value",
    Kind.NULL: "null",
    Kind.ENUMERATION: "enumeration value",
    Kind.STATUS: "status",
    Kind.QUERY: "query parameter",
}
_TOLD = {
    Kind.IDENTITY: "did not come, and identifies its object",
    Kind.TYPE: "came as {observed}; described is {described}",
    Kind.FORM: "came as {observed}; described is {described} of another form",
    Kind.OPERATION: "was never described; {observed} came",
    Kind.KEY: "was never described for such keys; {observed} came",
    Kind.FIELD: "was never described; {observed} came",
    Kind.VALUE: "came with a value for the first time: {observed}",
    Kind.NULL: "came as null; described is {described}",
    Kind.ENUMERATION: "came with {detail}, which was never described",
    Kind.STATUS: "was never described",
    Kind.QUERY: "was never described",
}
_BREAKING = frozenset({Kind.IDENTITY, Kind.TYPE, Kind.FORM})


@frozen(kw_only=True)
class Finding:
    """One thing that the specification does not say.

    Attributes:
        kind: What sort of thing.
        operation: Method and path template.
        path: Path of the field in the answer; empty for the answer itself.
        detail: The code, the status or the name of the query parameter; empty for others.
        observed: Types that came.
        described: Types that the specification describes instead.
        inner: Fields inside, as paths and types, where the specification knows nothing of what came.
    """

    kind: Kind
    operation: str
    path: str = ""
    detail: str = ""
    observed: str = ""
    described: str = ""
    inner: tuple[tuple[str, str], ...] = ()

    @property
    def level(self) -> Level:
        """How grave it is."""
        breaks = self.kind in _BREAKING and self.observed != "text (empty)"  # which is as good as null
        return Level.BREAKING if breaks else Level.COMPATIBLE

    @property
    def place(self) -> str:
        """What of the operation it is about; empty where it is about all of it."""
        if self.kind in (Kind.OPERATION, Kind.KEY):
            return ""
        if self.kind in (Kind.STATUS, Kind.QUERY):
            return f"{self.kind.words} {self.detail}"
        return f"field {self.path}" if self.path else "the answer"

    @property
    def told(self) -> str:
        """What was seen of it."""
        return _TOLD[self.kind].format(observed=self.observed, described=self.described, detail=self.detail)

    def __str__(self) -> str:
        return f"{self.operation}{': ' if self.place else ''}{self.place} {self.told}"


def level_of(findings: Iterable[Finding]) -> Level:
    """How grave the gravest is."""
    return max((finding.level for finding in findings), default=Level.NOTHING)
