"""The devices of a site with their registers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.site_hardware_item import SiteHardwareItem
from powertrack_core.decoding import JsonObject, JsonValue, flag, identity, integer, moment, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteHardware(Model):
    """The devices of a site with their registers."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "timeZone",
            "validDataDate",
            "futureDays",
            "pvModelHasFileA",
            "pvModelHasFileB",
            "hardware",
            "hardwareGroups",
            "brokenRegisters",
        }
    )

    key: str
    """Key of the site."""
    last_changed: datetime | None = None
    """When any of this last changed."""
    time_zone: str | None = None
    """Time zone of the site, such as `US/Eastern`."""
    valid_data_date: datetime | None = None
    """Since when the site has readings that count. It is written with the offset `+00:00`."""
    future_days: int | None = None
    """Days ahead of today that there are readings for; only 0 was seen."""
    pv_model_has_file_a: bool | None = None
    """Flag about a first file of the PV model; only true was seen."""
    pv_model_has_file_b: bool | None = None
    """Flag about a second file of the PV model; only true was seen."""
    hardware: list[SiteHardwareItem] = Factory(list)
    """One row for the site itself, and one for each device."""
    hardware_groups: list[JsonValue] = Factory(list)
    """Groups of devices; only the empty list was seen."""
    broken_registers: list[JsonValue] = Factory(list)
    """Registers that could not be read; only the empty list was seen."""

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
            time_zone=text(get("timeZone")),
            valid_data_date=moment(get("validDataDate")),
            future_days=integer(get("futureDays")),
            pv_model_has_file_a=flag(get("pvModelHasFileA")),
            pv_model_has_file_b=flag(get("pvModelHasFileB")),
            hardware=SiteHardwareItem.many(get("hardware")),
            hardware_groups=values(get("hardwareGroups")),
            broken_registers=values(get("brokenRegisters")),
            raw=data,
        )
