"""The series of a chart as lines to draw, with their gaps and common units."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median_low
from typing import TypeAlias

from attrs import field, frozen

from powertrack_sdk.charts.models import ChartData, ChartSeries
from powertrack_sdk.foreign import in_a_line
from powertrack_sdk.tables.columns import distinct
from powertrack_sdk.units import PREFIXES, fitting_prefix, split_prefix, symbol, unit_name
from powertrack_sdk.zones import zone, zone_label

Run: TypeAlias = Sequence[tuple[int, float]]
"""Points without a gap: milliseconds since 1970 in UTC, and a value."""

_MINUTE, _DAY = 60_000, 86_400_000  # milliseconds
_GAP = 1.5  # times the usual interval of points; days have 23 to 25 hours, months 28 to 31 days
_ENOUGH = 3  # intervals to find the usual one
_LARGEST, _SMALLEST = 1e30, 1e-30  # limits of the axes
_FIRST, _LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1000 for year in (2, 9999))
_QUANTITIES = {
    "W": "Power",
    "Wh": "Energy",
    "V": "Voltage",
    "A": "Current",
    "VA": "Apparent power",
    "var": "Reactive power",
    "Hz": "Frequency",
    "W/m2": "Irradiance",
    "Wh/m2": "Irradiation",
    "degC": "Temperature",
    "degF": "Temperature",
}


@frozen(kw_only=True)
class Line:
    """A series with values.

    Attributes:
        name: Its unique name.
        runs: Its points, split at gaps.
    """

    name: str
    runs: tuple[Run, ...] = field(repr=False)

    @property
    def values(self) -> list[float]:
        """All its values."""
        return [value for run in self.runs for _, value in run]


@frozen(kw_only=True)
class Scale:
    """Lines of one unit.

    Attributes:
        quantity: Their quantity, such as `Power`; empty if unknown.
        unit: Their unit, such as `kW`; empty if they have none.
        lines: The lines.
    """

    quantity: str
    unit: str
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        """Quantity and unit, such as `Power (kW)`."""
        return f"{self.quantity} ({self.unit})" if self.quantity else self.unit or "no unit"

    @property
    def lowest(self) -> float:
        """Lower end of the scale, which always includes zero."""
        return min(0.0, *(min(line.values) for line in self.lines))

    @property
    def highest(self) -> float:
        """Upper end of the scale, above the lower end."""
        highest = max(0.0, *(max(line.values) for line in self.lines))
        return highest if highest - self.lowest > _SMALLEST else self.lowest + 1.0


@frozen(kw_only=True)
class Drawing:
    """The content of a drawing.

    Attributes:
        scales: Lines by unit, in the order of the chart.
        silent: Names of series without values.
        hidden: Names of series that the chart hides by default.
        unplaced: Number of values that no axis can show, because they are infinite or outside the dates of the chart,
            by series name.
        zone: Time zone of the site.
        zone_name: Its name for people.
        span: First and last moment (milliseconds since 1970 in UTC); None if there is none.
    """

    scales: tuple[Scale, ...]
    silent: tuple[str, ...]
    hidden: tuple[str, ...]
    unplaced: dict[str, int]
    zone: tzinfo
    zone_name: str
    span: tuple[int, int] | None

    @property
    def dates(self) -> str:
        """The days and the zone, such as `2026-06-22 to 2026-06-23, US/Eastern time`."""
        if self.span is None:
            return self.zone_name
        first, last = (self.at(moment).date().isoformat() for moment in self.span)
        return f"{first}, {self.zone_name}" if first == last else f"{first} to {last}, {self.zone_name}"

    def at(self, moment: int) -> datetime:
        """Return a moment (milliseconds since 1970 in UTC) in the zone of the site."""
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment)).astimezone(self.zone)

    def remarks(self, drawn: int) -> list[str]:
        """Describe what a drawing of the first `drawn` scales does not show."""
        left_out = [f"{line.name} ({scale.unit or 'none'})" for scale in self.scales[drawn:] for line in scale.lines]
        odd = [f"{name} ({count})" for name, count in self.unplaced.items()]
        found = {
            "no values": self.silent,
            "not drawn, as their unit is another": left_out,
            "not drawn, as the chart hides them": self.hidden,
            "values not drawn, as they are infinite or outside the dates of the chart": odd,
        }
        return [f"{what}: {', '.join(names)}" for what, names in found.items() if names]


def drawing_of(chart: ChartData) -> Drawing:
    """Prepare the series of a chart for a drawing."""
    place = zone(chart.time_zone)
    span = _named_span(chart, place)
    names = distinct(in_a_line((one.name or one.header or one.key or "").strip()) or "Series" for one in chart.series)
    hidden: list[str] = []
    silent: list[str] = []
    unplaced: dict[str, int] = {}
    groups: dict[str, list[tuple[str, Line]]] = {}
    for name, series in zip(names, chart.series, strict=True):
        runs, lost = _runs(series, span, _usual_step(series, chart.bin_size))
        if lost:
            unplaced[name] = lost
        if series.visible is False:
            hidden.append(name)
        elif not runs and not lost:
            silent.append(name)
        elif runs:
            prefix, base = split_prefix(unit_name(series.units, series.custom_unit))
            groups.setdefault(base, []).append((prefix, Line(name=name, runs=runs)))
    scales = tuple(_scale(base, group) for base, group in groups.items())
    return Drawing(
        scales=scales,
        silent=tuple(silent),
        hidden=tuple(hidden),
        unplaced=unplaced,
        zone=place,
        zone_name=zone_label(chart.time_zone),
        span=_whole_span(span, [line for scale in scales for line in scale.lines]),
    )


def _runs(series: ChartSeries, span: tuple[int, int] | None, step: float) -> tuple[tuple[Run, ...], int]:
    """Split a series at its gaps; also return the number of values that no axis can show."""
    first, last = (_FIRST, _LAST) if span is None else (span[0] - _DAY, span[1] + _DAY)
    runs: list[list[tuple[int, float]]] = []
    before: int | None = None
    lost = 0
    for time, value in sorted(zip(*series.pair_columns("data_xy"), strict=True), key=lambda point: point[0]):
        if value is None or math.isnan(value):
            before = None
        elif abs(value) > _LARGEST or not first <= time <= last:
            before = None
            lost += 1
        else:
            if before is None or time - before > _GAP * step:
                runs.append([])
            runs[-1].append((time, value))
            before = time
    return tuple(runs), lost


def _usual_step(series: ChartSeries, bin_size: int | None) -> float:
    """Return the usual interval of points in milliseconds."""
    times = sorted(set(series.pair_columns("data_xy")[0]))
    steps = [after - before for before, after in pairwise(times)]
    if len(steps) < _ENOUGH and bin_size and bin_size > 0:
        return bin_size * _MINUTE
    return median_low(steps) if steps else math.inf


def _scale(base: str, group: Sequence[tuple[str, Line]]) -> Scale:
    """Put lines of one quantity on a scale, converted to one unit if they have several."""
    prefix, *others = dict.fromkeys(prefix for prefix, _ in group)
    if others:
        prefix = fitting_prefix(max(abs(value) * PREFIXES[its] for its, line in group for value in line.values))
    return Scale(
        quantity=_QUANTITIES.get(base, ""),
        unit=symbol(in_a_line(prefix + base)),
        lines=tuple(
            Line(name=line.name, runs=_scaled(line.runs, PREFIXES[its] / PREFIXES[prefix])) for its, line in group
        ),
    )


def _scaled(runs: tuple[Run, ...], factor: float) -> tuple[Run, ...]:
    return runs if factor == 1 else tuple([(time, value * factor) for time, value in run] for run in runs)


def _named_span(chart: ChartData, place: tzinfo) -> tuple[int, int] | None:
    """Return the first and the last moment that the chart declares."""
    if chart.start is None or chart.end is None:
        return None
    first, last = (_milliseconds(moment, place) for moment in (chart.start, chart.end))
    return (first, last) if _FIRST <= first <= last <= _LAST else None


def _whole_span(named: tuple[int, int] | None, lines: Iterable[Line]) -> tuple[int, int] | None:
    """Return the first and the last moment of a drawing."""
    ends = [*(named or ()), *(run[place][0] for line in lines for run in line.runs for place in (0, -1))]
    return (min(ends), max(ends)) if ends else None


def _milliseconds(moment: datetime, place: tzinfo) -> int:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=place)
    return (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
