"""Losses that the estimate of a site's production assumes. Each is a number in a string; only `0` was seen."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class EstimatedLosses(Model):
    """Losses that the estimate of a site's production assumes. Each is a number in a string; only `0` was seen."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "clipping",
            "downtime",
            "irradiance",
            "shading",
            "snow",
            "soiling",
            "temperature",
        }
    )

    clipping: str | None = None
    """Loss where inverters run at their limit, as text."""
    downtime: str | None = None
    """Loss while inverters stand still, as text."""
    irradiance: str | None = None
    """Loss at low irradiance, as text."""
    shading: str | None = None
    """Loss through shade, as text."""
    snow: str | None = None
    """Loss through snow, as text."""
    soiling: str | None = None
    """Loss through dirt on the modules, as text."""
    temperature: str | None = None
    """Loss through heat, as text."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            clipping=text(get("clipping")),
            downtime=text(get("downtime")),
            irradiance=text(get("irradiance")),
            shading=text(get("shading")),
            snow=text(get("snow")),
            soiling=text(get("soiling")),
            temperature=text(get("temperature")),
            raw=data,
        )
