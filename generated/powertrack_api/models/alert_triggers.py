"""The alert triggers of a device or of a site."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.decoding import JsonObject, JsonValue, identity, integer, moment, number
from powertrack_api.model import Model
from powertrack_api.models.alert_trigger import AlertTrigger


@define(kw_only=True, repr=False)
class AlertTriggers(Model):
    """The alert triggers of a device or of a site."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "assetCode",
            "calculatedCapacity",
            "capacity",
            "triggers",
            "defaultTriggers",
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
    """Capacity that PowerTrack works out by itself; 0 was seen for a device, -1 for a site. Its unit was not
    observed.
    """
    capacity: JsonValue = None
    """Capacity that is entered; only null was seen."""
    triggers: list[AlertTrigger] = Factory(list)
    """The triggers that are set."""
    default_triggers: list[AlertTrigger] = Factory(list)
    """The triggers offered as templates, one for each alert type. They are not saved and not active, their `id` is 0
    and their `key` empty.
    """

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
            raw=data,
        )
