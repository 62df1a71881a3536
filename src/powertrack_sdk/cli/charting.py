"""`powertrack chart`: a chart as figures, as a picture, or drawn in the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.files import check_writable
from powertrack_sdk.foreign import in_a_line

if TYPE_CHECKING:
    from powertrack_sdk import ChartData

app = typer.Typer()

_PRODUCTION_METER = 15
_WIDEST, _HIGHEST = 120, 24
_COLORS = ("blue+", "orange", "green+", "magenta+", "red+", "cyan+")


@command(app)
def chart(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of the site, such as S10001.", show_default=False)],
    kind: Annotated[int, typer.Option("--type", help="Number of the chart; --list tells which there are.")] = (
        _PRODUCTION_METER
    ),
    first: Annotated[str | None, typer.Option("--from", help="First day, such as 2025-06-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day; by default today.")] = None,
    bin_size: Annotated[
        int | None, typer.Option("--bin", help="Minutes of a bin; the server chooses by itself.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw a picture here: a .png, .svg or .pdf.", dir_okay=False)
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Draw it in the terminal.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the charts that there are, and read none.")] = False,
) -> ExitCode | None:
    """Read a chart of a site; draw it with --show or --plot.

    Printed are the lowest and the highest values of its series, and its results; all points come with --json.
    """
    if list_:
        return _list(session, key)
    if plot is not None:
        check_writable(plot)
    found = session.client.get_chart_data(kind, key, start_date=first, end_date=last, bin_size=bin_size)
    if plot is not None:
        from powertrack_sdk.charts.picture import draw_chart

        left_out = draw_chart(found, plot, f"{key}, chart {kind}")
        session.printer.note(f"drawn: {plot}")
        _tell_left_out(session, left_out)
    if session.as_json:
        session.printer.data(found.table(), results=found.named_results)
    elif show:
        _draw(session, found, f"{key}, chart {kind}")
    else:
        _summary(session, found)
    return None


def _list(session: Session, key: str) -> ExitCode | None:
    from powertrack_sdk.cli.printer import Show

    charts = session.client.get_chart_definitions(site_id=key)
    if session.as_json:
        session.printer.json(
            [{"type": one.chart_type, "name": one.display_name, "section": one.section} for one in charts]
        )
        return None
    session.printer.rows(
        charts,
        [
            Show(heading="Type", value=lambda one: one.chart_type),
            Show(heading="Chart", value=lambda one: one.display_name),
            Show(heading="Section", value=lambda one: one.section, rank=1),
        ],
        empty="There are no charts.",
    )
    return None


def _summary(session: Session, chart: ChartData) -> None:
    from powertrack_sdk.cli.printer import Show
    from powertrack_sdk.units import symbol

    table = chart.table()
    columns = [column for column in table.columns if column.name != table.index]
    session.printer.rows(
        columns,
        [
            Show(heading="Series", value=lambda column: column.name),
            Show(heading="Unit", value=lambda column: symbol(column.unit), rank=2),
            Show(heading="Points", value=lambda column: sum(value is not None for value in column.values), rank=1),
            Show(heading="Lowest", value=lambda column: min(_numbers(column.values), default=None), digits=2, rank=3),
            Show(heading="Highest", value=lambda column: max(_numbers(column.values), default=None), digits=2),
        ],
        empty="The chart has no series.",
    )
    lost = {f"Lost to {cause} kWh": _tenths(energy) for cause, energy in sorted(chart.losses.items()) if energy}
    totals = {
        "Energy kWh": _tenths(chart.energy_production),
        "Expected energy kWh": _tenths(chart.expected_energy),
        "Performance ratio %": _tenths(None if chart.performance_ratio is None else 100 * chart.performance_ratio),
    }
    if chart.named_results:
        session.printer.say()
        session.printer.facts({**totals, **lost})


def _tenths(value: float | None) -> str | None:
    return None if value is None else f"{value:,.1f}"


def _numbers(values: Iterable[object]) -> list[float]:
    return [value for value in values if isinstance(value, float) and math.isfinite(value)]


def _draw(session: Session, chart: ChartData, title: str) -> None:
    """Draw the series of the first unit in the terminal."""
    from powertrack_sdk.errors import ConfigurationError
    from powertrack_sdk.units import symbol

    try:
        import plotext
    except ImportError as error:
        raise ConfigurationError(
            'drawing in the terminal takes plotext; install it with `pip install "powertrack-sdk[plot]"`'
        ) from error
    table = chart.table()
    series = [column for column in table.columns if column.name != table.index]
    index = next(column for column in table.columns if column.name == table.index)
    moments = [moment for moment in index.cells() if isinstance(moment, datetime)]
    if not series or not moments:
        session.printer.say("The chart has no points.")
        return
    shown = [column for column in series if column.unit == series[0].unit]
    values = [value for column in shown for value in _numbers(column.values)]
    lowest, highest = min(values, default=0.0), max(values, default=0.0)
    width = min(session.printer.width, _WIDEST)
    plotext.clear_figure()
    plotext.plotsize(width, _HIGHEST)
    plotext.theme("clear")
    # The first series is what was asked for, and is drawn over the others.
    for column, color in reversed(list(zip(shown, cycle(_COLORS), strict=False))):
        points = [value if isinstance(value, float) and math.isfinite(value) else None for value in column.values]
        plotext.plot(range(len(points)), points, label=in_a_line(column.name), color=color)
    ticks = _ticks(moments, width)
    plotext.xticks(list(ticks), list(ticks.values()))
    plotext.yticks(_levels(min(lowest, 0.0), max(highest, 0.0)))
    session.printer.say(f"{title}: {symbol(series[0].unit)}, {index.zone} time", "bold")
    session.printer.drawing(plotext.build())
    _tell_left_out(session, [column.name for column in series if column.unit != series[0].unit])


def _levels(lowest: float, highest: float) -> list[float]:
    """Labels of the axis of values, about five of them, zero among them."""
    step = _round_step((highest - lowest) / 5)
    return [step * number for number in range(math.ceil(lowest / step), int(highest / step) + 1)] if step else [0.0]


def _tell_left_out(session: Session, names: Sequence[str]) -> None:
    if names:
        session.printer.note(f"not drawn, as their unit is another: {', '.join(names)}")


def _ticks(moments: Sequence[datetime], width: int) -> dict[int, str]:
    """Labels of the time axis by the place of their moment: days, or hours where there are few days."""
    most = max(2, width // 14)
    for hours in (1, 2, 3, 6, 12, 24, 48, 168, 720):
        found: dict[int, str] = {}
        for place, moment in enumerate(moments):
            hour = (moment.date() - moments[0].date()).days * 24 + moment.hour
            if hour % hours == 0 and moment.minute == 0:
                found[place] = f"{moment:%b} {moment.day}" if moment.hour == 0 else f"{moment:%H:%M}"
        if 1 < len(found) <= most:
            return found
    return {0: f"{moments[0]:%Y-%m-%d %H:%M}"}


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, ... that is not below a number."""
    if least <= 0:
        return 0.0
    power = 10 ** math.floor(math.log10(least))
    return next(float(factor * power) for factor in (1, 2, 5, 10) if factor * power >= least)
