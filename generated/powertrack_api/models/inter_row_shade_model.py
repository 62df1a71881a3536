"""Geometry of rows of modules that shade each other. Only 0 was seen in each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class InterRowShadeModel(Model):
    """Geometry of rows of modules that shade each other. Only 0 was seen in each field."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "azimuth",
            "tilt",
            "rows",
            "pitch",
            "panelLength",
            "topBorderLength",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "azimuth": "deg",
        "tilt": "deg",
        "pitch": "m",
        "panel_length": "m",
        "top_border_length": "m",
    }

    azimuth: float | None = None
    """Direction that the rows face. Unit: deg."""
    tilt: float | None = None
    """Angle between the modules and the ground. Unit: deg."""
    rows: int | None = None
    """Number of rows."""
    pitch: float | None = None
    """Distance from one row to the next. Unit: m."""
    panel_length: float | None = None
    """Length of the modules across a row. Unit: m."""
    top_border_length: float | None = None
    """Length of the border above the modules. Unit: m."""

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
            rows=integer(get("rows")),
            pitch=number(get("pitch")),
            panel_length=number(get("panelLength")),
            top_border_length=number(get("topBorderLength")),
            raw=data,
        )
