"""One series of a chart."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define, field

from powertrack_api.decoding import JsonObject, JsonValue, flag, integer, number, pairs, text, values
from powertrack_api.model import Model
from powertrack_api.models.unit_code import UnitCode


@define(kw_only=True, repr=False)
class ChartSeries(Model):
    """One series of a chart."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "header",
            "units",
            "customUnit",
            "dataXy",
            "dataMin",
            "dataMax",
            "useBinnedData",
            "dataBinned",
            "visible",
            "color",
            "lineColor",
            "lineType",
            "lineWidth",
            "diameter",
            "fitExponent",
            "rightAxis",
            "yAxisIndex",
            "yMin",
            "yMax",
            "xSeriesKey",
            "xSeriesName",
            "xSeriesHeader",
            "xUnits",
            "alertMessageMap",
        }
    )

    key: str | None = None
    """Key of the series, such as `Energy_NetEnergyPM`; it may hold the number of the site."""
    name: str | None = None
    """Name of the series."""
    header: str | None = None
    """Name of the series as a column header."""
    units: UnitCode | int | None = None
    """Unit of the values."""
    custom_unit: str | None = None
    """Name of the unit in words, such as `Kilowatt hours`."""
    data_xy: list[tuple[int, float | None]] = field(factory=list)
    """The points of the series, each the start of a bin in milliseconds since 1970 in UTC, and a value."""
    data_min: float | None = None
    """Least value of the series. Unit: that of units."""
    data_max: float | None = None
    """Greatest value of the series. Unit: that of units."""
    use_binned_data: bool | None = None
    """Whether the values are in `dataBinned`."""
    data_binned: list[JsonValue] = field(factory=list)
    """Values counted in bins; only an empty list was seen."""
    visible: bool | None = None
    """Whether the series is drawn at first."""
    color: str | None = None
    """Color of the series, such as `#154672`."""
    line_color: str | None = None
    """Color of the line."""
    line_type: int | None = None
    """How the series is drawn; 0 was seen with energies, 17 with a temperature."""
    line_width: int | None = None
    """Width of the line."""
    diameter: int | None = None
    """Diameter of the points; only 0 was seen."""
    fit_exponent: int | None = None
    """Degree of a fitted curve; only 0 was seen."""
    right_axis: bool | None = None
    """Whether the values are read from the right axis."""
    y_axis_index: int | None = None
    """Number of the vertical axis; only 0 was seen."""
    y_min: float | None = None
    """Lower end of the vertical axis; `NaN` leaves it to the chart. Unit: that of units."""
    y_max: float | None = None
    """Upper end of the vertical axis; `NaN` leaves it to the chart. Unit: that of units."""
    x_series_key: str | None = None
    """Key of the series on the horizontal axis; empty where that is time."""
    x_series_name: str | None = None
    """Name of the series on the horizontal axis; empty where that is time."""
    x_series_header: str | None = None
    """Column header of the series on the horizontal axis; empty where that is time."""
    x_units: str | None = None
    """Unit of the horizontal axis; empty where that is time."""
    alert_message_map: JsonValue = None
    """Messages of alerts; only null was seen."""

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
            header=text(get("header")),
            units=UnitCode.of(get("units")),
            custom_unit=text(get("customUnit")),
            data_xy=pairs(get("dataXy"), "x", "y"),
            data_min=number(get("dataMin")),
            data_max=number(get("dataMax")),
            use_binned_data=flag(get("useBinnedData")),
            data_binned=values(get("dataBinned")),
            visible=flag(get("visible")),
            color=text(get("color")),
            line_color=text(get("lineColor")),
            line_type=integer(get("lineType")),
            line_width=integer(get("lineWidth")),
            diameter=integer(get("diameter")),
            fit_exponent=integer(get("fitExponent")),
            right_axis=flag(get("rightAxis")),
            y_axis_index=integer(get("yAxisIndex")),
            y_min=number(get("yMin")),
            y_max=number(get("yMax")),
            x_series_key=text(get("xSeriesKey")),
            x_series_name=text(get("xSeriesName")),
            x_series_header=text(get("xSeriesHeader")),
            x_units=text(get("xUnits")),
            alert_message_map=get("alertMessageMap"),
            raw=data,
        )
