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
        last_changed: Return the triggers only if they changed after this moment; otherwise the result is falsy.

    Raises:
        ValidationError: The key is not a device's or a site's, or `last_changed` has no time zone.
        APIError: The request failed.

    Operation: GET /api/alerttrigger/{hardwareKey}
    """
    from powertrack_sdk.alerts.models import AlertTriggers

    key = keys.hardware_or_site_key(hardware_key)
    read = alerts.get_site_alert_triggers if keys.is_site_key(key) else alerts.get_hardware_alert_triggers
    if isinstance(last_changed, datetime):
        if last_changed.tzinfo is None:
            raise ValidationError("last_changed needs a time zone, such as datetime.now(timezone.utc)")
        last_changed = last_changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    operation = read(key) if last_changed is None else read(key, last_changed=last_changed)
    return (yield from ask(operation.reading(AlertTriggers.parse, may_be_empty=True)))


def get_alert_summary(
    customer_id: str | int | None = None, site_id: str | int | None = None
) -> Flow[AlertSummaryResponse]:
    """Count the active alerts of a customer or a site.

    Args:
        customer_id: Key of the customer, such as `C1001`.
        site_id: Key of the site, such as `S10001`; give exactly one of the two.

    Raises:
        ValidationError: Neither or both are given, or the key is invalid.
        APIError: The request failed.

    Operation: GET /api/view/activealerts/activesummary/{key}
    """
    from powertrack_sdk.alerts.models import AlertSummaryResponse

    if customer_id is not None and site_id is None:
        operation = alerts.get_customer_alert_summary(keys.customer_key(customer_id))
    elif site_id is not None and customer_id is None:
        operation = alerts.get_site_alert_summary(keys.site_key(site_id))
    else:
        raise ValidationError("give either customer_id or site_id")
    return (yield from ask(operation.reading(AlertSummaryResponse.parse, may_be_empty=True)))


def get_active_alerts(key: str) -> Flow[Rows[Alert]]:
    """List the active alerts of a customer, a site or a device.

    Args:
        key: Key of the customer, site or device, with its letter, such as `C1001`.

    Raises:
        ValidationError: The key is invalid.
        APIError: The request failed.

    Operation: GET /api/view/activealerts/{key}
    """
    from powertrack_api.models.active_alerts import ActiveAlerts
    from powertrack_api.models.alert import Alert
    from powertrack_sdk.tables.rows import Rows

    found = keys.object_key(key)
    reads = {
        "C": alerts.get_customer_active_alerts,
        "S": alerts.get_site_active_alerts,
        "H": alerts.get_hardware_active_alerts,
    }
    if found[0] not in reads:
        raise ValidationError(f"{key!r} is not the key of a customer, a site or a device, such as S10001")

    def parse(content: bytes) -> Rows[Alert]:
        return Rows(Alert, ActiveAlerts.parse(content).list_)

    return (yield from ask(reads[found[0]](found).reading(parse, may_be_empty=True)))
