"""A chart that is described instead of named. A browser sends `dataItems`, `initialSpan`, `kpiChart`, `name` and
`title`; the server fills in the rest. Texts are null in the echo of an unsaved chart and strings once the chart is
turned into a query that the chart builder edits; of such a query only the begin and the end were read, and the
fields between them are known by name and type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.chart_data_item import ChartDataItem
from powertrack_api.models.chart_query_condition import ChartQueryCondition
from powertrack_api.models.chart_time_span import ChartTimeSpan
from powertrack_api.models.kpi_chart import KpiChart
from powertrack_api.models.query_parameter import QueryParameter
from powertrack_api.models.tag_set import TagSet
from powertrack_core.decoding import JsonObject, JsonValue, flag, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartQuery(Model):
    """A chart that is described instead of named. A browser sends `dataItems`, `initialSpan`, `kpiChart`, `name` and
    `title`; the server fills in the rest. Texts are null in the echo of an unsaved chart and strings once the
    chart is turned into a query that the chart builder edits; of such a query only the begin and the end were
    read, and the fields between them are known by name and type.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "title",
            "parentKey",
            "ts",
            "newNote",
            "kpiChart",
            "dataItems",
            "isSummary",
            "initialSpan",
            "numberOfDays",
            "refreshRate",
            "spanFrom",
            "spanTo",
            "binSpan",
            "timeSpanList",
            "hasChart",
            "noCache",
            "queryCondition",
            "subtitle",
            "description",
            "xTitle",
            "titleFontSize",
            "labelFontSize",
            "backgroundColor",
            "foregroundColor",
            "hideMenu",
            "hideLegend",
            "showEvents",
            "colorGradient",
            "timeZoneOverride",
            "timeZone",
            "timeStampAdjust",
            "morningSkip",
            "eveningSkip",
            "futureDays",
            "validDataDate",
            "plotType",
            "bins",
            "dataNotRequired",
            "fillGaps",
            "useRaw",
            "noQuery",
            "seriesLimit",
            "showTable",
            "sort",
            "separateTime",
            "isOverview",
            "hideTools",
            "isPivot",
            "lowerLimit",
            "lowerLimitColor",
            "nominal",
            "nominalColor",
            "upperLimit",
            "upperLimitColor",
            "animationMode",
            "preChart",
            "preprocess",
            "summary",
            "parameters",
            "tags",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "number_of_days": "d",
        "future_days": "d",
    }

    key: str | None = None
    """Key of a saved query; null for one that is not saved."""
    name: str | None = None
    """Name of the query; `KPIQuery` and `CustomChart` were seen."""
    title: str | None = None
    """Title of the query. The answer has a title of its own."""
    parent_key: str | None = None
    """Key of the folder of a saved query; null for one that is not saved."""
    ts: JsonValue = None
    """Version stamp of a saved query; only null was seen."""
    new_note: str | None = None
    """Note to add when the query is saved."""
    kpi_chart: KpiChart | None = None
    """The KPI figures to show; null where `dataItems` say it instead."""
    data_items: list[ChartDataItem] = Factory(list)
    """Data items of the chart, each a line; empty in a chart of KPI figures."""
    is_summary: bool | None = None
    """Whether the chart shows totals instead of a course of time."""
    initial_span: int | None = None
    """Span that the chart opens with; only 1 was seen."""
    number_of_days: int | None = None
    """Number of days that the chart spans at first. Unit: d."""
    refresh_rate: int | None = None
    """How often the chart reloads; only 0 was seen."""
    span_from: str | None = None
    """Start of a fixed span; null where none is set."""
    span_to: str | None = None
    """End of a fixed span; null where none is set."""
    bin_span: int | None = None
    """Only 0 was seen."""
    time_span_list: list[ChartTimeSpan] = Factory(list)
    """Bin size for each span that the chart can be switched to."""
    has_chart: bool | None = None
    """Whether the query has a chart of its own; only false was seen."""
    no_cache: bool | None = None
    """Whether the server computes the figures anew."""
    query_condition: ChartQueryCondition | None = None
    """Condition that the figures are filtered by; null for none."""
    subtitle: str | None = None
    """Second line of the title."""
    description: str | None = None
    """What the chart is about."""
    x_title: str | None = None
    """Title of the horizontal axis."""
    title_font_size: int | None = None
    """Font size of the title; 0 for the default."""
    label_font_size: int | None = None
    """Font size of the labels; 0 for the default."""
    background_color: str | None = None
    """Color behind the chart."""
    foreground_color: str | None = None
    """Color of axes and text."""
    hide_menu: bool | None = None
    """Whether the chart's menu is hidden."""
    hide_legend: bool | None = None
    """Whether the legend is hidden."""
    show_events: bool | None = None
    """Whether events are drawn."""
    color_gradient: int | None = None
    """Gradient of the colors; 0 and 10 were seen."""
    time_zone_override: bool | None = None
    """Whether `timeZone` takes the place of the site's zone."""
    time_zone: int | None = None
    """Number of a time zone; 0 and 7 were seen. Presumably one of `getTimeZonesRaw`, which the chart builder reads.
    """
    time_stamp_adjust: JsonValue = None
    """Shift of the time stamps; only null was seen."""
    morning_skip: int | None = None
    """Part of the morning to leave out; only 0 was seen."""
    evening_skip: int | None = None
    """Part of the evening to leave out; only 0 was seen."""
    future_days: int | None = None
    """Days to show beyond the present. Unit: d."""
    valid_data_date: str | None = None
    """Day from which data is taken as valid; null where none is set."""
    plot_type: int | None = None
    """Kind of plot; only 0 was seen."""
    bins: int | None = None
    """Number of bins of a plot that counts values; 0 and 100 were seen."""
    data_not_required: bool | None = None
    """Whether the chart is drawn without data too."""
    fill_gaps: bool | None = None
    """Whether gaps in the data are filled."""
    use_raw: bool | None = None
    """Whether raw data is used."""
    no_query: bool | None = None
    """Whether nothing is queried."""
    series_limit: int | None = None
    """Most series to show; 0 for no limit."""
    show_table: bool | None = None
    """Whether a table stands beside the chart."""
    sort: int | None = None
    """Order of the series; only 0 was seen."""
    separate_time: bool | None = None
    """Flag of the chart editor; only false was seen."""
    is_overview: bool | None = None
    """Whether the chart is an overview."""
    hide_tools: bool | None = None
    """Whether the chart's tools are hidden."""
    is_pivot: bool | None = None
    """Whether rows and columns of the table are exchanged."""
    lower_limit: float | None = None
    """Lower limit drawn in the chart; only 0 was seen."""
    lower_limit_color: str | None = None
    """Color of the lower limit."""
    nominal: float | None = None
    """Nominal value drawn in the chart; only 0 was seen."""
    nominal_color: str | None = None
    """Color of the nominal value."""
    upper_limit: float | None = None
    """Upper limit drawn in the chart; only 0 was seen."""
    upper_limit_color: str | None = None
    """Color of the upper limit."""
    animation_mode: int | None = None
    """How the chart is animated; only 0 was seen."""
    pre_chart: str | None = None
    """Probably a script that runs before the chart is drawn; null where none is set."""
    preprocess: str | None = None
    """Probably a script that runs over the data first; null where none is set."""
    summary: str | None = None
    """Script that writes the summary table; CR separates its lines. Null where there is none."""
    parameters: list[QueryParameter] = Factory(list)
    """Parameters of the query; null in the echo of a chart."""
    tags: TagSet | None = None
    """Tags of the query; null in the echo of a chart."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            name=text(get("name")),
            title=text(get("title")),
            parent_key=text(get("parentKey")),
            ts=get("ts"),
            new_note=text(get("newNote")),
            kpi_chart=KpiChart.maybe(get("kpiChart")),
            data_items=ChartDataItem.many(get("dataItems")),
            is_summary=flag(get("isSummary")),
            initial_span=integer(get("initialSpan")),
            number_of_days=integer(get("numberOfDays")),
            refresh_rate=integer(get("refreshRate")),
            span_from=text(get("spanFrom")),
            span_to=text(get("spanTo")),
            bin_span=integer(get("binSpan")),
            time_span_list=ChartTimeSpan.many(get("timeSpanList")),
            has_chart=flag(get("hasChart")),
            no_cache=flag(get("noCache")),
            query_condition=ChartQueryCondition.maybe(get("queryCondition")),
            subtitle=text(get("subtitle")),
            description=text(get("description")),
            x_title=text(get("xTitle")),
            title_font_size=integer(get("titleFontSize")),
            label_font_size=integer(get("labelFontSize")),
            background_color=text(get("backgroundColor")),
            foreground_color=text(get("foregroundColor")),
            hide_menu=flag(get("hideMenu")),
            hide_legend=flag(get("hideLegend")),
            show_events=flag(get("showEvents")),
            color_gradient=integer(get("colorGradient")),
            time_zone_override=flag(get("timeZoneOverride")),
            time_zone=integer(get("timeZone")),
            time_stamp_adjust=get("timeStampAdjust"),
            morning_skip=integer(get("morningSkip")),
            evening_skip=integer(get("eveningSkip")),
            future_days=integer(get("futureDays")),
            valid_data_date=text(get("validDataDate")),
            plot_type=integer(get("plotType")),
            bins=integer(get("bins")),
            data_not_required=flag(get("dataNotRequired")),
            fill_gaps=flag(get("fillGaps")),
            use_raw=flag(get("useRaw")),
            no_query=flag(get("noQuery")),
            series_limit=integer(get("seriesLimit")),
            show_table=flag(get("showTable")),
            sort=integer(get("sort")),
            separate_time=flag(get("separateTime")),
            is_overview=flag(get("isOverview")),
            hide_tools=flag(get("hideTools")),
            is_pivot=flag(get("isPivot")),
            lower_limit=number(get("lowerLimit")),
            lower_limit_color=text(get("lowerLimitColor")),
            nominal=number(get("nominal")),
            nominal_color=text(get("nominalColor")),
            upper_limit=number(get("upperLimit")),
            upper_limit_color=text(get("upperLimitColor")),
            animation_mode=integer(get("animationMode")),
            pre_chart=text(get("preChart")),
            preprocess=text(get("preprocess")),
            summary=text(get("summary")),
            parameters=QueryParameter.many(get("parameters")),
            tags=TagSet.maybe(get("tags")),
            raw=data,
        )
