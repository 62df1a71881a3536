"""The series of a chart, with totals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from attrs import Factory, define

from powertrack_api.models.bin_size import BinSize
from powertrack_api.models.chart_duration import ChartDuration
from powertrack_api.models.chart_series import ChartSeries
from powertrack_core.decoding import each, each_in, flag, integer, list_of, moment, number, text
from powertrack_core.row import Reader, Row, RowsOf


@define(kw_only=True, repr=False, eq=False)
class ChartData(Row):
    """The series of a chart, with totals."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "title",
            "start",
            "end",
            "timeZone",
            "timeZoneExport",
            "isUsingDaylightSavings",
            "binSize",
            "allowSmallBinSize",
            "currentNowBinIndex",
            "lastDataDatetime",
            "series",
            "hardwareKeys",
            "namedResults",
            "summaryTable",
            "durations",
            "renderType",
            "showTable",
            "isCategoryChart",
            "isSummaryChart",
            "hasAlertMessages",
            "hasOverriddenQuery",
            "dataNotAvailable",
            "errorString",
            "validationError",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "bin_size": "min",
        "named_results": "kWh",
    }

    readers: ClassVar[Mapping[str, Reader]] = {
        "key": ("key", text),
        "last_changed": ("lastChanged", moment),
        "title": ("title", text),
        "start": ("start", moment),
        "end": ("end", moment),
        "time_zone": ("timeZone", text),
        "time_zone_export": ("timeZoneExport", integer),
        "is_using_daylight_savings": ("isUsingDaylightSavings", flag),
        "bin_size": ("binSize", BinSize.of),
        "allow_small_bin_size": ("allowSmallBinSize", flag),
        "current_now_bin_index": ("currentNowBinIndex", integer),
        "last_data_datetime": ("lastDataDatetime", moment),
        "series": ("series", RowsOf(ChartSeries)),
        "hardware_keys": ("hardwareKeys", lambda value: each(value, text)),
        "named_results": ("namedResults", lambda value: each_in(value, number)),
        "summary_table": ("summaryTable", lambda value: each(value, list_of(text))),
        "durations": ("durations", ChartDuration.many),
        "render_type": ("renderType", integer),
        "show_table": ("showTable", flag),
        "is_category_chart": ("isCategoryChart", flag),
        "is_summary_chart": ("isSummaryChart", flag),
        "has_alert_messages": ("hasAlertMessages", flag),
        "has_overridden_query": ("hasOverriddenQuery", flag),
        "data_not_available": ("dataNotAvailable", flag),
        "error_string": ("errorString", text),
        "validation_error": ("validationError", text),
    }
    nested: ClassVar[tuple[str, ...]] = (
        "series",
        "hardware_keys",
        "named_results",
        "summary_table",
        "durations",
    )

    key: str | None = None
    """The request as JSON text with all defaults of the server filled in; it names the chart."""
    last_changed: datetime | None = None
    """When the chart was computed."""
    title: str | None = None
    """Title of the chart; for a KPI chart the chosen figures, joined by commas."""
    start: datetime | None = None
    """Begin of the chart."""
    end: datetime | None = None
    """End of the chart."""
    time_zone: str | None = None
    """Zone of the site, such as `US/Eastern`."""
    time_zone_export: int | None = None
    """Numeric code of the zone."""
    is_using_daylight_savings: bool | None = None
    """Whether the zone has daylight saving time."""
    bin_size: BinSize | int | None = None
    """Length of the bins. Unit: min."""
    allow_small_bin_size: bool | None = None
    """Whether shorter bins may be asked for."""
    current_now_bin_index: int | None = None
    """Index of the bin that holds the present, from 0."""
    last_data_datetime: datetime | None = None
    """Moment of the latest data; null where the chart does not say."""
    series: list[ChartSeries] = Factory(list)
    """The series."""
    hardware_keys: list[str] = Factory(list)
    """Probably the device of each series, in their order. `BAD` stands for a series that belongs to no single device.
    """
    named_results: dict[str, float] = Factory(dict)
    """Totals over the chart by name, such as `energy`, `expEnergy` or `snow`; energies are in kWh. Unit: kWh."""
    summary_table: list[list[str]] = Factory(list)
    """The totals as rows of three texts, name, figure and unit."""
    durations: list[ChartDuration] = Factory(list)
    """Spans that the chart can be switched to."""
    render_type: int | None = None
    """How the chart is drawn; only 0 was seen."""
    show_table: bool | None = None
    """Whether a table stands beside the chart."""
    is_category_chart: bool | None = None
    """Whether the horizontal axis holds categories instead of time."""
    is_summary_chart: bool | None = None
    """Whether the chart shows totals instead of a course of time."""
    has_alert_messages: bool | None = None
    """Whether series carry messages of alerts."""
    has_overridden_query: bool | None = None
    """Whether another query took the place of the one asked for."""
    data_not_available: bool | None = None
    """Whether there is no data for the chart."""
    error_string: str | None = None
    """What went wrong; empty where nothing did."""
    validation_error: str | None = None
    """What was wrong with the request; empty where nothing was."""
