"""The signed-in user and the application itself."""

from powertrack_api.api.account.get_app_links import get_app_links
from powertrack_api.api.account.get_app_settings import get_app_settings
from powertrack_api.api.account.get_audit_log import get_audit_log
from powertrack_api.api.account.get_grafana_config import get_grafana_config
from powertrack_api.api.account.get_session_notifications import get_session_notifications
from powertrack_api.api.account.get_time_zones import get_time_zones
from powertrack_api.api.account.get_time_zones_raw import get_time_zones_raw
from powertrack_api.api.account.get_user_preferences import get_user_preferences
from powertrack_api.api.account.query_audit_log import query_audit_log
from powertrack_api.api.account.report_error import report_error
from powertrack_api.api.account.save_user_preferences import save_user_preferences

__all__ = [
    "get_user_preferences",
    "save_user_preferences",
    "get_session_notifications",
    "get_audit_log",
    "query_audit_log",
    "get_app_settings",
    "get_app_links",
    "get_grafana_config",
    "get_time_zones",
    "get_time_zones_raw",
    "report_error",
]
