"""Power of a site over the day, in 96 quarters of an hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, each_in_place, integer, moment, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DayPowerProfile(Model):
    """Power of a site over the day, in 96 quarters of an hour."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "plotActual",
            "plotAverage",
            "plotIdx",
            "solarNoon",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "plot_actual": "kW",
        "plot_average": "kW",
    }

    plot_actual: list[float | None] = Factory(list)
    """Power of today by quarter of an hour, 96 values; empty where there never was data. Values below 0 occur. Unit:
    kW.
    """
    plot_average: list[float | None] = Factory(list)
    """Mean power of the last seven days by quarter of an hour, 96 values or none. Unit: kW."""
    plot_idx: int | None = None
    """Place of the latest value in `plotActual`; -1 where there is none."""
    solar_noon: datetime | None = None
    """When the sun stands highest at the site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            plot_actual=each_in_place(get("plotActual"), number),
            plot_average=each_in_place(get("plotAverage"), number),
            plot_idx=integer(get("plotIdx")),
            solar_noon=moment(get("solarNoon")),
            raw=data,
        )
