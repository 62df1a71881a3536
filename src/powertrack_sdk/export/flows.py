"""The export of a portfolio."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from powertrack_sdk import keys
from powertrack_sdk.alerts.flows import get_active_alerts
from powertrack_sdk.charts.flows import check_days, get_chart_definitions, read_chart
from powertrack_sdk.charts.numbers import check_number
from powertrack_sdk.errors import APIError, PowerTrackError, ValidationError
from powertrack_sdk.export.notes import notes_on, notes_on_sites
from powertrack_sdk.export.parts import WHAT, Format, Part, What, months
from powertrack_sdk.export.terms import Terms, terms
from powertrack_sdk.files import local_path
from powertrack_sdk.hardware.flows import get_hardware_list
from powertrack_sdk.portfolio.flows import get_portfolio_overview
from powertrack_sdk.runner.clock import Clock
from powertrack_sdk.runner.flow import Flow, Progress, environment, locally, together
from powertrack_sdk.zones import first_known, today

if TYPE_CHECKING:
    from powertrack_sdk.export.folder import Folder
    from powertrack_sdk.export.result import ExportedPart, ExportResult, FailedPart
    from powertrack_sdk.portfolio.models import SiteOverview
    from powertrack_sdk.tables.columns import Table

REREAD_DAYS = 30


def export_portfolio(
    customer_id: str | int,
    out: str | os.PathLike[str],
    what: Iterable[What] = WHAT,
    start_date: date | str | None = None,
    end_date: date | str | None = None,
    format: Format = "parquet",  # noqa: A002  # the usual name of it
    chart_type: int = 15,
    bin_size: int = 15,
    sites: Iterable[str | int] | None = None,
    progress: Progress | None = None,
    reread_days: int = REREAD_DAYS,
) -> Flow[ExportResult]:
    """Read the data of all sites of a customer into a folder of files that other programs read as tables.

    There is a folder for each data set, and in it a file, a part, for each site, and of charts for each month of each
    site: `charts/site=S10001/month=2025-06/part.parquet`. Each part is written as soon as it is read, and only as many
    are in memory as the client may send requests at a time. `manifest.json` tells what is there.

    The same call for the same folder brings it up to date. Charts are kept, and nothing is asked for them, once
    `reread_days` have passed since the end of their month; a month is also read again if more of its days are wanted
    now. `sites`, `hardware` and `alerts` are views of a moment and are read in every run, except that a run which ended
    early is resumed within a day. Files that do not have the checksum of the manifest are read again. `summary` and
    `notes` of the result say what was kept and how old it is.

    Args:
        customer_id: Key of the customer, such as `C1001`.
        out: The folder; it is made where it is missing.
        what: Some of `sites` (the portfolio table), `hardware` (devices, and their readings as `hardware_registers`),
            `alerts` (those that are active) and `charts`.
        start_date: First day of charts, in the zone of each site. By default as in the folder; in a new one, the first
            of the month of `end_date`.
        end_date: Last day of charts. By default today at each site.
        format: `parquet`, `csv` or `jsonl`. Parquet takes the extra `arrow`.
        chart_type: Number of the chart, such as 15 for the production meter or 21 for irradiance.
        bin_size: Length of the bins of charts (minutes).
        sites: Keys of sites of the customer; by default all that its portfolio has.
        progress: Called with the parts that are done, and of how many.
        reread_days: For how many days after its end a month is read again, because loggers without a connection send
            late.

    Returns:
        The parts that were written, that were there, and that could not be read; false where there are any of these.

    Raises:
        ValidationError: An argument is wrong; no part was written.
        ConfigurationError: The folder holds an export of something else, is in use or cannot be written, or the format
            takes what is not installed.
        AuthenticationError: The session is not accepted. What was written stays.
        APIError: The portfolio cannot be read.

    Operations: GET /api/view/portfolio/{customerKey}; for each site GET /api/view/sitehardwareproduction/{siteKey}, GET
    /api/view/activealerts/{siteKey}, and POST /api/view/chart for each month; POST /api/view/chart/builtin before if
    `chart_type` is not a common number
    """
    asked = terms(customer_id, what, start_date, end_date, format, chart_type, bin_size, sites)
    if reread_days < 0:
        raise ValidationError(f"reread_days is {reread_days}; it is a number of days, such as {REREAD_DAYS}")
    from powertrack_sdk.export.folder import Folder
    from powertrack_sdk.export.formats import check_installed

    yield from locally(lambda: check_installed(asked.format))
    where = yield from environment()
    check_days(asked.first, asked.last, where.clock.now())
    folder = Folder(local_path(out), where.lock_dir)
    try:
        yield from locally(lambda: folder.open(asked, where.clock.now(), reread_days))
        return (yield from _Export(folder, asked, where.clock, progress).all())
    finally:
        folder.close()


@frozen
class _Answer:
    """What was read for some parts.

    Attributes:
        tables: Makes a table of what is in each.
        zone: Name of the zone of the site; None where it is not known.
        without_values: Finds the names of series that have no value.
    """

    tables: Callable[[], Sequence[Table]]
    zone: str | None = None
    without_values: Callable[[], Sequence[str]] = tuple


@frozen
class _Reading:
    """Parts that come of one answer.

    Attributes:
        parts: The parts.
        read: Reads them.
        zone: Name of the zone of the site.
    """

    parts: tuple[Part, ...]
    read: Callable[[], Flow[_Answer]] = field(repr=False)
    zone: str | None = None


@define
class _Export:
    """An export under way."""

    folder: Folder
    terms: Terms
    clock: Clock
    progress: Progress | None
    written: list[ExportedPart] = field(factory=list)
    skipped: list[ExportedPart] = field(factory=list)
    failed: list[FailedPart] = field(factory=list)
    notes: list[str] = field(factory=list)
    total: int = 0

    def all(self) -> Flow[ExportResult]:
        from powertrack_sdk.export.result import ExportResult

        try:
            yield from self._read()
        except PowerTrackError as error:
            yield from locally(lambda: self.folder.finish(self.clock.now(), self.failed, early=True))
            if self.written or self.skipped:
                error.add_note(f"What was read stays in {self.folder.path}; the same call goes on with the rest.")
            raise
        notes = [*self.notes, *notes_on(self.written, self.skipped, self.folder.damaged)]
        yield from locally(lambda: self.folder.finish(self.clock.now(), self.failed, notes))
        return ExportResult(
            manifest=self.folder.manifest,
            written=tuple(sorted(self.written, key=lambda part: part.path)),
            skipped=tuple(sorted(self.skipped, key=lambda part: part.path)),
            failed=tuple(sorted(self.failed, key=lambda part: part.path)),
            notes=tuple(notes),
        )

    def _read(self) -> Flow[None]:
        every = yield from self._sites()
        rows = {key: row for key, row in every.items() if self.terms.sites is None or key in self.terms.sites}
        zones = {key: row.time_zone for key, row in rows.items()}
        if self.terms.chart_type is not None:
            yield from check_number(self.terms.chart_type, rows, get_chart_definitions)
        now = self.clock.now()
        days = yield from locally(
            lambda: self.folder.agree(self.terms, {key: today(zone, now) for key, zone in zones.items()}, now)
        )
        self.notes += notes_on_sites(zones, self.folder.sites_with_parts - every.keys())
        listed = [row for key, row in every.items() if self.folder.sites is None or key in self.folder.sites]
        shared = [_Reading((Part("sites"),), lambda: _at_hand(listed))] if "sites" in self.terms.what else []
        readings = [*_readings(self.terms, zones, days)]
        self.total = sum(len(one.parts) for one in shared + readings)
        for one in shared:
            yield from self._one(one)
        for rows_of in (every, rows, listed):
            rows_of.clear()
        yield from together([self._one(one) for one in readings])

    def _sites(self) -> Flow[dict[str, SiteOverview]]:
        """The rows of the portfolio by the keys of their sites."""
        portfolio = yield from get_portfolio_overview(self.terms.customer)
        rows: dict[str, SiteOverview] = {}
        for row in portfolio.sites:
            rows.setdefault(keys.site_key(row.key), row)
        unknown = sorted({*(self.terms.sites or ())} - rows.keys())
        if unknown:
            raise ValidationError(
                f"not in the portfolio of {self.terms.customer}, which has {len(rows)} sites: {', '.join(unknown)}"
            )
        return rows

    def _one(self, reading: _Reading) -> Flow[None]:
        there = yield from locally(lambda: self.folder.held(reading.parts, reading.zone))
        if there:
            self.skipped += there
        else:
            read_at = self.clock.now()
            try:
                answer = yield from reading.read()
                tables = yield from locally(answer.tables)
            except APIError as error:
                self.failed += [self._failed(part, error) for part in reading.parts]
            else:
                parts = list(zip(reading.parts, tables, strict=True))
                silent = yield from locally(answer.without_values)
                self.written += yield from locally(
                    lambda: self.folder.write(parts, read_at, self.clock.now(), answer.zone, silent)
                )
        if self.progress is not None:
            self.progress(len(self.written) + len(self.skipped) + len(self.failed), self.total)

    def _failed(self, part: Part, error: APIError) -> FailedPart:
        from powertrack_sdk.export.result import FailedPart

        earlier = self.folder.earlier(part)
        kept = f". The data read at {earlier.read_at:%Y-%m-%d %H:%M %Z} are kept" if earlier is not None else ""
        return FailedPart(path=part.path(self.terms.format), reason=f"{error}{kept}")


def _readings(
    asked: Terms, zones: Mapping[str, str | None], days: Mapping[str, tuple[date, date]]
) -> Iterator[_Reading]:
    """What is to be read, one site after the other."""
    for site, zone in zones.items():
        if "hardware" in asked.what:
            yield _hardware(site, zone)
        if "alerts" in asked.what:
            yield _alerts(site, zone)
        if site in days:
            for first, last in months(*days[site]):
                yield _chart(Part("charts", site, first, last), asked, zone)


def _at_hand(rows: Sequence[SiteOverview]) -> Flow[_Answer]:
    from powertrack_sdk.export.data_sets import sites_table

    return (yield from locally(lambda: _Answer(lambda: [sites_table(rows)])))


def _hardware(site: str, zone: str | None) -> _Reading:
    def read() -> Flow[_Answer]:
        from powertrack_sdk.export.data_sets import hardware_table, registers_table

        devices = yield from get_hardware_list(site)
        return _Answer(lambda: [hardware_table(devices, zone), registers_table(devices)], zone)

    return _Reading((Part("hardware", site), Part("hardware_registers", site)), read, zone)


def _alerts(site: str, zone: str | None) -> _Reading:
    def read() -> Flow[_Answer]:
        from powertrack_sdk.export.data_sets import alerts_table

        alerts = yield from get_active_alerts(site)
        return _Answer(lambda: [alerts_table(alerts, zone)], zone)

    return _Reading((Part("alerts", site),), read, zone)


def _chart(part: Part, asked: Terms, zone: str | None) -> _Reading:
    def read() -> Flow[_Answer]:
        from powertrack_sdk.export.data_sets import charts_table, series_without_values

        chart = yield from read_chart(asked.chart_type or 0, part.site or "", part.first, part.last, asked.bin_size)
        place = first_known(chart.time_zone, zone)
        return _Answer(lambda: [charts_table(chart, place, part)], place, lambda: series_without_values(chart))

    return _Reading((part,), read, zone)
