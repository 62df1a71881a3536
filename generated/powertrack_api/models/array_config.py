"""How the trackers of a tracker controller are mounted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, integer, number, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ArrayConfig(Model):
    """How the trackers of a tracker controller are mounted."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "azimuth",
            "tilt",
            "tracking",
            "initialAngle",
            "trackerGcr",
            "trackerGcrWest",
            "firstIndex",
            "serials",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "azimuth": "deg",
        "tilt": "deg",
        "initial_angle": "deg",
        "tracker_gcr": "fraction",
        "tracker_gcr_west": "fraction",
    }

    azimuth: float | None = None
    """Direction that the array faces, 180 being south. Unit: deg."""
    tilt: float | None = None
    """Tilt of the axis from the horizontal; only 0 was seen. Unit: deg."""
    tracking: int | None = None
    """Kind of tracker; only 1 was seen here."""
    initial_angle: float | None = None
    """Angle that the trackers start the day at, such as -55. Unit: deg."""
    tracker_gcr: float | None = None
    """Ground coverage ratio, the width of the modules over the distance between rows. Unit: fraction."""
    tracker_gcr_west: float | None = None
    """Ground coverage ratio towards the west; only 0 was seen. Unit: fraction."""
    first_index: int | None = None
    """Number of the first tracker; only 0 was seen."""
    serials: list[JsonValue] = Factory(list)
    """Serial numbers of the trackers; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            azimuth=number(get("azimuth")),
            tilt=number(get("tilt")),
            tracking=integer(get("tracking")),
            initial_angle=number(get("initialAngle")),
            tracker_gcr=number(get("trackerGcr")),
            tracker_gcr_west=number(get("trackerGcrWest")),
            first_index=integer(get("firstIndex")),
            serials=values(get("serials")),
            raw=data,
        )
