"""The data sets of an export as tables, whose columns are the same whatever a site has."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from powertrack_core.model import Model
from powertrack_sdk.errors import APIError
from powertrack_sdk.export.parts import DataSet, Part, midnight, next_day
from powertrack_sdk.tables.columns import Column, Table, Value, distinct, microseconds
from powertrack_sdk.tables.rows import model_columns
from powertrack_sdk.units import unit_name
from powertrack_sdk.zones import find_zone, first_known, zone

if TYPE_CHECKING:
    from powertrack_api.models.alert import Alert
    from powertrack_sdk.charts.models import ChartData
    from powertrack_sdk.hardware.models import Hardware
    from powertrack_sdk.portfolio.models import SiteOverview

M = TypeVar("M", bound=Model)


def sites_table(rows: Sequence[SiteOverview]) -> Table:
    """Sites with their latest figures."""
    from powertrack_sdk.portfolio.models import SiteOverview

    return _models("sites", SiteOverview, rows, lambda row: row.time_zone)


def hardware_table(devices: Sequence[Hardware], zone_name: str | None) -> Table:
    """Devices with what they are; their readings are another data set.

    Args:
        devices: The devices of a site.
        zone_name: Name of the zone of the site.
    """
    from powertrack_sdk.hardware.models import Hardware

    return _models("hardware", Hardware, devices, lambda _: zone_name)


def registers_table(devices: Iterable[Hardware]) -> Table:
    """The latest reading of each data register of some devices: a row for each."""
    rows = [(device.key, register) for device in devices for register in device.data_registers]
    return Table(
        title="hardware_registers",
        columns=(
            Column(name="device", kind="text", values=[key for key, _ in rows]),
            Column(name="register", kind="text", values=[register.name for _, register in rows]),
            Column(name="unit", kind="text", values=[unit_name(register.unit) or None for _, register in rows]),
            Column(name="value", kind="number", values=[register.value for _, register in rows]),
        ),
    )


def alerts_table(alerts: Sequence[Alert], zone_name: str | None) -> Table:
    """Active alerts.

    Args:
        alerts: The alerts of a site.
        zone_name: Name of the zone of the site.
    """
    from powertrack_api.models.alert import Alert

    return _models("alerts", Alert, alerts, lambda row: first_known(row.tz, zone_name))


def charts_table(chart: ChartData, zone_name: str | None, part: Part | None = None) -> Table:
    """The series of a chart: a row for each point.

    Args:
        chart: The chart.
        zone_name: Name of the zone of the site.
        part: Whose days are wanted; None for all. A point of another day, where the zone is known, belongs elsewhere.
    """
    times: list[int] = []
    values: list[float | None] = []
    series: list[str | None] = []
    keys: list[str | None] = []
    units: list[str | None] = []
    for name, one in zip(_names(chart), chart.series, strict=True):
        points = _of_days(*one.pair_columns("data_xy"), zone_name, part)
        count = len(points)
        times += [time * 1000 for time, _ in points]
        values += [value for _, value in points]
        series += [name] * count
        keys += [one.key] * count
        units += [unit_name(one.units, one.custom_unit) or None] * count
    bins = chart.answered_bin_size
    return Table(
        title="charts",
        columns=(
            Column(name="time", kind="instant", values=times),
            Column(name="time_zone", kind="text", values=[zone_name] * len(times)),
            Column(name="series", kind="text", values=series),
            Column(name="series_key", kind="text", values=keys),
            Column(name="unit", kind="text", values=units),
            Column(name="value", kind="number", values=values),
            Column(name="bin_size", kind="integer", values=[bins] * len(times), unit="min"),
        ),
    )


def series_without_values(chart: ChartData) -> list[str]:
    """Names of the series of a chart that have no value, as those of a device that is dead."""
    return [
        name
        for name, one in zip(_names(chart), chart.series, strict=True)
        if not any(value is not None and math.isfinite(value) for value in one.pair_columns("data_xy")[1])
    ]


def columns_of(data_set: DataSet) -> tuple[Column, ...]:
    """The columns of a data set, without the names of folders. They hold nothing."""
    from powertrack_sdk.charts.models import ChartData

    tables: dict[DataSet, Callable[[], Table]] = {
        "sites": lambda: sites_table([]),
        "hardware": lambda: hardware_table([], None),
        "hardware_registers": lambda: registers_table([]),
        "alerts": lambda: alerts_table([], None),
        "charts": lambda: charts_table(ChartData(), None),
    }
    return tables[data_set]().columns


def _names(chart: ChartData) -> list[str]:
    return distinct(one.name or one.header or one.key or "Series" for one in chart.series)


def _of_days(
    times: Sequence[int], values: Sequence[float | None], zone_name: str | None, part: Part | None
) -> list[tuple[int, float | None]]:
    """The points of a series that lie on the days of a part."""
    points = list(zip(times, values, strict=True))
    if part is None or part.first is None or part.last is None or find_zone(zone_name) is None:
        return points
    begin, end = (microseconds(midnight(day, zone_name)) for day in (part.first, next_day(part.last)))
    return [point for point in points if begin <= point[0] * 1000 < end]


def _models(title: DataSet, kind: type[M], rows: Sequence[M], zone_of: Callable[[M], str | None]) -> Table:
    """Models as rows of columns that their class alone tells."""
    found = {column.name: column for column in model_columns(kind, rows)}
    return Table(
        title=title,
        columns=tuple(_as_told(column, found.get(column.name), rows, zone_of) for column in model_columns(kind, [])),
    )


def _as_told(told: Column, found: Column | None, rows: Sequence[M], zone_of: Callable[[M], str | None]) -> Column:
    """A column of the kind that the class tells, where values would have made it another.

    Args:
        told: The column of the class.
        found: The column of the rows; None where lists or objects are among their values.
        rows: The rows.
        zone_of: The zone of moments without one.
    """
    if found is not None and found.kind == told.kind:
        values = found.values
    elif told.kind == "instant":
        values = [_instant(getattr(row, told.name), zone_of(row)) for row in rows]
    elif told.kind == "text":
        values = [_text(getattr(row, told.name)) for row in rows]
    else:
        raise APIError(f"the answer has a number in {told.name} that is too large for 64 bits")
    return Column(name=told.name, kind=told.kind, values=values, unit=told.unit)


def _instant(value: datetime | None, zone_name: str | None) -> Value:
    """A moment in microseconds since 1970; one without a zone is by the clock of the site."""
    if value is None:
        return None
    try:
        return microseconds(value if value.tzinfo is not None else value.replace(tzinfo=zone(zone_name)))
    except OverflowError:  # the last moment that there is, which means that there is no end
        return microseconds(value.replace(tzinfo=None))


def _text(value: object) -> str | None:
    """A value of any kind as text: a text as it is, anything else as JSON."""
    return value if value is None or isinstance(value, str) else json.dumps(value)
