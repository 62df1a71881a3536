"""What the model behind a figure can use for the sites."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class KpiModelOptions(Model):
    """What the model behind a figure can use for the sites."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "showCalcModTemp",
            "showLocusVi",
            "showOnSiteWeather",
            "showSolarSight",
        }
    )

    show_calc_mod_temp: bool | None = None
    """Whether computed module temperature is on offer."""
    show_locus_vi: bool | None = None
    """Whether Locus virtual irradiance is on offer."""
    show_on_site_weather: bool | None = None
    """Whether weather stations on the site are on offer."""
    show_solar_sight: bool | None = None
    """Whether the SolarSight weather service is on offer."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            show_calc_mod_temp=flag(get("showCalcModTemp")),
            show_locus_vi=flag(get("showLocusVi")),
            show_on_site_weather=flag(get("showOnSiteWeather")),
            show_solar_sight=flag(get("showSolarSight")),
            raw=data,
        )
