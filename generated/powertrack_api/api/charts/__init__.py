"""Time series and key figures of sites, and the menus of charts."""

from powertrack_api.api.charts.convert_chart_to_query import convert_chart_to_query
from powertrack_api.api.charts.estimate_chart import estimate_chart
from powertrack_api.api.charts.get_chart_menu import get_chart_menu
from powertrack_api.api.charts.get_kpi_options import get_kpi_options
from powertrack_api.api.charts.query_chart import query_chart
from powertrack_api.api.charts.query_chart_menu import query_chart_menu
from powertrack_api.api.charts.query_kpi_dashboard import query_kpi_dashboard
from powertrack_api.api.charts.query_kpi_menu import query_kpi_menu

__all__ = [
    "query_chart",
    "get_chart_menu",
    "query_chart_menu",
    "estimate_chart",
    "query_kpi_menu",
    "get_kpi_options",
    "convert_chart_to_query",
    "query_kpi_dashboard",
]
