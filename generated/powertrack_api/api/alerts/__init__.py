"""Alert triggers and counts of active alerts."""

from powertrack_api.api.alerts.get_alert_summary import (
    get_customer_alert_summary,
    get_hardware_alert_summary,
    get_site_alert_summary,
)
from powertrack_api.api.alerts.get_alert_triggers import (
    get_alert_trigger,
    get_hardware_alert_triggers,
    get_site_alert_triggers,
)

__all__ = [
    "get_hardware_alert_triggers",
    "get_site_alert_triggers",
    "get_alert_trigger",
    "get_customer_alert_summary",
    "get_site_alert_summary",
    "get_hardware_alert_summary",
]
