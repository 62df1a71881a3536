"""Alert triggers, and the alerts that they raised."""

from powertrack_api.api.alerts.add_hardware_alert_trigger import add_hardware_alert_trigger
from powertrack_api.api.alerts.apply_alert_triggers import apply_alert_triggers
from powertrack_api.api.alerts.create_alert_trigger import create_alert_trigger
from powertrack_api.api.alerts.create_alert_triggers import create_alert_triggers
from powertrack_api.api.alerts.delete_alert_trigger import delete_alert_trigger
from powertrack_api.api.alerts.delete_hardware_alert_triggers import delete_hardware_alert_triggers
from powertrack_api.api.alerts.get_alert_trigger import get_alert_trigger
from powertrack_api.api.alerts.get_customer_active_alerts import get_customer_active_alerts
from powertrack_api.api.alerts.get_customer_alert_summary import get_customer_alert_summary
from powertrack_api.api.alerts.get_hardware_active_alerts import get_hardware_active_alerts
from powertrack_api.api.alerts.get_hardware_alert_summary import get_hardware_alert_summary
from powertrack_api.api.alerts.get_hardware_alert_triggers import get_hardware_alert_triggers
from powertrack_api.api.alerts.get_hardware_alert_types import get_hardware_alert_types
from powertrack_api.api.alerts.get_new_alert_trigger import get_new_alert_trigger
from powertrack_api.api.alerts.get_new_site_alert_trigger import get_new_site_alert_trigger
from powertrack_api.api.alerts.get_site_active_alerts import get_site_active_alerts
from powertrack_api.api.alerts.get_site_alert_summary import get_site_alert_summary
from powertrack_api.api.alerts.get_site_alert_triggers import get_site_alert_triggers
from powertrack_api.api.alerts.get_site_alert_types import get_site_alert_types
from powertrack_api.api.alerts.put_alert_trigger import put_alert_trigger
from powertrack_api.api.alerts.put_alert_triggers import put_alert_triggers
from powertrack_api.api.alerts.query_alert_history import query_alert_history
from powertrack_api.api.alerts.test_alert_trigger import test_alert_trigger

__all__ = [
    "get_hardware_alert_triggers",
    "get_site_alert_triggers",
    "get_alert_trigger",
    "add_hardware_alert_trigger",
    "delete_hardware_alert_triggers",
    "put_alert_trigger",
    "create_alert_trigger",
    "get_new_alert_trigger",
    "get_new_site_alert_trigger",
    "test_alert_trigger",
    "delete_alert_trigger",
    "put_alert_triggers",
    "create_alert_triggers",
    "apply_alert_triggers",
    "get_hardware_alert_types",
    "get_site_alert_types",
    "get_customer_alert_summary",
    "get_site_alert_summary",
    "get_hardware_alert_summary",
    "get_customer_active_alerts",
    "get_site_active_alerts",
    "get_hardware_active_alerts",
    "query_alert_history",
]
