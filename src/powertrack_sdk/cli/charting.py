"""`powertrack chart`: a chart as figures, as a picture, or drawn in the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.commands import Heading, SiteKey, command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.files import check_writable

if TYPE_CHECKING:
    from powertrack_sdk import ChartData
    from powertrack_sdk.charts.lines import Drawing
    from powertrack_sdk.cli.printer import Printer

app = typer.Typer()

_WIDEST, _HIGHEST = 120, 24  # characters
_MOST_NAMES = 24
_SECONDS, _HOUR = 3600, 3_600_000  # of an hour; milliseconds
_STEPS = (1, 2, 3, 6, 12, 24, 48, 168, 720, 2160, 8760)  # hours
_COLORS = ("blue+", "orange", "green+", "magenta+", "red+", "cyan+")


@command(app)
def chart(
    session: Session,
    key: SiteKey,
    chart_type: Annotated[int, typer.Option("--type", help="Number of the chart; --list shows them.")] = 15,
    start_date: Annotated[str | None, typer.Option("--from", help="First day, such as 2025-06-01.")] = None,
    end_date: Annotated[str | None, typer.Option("--to", help="Last day; by default today.")] = None,
    bin_size: Annotated[
        int | None, typer.Option("--bin", help="Bin size in minutes; by default the server chooses.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw a picture to this .png, .svg or .pdf file.", dir_okay=False)
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Draw it in the terminal.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the charts of the site; read none.")] = False,
) -> None:
    """Read a chart of a site; draw it with --show or --plot.

    Prints the range of each series and the totals; --json prints all points.
    """
    if list_:
        _list(session, key)
        return
    from powertrack_sdk.charts.picture import check_ending, draw_chart

    if plot is not None:
        check_ending(plot)
        check_writable(plot)
    found = session.client.get_chart_data(chart_type, key, start_date=start_date, end_date=end_date, bin_size=bin_size)
    title = _title(session, key, chart_type) if plot is not None or show else ""
    if plot is not None:
        remarks = draw_chart(found, plot, title)
        for line in (f"drawn: {plot}", *remarks):
            session.printer.note(line)
    if session.as_json:
        session.printer.json(found.table(), results=found.named_results)
    elif show:
        _draw(session, found, title)
    else:
        _summary(session.printer, found)


def _title(session: Session, key: str, kind: int) -> str:
    """Return the names of a site and a chart; key and number if they cannot be read."""
    from powertrack_sdk.errors import PowerTrackError

    client = session.client
    (config,) = client.map(client.get_site_config, [key])
    (menu,) = client.map(client.get_chart_definitions, [key])
    site = None if isinstance(config, PowerTrackError) else config.name
    charts = [] if isinstance(menu, PowerTrackError) else menu
    name = next((one.display_name for one in charts if one.chart_type == kind), None)
    return f"{site or key}, {name or f'chart {kind}'}"


def _list(session: Session, key: str) -> None:
    charts = session.client.get_chart_definitions(site_id=key)
    session.printer.table(
        charts,
        [
            Heading("Type", lambda one: one.chart_type),
            Heading("Chart", lambda one: one.display_name),
            Heading("Section", lambda one: one.section, rank=1),
        ],
        empty="There are no charts.",
        json=lambda: [{"type": one.chart_type, "name": one.display_name, "section": one.section} for one in charts],
    )


def _summary(printer: Printer, chart: ChartData) -> None:
    from powertrack_sdk.units import symbol

    table = chart.table()
    columns = [column for column in table.columns if column.name != table.index]
    printer.table(
        columns,
        [
            Heading("Series", lambda column: column.name),
            Heading("Unit", lambda column: symbol(column.unit), rank=2),
            Heading("Points", lambda column: len(_finite(column.values)), rank=1),
            Heading("Lowest", lambda column: min(_finite(column.values), default=None), digits=2, rank=3),
            Heading("Highest", lambda column: max(_finite(column.values), default=None), digits=2),
        ],
        empty="The chart has no series.",
    )
    lost = {f"Lost to {cause} kWh": _tenths(energy) for cause, energy in sorted(chart.losses.items()) if energy}
    totals = {
        "Energy kWh": _tenths(chart.energy_production),
        "Expected energy kWh": _tenths(chart.expected_energy),
        "Energy ratio % (energy over expected energy)": _tenths(
            None if chart.performance_ratio is None else 100 * chart.performance_ratio
        ),
    }
    if chart.named_results:
        printer.say()
        printer.facts({**totals, **lost})


def _tenths(value: float | None) -> str | None:
    return None if value is None else f"{value:,.1f}"


def _finite(values: Iterable[object]) -> list[float]:
    return [value for value in values if isinstance(value, float) and math.isfinite(value)]


def _draw(session: Session, chart: ChartData, title: str) -> None:
    """Draw the lines of the first unit in the terminal, over time."""
    from powertrack_sdk.charts.lines import drawing_of
    from powertrack_sdk.errors import ConfigurationError
    from powertrack_sdk.foreign import in_a_line

    try:
        import plotext
    except ImportError as error:
        raise ConfigurationError(
            'drawing in the terminal needs plotext; install it with `pip install "powertrack-sdk[plot]"`'
        ) from error
    printer = session.printer
    drawing = drawing_of(chart)
    printer.say(in_a_line(title.strip()), "bold")
    if not drawing.scales or drawing.span is None:
        printer.say(f"{drawing.dates}: there is nothing to draw.")
        for remark in drawing.remarks(0):
            printer.note(remark)
        return
    scale = drawing.scales[0]
    width = min(printer.console.width, _WIDEST)
    plotext.clear_figure()
    plotext.plotsize(width, _HIGHEST)
    plotext.theme("clear")
    plotext.xlim(*_ends(drawing))
    plotext.ylim(scale.lowest, scale.highest)
    colored = list(zip(scale.lines, cycle(_COLORS), strict=False))
    # The first series is drawn over the others. Each run is drawn on its own, because plotext draws across gaps.
    for line, color in reversed(colored):
        for run in line.runs:
            plotext.plot([time / _HOUR for time, _ in run], [value for _, value in run], color=color)
    ticks = _ticks(drawing, width)
    plotext.xticks(list(ticks), list(ticks.values()))
    levels = _levels(scale.lowest, scale.highest)
    plotext.yticks(levels, [f"{level:.6g}" for level in levels])
    drawn = plotext.build()
    plotext.clear_figure()
    printer.say(f"{drawing.dates}; {scale.label}")
    printer.drawing(drawn)
    for line, color in colored[:_MOST_NAMES]:
        printer.drawing(plotext.colorize(f"▞▞ {_shortened(line.name, width)}", color))
    if len(colored) > _MOST_NAMES:
        printer.say(f"and {len(colored) - _MOST_NAMES} more")
    for remark in drawing.remarks(1):
        printer.note(remark)


def _shortened(name: str, width: int) -> str:
    """Cut a name to the width of a line."""
    from rich.cells import cell_len, set_cell_size

    room = width - len("▞▞ ")
    return name if cell_len(name) <= room else f"{set_cell_size(name, room - 1).rstrip()}…"


def _ends(drawing: Drawing) -> tuple[float, float]:
    """Return the ends of the time axis, in hours since 1970 in UTC."""
    first, last = (moment / _HOUR for moment in drawing.span or (0, 0))
    return (first, last) if first < last else (first - 1, last + 1)


def _levels(lowest: float, highest: float) -> list[float]:
    """Return about five labels of the value axis, including zero, at multiples of 1, 2, 5, 10, 20, ..."""
    least = (highest - lowest) / 5
    power = 10.0 ** math.floor(math.log10(least))
    step = next((factor * power for factor in (1, 2, 5, 10) if factor * power >= least), least)
    return [step * number for number in range(math.ceil(lowest / step), int(highest / step) + 1)]


def _ticks(drawing: Drawing, width: int) -> dict[float, str]:
    """Return labels of the time axis by place (hours since 1970 in UTC): days, or hours if there are few days."""
    first, last = _ends(drawing)
    most = max(2, width // 10)
    begin = drawing.at(int(first * _HOUR))
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    for hours in _STEPS:
        if (last - first) / hours > 2 * most:
            continue
        found: dict[float, str] = {}
        for number in range(int((last - first + 25) / hours) + 1):
            # By local time, also on days when daylight saving time begins or ends.
            place = (midnight + timedelta(hours=number * hours)).timestamp() / _SECONDS
            if first <= place <= last:
                clock = drawing.at(round(place * _HOUR))
                found[place] = f"{clock:%b} {clock.day}" if clock.hour == 0 else f"{clock:%H:%M}"
        if 1 < len(found) <= most:
            return found
    return {first: f"{begin:%Y-%m-%d %H:%M}"}
