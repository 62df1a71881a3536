"""The settings of a device that belong to its driver."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.driver_setting import DriverSetting
from powertrack_core.decoding import JsonObject, identity, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DriverSettings(Model):
    """The settings of a device that belong to its driver."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "driverSettings",
        }
    )

    key: str
    """Key of the device."""
    last_changed: datetime | None = None
    """When the device last changed."""
    driver_settings: list[DriverSetting] = Factory(list)
    """The settings."""

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
            driver_settings=DriverSetting.many(get("driverSettings")),
            raw=data,
        )
