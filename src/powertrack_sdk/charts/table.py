"""A chart as a table of its series over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import le
from typing import TypeAlias

from powertrack_api.models.chart_data import ChartData
from powertrack_sdk.tables.columns import Column, Table, distinct
from powertrack_sdk.units import unit_name
from powertrack_sdk.zones import zone

Columns: TypeAlias = tuple[Sequence[int], Sequence[float | None]]
"""Time stamps and values."""

TIME = "time"


def chart_table(chart: ChartData) -> Table:
    """Return the series of a chart as columns over all their time stamps, in the zone of the site."""
    names = (series.name or series.header or series.key or "Series" for series in chart.series)
    times, values = _aligned([series.pair_columns("data_xy") for series in chart.series])
    first, *others = distinct([TIME, *names])
    stamps = [time * 1000 for time in times]
    time = Column(name=first, kind="instant", values=stamps, zone=str(zone(chart.time_zone)))
    columns = [
        Column(name=name, kind="number", values=figures, unit=unit_name(series.units, series.custom_unit))
        for name, figures, series in zip(others, values, chart.series, strict=True)
    ]
    return Table(title=chart.title or "Chart", columns=(time, *columns), index=TIME)


def _aligned(series: Sequence[Columns]) -> tuple[Sequence[int], list[Sequence[float | None]]]:
    """Return the time stamps of all series in order, and the values of each series for them."""
    axes = [times for times, _ in series if times]
    if all(times == axes[0] for times in axes[1:]):
        times = axes[0] if axes else ()
        if all(map(le, times, islice(times, 1, None))):
            return times, [values or (None,) * len(times) for _, values in series]
    found = [dict(zip(_numbered(times), values, strict=True)) for times, values in series]
    stamps = sorted(set().union(*found))
    return [time for time, _ in stamps], [[values.get(stamp) for stamp in stamps] for values in found]


def _numbered(times: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give time stamps with the number of their earlier occurrences, so that none is lost."""
    seen: Counter[int] = Counter()
    for time in times:
        yield time, seen[time]
        seen[time] += 1
