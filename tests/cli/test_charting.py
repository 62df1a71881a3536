"""`powertrack chart --show` and `--plot`: gaps, dead devices, units, names and days, as commands show them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve

from powertrack_sdk.simulator import Answer, Request
from tests.cli.screen import on_screen
from tests.cli.terminal import Terminal
from tests.cli.way import Way

DAY = ("--from", "2026-06-23", "--to", "2026-06-23")
INVERTERS = ("chart", "S10001", "--type", "2", *DAY)
METER = ("chart", "S10001", *DAY)
Body = dict[str, Any]

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="takes a terminal as POSIX has them")


def bend(way: Way, change: Callable[[Body], object]) -> None:
    """Change what the server answers about a chart."""

    def meddle(request: Request) -> Answer | None:
        if request.path != "/api/view/chart":
            return None
        answer = way.sim.handle(request)
        body = json.loads(answer.body)
        change(body)
        return evolve(answer, body=json.dumps(body).encode())

    way.meddle = meddle


def every(value: object) -> Callable[[Body], object]:
    """A change that gives all points one value."""

    def change(body: Body) -> None:
        for series in body["series"]:
            for point in series["dataXy"]:
                point["y"] = value

    return change


def curve(lines: list[str]) -> list[str]:
    """What is drawn between the axes."""
    return [line.partition("│")[2] or line.partition("┤")[2] for line in lines if line.endswith("│")]


@pytest.mark.parametrize("value", [None, "NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("command", [METER, INVERTERS])
def test_a_day_without_a_value_is_no_error(
    terminal: Terminal, way: Way, served: str, value: object, command: tuple[str, ...]
) -> None:
    bend(way, every(value))
    shown = terminal.run(*command, "--show")
    assert (shown.code, shown.out.splitlines()[1:]) == (0, ["2026-06-23, US/Eastern time: there is nothing to draw."])
    what = "values not drawn" if value in ("Infinity", "-Infinity") else "no values: "
    assert shown.err.startswith(what)
    drawn = terminal.run(*command, "--plot", "a.png")
    assert (drawn.code, drawn.err) == (0, f"drawn: a.png\n{shown.err}")


@pytest.mark.parametrize("value", [0, -1.5, 5, 1e29, 5e-324, 1e300])
def test_a_constant_is_drawn_or_not_without_an_error(terminal: Terminal, way: Way, served: str, value: float) -> None:
    bend(way, every(value))
    for more in (("--show",), ("--plot", "a.png")):
        assert terminal.run(*METER, *more).code == 0
    drawn = curve(terminal.run(*METER, "--show").out.splitlines())
    assert any(set(line) & set("▄▀▖▝▘▗▞") for line in drawn) is (value < 1e30)


@pytest.mark.parametrize("points", [[], None], ids=["no points", "null"])
def test_a_dead_device_is_named(terminal: Terminal, way: Way, served: str, points: list[Body] | None) -> None:
    def change(body: Body) -> None:
        series = body["series"][1]
        series["dataXy"] = [point | {"y": None} for point in series["dataXy"]] if points is None else points

    bend(way, change)
    name = "Inverter 2 (125 kW) CHINT SCH125KTL-DO/US-600"
    for more in (("--show",), ("--plot", "a.svg")):
        assert terminal.run(*INVERTERS, *more).err.endswith(f"no values: {name}\n")
    assert f"{name}: no values" in (terminal.folder / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["left out", "null"])
def test_a_gap_is_a_gap_and_time_is_even(terminal: Terminal, way: Way, served: str, how: str) -> None:
    def change(body: Body) -> None:
        for series in body["series"]:
            series["dataXy"] = [
                point | ({"y": None} if 48 <= place < 72 else {"y": 100.0})
                for place, point in enumerate(series["dataXy"])
                if how == "null" or not 48 <= place < 72
            ]

    bend(way, change)
    lines = terminal.run(*METER, "--show", COLUMNS="100").out.splitlines()
    (level,) = [line for line in curve(lines) if line.strip(" │")]
    before, gap, after = re.fullmatch(r"(\S+)( +)(\S+) *│", level).groups()  # type: ignore[union-attr]  # it matches
    assert 1.9 < len(before) / len(gap) < 2.1
    assert 0.9 < len(after) / len(gap) < 1.1
    ticks = [found.start() for found in re.finditer(r"\d\d:00", next(line for line in lines if "06:00" in line))]
    steps = {right - left for left, right in pairwise(ticks)}
    assert max(steps) - min(steps) <= 1


def test_power_in_several_units_is_drawn_in_one(terminal: Terminal, way: Way, served: str) -> None:
    def change(body: Body) -> None:
        for series, (unit, factor) in zip(body["series"], [(8, 1000), (12, 0.001), (10, 1)], strict=False):
            series["units"] = unit
            for point in series["dataXy"]:
                point["y"] *= factor

    bend(way, change)
    done = terminal.run(*INVERTERS, "--show")
    assert done.out.splitlines()[1].endswith("; Power (kW)")
    assert sum(line.startswith("▞▞ ") for line in done.out.splitlines()) == 4
    assert done.err == ""


@pytest.mark.parametrize(
    ("date", "hour"), [("2026-03-08", 23), ("2025-11-02", 25), ("2026-06-23", 24)], ids=["spring", "autumn", "summer"]
)
def test_days_on_which_the_clock_is_changed(terminal: Terminal, served: str, date: str, hour: int) -> None:
    done = terminal.run("chart", "S10001", "--from", date, "--to", date, "--show", COLUMNS="120")
    assert (done.code, done.out.splitlines()[1]) == (0, f"{date}, US/Eastern time; Power (kW)")
    axis = next(line for line in done.out.splitlines() if "06:00" in line)
    places = {found[0]: found.start() for found in re.finditer(r"\d\d:00", axis)}
    morning, evening = places["06:00"], places["18:00"]
    width = (evening - morning) / 12
    assert places["12:00"] - morning == pytest.approx(6 * width, abs=1.1)
    begin = axis.index(next(word for word in axis.split() if not word[0].isdigit()))
    assert (morning - begin) / width == pytest.approx(6 + hour - 24, abs=0.5)


@pytest.mark.parametrize("count", [1, 12, 80])
def test_many_series_are_named_below(terminal: Terminal, way: Way, served: str, count: int) -> None:
    def change(body: Body) -> None:
        first = body["series"][0]
        body["series"] = [first | {"name": f"Inverter {place} {'x' * 100}"} for place in range(count)]

    bend(way, change)
    lines = terminal.run(*INVERTERS, "--show", COLUMNS="80").out.splitlines()
    assert max(map(len, lines)) <= 80
    names = [line for line in lines if line.startswith("▞▞ ")]
    assert len(names) == min(count, 24)
    assert lines[-1] == (f"and {count - 24} more" if count > 24 else names[-1])
    assert len(curve(lines)) > 15


@on_posix
def test_names_of_others_do_not_steer_the_terminal(terminal: Terminal, way: Way, served: str) -> None:
    def change(body: Body) -> None:
        body["series"][0]["name"] = "\x1b[2JA\x1b]0;owned\x07\nB\u202e"
        body["series"][1] |= {"name": "\x1b[2JC", "dataXy": []}

    bend(way, change)
    with on_screen(*INVERTERS, "--show", folder=terminal.folder, variables=terminal.variables) as screen:
        assert screen.end() == 0
    for code in ("\x1b[2J", "\x1b]0", "\x07", "\u202e"):
        assert code not in screen.shown
    assert "▞▞ \\x1b[2JA\\x1b]0;owned\\x07\\nB\\u202e" in screen.plain
    assert "\x1b" not in terminal.run(*INVERTERS, "--show").err


def test_titles_name_the_site_and_the_chart(terminal: Terminal, way: Way, served: str) -> None:
    terminal.run("chart", "S10001", "--from", "2026-06-22", "--to", "2026-06-23", "--plot", "a.svg")
    picture = (terminal.folder / "a.svg").read_text(encoding="utf-8")
    assert "<!-- Maple Ridge Solar, Production Meter -->" in picture
    assert "<!-- 2026-06-22 to 2026-06-23, US/Eastern time -->" in picture
    assert "<!-- Power (kW) -->" in picture


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/api/edit/site/", "S10001, Production Meter"),
        ("/api/view/chart/builtin", "Maple Ridge Solar, chart 15"),
    ],
)
def test_a_name_that_cannot_be_read_does_not_stop_the_picture(
    terminal: Terminal, way: Way, served: str, path: str, title: str
) -> None:
    way.meddle = lambda request: Answer(status=404) if request.path.startswith(path) else None
    done = terminal.run(*METER, "--show")
    assert (done.code, done.out.splitlines()[0]) == (0, title)


def test_a_file_that_cannot_be_drawn_is_refused_before_anything_is_read(
    terminal: Terminal, way: Way, served: str
) -> None:
    sent = len(way.sim.requests)
    assert "power.txt has to end in one of" in terminal.fails(2, *METER, "--plot", "power.txt")
    assert len(way.sim.requests) == sent
    assert "is a URL; give a path on this machine" in terminal.fails(2, *METER, "--plot", "s3://bucket/power.png")
    assert list(terminal.folder.iterdir()) == []


@pytest.mark.parametrize("value", ["NaN", None, "Infinity", "-", ""])
def test_a_point_without_a_number_is_not_counted(terminal: Terminal, served: str, way: Way, value: object) -> None:
    bend(way, every(value))
    lines = terminal.run("chart", "S10001", *DAY).out.splitlines()
    assert re.search(r"Production meter power +kW +0 +- +-", lines[1])
