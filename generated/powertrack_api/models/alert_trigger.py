"""A rule that raises an alert when its condition has held for some time. A write names the trigger by the `key` and
`id` in the body.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.alert_parameter import AlertParameter
from powertrack_core.decoding import JsonObject, JsonValue, flag, identity, integer, moment, number, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertTrigger(Model):
    """A rule that raises an alert when its condition has held for some time. A write names the trigger by the `key`
    and `id` in the body.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "id",
            "parentKey",
            "lastChanged",
            "alertTypeKey",
            "name",
            "description",
            "isActive",
            "priorityLevel",
            "checkSun",
            "checkTime",
            "checkNoSnow",
            "hasImpact",
            "impact",
            "delayHoursTrigger",
            "delayHoursResolve",
            "startTime",
            "endTime",
            "sunMinElevation",
            "sunMinAzimuth",
            "sunMaxAzimuth",
            "parameters",
            "ownerKey",
            "sharing",
            "standardItems",
            "isCachedData",
            "lastChecked",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "impact": "%",
        "delay_hours_trigger": "h",
        "delay_hours_resolve": "h",
        "start_time": "min",
        "end_time": "min",
        "sun_min_elevation": "deg",
        "sun_min_azimuth": "deg",
        "sun_max_azimuth": "deg",
    }

    key: str
    """Key of the trigger, `AS` and its `id` or `x2d` and its `id` in hexadecimal; empty for a template or a trigger
    that is not saved yet.
    """
    id: int | None = None
    """Number of the trigger; 0 for one that is not saved yet."""
    parent_key: str | None = None
    """Key of the device or site that the trigger watches."""
    last_changed: datetime | None = None
    """When the trigger last changed. It is the version stamp, which a write moves."""
    alert_type_key: str | None = None
    """Alert type that the trigger belongs to, such as `AI250` for device communication. It decides which `parameters`
    there are.
    """
    name: str | None = None
    """Name of the trigger; at first that of its alert type."""
    description: str | None = None
    """What the alert type watches for."""
    is_active: bool | None = None
    """Whether the trigger is evaluated."""
    priority_level: int | None = None
    """Priority of the alerts raised; 0 and -1 were seen."""
    check_sun: bool | None = None
    """Whether the trigger depends on where the sun stands, as given by `sunMinElevation`, `sunMinAzimuth` and
    `sunMaxAzimuth`.
    """
    check_time: bool | None = None
    """Whether the trigger depends on the time of day, as given by `startTime` and `endTime`."""
    check_no_snow: bool | None = None
    """Whether the trigger holds back while there is snow."""
    has_impact: bool | None = None
    """Whether the alert is taken as a loss of production."""
    impact: float | None = None
    """Share of production that the alert costs; a percentage by the figures seen, 0 and 100. Unit: %."""
    delay_hours_trigger: float | None = None
    """How long the condition holds before the alert is raised. Unit: h."""
    delay_hours_resolve: float | None = None
    """How long the condition is absent before the alert is resolved. Unit: h."""
    start_time: int | None = None
    """Minute of the day from which the trigger is evaluated, where `checkTime` is set. Unit: min."""
    end_time: int | None = None
    """Minute of the day until which the trigger is evaluated, where `checkTime` is set. Unit: min."""
    sun_min_elevation: float | None = None
    """Least elevation of the sun above the horizon, where `checkSun` is set. Unit: deg."""
    sun_min_azimuth: float | None = None
    """Least azimuth of the sun, where `checkSun` is set; only 0 was seen. Unit: deg."""
    sun_max_azimuth: float | None = None
    """Greatest azimuth of the sun, where `checkSun` is set; only 0 was seen, beside a least azimuth of 0. Unit: deg.
    """
    parameters: list[AlertParameter] = Factory(list)
    """What the alert type lets one set; empty where it has nothing to set."""
    owner_key: str | None = None
    """Key of the trigger's owner; only the empty string was seen."""
    sharing: int | None = None
    """With whom the trigger is shared; only 0 was seen."""
    standard_items: list[JsonValue] = Factory(list)
    """Only the empty list was seen, on a trigger that the web page sent back."""
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
            id=integer(get("id")),
            parent_key=text(get("parentKey")),
            last_changed=moment(get("lastChanged")),
            alert_type_key=text(get("alertTypeKey")),
            name=text(get("name")),
            description=text(get("description")),
            is_active=flag(get("isActive")),
            priority_level=integer(get("priorityLevel")),
            check_sun=flag(get("checkSun")),
            check_time=flag(get("checkTime")),
            check_no_snow=flag(get("checkNoSnow")),
            has_impact=flag(get("hasImpact")),
            impact=number(get("impact")),
            delay_hours_trigger=number(get("delayHoursTrigger")),
            delay_hours_resolve=number(get("delayHoursResolve")),
            start_time=integer(get("startTime")),
            end_time=integer(get("endTime")),
            sun_min_elevation=number(get("sunMinElevation")),
            sun_min_azimuth=number(get("sunMinAzimuth")),
            sun_max_azimuth=number(get("sunMaxAzimuth")),
            parameters=AlertParameter.many(get("parameters")),
            owner_key=text(get("ownerKey")),
            sharing=integer(get("sharing")),
            standard_items=values(get("standardItems")),
            is_cached_data=flag(get("isCachedData")),
            last_checked=moment(get("lastChecked")),
            raw=data,
        )
