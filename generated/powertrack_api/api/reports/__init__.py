"""Reports: their configurations, files and folders."""

from powertrack_api.api.reports.create_folder import create_folder
from powertrack_api.api.reports.create_report_config import create_report_config
from powertrack_api.api.reports.get_dashboard_list_items import get_dashboard_list_items
from powertrack_api.api.reports.get_file_config import get_file_config
from powertrack_api.api.reports.get_new_report_column_header import get_new_report_column_header
from powertrack_api.api.reports.get_new_report_config import get_new_report_config
from powertrack_api.api.reports.get_report_config import get_report_config
from powertrack_api.api.reports.get_report_configs import get_report_configs
from powertrack_api.api.reports.get_reporting import get_reporting
from powertrack_api.api.reports.post_report_config import post_report_config
from powertrack_api.api.reports.post_report_start import post_report_start
from powertrack_api.api.reports.put_report_config import put_report_config
from powertrack_api.api.reports.query_report_configs import query_report_configs

__all__ = [
    "get_report_config",
    "put_report_config",
    "create_report_config",
    "get_new_report_config",
    "get_new_report_column_header",
    "get_dashboard_list_items",
    "get_reporting",
    "get_report_configs",
    "query_report_configs",
    "post_report_config",
    "post_report_start",
    "get_file_config",
    "create_folder",
]
