"""The latest reading of every device of a site."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.hardware import Hardware
from powertrack_core.decoding import JsonObject, identity, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteHardwareProduction(Model):
    """The latest reading of every device of a site."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "timeZone",
            "hardware",
        }
    )

    key: str
    """Key of the site."""
    last_changed: datetime | None = None
    """When any of this last changed."""
    time_zone: str | None = None
    """Time zone of the site; only the empty string was seen here."""
    hardware: list[Hardware] = Factory(list)
    """One row for each device."""

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
            hardware=Hardware.many(get("hardware")),
            raw=data,
        )
