"""A chart as a picture. Takes the extra `plot`."""

from __future__ import annotations

import os
from itertools import cycle
from typing import TYPE_CHECKING

from powertrack_sdk.charts.models import ChartData, ChartSeries
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.files import local_path
from powertrack_sdk.units import symbol, unit_name
from powertrack_sdk.zones import zone

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLORS = ("#1f5f8b", "#e08a1e", "#3b8f5a", "#8a4f9e", "#b8404f", "#5b6770")
_DAY = 86_400_000  # milliseconds; Matplotlib counts days since 1970 in UTC
_ENDINGS = (".png", ".svg", ".pdf")
_INK, _QUIET, _GRID = "#22303c", "#667480", "#dde3e8"


def draw_chart(chart: ChartData, path: str | os.PathLike[str], title: str) -> list[str]:
    """Draw the series of a chart over the local time of the site, those of a second unit on an axis of their own.

    Args:
        chart: What to draw.
        path: The file to write; its ending says what it is: `.png`, `.svg` or `.pdf`.
        title: Heading of the picture.

    Returns:
        Names of series that are left out, because there is no third axis for their unit.

    Raises:
        ValidationError: The file has another ending.
        ConfigurationError: Matplotlib is not installed, or the file cannot be written.
    """
    if local_path(path).suffix.lower() not in _ENDINGS:
        raise ValidationError(f"the picture {path} ends in none of {', '.join(_ENDINGS)}, which say what it is to be")
    try:
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ConfigurationError(
            'drawing takes matplotlib; install it with `pip install "powertrack-sdk[plot]"`'
        ) from error
    site_zone = zone(chart.time_zone)
    shown = [series for series in chart.series if series.visible is not False and series.data_xy]
    units = list(dict.fromkeys(_unit(series) for series in shown))[:2]
    figure = Figure(figsize=(11, 5.2), dpi=150, layout="constrained")
    first = figure.add_subplot()
    axes = {unit: first if place == 0 else first.twinx() for place, unit in enumerate(units)}
    for color, series in zip(cycle(_COLORS), shown, strict=False):
        if _unit(series) in axes:
            _draw(axes[_unit(series)], series, color, filled=series is shown[0], quiet=_unit(series) != units[0])
    for unit, axis in axes.items():
        _dress(axis, unit, below_zero=any(_goes_below_zero(series) for series in shown if _unit(series) == unit))
    locator = AutoDateLocator(tz=site_zone)
    first.xaxis.set_major_locator(locator)
    first.xaxis.set_major_formatter(ConciseDateFormatter(locator, tz=site_zone))
    first.grid(visible=True, color=_GRID, linewidth=0.8)
    first.set_axisbelow(True)
    first.set_title(title, loc="left", color=_INK, fontsize=14, fontweight="bold", pad=30)
    first.text(0, 1.03, f"Local time, {chart.time_zone or 'UTC'}", transform=first.transAxes, color=_QUIET, fontsize=10)
    handles = [line for axis in axes.values() for line in axis.get_lines()]
    first.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1, 1.0), ncols=len(handles), frameon=False, fontsize=10
    )
    try:
        figure.savefig(path)
    except OSError as error:
        raise ConfigurationError(f"the picture cannot be written to {path} ({error.strerror})") from error
    return [series.name or "a series without a name" for series in shown if _unit(series) not in axes]


def _draw(axis: Axes, series: ChartSeries, color: str, *, filled: bool, quiet: bool) -> None:
    times = [moment / _DAY for moment, _ in series.data_xy]
    values = [float("nan") if value is None else value for _, value in series.data_xy]
    style = "--" if quiet else "-"
    axis.plot(times, values, style, color=color, linewidth=1.2 if quiet else 1.8, label=series.name)
    if filled:
        axis.fill_between(times, values, color=color, alpha=0.12, linewidth=0)


def _dress(axis: Axes, unit: str, *, below_zero: bool) -> None:
    axis.set_ylabel(unit, color=_QUIET, fontsize=11)
    lowest, highest = axis.get_ylim()
    axis.set_ylim(bottom=lowest if below_zero else 0, top=highest + 0.05 * abs(highest))
    axis.margins(x=0)
    axis.tick_params(colors=_QUIET, length=0)
    for side in ("top", "left", "right"):
        axis.spines[side].set_visible(False)
    axis.spines["bottom"].set_color(_QUIET)


def _goes_below_zero(series: ChartSeries) -> bool:
    return any(value is not None and value < 0 for _, value in series.data_xy)


def _unit(series: ChartSeries) -> str:
    return symbol(unit_name(series.units, series.custom_unit))
