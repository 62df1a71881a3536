"""One line of a chart, and the readings that it is drawn from."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, flag, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartDataItem(Model):
    """One line of a chart, and the readings that it is drawn from."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "index",
            "name",
            "title",
            "nameOverride",
            "siteKey",
            "hardwareKey",
            "columnName",
            "resultName",
            "source",
            "function",
            "custom",
            "codeName",
            "chartField",
            "outputBin",
            "units",
            "customUnits",
            "linkedUnits",
            "format",
            "layer",
            "line",
            "autoGenLine",
            "dynamicLineType",
            "lineColor",
            "lineWidth",
            "fillColor",
            "fillDiameter",
            "fitMode",
            "degree",
            "yAxis",
            "yMin",
            "yMax",
            "yZero",
            "isDisabled",
            "isOverview",
            "useStandardAlertMessage",
        }
    )

    index: int | None = None
    """Place of the line, from 0."""
    name: str | None = None
    """Name of the line within the query, by which scripts refer to it, such as `Idc`; unique there."""
    title: str | None = None
    """Title of the line, such as the name of the device and of the quantity."""
    name_override: bool | None = None
    """Whether the name was given instead of made up."""
    site_key: str | None = None
    """Key of the site that the readings come from."""
    hardware_key: str | None = None
    """Key of the device that they come from."""
    column_name: str | None = None
    """Data name under which the readings are stored, such as `Idc`."""
    result_name: str | None = None
    """Key of the series that the line becomes, such as `DCcurrent_PV0`."""
    source: str | None = None
    """Another source of the readings; only the empty string was seen."""
    function: int | None = None
    """Function that is applied to the readings; only 0 was seen."""
    custom: str | None = None
    """Formula of a computed line; only the empty string was seen."""
    code_name: str | None = None
    """Name of the line in code; only the empty string was seen."""
    chart_field: int | None = None
    """Field of the chart that the line fills; only 0 was seen."""
    output_bin: int | None = None
    """Bin that the line is put out with; only -1 was seen."""
    units: UnitCode | int | None = None
    """Unit of the readings."""
    custom_units: str | None = None
    """Name of a unit of one's own; only the empty string was seen."""
    linked_units: int | None = None
    """Unit that follows another line; only 0 was seen."""
    format_: str | None = None
    """Format of the figures; empty for the default."""
    layer: int | None = None
    """Layer that the line lies on; only 0 was seen."""
    line: int | None = None
    """How the line is drawn; only 14 was seen."""
    auto_gen_line: bool | None = None
    """Whether the chart picks how the line is drawn."""
    dynamic_line_type: int | None = None
    """How the line is drawn where the chart picks it; only 15 was seen."""
    line_color: str | None = None
    """Color of the line as a CSS value, such as `rgba(0,128,0,1)`."""
    line_width: float | None = None
    """Width of the line; only 1 was seen."""
    fill_color: str | None = None
    """Color of the points or of the area below as a CSS value."""
    fill_diameter: int | None = None
    """Diameter of the points; only 0 was seen."""
    fit_mode: int | None = None
    """How a curve is fitted; only 0 was seen."""
    degree: int | None = None
    """Degree of a fitted curve; only 0 was seen."""
    y_axis: int | None = None
    """Number of the vertical axis; only 0 was seen."""
    y_min: float | None = None
    """Lower end of the vertical axis; null leaves it to the chart."""
    y_max: float | None = None
    """Upper end of the vertical axis; null leaves it to the chart."""
    y_zero: bool | None = None
    """Whether the vertical axis starts at zero."""
    is_disabled: bool | None = None
    """Whether the line is left out."""
    is_overview: bool | None = None
    """Whether the line belongs to an overview."""
    use_standard_alert_message: bool | None = None
    """Whether the messages of standard alerts are shown."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            index=integer(get("index")),
            name=text(get("name")),
            title=text(get("title")),
            name_override=flag(get("nameOverride")),
            site_key=text(get("siteKey")),
            hardware_key=text(get("hardwareKey")),
            column_name=text(get("columnName")),
            result_name=text(get("resultName")),
            source=text(get("source")),
            function=integer(get("function")),
            custom=text(get("custom")),
            code_name=text(get("codeName")),
            chart_field=integer(get("chartField")),
            output_bin=integer(get("outputBin")),
            units=UnitCode.of(get("units")),
            custom_units=text(get("customUnits")),
            linked_units=integer(get("linkedUnits")),
            format_=text(get("format")),
            layer=integer(get("layer")),
            line=integer(get("line")),
            auto_gen_line=flag(get("autoGenLine")),
            dynamic_line_type=integer(get("dynamicLineType")),
            line_color=text(get("lineColor")),
            line_width=number(get("lineWidth")),
            fill_color=text(get("fillColor")),
            fill_diameter=integer(get("fillDiameter")),
            fit_mode=integer(get("fitMode")),
            degree=integer(get("degree")),
            y_axis=integer(get("yAxis")),
            y_min=number(get("yMin")),
            y_max=number(get("yMax")),
            y_zero=flag(get("yZero")),
            is_disabled=flag(get("isDisabled")),
            is_overview=flag(get("isOverview")),
            use_standard_alert_message=flag(get("useStandardAlertMessage")),
            raw=data,
        )
