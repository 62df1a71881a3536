"""Time zones by the names that the API may give them: the same moments everywhere, and never UTC without a word."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk import PowerTrackWarning
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.zones import find_zone, first_known, today, zone, zone_label
from tests.bent import bent, in_zone
from tests.driver import Connect

SUMMER, WINTER = datetime(2026, 7, 1, 12), datetime(2026, 1, 1, 12)
EASTERN, MOUNTAIN, ARIZONA = (-4, -5), (-6, -7), (-7, -7)
NAMES: dict[str, tuple[float, float]] = {
    "US/Eastern": EASTERN,
    "us/eastern": EASTERN,
    "US/EASTERN": EASTERN,
    " US/Eastern ": EASTERN,
    "Eastern Standard Time": EASTERN,
    "eastern standard time": EASTERN,
    "Eastern Daylight Time": EASTERN,
    "Eastern Time (US & Canada)": EASTERN,
    "(UTC-05:00) Eastern Time (US & Canada)": EASTERN,
    "(UTC-07:00) Mountain Time (US & Canada)": MOUNTAIN,
    "Mountain Standard Time": MOUNTAIN,
    "US Mountain Standard Time": ARIZONA,
    "(UTC-07:00) Arizona": ARIZONA,
    "(GMT-05:00) Eastern Time (US and Canada)": EASTERN,
    "America/New York": EASTERN,
    "america/new_york": EASTERN,
    "-05:00:00": (-5, -5),
    "UTC-05:00:00": (-5, -5),
    "(UTC-04:00) Atlantic Time (Canada)": (-3, -4),
    "Hawaiian Standard Time": (-10, -10),
    "US/Pacific-New": (-7, -8),
    "AUS Eastern Standard Time": (10, 11),
    "W. Europe Standard Time": (2, 1),
    "India Standard Time": (5.5, 5.5),
    "Etc/GMT+5": (-5, -5),
    "etc/gmt-2": (2, 2),
    "GMT+2": (2, 2),
    "UTC-05:00": (-5, -5),
    "UTC\u221205:00": (-5, -5),
    "(UTC-05:00)": (-5, -5),
    "UTC-0500": (-5, -5),
    "utc+5": (5, 5),
    "+05:30": (5.5, 5.5),
    "-0330": (-3.5, -3.5),
    "UTC": (0, 0),
    "Z": (0, 0),
    "GMT": (0, 0),
    "(UTC) Coordinated Universal Time": (0, 0),
}
UNKNOWN = (
    "Middle of Nowhere",
    "UTC+25:00",
    "UTC+99",
    "America",
    "../../etc/passwd",
    "Eastern",
    "EDT",
    "Factory",
    "\x1b[31mred",
)


@pytest.mark.parametrize(("name", "offsets"), NAMES.items())
def test_names_of_every_kind(name: str, offsets: tuple[float, float]) -> None:
    hours = [moment.replace(tzinfo=zone(name)).utcoffset() for moment in (SUMMER, WINTER)]
    assert hours == [timedelta(hours=one) for one in offsets]


@pytest.mark.parametrize("name", [None, "", "  "])
def test_a_site_without_a_zone_is_shown_in_utc(name: str | None) -> None:
    assert (find_zone(name), zone(name), zone_label(name)) == (None, UTC, "UTC")


@pytest.mark.parametrize("name", UNKNOWN)
def test_names_of_no_zone(name: str) -> None:
    assert find_zone(name) is None


def test_an_unknown_zone_is_a_warning_once_and_a_heading_that_says_utc() -> None:
    name = f"\x1b[31m{uuid4()}"
    with pytest.warns(PowerTrackWarning, match="is unknown; its times and days are those of UTC") as told:
        assert [zone(name), zone(name), zone_label(name)] == [UTC, UTC, "UTC"]
    assert len(told) == 1
    assert "\x1b" not in str(told[0].message)


@given(st.integers(-14 * 60, 14 * 60))
def test_fixed_offsets_keep_their_sign_and_are_found_by_their_own_name(minutes: int) -> None:
    offset = timedelta(minutes=minutes)
    name = str(timezone(offset))
    found = find_zone(name)
    assert found is not None
    assert found.utcoffset(SUMMER) == offset
    assert find_zone(str(found)) == found
    assert zone_label(name) == ("UTC" if not minutes else name)


@given(st.text(max_size=30))
def test_no_text_is_an_error(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert zone(name).utcoffset(SUMMER) is not None


def test_the_first_zone_that_is_known_counts() -> None:
    assert first_known(None, "Nowhere at all", "US/Eastern", "US/Central") == "US/Eastern"
    assert first_known(None, "Nowhere at all", "") == "Nowhere at all"
    assert first_known(None, "") is None


def test_the_day_of_a_moment() -> None:
    evening = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
    assert today("Eastern Standard Time", evening) == date(2026, 6, 30)
    assert today("Australia/Sydney", evening) == date(2026, 7, 1)
    assert today(None, evening) == date(2026, 7, 1)


@pytest.mark.parametrize(("name", "offsets"), [(name, NAMES[name]) for name in NAMES if name.strip() == name])
def test_the_table_of_a_chart_is_in_the_zone_of_the_site(
    connect: Connect, sim: Simulator, name: str, offsets: tuple[float, float]
) -> None:
    chart = connect(bent(sim, in_zone(name))).get_chart_data(15, "S10001", "2026-06-10", "2026-06-10")
    first = next(iter(chart.table().columns[0].cells()))
    moment = datetime.fromtimestamp(chart.series[0].data_xy[0][0] / 1000, UTC)
    assert isinstance(first, datetime)
    assert (first, first.utcoffset()) == (moment, timedelta(hours=offsets[0]))
    assert chart.to_pandas().index[0] == moment
    assert chart.to_pandas().index[0].utcoffset() == timedelta(hours=offsets[0])
    assert chart.to_polars()["time"][0] == moment
    arrow = chart.to_arrow()["time"][0].as_py()
    assert (arrow, arrow.utcoffset()) == (moment, timedelta(hours=offsets[0]))


def test_the_table_of_a_site_in_an_unknown_zone(connect: Connect, sim: Simulator) -> None:
    name = f"Zone {uuid4()}"
    client = connect(bent(sim, in_zone(name)))
    chart = client.get_chart_data(15, "S10001", "2026-06-10", "2026-06-10")
    with pytest.warns(PowerTrackWarning, match=f"'{name}' is unknown"):
        assert chart.table().columns[0].zone == "UTC"
