"""Weather at a site now, and a forecast for the next three days."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.unit_code import UnitCode
from powertrack_api.models.weather_forecast import WeatherForecast
from powertrack_core.decoding import JsonObject, identity, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteWeather(Model):
    """Weather at a site now, and a forecast for the next three days."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "date",
            "condition",
            "icon",
            "temperature",
            "high",
            "low",
            "temperatureUnit",
            "windDirection",
            "windSpeed",
            "windSpeedUnit",
            "forecast",
        }
    )

    key: str
    """Key of a site, such as `S10001`."""
    last_changed: datetime | None = None
    """When the weather was last fetched."""
    date: datetime | None = None
    """Hour that the weather is of."""
    condition: str | None = None
    """The weather in words, such as `Clear`."""
    icon: str | None = None
    """Name of its picture, such as `sunny` or `rain`."""
    temperature: float | None = None
    """Temperature in `temperatureUnit`. Unit: that of temperatureUnit."""
    high: float | None = None
    """Highest temperature of the day in `temperatureUnit`. Unit: that of temperatureUnit."""
    low: float | None = None
    """Lowest temperature of the day in `temperatureUnit`. Unit: that of temperatureUnit."""
    temperature_unit: UnitCode | int | None = None
    """Unit of all temperatures here; degrees Fahrenheit (31) was seen."""
    wind_direction: float | None = None
    """Direction of the wind; only 0 was seen and its unit was not observed. Unit: not observed."""
    wind_speed: float | None = None
    """Speed of the wind in `windSpeedUnit`; only 0 was seen. Unit: that of windSpeedUnit."""
    wind_speed_unit: str | None = None
    """Unit of the wind speed as text; only the empty string was seen."""
    forecast: list[WeatherForecast] = Factory(list)
    """The next days, one entry for each."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            last_changed=moment(get("lastChanged")),
            date=moment(get("date")),
            condition=text(get("condition")),
            icon=text(get("icon")),
            temperature=number(get("temperature")),
            high=number(get("high")),
            low=number(get("low")),
            temperature_unit=UnitCode.of(get("temperatureUnit")),
            wind_direction=number(get("windDirection")),
            wind_speed=number(get("windSpeed")),
            wind_speed_unit=text(get("windSpeedUnit")),
            forecast=WeatherForecast.many(get("forecast")),
            raw=data,
        )
