"""A tracker whose position a sensor shares."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class WeatherTracker(Model):
    """A tracker whose position a sensor shares."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "hid",
            "dataName",
        }
    )

    hid: int | None = None
    """Number of the tracker controller, its key without the `H`; 0 for none."""
    data_name: str | None = None
    """Data name of the register that holds the position; empty for none."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            hid=integer(get("hid")),
            data_name=text(get("dataName")),
            raw=data,
        )
