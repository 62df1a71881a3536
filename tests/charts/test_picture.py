"""Charts as pictures. SVG is looked at in its text, as its labels stand in comments; PNG in its size and its bytes."""

from __future__ import annotations

import logging
import os
import re
import struct
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import matplotlib
import pytest

from powertrack_sdk import ConfigurationError, ValidationError
from powertrack_sdk.charts.picture import draw_chart
from tests.charts.charts import (
    DEGREE_CELSIUS,
    HERTZ,
    IRRADIANCE,
    KILOWATT,
    MEGAWATT,
    MIDNIGHT,
    NOTHING,
    QUARTER,
    WATT,
    Given,
    chart,
    day,
)

REAL_NAME = "Inverter {} (125 kW) CHINT SCH125KTL-DO/US-600"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def silence(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Drawing warns of nothing, and leaves the settings of Matplotlib as they are."""
    before = dict(matplotlib.rcParams.copy())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert dict(matplotlib.rcParams.copy()) == before


def labels(path: Path, *series: Given, title: str = "A day", **fields: str | None) -> list[str]:
    """The texts of a picture in their order."""
    draw_chart(chart(*series, **fields), path, title)  # type: ignore[arg-type]  # no bin size here
    return [unescape(text) for text in re.findall(r"<!-- (.*?) -->", path.read_text(encoding="utf-8"))]


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


@pytest.mark.parametrize(
    ("values", "shown", "none"),
    [
        ([0.0, 100.0, None, 300.0], ["0", "300"], "\u2212"),
        ([-200.0, 0.0, 200.0], ["\u2212200", "0", "200"], "\u2212300"),
        ([-8.0, -2.0, -5.0], ["\u22128", "\u22122"], "\u221220"),
        ([5.0], ["0", "5"], "\u2212"),
        ([0.0] * 96, ["0", "1"], "\u2212"),
        ([1e29], ["0", "1e+29"], "\u2212"),
        ([1_250_000.0], ["1,200,000"], "1e"),
        ([], ["P: no values"], "\u2212"),
    ],
    ids=["above", "both", "below", "one point", "zeros", "large", "millions", "empty"],
)
def test_all_values_are_within_the_axis(
    tmp_path: Path, values: list[float | None], shown: list[str], none: str
) -> None:
    texts = labels(tmp_path / "a.svg", Given("P", values))
    assert set(shown) <= set(texts)
    assert not [text for text in texts if text.startswith(none)]


def test_a_third_unit_is_left_out_and_said(tmp_path: Path) -> None:
    many = [Given(f"Inverter {number}", [1.0, 2.0]) for number in range(1, 9)]
    others = [Given("Ambient", [20.0, 21.0], DEGREE_CELSIUS), Given("Frequency", [60.0, 60.1], HERTZ)]
    remarks = draw_chart(chart(*many, *others), tmp_path / "a.svg", "A day")
    assert remarks == ["not drawn, as their unit is another: Frequency (Hz)"]
    texts = labels(tmp_path / "a.svg", *many, *others)
    assert {"Inverter 1", "Inverter 8", "Ambient (right axis)", "Power (kW)", "Temperature (°C)"} <= set(texts)
    assert "Frequency: not drawn, Frequency (Hz)" in texts
    assert "60" not in texts


def test_power_in_three_units_is_drawn_in_one(tmp_path: Path) -> None:
    series = [
        Given("A", [90_000.0], WATT),
        Given("B", [80.0]),
        Given("C", [0.1], MEGAWATT),
        Given("D", [900.0], IRRADIANCE),
    ]
    assert draw_chart(chart(*series), tmp_path / "a.svg", "A day") == []
    texts = labels(tmp_path / "a.svg", *series)
    assert {"Power (kW)", "100", "Irradiance (W/m²)", "800", "A", "B", "C"} <= set(texts)


def test_a_dead_device_is_named(tmp_path: Path) -> None:
    series = [Given("Inverter 1", day(100)), Given("Inverter 7", NOTHING), Given("Inverter 8", [])]
    assert draw_chart(chart(*series), tmp_path / "a.svg", "A day") == ["no values: Inverter 7, Inverter 8"]
    texts = labels(tmp_path / "a.svg", *series)
    assert {"Inverter 7: no values", "Inverter 8: no values"} <= set(texts)


@pytest.mark.parametrize(
    ("values", "pieces"),
    [
        ([*day(9)[:40], *[None] * 20, *day(9)[60:]], 2),
        ([1.0, 2.0, None, 3.0, 4.0, None, 5.0, 6.0], 3),
        ([1.0, 2.0, "NaN", 3.0, 2.0, "-Infinity", 5.0, 6.0], 3),
        ([1.0, 2.0, 3.0, 4.0], 1),
    ],
    ids=["hours", "nulls", "NaN and infinite", "no gap"],
)
def test_a_line_has_as_many_pieces_as_stretches(tmp_path: Path, values: list[float | str | None], pieces: int) -> None:
    draw_chart(chart(Given("P", values)), tmp_path / "a.svg", "A day")
    (line,) = re.findall(r'<path d="([^"]*)"[^>]*fill: none; stroke: #1f5f8b', (tmp_path / "a.svg").read_text())[:1]
    assert line.count("M") == pieces


@pytest.mark.parametrize("times", [range(50), [*range(20), *range(44, 50)]], ids=["whole", "left out"])
def test_points_that_were_left_out_are_a_gap(tmp_path: Path, times: list[int]) -> None:
    series = Given("P", [1.0, 2.0] * (len(times) // 2), times=[MIDNIGHT + place * QUARTER for place in times])
    draw_chart(chart(series), tmp_path / "a.svg", "A day")
    (line,) = re.findall(r'<path d="([^"]*)"[^>]*fill: none; stroke: #1f5f8b', (tmp_path / "a.svg").read_text())[:1]
    assert line.count("M") == (1 if len(times) == 50 else 2)


def test_a_value_between_gaps_is_a_point(tmp_path: Path) -> None:
    for values, points in (([1.0, 2.0], 0), ([None, 2.0, None], 1), ([1.0, None, 2.0, None, 3.0, 4.0], 2)):
        draw_chart(chart(Given("P", values)), tmp_path / "a.svg", "A day")
        drawn = re.findall(r'<use [^>]*style="fill: #1f5f8b"', (tmp_path / "a.svg").read_text(encoding="utf-8"))
        assert len(drawn) == points


@pytest.mark.parametrize(
    "series", [(), (Given("P", NOTHING),), (Given("P", ["Infinity"] * 96),)], ids=["no series", "null", "infinite"]
)
@pytest.mark.parametrize("start", ["2026-06-23T00:00:00", None])
def test_an_empty_picture_has_the_dates_of_the_chart_or_none(
    tmp_path: Path, series: tuple[Given, ...], start: str | None
) -> None:
    texts = labels(tmp_path / "a.svg", *series, start=start)
    assert "Nothing to draw" in texts
    assert not [text for text in texts if "1970" in text or "1969" in text]
    assert ("2026-06-23, US/Eastern time" in texts) is ("12:00" in texts) is (start is not None)


@pytest.mark.parametrize(
    ("date", "hours"),
    [("2026-03-08", ["03:00", "06:00"]), ("2026-11-01", ["03:00", "06:00"]), ("2026-06-23", ["03:00", "12:00"])],
)
def test_hours_are_those_of_the_site(tmp_path: Path, date: str, hours: list[str]) -> None:
    series = Given("P", [])
    texts = labels(tmp_path / "a.svg", series, start=f"{date}T00:00:00", end=f"{date}T23:59:59")
    assert set(hours) <= set(texts)
    assert f"{date}, US/Eastern time" in texts


def test_texts_stay_as_they_are(tmp_path: Path) -> None:
    """No formulas, no hidden names, no second lines, no markup."""
    names = ["_hidden", "$x^2$", "a $ b", "<b>&amp;", "-->", "\\frac{1}{2}", "A\nB", "{}", "%s", "عداد"]
    texts = labels(tmp_path / "a.svg", *(Given(name, [1.0]) for name in names), title="_$\\alpha$ & Co\n")
    for name in (*names, "_$\\alpha$ & Co"):
        # SVG has no double dash in comments
        assert name.replace("\n", "\\n").replace("--", "- -") in texts


def test_characters_that_no_font_has_are_said(tmp_path: Path) -> None:
    remarks = draw_chart(
        chart(Given("Meter \U000e01f0\ue123", [1.0]), Given("\U0001f9ff", [1.0])), tmp_path / "a.png", "T"
    )
    assert len(remarks) <= 1  # the machine may have a font for it
    assert all(remark.startswith("no installed font has these characters: ") for remark in remarks)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 12, 40, 80, 300])
def test_names_stand_below_axes_that_keep_their_size(
    tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figures: list[Figure] = []
    save = Figure.savefig

    def keep(figure: Figure, content: BytesIO, format: str) -> None:  # noqa: A002  # named so by Matplotlib
        figures.append(figure)
        save(figure, content, format=format)

    monkeypatch.setattr(Figure, "savefig", keep)
    draw_chart(chart(*(Given(REAL_NAME.format(place), [1.0]) for place in range(count))), tmp_path / "a.png", "T")
    (figure,) = figures
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    (legend,) = figure.legends
    axes = figure.axes[0].get_window_extent(renderer)
    names = [text.get_text() for text in legend.get_texts()]
    assert names[:90] == [REAL_NAME.format(place) for place in range(min(count, 90))]
    assert names[90:] == ([f"and {count - 90} more"] if count > 90 else [])
    assert axes.width > 0.85 * figure.bbox.width
    assert axes.height > 500
    for text in legend.get_texts():
        place = text.get_window_extent(renderer)
        assert 0 <= place.x0 < place.x1 <= figure.bbox.width
        assert 0 <= place.y0 < place.y1 < axes.y0


@pytest.mark.parametrize("text", ["W" * 400, "i" * 4000, "发" * 300, "a b " * 200])
def test_long_texts_are_cut_within_the_picture(tmp_path: Path, text: str) -> None:
    texts = labels(tmp_path / "a.svg", Given(f"{text} 7", [1.0], None, text), title=f"{text} end")
    cut = [shown for shown in texts if "…" in shown]
    assert len(cut) == 3  # title, name, unit
    assert [shown for shown in cut if shown.endswith(" end")]
    assert [shown for shown in cut if shown.endswith(" 7")]
    draw_chart(chart(Given(text, [1.0], None, text)), tmp_path / "a.png", text)
    assert size(tmp_path / "a.png")[0] == 1650


HOSTILE = """
text.usetex: True
font.family: Nonexistent
figure.facecolor: black
axes.facecolor: red
lines.linewidth: 30
savefig.dpi: 30
savefig.bbox: tight
date.epoch: 2000-01-01T00:00:00
timezone: Asia/Tokyo
axes.formatter.use_locale: True
path.sketch: 4,100,2
svg.fonttype: none
backend: pdf
"""
PROGRAM = """
import sys, matplotlib
from tests.charts.charts import Given, IRRADIANCE, chart, day
from powertrack_sdk.charts.picture import draw_chart
before = dict(matplotlib.rcParams.copy())
series = [Given("P", day(9)), Given("N", [-5.0, None] * 48), Given("E", day(900), IRRADIANCE)]
draw_chart(chart(*series), sys.argv[1], "Maple Ridge Solar")
assert dict(matplotlib.rcParams.copy()) == before
assert "matplotlib.pyplot" not in sys.modules
"""


def test_settings_of_the_user_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text(HOSTILE, encoding="utf-8")
    for name, variables in (
        ("usual", {}),
        ("hostile", {"MATPLOTLIBRC": str(tmp_path / "matplotlibrc"), "TZ": "Asia/Tokyo"}),
    ):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path / f"{name}.png")],
            cwd=ROOT,
            env={**os.environ, "MPLBACKEND": "", **variables},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "usual.png").read_bytes() == (tmp_path / "hostile.png").read_bytes()


def test_drawings_at_a_time_do_not_mix_their_settings(tmp_path: Path) -> None:
    with matplotlib.rc_context({"lines.linewidth": 30, "figure.facecolor": "black"}):
        before = dict(matplotlib.rcParams.copy())
        given = chart(Given("P", day(9)))
        draw_chart(given, tmp_path / "alone.png", "T")
        threads = [threading.Thread(target=draw_chart, args=(given, tmp_path / f"{n}.png", "T")) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert dict(matplotlib.rcParams.copy()) == before
    pictures = {(tmp_path / f"{name}.png").read_bytes() for name in ("alone", *range(6))}
    assert len(pictures) == 1


def test_a_picture_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    given = chart(Given("P", day(9)))
    for path in ("missing/a.png", "s3://bucket/a.png"):
        with pytest.raises(ConfigurationError, match="there is no such folder"):
            draw_chart(given, tmp_path / path, "T")
    for path in ("a.txt", "a", "a.png.gz"):
        with pytest.raises(ValidationError, match=r"has to end in one of \.png, \.svg, \.pdf"):
            draw_chart(given, tmp_path / path, "T")
    assert list(tmp_path.iterdir()) == []
    draw_chart(given, tmp_path / "a.PDF", "T")
    assert [file.name for file in tmp_path.iterdir()] == ["a.PDF"]


@pytest.mark.parametrize("unit", [None, 0, 1, KILOWATT])
def test_units_that_nobody_knows(tmp_path: Path, unit: int | None) -> None:
    texts = labels(tmp_path / "a.svg", Given("P", [1.0], unit))
    assert ("Power (kW)" if unit == KILOWATT else "no unit") in texts
