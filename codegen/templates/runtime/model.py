"""What all models share: the answer as it came, and a short way to be printed."""

from __future__ import annotations

from typing import ClassVar, Self

import attrs

from powertrack_api.decoding import JsonObject, JsonValue, entries, load_object, objects

_SHOWN = 8
_LONGEST = 60


@attrs.define(kw_only=True, repr=False)
class Model:
    """Base of all models.

    Attributes:
        raw: The object as it came, whatever the specification knows of it.
    """

    secret_names: ClassVar[frozenset[str]] = frozenset()
    json_names: ClassVar[frozenset[str]] = frozenset()

    raw: JsonObject = attrs.field(factory=dict, eq=False)

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It lacks what identifies it.
        """
        return cls(raw=data)

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read the body of an answer that is such an object.

        Raises:
            EmptyAnswerError: There is no body.
            ValueError: It is not JSON, or no such object.
        """
        return cls.from_json(load_object(content))

    @classmethod
    def maybe(cls, value: JsonValue) -> Self | None:
        """Read an object; None for anything else."""
        return cls.from_json(value) if isinstance(value, dict) else None

    @classmethod
    def many(cls, value: JsonValue) -> list[Self]:
        """Read the objects of a list."""
        return [cls.from_json(item) for item in objects(value)]

    @classmethod
    def mapped(cls, value: JsonValue) -> dict[str, Self]:
        """Read the objects of a map."""
        return {name: cls.from_json(item) for name, item in entries(value).items()}

    @property
    def extra(self) -> JsonObject:
        """Fields that came but are not in the specification."""
        return {name: value for name, value in self.raw.items() if name not in self.json_names}

    def to_json(self) -> JsonObject:
        """The object as it came."""
        return self.raw

    def __repr__(self) -> str:
        shown = []
        for attribute in attrs.fields(type(self)):
            if attribute.name == "raw" or attribute.name in self.secret_names:
                continue
            value = getattr(self, attribute.name)
            if value not in (None, "", [], {}) and not isinstance(value, (list, dict, Model)):
                shown.append(f"{attribute.name}={_brief(value)}")
        more = ", ..." if len(shown) > _SHOWN else ""
        return f"{type(self).__name__}({', '.join(shown[:_SHOWN])}{more})"


def _brief(value: object) -> str:
    """A value as it is printed, long text cut."""
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]!r}..."
    return repr(value)
