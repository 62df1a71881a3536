"""Time series."""

from powertrack_api.api.charts.query_chart import query_chart

__all__ = [
    "query_chart",
]
