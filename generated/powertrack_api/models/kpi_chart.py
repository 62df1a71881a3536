"""Figures of a chart of key performance indicators, and the options by which they are computed. The menu of figures
comes without `inlineOptions`, `weatherMode` and `weatherSource`.
"""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.kpi_categories import KpiCategories
from powertrack_api.models.kpi_options import KpiOptions
from powertrack_core.decoding import JsonObject, each, flag, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class KpiChart(Model):
    """Figures of a chart of key performance indicators, and the options by which they are computed. The menu of
    figures comes without `inlineOptions`, `weatherMode` and `weatherSource`.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "siteKeys",
            "categories",
            "inlineOptions",
            "weatherMode",
            "weatherSource",
            "weatherModes",
            "weatherSources",
            "availabilityPassMode",
            "availabilityReferenceMode",
            "availabilityPowerThreshold",
            "showAlbedoIrradianceOption",
            "showBacksidePOAIrradianceOption",
            "showDHIIrradianceOption",
            "showDNIIrradianceOption",
            "showApparentPowerOption",
            "showReactivePowerOption",
        }
    )

    site_keys: list[str] = Factory(list)
    """Keys of the sites that the chart shows."""
    categories: KpiCategories | None = None
    """The figures that may be chosen."""
    inline_options: KpiOptions | None = None
    """How the figures are computed and drawn."""
    weather_mode: int | None = None
    """Known from the echo only; 0 was seen."""
    weather_source: int | None = None
    """Known from the echo only; 0 was seen."""
    weather_modes: list[int] = Factory(list)
    """Weather modes on offer for the sites."""
    weather_sources: list[int] = Factory(list)
    """Weather sources on offer for the sites."""
    availability_pass_mode: int | None = None
    """Only 0 was seen; `inlineOptions` has a field of this name too."""
    availability_reference_mode: int | None = None
    """Only 0 was seen; `inlineOptions` has a field of this name too."""
    availability_power_threshold: float | None = None
    """Only 0 was seen; `inlineOptions` has a field of this name too."""
    show_albedo_irradiance_option: bool | None = None
    """Whether irradiance from the ground is on offer."""
    show_backside_poa_irradiance_option: bool | None = None
    """Whether plane-of-array irradiance on the rear side is on offer."""
    show_dhi_irradiance_option: bool | None = None
    """Whether diffuse horizontal irradiance is on offer."""
    show_dni_irradiance_option: bool | None = None
    """Whether direct normal irradiance is on offer."""
    show_apparent_power_option: bool | None = None
    """Whether apparent power is on offer."""
    show_reactive_power_option: bool | None = None
    """Whether reactive power is on offer."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            site_keys=each(get("siteKeys"), text),
            categories=KpiCategories.maybe(get("categories")),
            inline_options=KpiOptions.maybe(get("inlineOptions")),
            weather_mode=integer(get("weatherMode")),
            weather_source=integer(get("weatherSource")),
            weather_modes=each(get("weatherModes"), integer),
            weather_sources=each(get("weatherSources"), integer),
            availability_pass_mode=integer(get("availabilityPassMode")),
            availability_reference_mode=integer(get("availabilityReferenceMode")),
            availability_power_threshold=number(get("availabilityPowerThreshold")),
            show_albedo_irradiance_option=flag(get("showAlbedoIrradianceOption")),
            show_backside_poa_irradiance_option=flag(get("showBacksidePOAIrradianceOption")),
            show_dhi_irradiance_option=flag(get("showDHIIrradianceOption")),
            show_dni_irradiance_option=flag(get("showDNIIrradianceOption")),
            show_apparent_power_option=flag(get("showApparentPowerOption")),
            show_reactive_power_option=flag(get("showReactivePowerOption")),
            raw=data,
        )
