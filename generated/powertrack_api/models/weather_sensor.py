"""One kind of sensor of a weather station."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class WeatherSensor(Model):
    """One kind of sensor of a weather station."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "isAllowed",
            "isChecked",
        }
    )

    is_allowed: bool | None = None
    """Whether the driver of the station can read such a sensor."""
    is_checked: bool | None = None
    """Whether the station carries it."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            is_allowed=flag(get("isAllowed")),
            is_checked=flag(get("isChecked")),
            raw=data,
        )
