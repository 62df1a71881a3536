"""Draws charts as pictures. Needs the extra `plot`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from powertrack_sdk.charts.lettering import Lettering
from powertrack_sdk.charts.lines import Drawing, Line, Scale, drawing_of
from powertrack_sdk.charts.models import ChartData
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.files import local_path, replace_file
from powertrack_sdk.foreign import in_a_line

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLORS = (
    *("#1f5f8b", "#e08a1e", "#3b8f5a", "#8a4f9e", "#b8404f", "#5b6770"),
    *("#35a7c4", "#c9b21c", "#7fbf5a", "#d678b0", "#8c5a34", "#23395d"),
)
_ENDINGS = (".png", ".svg", ".pdf")
_INK, _QUIET, _GRID = "#22303c", "#667480", "#dde3e8"
_WIDTH, _HEIGHT = 11.0, 5.2  # inches
_PAD = 0.1  # inches
_POINTS = 72.0  # of an inch
_ROOM = _WIDTH * _POINTS - 60  # points, beside the labels of the axes
_TITLE, _TEXT, _NAME = 14.0, 10.0, 8.0  # points
_MOST_NAMES, _MOST_FILLED, _AXES = 90, 3, 2
_HOUR = 3_600_000  # milliseconds

# The settings of Matplotlib are global, so only one drawing at a time may change and restore them.
_SETTINGS = Lock()


def draw_chart(chart: ChartData, path: str | os.PathLike[str], title: str) -> list[str]:
    """Draw the series of a chart over the local time of the site, those of a second unit on a second axis.

    Gaps are kept. Values of one quantity, such as W, kW and MW, are drawn in one unit. Matplotlib settings of the user
    are neither used nor changed.

    Args:
        chart: The chart.
        path: The file to write: `.png`, `.svg` or `.pdf`.
        title: Heading of the picture. The dates and the zone are added below it.

    Returns:
        Remarks on what the picture omits: series without values, of a third unit or hidden by the chart, values that no
        axis can show, and characters that no font has.

    Raises:
        ValidationError: The file has another ending.
        ConfigurationError: Matplotlib is not installed or cannot be loaded, or the file cannot be written.
    """
    place = local_path(path)
    check_ending(place)
    try:
        import matplotlib.style
    except ImportError as error:
        raise ConfigurationError(
            'drawing needs matplotlib; install it with `pip install "powertrack-sdk[plot]"`'
        ) from error
    except ValueError as error:  # as with a wrong MPLBACKEND
        raise ConfigurationError(f"matplotlib cannot be loaded: {error}") from error
    drawing = drawing_of(chart)
    content = BytesIO()
    with _SETTINGS, matplotlib.style.context("default", after_reset=True):
        missing = _draw_all(drawing, in_a_line(title.strip()), content, place.suffix[1:].lower())
    try:
        if not place.parent.is_dir():
            raise FileNotFoundError(None, "there is no such folder")
        replace_file(place, content.getvalue())
    except OSError as error:
        raise ConfigurationError(f"the picture cannot be written to {path} ({error.strerror})") from error
    unwritten = [f"no installed font has these characters: {' '.join(sorted(missing))}"] if missing else []
    return [*drawing.remarks(_AXES), *unwritten]


def check_ending(path: Path) -> None:
    """Check that the ending of a file is one of a picture.

    Raises:
        ValidationError: It is not.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise ValidationError(f"the picture {path} has to end in one of {', '.join(_ENDINGS)}")


def _draw_all(drawing: Drawing, title: str, content: BytesIO, kind: str) -> frozenset[str]:
    """Write a picture and return the characters that no font has."""
    import matplotlib
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=150)
    figure.set_layout_engine("constrained", w_pad=_PAD, h_pad=_PAD)
    scales = drawing.scales[:_AXES]
    entries = _entries(drawing)
    lettering = Lettering.of(figure, [title, drawing.dates, *(scale.label for scale in scales), *entries])
    matplotlib.rcParams["font.family"] = list(lettering.families)
    first = figure.add_subplot()
    axes = [first if place == 0 else first.twinx() for place in range(len(scales))]
    colors = iter(_colors(sum(len(scale.lines) for scale in scales)))
    handles: list[Artist] = []
    for place, (axis, scale) in enumerate(zip(axes, scales, strict=True)):
        for line in scale.lines:
            filled = place == 0 and line is scale.lines[0] and len(scale.lines) <= _MOST_FILLED
            handles.append(_draw(axis, line, next(colors), filled=filled, second=place > 0))
        _dress_values(axis, scale, lettering)
    for axis in axes or [first]:
        axis.tick_params(colors=_QUIET, length=0)
        axis.spines[["top", "left", "right"]].set_visible(False)
        axis.spines["bottom"].set_color(_QUIET)
    _dress_time(first, drawing)
    first.grid(visible=True, color=_GRID, linewidth=0.8)
    first.set_axisbelow(True)
    weight = lettering.heading_weight
    heading = lettering.fit(title, _ROOM, _TITLE, weight)
    first.set_title(heading, loc="left", color=_INK, fontsize=_TITLE, fontweight=weight, pad=24, parse_math=False)
    dates = lettering.fit(drawing.dates, _ROOM, _TEXT)
    first.text(0, 1.025, dates, transform=first.transAxes, color=_QUIET, fontsize=_TEXT, parse_math=False)
    if not scales:
        first.text(0.5, 0.5, "Nothing to draw", transform=first.transAxes, color=_QUIET, fontsize=_TITLE, ha="center")
        first.set_yticks([])
    _legend(figure, handles, entries, lettering)
    figure.savefig(content, format=kind)
    return lettering.missing


def _entries(drawing: Drawing) -> list[str]:
    """Return the legend: the lines in their order, then what is not drawn."""
    shown = [
        f"{line.name} (right axis)" if place else line.name
        for place, scale in enumerate(drawing.scales[:_AXES])
        for line in scale.lines
    ]
    others = [f"{line.name}: not drawn, {scale.label}" for scale in drawing.scales[_AXES:] for line in scale.lines]
    odd = [f"{name}: {count} values not drawn" for name, count in drawing.unplaced.items()]
    return [*shown, *(f"{name}: no values" for name in drawing.silent), *others, *odd]


def _draw(axis: Axes, line: Line, color: str, *, filled: bool, second: bool) -> Artist:
    """Draw a line. A single value between two gaps is drawn as a point."""
    times: list[int] = []
    values: list[float] = []
    for run in line.runs:
        times += [time for time, _ in run] + [run[-1][0]]
        values += [value for _, value in run] + [float("nan")]
    days = _days(times)
    style, width = ("--", 1.2) if second else ("-", 1.8)
    (handle,) = axis.plot(days, values, style, color=color, linewidth=width, label=line.name)
    alone = [run[0] for run in line.runs if len(run) == 1]
    if alone:
        places = (_days([time for time, _ in alone]), [value for _, value in alone])
        axis.scatter(*places, s=16, color=color, linewidths=0, clip_on=False)
    if filled:
        axis.fill_between(days, values, color=color, alpha=0.12, linewidth=0)
    return handle


def _dress_values(axis: Axes, scale: Scale, lettering: Lettering) -> None:
    label = lettering.fit(scale.label, _HEIGHT * _POINTS / 2, _TEXT)
    axis.set_ylabel(label, color=_QUIET, fontsize=_TEXT, parse_math=False)
    axis.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}".replace("-", "\N{MINUS SIGN}"))
    above = 0.05 * (scale.highest - scale.lowest)
    axis.set_ylim(scale.lowest - (above if scale.lowest < 0 else 0), scale.highest + above)


def _dress_time(axis: Axes, drawing: Drawing) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    if drawing.span is None:
        axis.set_xticks([])
        return
    first, last = drawing.span
    axis.set_xlim(*_days([first, last] if first < last else [first - _HOUR, last + _HOUR]))
    locator = AutoDateLocator(tz=drawing.zone)
    axis.xaxis.set_major_locator(locator)
    axis.xaxis.set_major_formatter(ConciseDateFormatter(locator, tz=drawing.zone))


def _legend(figure: Figure, handles: Sequence[Artist], entries: Sequence[str], lettering: Lettering) -> None:
    """Name the lines below the axes in as many columns as fit, and enlarge the figure for them."""
    from matplotlib.lines import Line2D

    if not entries:
        return
    names = [lettering.fit(name, _ROOM / 2, _NAME) for name in entries[:_MOST_NAMES]]
    if len(entries) > len(names):
        names.append(f"and {len(entries) - len(names)} more")
    absent = Line2D([], [], color=_QUIET, linestyle=":")
    widest = max(lettering.width(name, _NAME) for name in names)
    columns = max(1, min(len(names), int(_ROOM / (widest + 4 * _NAME))))
    figure.set_figheight(_HEIGHT + -(-len(names) // columns) * 1.45 * _NAME / _POINTS)
    # Names are set afterwards, because a legend omits names that begin with an underscore.
    legend = figure.legend(
        [*handles, *[absent] * len(names)][: len(names)],
        ["-"] * len(names),
        loc="outside lower left",
        ncols=columns,
        frameon=False,
        fontsize=_NAME,
        labelcolor=_INK,
        handlelength=1.6,
        columnspacing=1.2,
    )
    for text, name in zip(legend.get_texts(), names, strict=True):
        text.set_text(name)
        text.set_parse_math(False)


def _days(times: Sequence[int]) -> list[float]:
    """Convert moments (milliseconds since 1970 in UTC) to the days of Matplotlib."""
    import numpy as np
    from matplotlib.dates import date2num

    days: list[float] = date2num(np.array(times, dtype="datetime64[ms]")).tolist()
    return days


def _colors(count: int) -> Sequence[str]:
    """Return colours for so many lines; many lines get shades in the order of the legend."""
    if count <= len(_COLORS):
        return _COLORS[:count]
    import matplotlib
    from matplotlib.colors import to_hex

    shades = matplotlib.colormaps["turbo"]
    return [to_hex(shades(0.04 + 0.92 * place / (count - 1))) for place in range(count)]
