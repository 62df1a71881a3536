"""`powertrack chart`: a chart as figures, as a picture, or drawn in the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from powertrack_sdk import ChartData

app = typer.Typer()

_PRODUCTION_METER = 15
_HIGHEST = 24


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
    plot: Annotated[Path | None, typer.Option(help="Draw a picture (PNG) here.", dir_okay=False)] = None,
    show: Annotated[bool, typer.Option("--show", help="Draw it in the terminal.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the charts that there are, and read none.")] = False,
) -> ExitCode | None:
    """Read a chart of a site: totals of its series, all points with --json, a picture with --plot."""
    if list_:
        return _list(session, key)
    found = session.client.get_chart_data(kind, key, start_date=first, end_date=last, bin_size=bin_size)
    if plot is not None:
        from powertrack_sdk.charts.picture import draw_chart

        draw_chart(found, plot, f"{key}, chart {kind}")
        session.printer.note(f"drawn: {plot}")
    if session.as_json:
        session.printer.data(found.table())
    elif show:
        _draw(session, found)
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

    table = chart.table()
    columns = [column for column in table.columns if column.name != table.index]
    session.printer.rows(
        columns,
        [
            Show(heading="Series", value=lambda column: column.name),
            Show(heading="Unit", value=lambda column: column.unit, rank=2),
            Show(heading="Points", value=lambda column: sum(value is not None for value in column.values), rank=1),
            Show(heading="Lowest", value=lambda column: min(_numbers(column.values), default=None), digits=2, rank=3),
            Show(heading="Highest", value=lambda column: max(_numbers(column.values), default=None), digits=2),
        ],
        empty="The chart has no series.",
    )
    for name, value in sorted(chart.named_results.items()):
        session.printer.say(f"{name}: {value:,.1f}")


def _numbers(values: Iterable[object]) -> list[float]:
    return [value for value in values if isinstance(value, float) and math.isfinite(value)]


def _draw(session: Session, chart: ChartData) -> None:
    """Draw the series of the first unit in the terminal."""
    from powertrack_sdk.errors import ConfigurationError

    try:
        import plotext
    except ImportError as error:
        raise ConfigurationError(
            "drawing in the terminal takes plotext; install it with `pip install powertrack-sdk[plot]`"
        ) from error
    table = chart.table()
    series = [column for column in table.columns if column.name != table.index]
    if not series:
        session.printer.say("The chart has no series.")
        return
    index = next(column for column in table.columns if column.name == table.index)
    moments = [moment for moment in index.cells() if isinstance(moment, datetime)]
    shown = [column for column in series if column.unit == series[0].unit]
    width = min(session.printer.console.width, 120)
    plotext.clear_figure()
    plotext.plotsize(width, _HIGHEST)
    plotext.theme("pro")
    for column in shown:
        values = [value if isinstance(value, float) and math.isfinite(value) else None for value in column.values]
        plotext.plot(range(len(values)), values, label=column.name)
    ticks = sorted({round(place * (len(moments) - 1) / 5) for place in range(6)}) if moments else []
    plotext.xticks(ticks, [f"{moments[tick]:%m-%d %H:%M}" for tick in ticks])
    plotext.ylabel(series[0].unit)
    session.printer.drawing(plotext.build())
