"""The simulator's clock, the time zones of sites, and instants as PowerTrack writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from attrs import define

# PowerTrack uses old names of zones, which not every time zone database has.
_ZONES = {
    "US/Eastern": "America/New_York",
    "US/Central": "America/Chicago",
    "US/Mountain": "America/Denver",
    "US/Arizona": "America/Phoenix",
    "US/Pacific": "America/Los_Angeles",
}
ZONE_CODES = {"US/Eastern": 16891, "US/Central": 13818, "US/Mountain": 10745, "US/Arizona": 9721, "US/Pacific": 8696}

NEVER = "0001-01-01T00:00:00"
"""The .NET minimum date, which means no date."""

DEFAULT_NOW = datetime(2026, 6, 24, 17, 0, tzinfo=UTC)
"""About solar noon in the eastern states, on a day in summer."""


@define
class Clock:
    """The simulator's time. It stands still between writes, so that the same requests give the same bytes."""

    now: datetime

    def tick(self) -> str:
        """Move forward by a second, and return the new version stamp."""
        self.now += timedelta(seconds=1)
        return stamp(self.now)


def chance(seed: str) -> Random:
    """Return a source of numbers that depends on its seed only."""
    return Random(seed)  # noqa: S311 - weather and names, no secrets


@cache
def zone(name: str) -> ZoneInfo:
    """Return the time zone with a name such as `US/Eastern`."""
    return ZoneInfo(_ZONES[name])


def stamp(moment: datetime | float) -> str:
    """Return a time, or seconds since the epoch, in UTC to the second, such as `2026-06-24T17:00:00Z`."""
    moment = moment if isinstance(moment, datetime) else datetime.fromtimestamp(moment, UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fine_stamp(seconds: float) -> str:
    """Return seconds since the epoch in UTC with the seven fractional digits of a .NET tick."""
    return f"{stamp(seconds)[:-1]}.{int(seconds % 1 * 10_000_000):07d}Z"


def read_moment(text: str) -> datetime | None:
    """Read a date or date-time; without a zone it is in UTC. None if it is neither."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def midnight(day: date, zone_name: str) -> float:
    """Return the begin of a day in a zone, in seconds since the epoch."""
    return datetime.combine(day, time(), zone(zone_name)).timestamp()


def local_day(moment: datetime, zone_name: str) -> date:
    """Return the day in a zone."""
    return moment.astimezone(zone(zone_name)).date()


def hours_from_utc(moment: datetime, zone_name: str) -> int:
    """Return the winter offset of a zone from UTC in hours."""
    winter = datetime(moment.year, 1, 1, tzinfo=zone(zone_name)).utcoffset()
    return 0 if winter is None else round(winter.total_seconds() / 3600)
