"""Weather that is expected of a day. Temperatures have the unit that the weather of now names."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class WeatherForecast(Model):
    """Weather that is expected of a day. Temperatures have the unit that the weather of now names."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "date",
            "condition",
            "icon",
            "temperature",
            "high",
            "low",
        }
    )

    date: datetime | None = None
    """The day, as its midnight."""
    condition: str | None = None
    """The weather in words, such as `Light rain`."""
    icon: str | None = None
    """Name of its picture, such as `rain`."""
    temperature: float | None = None
    """Temperature of the day. Unit: that of temperatureUnit of the site."""
    high: float | None = None
    """Highest temperature. Unit: that of temperatureUnit of the site."""
    low: float | None = None
    """Lowest temperature. Unit: that of temperatureUnit of the site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            date=moment(get("date")),
            condition=text(get("condition")),
            icon=text(get("icon")),
            temperature=number(get("temperature")),
            high=number(get("high")),
            low=number(get("low")),
            raw=data,
        )
