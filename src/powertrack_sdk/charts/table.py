"""A chart as a table: its series over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TypeAlias

from powertrack_api.models.chart_data import ChartData
from powertrack_sdk.tables.columns import Column, Table, distinct
from powertrack_sdk.units import unit_name
from powertrack_sdk.zones import zone

Points: TypeAlias = Sequence[tuple[int, float | None]]

TIME = "time"


def chart_table(chart: ChartData) -> Table:
    """The series of a chart, each a column, over all their time stamps in the zone of the site."""
    names = (series.name or series.header or series.key or "Series" for series in chart.series)
    times, values = _aligned([series.data_xy for series in chart.series])
    first, *others = distinct([TIME, *names])
    stamps = [time * 1000 for time in times]
    time = Column(name=first, kind="instant", values=stamps, zone=str(zone(chart.time_zone)))
    columns = [
        Column(name=name, kind="number", values=figures, unit=unit_name(series.units, series.custom_unit))
        for name, figures, series in zip(others, values, chart.series, strict=True)
    ]
    return Table(title=chart.title or "Chart", columns=(time, *columns), index=TIME)


def _aligned(series: Iterable[Points]) -> tuple[Sequence[int], list[Sequence[float | None]]]:
    """The time stamps of some series together, in order, and the values of each series for them."""
    split = [_split(points) for points in series]
    axes = {times for times, _ in split if times}
    if len(axes) <= 1:
        times = axes.pop() if axes else ()
        if times == tuple(sorted(times)):
            return times, [values or (None,) * len(times) for _, values in split]
    found = [dict(zip(_numbered(times), values, strict=True)) for times, values in split]
    stamps = sorted(set().union(*found))
    return [time for time, _ in stamps], [[values.get(stamp) for stamp in stamps] for values in found]


def _split(points: Points) -> tuple[tuple[int, ...], tuple[float | None, ...]]:
    return tuple(map(itemgetter(0), points)), tuple(map(itemgetter(1), points))


def _numbered(times: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Time stamps, each with the number of times that it came before, so that none that comes twice is lost."""
    seen: Counter[int] = Counter()
    for time in times:
        yield time, seen[time]
        seen[time] += 1
