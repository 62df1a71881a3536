"""What an export is made of: parts, each a file, which lie in folders that name their site and month."""

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
"""The columns of each data set that are the names of folders."""

_PATH = re.compile(
    r"(?P<data_set>\w+)(/site=(?P<site>S[0-9]+))?(/month=(?P<month>[0-9]{4}-[0-9]{2}))?/part\.[a-z]+", re.ASCII
)


@frozen
class Part:
    """One file of an export.

    Attributes:
        data_set: The data set that it is a part of.
        site: Key of its site; None for a part that all sites share.
        first: First day that it holds, in the zone of the site; None for what is a view of a moment.
        last: Last day that it holds, of the same month.
    """

    data_set: DataSet
    site: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def month(self) -> str | None:
        """Its month, such as `2025-06`; None for what is a view of a moment."""
        return f"{self.first:%Y-%m}" if self.first is not None else None

    def path(self, format: Format) -> str:  # noqa: A002  # the name that callers know it by
        """Where it is below the folder of the export, such as `charts/site=S10001/month=2025-06/part.parquet`."""
        values = {"site": self.site, "month": self.month}
        folders = [f"{name}={values[name]}" for name in PARTITIONS[self.data_set]]
        return "/".join([self.data_set, *folders, f"part.{format}"])

    def is_over(self, zone_name: str | None, moment: datetime, late_days: int) -> bool:
        """Whether its data were complete at a moment: its last day had ended that many days before.

        Args:
            zone_name: Name of the zone of the site.
            moment: The moment, aware.
            late_days: Days for which data may still arrive, as from a logger without a connection.
        """
        return self.last is None or midnight(next_day(self.last), zone_name) + timedelta(days=late_days) <= moment


def place_of(path: str) -> tuple[str, str | None, str | None]:
    """Data set, site and month that the path of a part names.

    Raises:
        ValueError: It is not the path of a part.
    """
    found = _PATH.fullmatch(path)
    if found is None or found["data_set"] not in DATA_SETS:
        raise ValueError(f"{path!r} is not the path of a part")
    return found["data_set"], found["site"], found["month"]


def next_day(day: date) -> date:
    """The day after a day."""
    return day + timedelta(days=1)


def midnight(day: date, zone_name: str | None) -> datetime:
    """The moment at which a day begins in a zone; in UTC where the zone is not known."""
    return datetime.combine(day, time(), zone(zone_name)).astimezone(UTC)


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days of each month between two days: its first and its last among them."""
    while True:
        end = first.replace(day=monthrange(first.year, first.month)[1])
        yield first, min(last, end)
        if last <= end:
            return
        first = next_day(end)
