"""The alert triggers of a device or of a site. A write names its target by the `key` in the body."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.alert_trigger import AlertTrigger
from powertrack_core.decoding import JsonObject, JsonValue, flag, identity, integer, moment, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertTriggers(Model):
    """The alert triggers of a device or of a site. A write names its target by the `key` in the body."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "assetCode",
            "calculatedCapacity",
            "capacity",
            "triggers",
            "defaultTriggers",
            "isCachedData",
            "lastChecked",
        }
    )

    key: str
    """Key of the device or site."""
    last_changed: datetime | None = None
    """When the triggers last changed."""
    asset_code: int | None = None
    """Code of the kind of device, probably its function code; 5 was seen beside a trigger for weather stations. Null
    for a site.
    """
    calculated_capacity: float | None = None
    """Capacity that PowerTrack calculates; 0 was seen for a device, -1 for a site. Its unit was not observed."""
    capacity: JsonValue = None
    """Capacity that is entered; only null was seen."""
    triggers: list[AlertTrigger] = Factory(list)
    """The triggers that are set."""
    default_triggers: list[AlertTrigger] = Factory(list)
    """The triggers offered as templates, one for each alert type. They are not saved and not active, their `id` is 0
    and their `key` empty.
    """
    is_cached_data: bool | None = None
    """Field of the web page; it was seen only in what the page sends."""
    last_checked: datetime | None = None
    """Field of the web page; it was seen only in what the page sends."""

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
            asset_code=integer(get("assetCode")),
            calculated_capacity=number(get("calculatedCapacity")),
            capacity=get("capacity"),
            triggers=AlertTrigger.many(get("triggers")),
            default_triggers=AlertTrigger.many(get("defaultTriggers")),
            is_cached_data=flag(get("isCachedData")),
            last_checked=moment(get("lastChecked")),
            raw=data,
        )
