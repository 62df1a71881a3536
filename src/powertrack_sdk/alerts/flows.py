"""Reads of alerts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from powertrack_api.api import alerts
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.alert import Alert
    from powertrack_sdk.alerts.models import AlertSummaryResponse, AlertTriggers
    from powertrack_sdk.tables.rows import Rows


def get_alert_triggers(hardware_key: str | int, last_changed: datetime | str | None = None) -> Flow[AlertTriggers]:
    """Read the alert triggers of a device or a site.

    Args:
        hardware_key: Key of the device, such as `H100001`, or of a site.
        last_changed: Ask only for what changed after this moment. Where nothing did, the result is empty and false.

    Raises:
        ValidationError: It is no key of a device or site.
        APIError: The request failed.

    Operation: GET /api/alerttrigger/{hardwareKey}
    """
    key = keys.hardware_or_site_key(hardware_key)
    read = alerts.get_site_alert_triggers if keys.is_site_key(key) else alerts.get_hardware_alert_triggers
    operation = read(key) if last_changed is None else read(key, last_changed=_stamp(last_changed))
    return (yield from ask(operation.reading(_alert_triggers, may_be_empty=True)))


def get_alert_summary(
    customer_id: str | int | None = None, site_id: str | int | None = None
) -> Flow[AlertSummaryResponse]:
    """Count the active alerts of a customer or a site.

    Args:
        customer_id: Key of the customer, such as `C1001`.
        site_id: Key of the site, such as `S10001`; exactly one of both is given.

    Raises:
        ValidationError: None or both are given, or one is no such key.
        APIError: The request failed.

    Operation: GET /api/view/activealerts/activesummary/{key}
    """
    if (customer_id is None) == (site_id is None):
        raise ValidationError("give either customer_id or site_id")
    if customer_id is not None:
        operation = alerts.get_customer_alert_summary(keys.customer_key(customer_id))
    else:
        operation = alerts.get_site_alert_summary(keys.site_key(site_id or ""))
    return (yield from ask(operation.reading(_alert_summary, may_be_empty=True)))


def get_active_alerts(key: str) -> Flow[Rows[Alert]]:
    """List the alerts that are active at a customer, on a site or on a device.

    Args:
        key: Key of the customer, such as `C1001`, of the site or of the device; its letter tells which.

    Raises:
        ValidationError: It is no such key.
        APIError: The request failed.

    Operation: GET /api/view/activealerts/{key}
    """
    found = keys.object_key(key)
    reads = {
        "C": alerts.get_customer_active_alerts,
        "S": alerts.get_site_active_alerts,
        "H": alerts.get_hardware_active_alerts,
    }
    if found[0] not in reads:
        raise ValidationError(f"{key!r} is not the key of a customer, a site or a device, such as S10001")
    return (yield from ask(reads[found[0]](found).reading(_active_alerts, may_be_empty=True)))


def _stamp(moment: datetime | str) -> str:
    if isinstance(moment, str):
        return moment
    if moment.tzinfo is None:
        raise ValidationError("last_changed needs a time zone, such as datetime.now(timezone.utc)")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _alert_triggers(content: bytes) -> AlertTriggers:
    from powertrack_sdk.alerts.models import AlertTriggers

    return AlertTriggers.parse(content)


def _alert_summary(content: bytes) -> AlertSummaryResponse:
    from powertrack_sdk.alerts.models import AlertSummaryResponse

    return AlertSummaryResponse.parse(content)


def _active_alerts(content: bytes) -> Rows[Alert]:
    from powertrack_api.models.active_alerts import ActiveAlerts
    from powertrack_api.models.alert import Alert
    from powertrack_sdk.tables.rows import Rows

    return Rows(Alert, ActiveAlerts.parse(content).list_)
