"""An alert that a trigger raised for a device."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.alert_category import AlertCategory
from powertrack_api.models.alert_severity import AlertSeverity
from powertrack_core.decoding import JsonObject, flag, identity, integer, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Alert(Model):
    """An alert that a trigger raised for a device."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "alertId",
            "alertTriggerId",
            "name",
            "subtitle",
            "description",
            "eventCode",
            "category",
            "severity",
            "level",
            "priorityCode",
            "assetCode",
            "siteKey",
            "siteName",
            "hardwareKey",
            "hardwareName",
            "hardwareIcon",
            "tz",
            "start",
            "triggerTime",
            "end",
            "isAcknowledged",
            "acknowledgedAt",
            "acknowledgedByName",
            "lastAcknowledgedBy",
            "isResolved",
            "resolvedTime",
            "resolvedByName",
            "lastResolvedBy",
            "lastNoteKey",
            "lastServiceRequestId",
            "lastServiceRequestKey",
            "lastWorkOrderId",
            "lastWorkOrderKey",
            "capacity",
            "delta",
            "impact",
            "impactCode",
            "lossKwh",
            "lossKwhPerDay",
            "lossMoney",
            "lossMoneyPerDay",
            "lossMoneyUnit",
            "canControl",
            "canEdit",
            "canManage",
            "lastChanged",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "capacity": "kW",
        "impact": "%",
        "loss_kwh": "kWh",
        "loss_kwh_per_day": "kWh/d",
    }

    key: str
    """Key of the alert."""
    alert_id: str | None = None
    """Number of the alert, as text."""
    alert_trigger_id: int | None = None
    """Number of the trigger that raised the alert; its `id`."""
    name: str | None = None
    """What happened, as one line, with the names of site and device."""
    subtitle: str | None = None
    """A second line below the name; only the empty string was seen."""
    description: str | None = None
    """What was found, possible causes included. A tab and a blank join its lines."""
    event_code: str | None = None
    """Alert type by the digits of its key and its name, such as `250 - Device communication`. A customer may have
    made the name.
    """
    category: AlertCategory | int | None = None
    """What sort of thing the alert is about."""
    severity: AlertSeverity | int | None = None
    """Code of the state or the gravity of the alert."""
    level: int | None = None
    """Level of the alert; -1, 0 and 2 were seen, their meaning was not observed."""
    priority_code: int | None = None
    """Priority of the alert as a code; only 0 was seen."""
    asset_code: str | None = None
    """Letters for the kind of device. `INV` was seen on inverters, `MET` on a weather station, `DA` on a data
    manager, and `MTR` and `GTW` too.
    """
    site_key: str | None = None
    """Key of the site."""
    site_name: str | None = None
    """Name of the site."""
    hardware_key: str | None = None
    """Key of the device."""
    hardware_name: str | None = None
    """Name of the device."""
    hardware_icon: str | None = None
    """Address of a picture of this kind of device."""
    tz: str | None = None
    """Time zone of the site, such as `US/Eastern`. The times here are in UTC all the same."""
    start: datetime | None = None
    """When the condition began to hold."""
    trigger_time: datetime | None = None
    """When the alert was raised."""
    end: datetime | None = None
    """When the condition ceased to hold; null while it holds."""
    is_acknowledged: bool | None = None
    """Whether somebody has acknowledged the alert."""
    acknowledged_at: datetime | None = None
    """When the alert was acknowledged; it may be given although `isAcknowledged` is false."""
    acknowledged_by_name: str | None = None
    """Name of the user who acknowledged the alert; may be empty on an acknowledged one too."""
    last_acknowledged_by: str | None = None
    """Key of the user who last acknowledged the alert."""
    is_resolved: bool | None = None
    """Whether the alert is resolved."""
    resolved_time: datetime | None = None
    """When the alert was resolved; null while it is open."""
    resolved_by_name: str | None = None
    """Name of the user who resolved the alert. Each resolved one that was seen has `Unable to verify name`."""
    last_resolved_by: str | None = None
    """Key of the user who last resolved the alert; only the empty string was seen."""
    last_note_key: str | None = None
    """Key of the last note on the alert, an `x` and eight digits; empty for none."""
    last_service_request_id: str | None = None
    """Number of the last service request, as text; `0` for none."""
    last_service_request_key: str | None = None
    """Key of the last service request; only the empty string was seen."""
    last_work_order_id: str | None = None
    """Number of the last work order, as text; `0` for none."""
    last_work_order_key: str | None = None
    """Key of the last work order; only the empty string was seen."""
    capacity: float | None = None
    """Capacity of the device, in kW by the figures seen on inverters, such as 36; null or 0 where none is set. Unit:
    kW.
    """
    delta: float | None = None
    """Difference that the alert is about; only 0 was seen. Unit not observed."""
    impact: float | None = None
    """Share of production that the alert costs; a percentage by the figures seen, such as 2.77 and 100. Unit: %."""
    impact_code: int | None = None
    """Code of the impact; 0, 1 and 5 were seen, their meaning was not observed."""
    loss_kwh: float | None = None
    """Energy that the alert has cost; only `NaN` was seen. Unit: kWh."""
    loss_kwh_per_day: float | None = None
    """Energy that the alert costs each day; only `NaN` was seen. Unit: kWh/d."""
    loss_money: float | None = None
    """Money that the alert has cost, in the currency `lossMoneyUnit`; only `NaN` was seen. Unit: that of
    lossMoneyUnit.
    """
    loss_money_per_day: float | None = None
    """Money that the alert costs each day, in the currency `lossMoneyUnit`; only `NaN` was seen. Unit: that of
    lossMoneyUnit.
    """
    loss_money_unit: int | None = None
    """Code of a currency; only 0 was seen."""
    can_control: bool | None = None
    """Whether the user may control the device; only false was seen."""
    can_edit: bool | None = None
    """Whether the user may edit the alert."""
    can_manage: bool | None = None
    """Whether the user may manage the alert; seen equal to `canEdit`."""
    last_changed: datetime | None = None
    """When the alert last changed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            alert_id=text(get("alertId")),
            alert_trigger_id=integer(get("alertTriggerId")),
            name=text(get("name")),
            subtitle=text(get("subtitle")),
            description=text(get("description")),
            event_code=text(get("eventCode")),
            category=AlertCategory.of(get("category")),
            severity=AlertSeverity.of(get("severity")),
            level=integer(get("level")),
            priority_code=integer(get("priorityCode")),
            asset_code=text(get("assetCode")),
            site_key=text(get("siteKey")),
            site_name=text(get("siteName")),
            hardware_key=text(get("hardwareKey")),
            hardware_name=text(get("hardwareName")),
            hardware_icon=text(get("hardwareIcon")),
            tz=text(get("tz")),
            start=moment(get("start")),
            trigger_time=moment(get("triggerTime")),
            end=moment(get("end")),
            is_acknowledged=flag(get("isAcknowledged")),
            acknowledged_at=moment(get("acknowledgedAt")),
            acknowledged_by_name=text(get("acknowledgedByName")),
            last_acknowledged_by=text(get("lastAcknowledgedBy")),
            is_resolved=flag(get("isResolved")),
            resolved_time=moment(get("resolvedTime")),
            resolved_by_name=text(get("resolvedByName")),
            last_resolved_by=text(get("lastResolvedBy")),
            last_note_key=text(get("lastNoteKey")),
            last_service_request_id=text(get("lastServiceRequestId")),
            last_service_request_key=text(get("lastServiceRequestKey")),
            last_work_order_id=text(get("lastWorkOrderId")),
            last_work_order_key=text(get("lastWorkOrderKey")),
            capacity=number(get("capacity")),
            delta=number(get("delta")),
            impact=number(get("impact")),
            impact_code=integer(get("impactCode")),
            loss_kwh=number(get("lossKwh")),
            loss_kwh_per_day=number(get("lossKwhPerDay")),
            loss_money=number(get("lossMoney")),
            loss_money_per_day=number(get("lossMoneyPerDay")),
            loss_money_unit=integer(get("lossMoneyUnit")),
            can_control=flag(get("canControl")),
            can_edit=flag(get("canEdit")),
            can_manage=flag(get("canManage")),
            last_changed=moment(get("lastChanged")),
            raw=data,
        )
