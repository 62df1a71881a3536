"""One input of a DC combiner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ZoneChannel(Model):
    """One input of a DC combiner."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "index",
            "name",
            "strings",
            "gain",
            "offset",
            "azimuth",
            "minAzimuth",
            "maxAzimuth",
            "tilt",
            "elevation",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "azimuth": "deg",
        "min_azimuth": "deg",
        "max_azimuth": "deg",
        "tilt": "deg",
    }

    index: int | None = None
    """Number of the input, from 1."""
    name: str | None = None
    """Name of the input."""
    strings: int | None = None
    """Number of module strings on the input."""
    gain: float | None = None
    """Factor on the current of the input."""
    offset: float | None = None
    """What is added to the current of the input; only 0 was seen. Unit not observed."""
    azimuth: float | None = None
    """Direction that the strings face; only 0 was seen. Unit: deg."""
    min_azimuth: float | None = None
    """Least azimuth of strings that move; only 0 was seen. Unit: deg."""
    max_azimuth: float | None = None
    """Greatest azimuth of strings that move; only 0 was seen. Unit: deg."""
    tilt: float | None = None
    """Tilt of the strings from the horizontal; only 0 was seen. Unit: deg."""
    elevation: float | None = None
    """Elevation of the strings; only 0 was seen. Unit not observed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            index=integer(get("index")),
            name=text(get("name")),
            strings=integer(get("strings")),
            gain=number(get("gain")),
            offset=number(get("offset")),
            azimuth=number(get("azimuth")),
            min_azimuth=number(get("minAzimuth")),
            max_azimuth=number(get("maxAzimuth")),
            tilt=number(get("tilt")),
            elevation=number(get("elevation")),
            raw=data,
        )
