"""One series of a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from attrs import Factory, define

from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonValue, as_is, flag, integer, number, text, values
from powertrack_core.row import Pairs, Reader, Row


@define(kw_only=True, repr=False, eq=False)
class ChartSeries(Row):
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

    readers: ClassVar[Mapping[str, Reader]] = {
        "key": ("key", text),
        "name": ("name", text),
        "header": ("header", text),
        "units": ("units", UnitCode.of),
        "custom_unit": ("customUnit", text),
        "data_xy": ("dataXy", Pairs("x", "y")),
        "data_min": ("dataMin", number),
        "data_max": ("dataMax", number),
        "use_binned_data": ("useBinnedData", flag),
        "data_binned": ("dataBinned", values),
        "visible": ("visible", flag),
        "color": ("color", text),
        "line_color": ("lineColor", text),
        "line_type": ("lineType", integer),
        "line_width": ("lineWidth", integer),
        "diameter": ("diameter", integer),
        "fit_exponent": ("fitExponent", integer),
        "right_axis": ("rightAxis", flag),
        "y_axis_index": ("yAxisIndex", integer),
        "y_min": ("yMin", number),
        "y_max": ("yMax", number),
        "x_series_key": ("xSeriesKey", text),
        "x_series_name": ("xSeriesName", text),
        "x_series_header": ("xSeriesHeader", text),
        "x_units": ("xUnits", text),
        "alert_message_map": ("alertMessageMap", as_is),
    }
    nested: ClassVar[tuple[str, ...]] = (
        "data_xy",
        "data_binned",
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
    data_xy: list[tuple[int, float | None]] = Factory(list)
    """The points of the series, each the start of a bin in milliseconds since 1970 in UTC, and a value."""
    data_min: float | None = None
    """Least value of the series. Unit: that of units."""
    data_max: float | None = None
    """Greatest value of the series. Unit: that of units."""
    use_binned_data: bool | None = None
    """Whether the values are in `dataBinned`."""
    data_binned: list[JsonValue] = Factory(list)
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
