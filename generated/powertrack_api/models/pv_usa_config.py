"""Coefficients of the PVUSA model, in which power is irradiance times a sum over irradiance, wind speed and ambient
temperature. Only 0 was seen in each of them.
"""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PvUsaConfig(Model):
    """Coefficients of the PVUSA model, in which power is irradiance times a sum over irradiance, wind speed and
    ambient temperature. Only 0 was seen in each of them.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "irradiance",
            "irradianceSquared",
            "windSpeed",
            "ambientTemperature",
        }
    )

    irradiance: float | None = None
    """Coefficient of irradiance."""
    irradiance_squared: float | None = None
    """Coefficient of irradiance squared."""
    wind_speed: float | None = None
    """Coefficient of irradiance times wind speed."""
    ambient_temperature: float | None = None
    """Coefficient of irradiance times ambient temperature."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            irradiance=number(get("irradiance")),
            irradiance_squared=number(get("irradianceSquared")),
            wind_speed=number(get("windSpeed")),
            ambient_temperature=number(get("ambientTemperature")),
            raw=data,
        )
