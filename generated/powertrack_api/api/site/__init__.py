"""Master data and configuration of a site."""

from powertrack_api.api.site.get_active_ticket_count import get_active_ticket_count
from powertrack_api.api.site.get_calculated_elevation import get_calculated_elevation
from powertrack_api.api.site.get_hardware_alert_subscriptions import get_hardware_alert_subscriptions
from powertrack_api.api.site.get_project_management import get_project_management
from powertrack_api.api.site.get_script_site import get_script_site
from powertrack_api.api.site.get_site import get_site
from powertrack_api.api.site.get_site_alert_subscriptions import get_site_alert_subscriptions
from powertrack_api.api.site.get_site_config import get_site_config
from powertrack_api.api.site.get_site_links import get_site_links
from powertrack_api.api.site.get_site_production import get_site_production
from powertrack_api.api.site.get_site_share_locations import get_site_share_locations
from powertrack_api.api.site.get_site_shares import get_site_shares
from powertrack_api.api.site.get_site_weather import get_site_weather
from powertrack_api.api.site.get_support_cases import get_support_cases
from powertrack_api.api.site.put_site_config import put_site_config

__all__ = [
    "get_site",
    "get_site_config",
    "put_site_config",
    "get_calculated_elevation",
    "get_site_production",
    "get_script_site",
    "get_site_weather",
    "get_site_links",
    "get_site_shares",
    "get_site_share_locations",
    "get_project_management",
    "get_site_alert_subscriptions",
    "get_hardware_alert_subscriptions",
    "get_support_cases",
    "get_active_ticket_count",
]
