"""Moments as PowerTrack writes them, the zones of sites, and the simulator's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from attrs import define

# PowerTrack speaks of zones by names that not every time zone database has any more.
_ZONES = {
    "US/Eastern": "America/New_York",
    "US/Central": "America/Chicago",
    "US/Mountain": "America/Denver",
    "US/Arizona": "America/Phoenix",
    "US/Pacific": "America/Los_Angeles",
}
ZONE_CODES = {"US/Eastern": 16891, "US/Central": 13818, "US/Mountain": 10745, "US/Arizona": 9721, "US/Pacific": 8696}

NEVER = "0001-01-01T00:00:00"
"""The .NET minimum date: PowerTrack's way to say that there is none."""


@define
class Clock:
    """The simulator's own time. It stands still between writes, so that the same requests give the same bytes."""

    now: datetime

    def tick(self) -> str:
        """Let a second pass, and give the new version stamp."""
        self.now += timedelta(seconds=1)
        return stamp(self.now)


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone that a name such as `US/Eastern` means."""
    return ZoneInfo(_ZONES[name])


def stamp(moment: datetime) -> str:
    """A moment in UTC to the second, such as `2026-06-24T17:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp_at(seconds: float) -> str:
    """The same for seconds since the epoch."""
    return stamp(datetime.fromtimestamp(seconds, UTC))


def fine_stamp(seconds: float) -> str:
    """A moment in UTC with the seven fractional digits of a .NET tick."""
    return f"{stamp_at(seconds)[:-1]}.{int(seconds % 1 * 10_000_000):07d}Z"


def read_moment(text: str) -> datetime | None:
    """A date or date-time; without a zone it is taken as UTC. None where it is neither."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def midnight(day: date, zone_name: str) -> float:
    """Seconds since the epoch at which a day begins in a zone."""
    return datetime.combine(day, time(), zone(zone_name)).timestamp()


def local_day(moment: datetime, zone_name: str) -> date:
    """The day that it is in a zone."""
    return moment.astimezone(zone(zone_name)).date()


def hours_from_utc(moment: datetime, zone_name: str) -> int:
    """Hours by which the clocks of a zone are ahead of UTC when it is winter there."""
    winter = datetime(moment.year, 1, 1, tzinfo=zone(zone_name)).utcoffset()
    return 0 if winter is None else round(winter.total_seconds() / 3600)
