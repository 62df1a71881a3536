"""Where the sun stands at a time of the day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SunPathPoint(Model):
    """Where the sun stands at a time of the day."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "timeStamp",
            "x",
            "y",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "x": "deg",
        "y": "deg",
    }

    time_stamp: str | None = None
    """Time at the site without a zone: month first, such as `12/22/2025 7:20:18 AM`, in the production of a site; ISO
    8601 in the site object for scripts.
    """
    x: float | None = None
    """Direction of the sun; 180 is south. Unit: deg."""
    y: float | None = None
    """Height of the sun above the horizon. Unit: deg."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            time_stamp=text(get("timeStamp")),
            x=number(get("x")),
            y=number(get("y")),
            raw=data,
        )
