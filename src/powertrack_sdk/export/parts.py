"""The parts of an export: files in folders named by data set, site and month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from powertrack_sdk.zones import zone

What: TypeAlias = Literal["sites", "hardware", "alerts", "charts"]
DataSet: TypeAlias = Literal["sites", "hardware", "hardware_registers", "alerts", "charts"]
Format: TypeAlias = Literal["parquet", "csv", "jsonl"]

WHAT: tuple[What, ...] = get_args(What)
DATA_SETS: tuple[DataSet, ...] = get_args(DataSet)
FORMATS: tuple[Format, ...] = get_args(Format)

PARTITIONS: dict[DataSet, tuple[str, ...]] = {
    "sites": (),
    "hardware": ("site",),
    "hardware_registers": ("site",),
    "alerts": ("site",),
    "charts": ("site", "month"),
}
"""The columns of each data set that are folder names."""

_PATH = re.compile(
    r"(?P<data_set>\w+)(/site=(?P<site>S[0-9]+))?(/month=(?P<month>[0-9]{4}-[0-9]{2}))?/part\.[a-z]+", re.ASCII
)


@frozen
class Part:
    """One file of an export.

    Attributes:
        data_set: Its data set.
        site: Key of its site; None for all sites.
        first: Its first day, in the zone of the site; None for a snapshot.
        last: Its last day, in the same month.
    """

    data_set: DataSet
    site: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def month(self) -> str | None:
        """Its month, such as `2025-06`; None for a snapshot."""
        return f"{self.first:%Y-%m}" if self.first is not None else None

    def path(self, format: Format) -> str:  # noqa: A002
        """Return its path in the folder, such as `charts/site=S10001/month=2025-06/part.parquet`."""
        values = {"site": self.site, "month": self.month}
        folders = [f"{name}={values[name]}" for name in PARTITIONS[self.data_set]]
        return "/".join([self.data_set, *folders, f"part.{format}"])

    def is_over(self, zone_name: str | None, moment: datetime, late_days: int) -> bool:
        """Return whether its last day had ended `late_days` days before a moment, so that no data come any more."""
        return self.last is None or midnight(next_day(self.last), zone_name) + timedelta(days=late_days) <= moment


def place_of(path: str) -> tuple[str, str | None, str | None]:
    """Return the data set, site and month of the path of a part.

    Raises:
        ValueError: It is not the path of a part.
    """
    found = _PATH.fullmatch(path)
    if found is None or found["data_set"] not in DATA_SETS:
        raise ValueError(f"{path!r} is not the path of a part")
    return found["data_set"], found["site"], found["month"]


def next_day(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1)


def midnight(day: date, zone_name: str | None) -> datetime:
    """Return the start of a day in a zone, in UTC if the zone is unknown."""
    return datetime.combine(day, time(), zone(zone_name)).astimezone(UTC)


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Give the first and the last of the days between two days, month by month."""
    while True:
        end = first.replace(day=monthrange(first.year, first.month)[1])
        yield first, min(last, end)
        if last <= end:
            return
        first = next_day(end)
