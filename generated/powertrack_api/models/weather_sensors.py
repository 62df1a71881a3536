"""The kinds of sensors that a weather station may carry."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.weather_sensor import WeatherSensor
from powertrack_core.decoding import JsonObject
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class WeatherSensors(Model):
    """The kinds of sensors that a weather station may carry."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "pyranometer1",
            "pyranometer2",
            "pyrheliometer",
            "ambientTemp",
            "panelTemp1",
            "panelTemp2",
            "wind",
            "humidity",
            "barometer",
            "rain",
            "snow",
        }
    )

    pyranometer1: WeatherSensor | None = None
    """First irradiance sensor, a pyranometer or a reference cell."""
    pyranometer2: WeatherSensor | None = None
    """Second irradiance sensor, the reference pyranometer."""
    pyrheliometer: WeatherSensor | None = None
    """Sensor of direct normal irradiance."""
    ambient_temp: WeatherSensor | None = None
    """Ambient temperature."""
    panel_temp_1: WeatherSensor | None = None
    """First module temperature."""
    panel_temp_2: WeatherSensor | None = None
    """Second module temperature."""
    wind: WeatherSensor | None = None
    """Wind speed or direction."""
    humidity: WeatherSensor | None = None
    """Relative humidity."""
    barometer: WeatherSensor | None = None
    """Air pressure."""
    rain: WeatherSensor | None = None
    """Rain."""
    snow: WeatherSensor | None = None
    """Snow."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            pyranometer1=WeatherSensor.maybe(get("pyranometer1")),
            pyranometer2=WeatherSensor.maybe(get("pyranometer2")),
            pyrheliometer=WeatherSensor.maybe(get("pyrheliometer")),
            ambient_temp=WeatherSensor.maybe(get("ambientTemp")),
            panel_temp_1=WeatherSensor.maybe(get("panelTemp1")),
            panel_temp_2=WeatherSensor.maybe(get("panelTemp2")),
            wind=WeatherSensor.maybe(get("wind")),
            humidity=WeatherSensor.maybe(get("humidity")),
            barometer=WeatherSensor.maybe(get("barometer")),
            rain=WeatherSensor.maybe(get("rain")),
            snow=WeatherSensor.maybe(get("snow")),
            raw=data,
        )
