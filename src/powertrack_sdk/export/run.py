"""One run of an export: reads what is missing or outdated, site by site, and writes it to the folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import define, field, frozen

from powertrack_sdk import keys
from powertrack_sdk.alerts.flows import get_active_alerts
from powertrack_sdk.charts.flows import get_chart_definitions, read_chart
from powertrack_sdk.charts.numbers import check_number
from powertrack_sdk.errors import APIError, PowerTrackError, ValidationError
from powertrack_sdk.export.data_sets import (
    alerts_table,
    charts_table,
    hardware_table,
    registers_table,
    series_without_values,
    sites_table,
)
from powertrack_sdk.export.folder import Folder
from powertrack_sdk.export.parts import Part, months
from powertrack_sdk.export.result import ExportedPart, ExportResult, FailedPart
from powertrack_sdk.export.terms import Terms
from powertrack_sdk.hardware.flows import get_hardware_list
from powertrack_sdk.portfolio.flows import get_portfolio_overview
from powertrack_sdk.portfolio.models import SiteOverview
from powertrack_sdk.runner.clock import Clock
from powertrack_sdk.runner.flow import Flow, Progress, locally, together
from powertrack_sdk.tables.columns import Table
from powertrack_sdk.zones import find_zone, first_known, today

_NAMES_SHOWN = 5


@frozen
class _Content:
    """Tables of the parts of one answer, the zone of their site, and the series without values."""

    tables: Sequence[Table]
    zone: str | None = None
    without_values: Sequence[str] = ()


@frozen
class _Reading:
    """Parts that come from one answer, the zone of their site, and how to read them."""

    parts: tuple[Part, ...]
    zone: str | None
    read: Callable[[], Flow[_Content]]


@define
class Export:
    """An export in progress."""

    folder: Folder
    terms: Terms
    clock: Clock
    progress: Progress | None
    written: list[ExportedPart] = field(factory=list)
    skipped: list[ExportedPart] = field(factory=list)
    failed: list[FailedPart] = field(factory=list)
    notes: list[str] = field(factory=list)
    total: int = 0

    def run(self) -> Flow[ExportResult]:
        """Read all parts that the folder lacks, and finish its manifest."""
        try:
            yield from self._read_all()
        except PowerTrackError as error:
            yield from locally(lambda: self.folder.finish(self.clock.now(), self.failed, early=True))
            if self.written or self.skipped:
                error.add_note(f"The parts read so far stay in {self.folder.path}; the same call reads the rest.")
            raise
        notes = [*self.notes, *_notes_on(self.written, self.skipped, self.folder.damaged)]
        yield from locally(lambda: self.folder.finish(self.clock.now(), self.failed, notes))
        return ExportResult(
            manifest=self.folder.manifest,
            written=tuple(sorted(self.written, key=lambda part: part.path)),
            skipped=tuple(sorted(self.skipped, key=lambda part: part.path)),
            failed=tuple(sorted(self.failed, key=lambda part: part.path)),
            notes=tuple(notes),
        )

    def _read_all(self) -> Flow[None]:
        every = yield from self._sites()
        rows = {key: row for key, row in every.items() if self.terms.sites is None or key in self.terms.sites}
        zones = {key: row.time_zone for key, row in rows.items()}
        if self.terms.chart_type is not None:
            yield from check_number(self.terms.chart_type, rows, get_chart_definitions)
        now = self.clock.now()
        todays = {key: today(zone, now) for key, zone in zones.items()}
        days = yield from locally(lambda: self.folder.set_days(todays, now))
        self.notes += _notes_on_sites(zones, self.folder.sites_with_parts - every.keys())
        listed = [row for key, row in every.items() if self.folder.sites is None or key in self.folder.sites]
        with_sites = "sites" in self.terms.what
        readings = [*_readings(self.terms, zones, days)]
        self.total = with_sites + sum(len(one.parts) for one in readings)
        if with_sites:
            yield from self._read(
                _Reading((Part("sites"),), None, lambda: locally(lambda: _Content([sites_table(listed)])))
            )
        for rows_of in (every, rows, listed):  # free the memory
            rows_of.clear()
        yield from together([self._read(one) for one in readings])

    def _sites(self) -> Flow[dict[str, SiteOverview]]:
        """Read the rows of the portfolio, by site key."""
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

    def _read(self, reading: _Reading) -> Flow[None]:
        current = yield from locally(lambda: self.folder.current(reading.parts, reading.zone))
        if current:
            self.skipped += current
        else:
            read_at = self.clock.now()
            try:
                content = yield from reading.read()
            except APIError as error:
                self.failed += [self._failed(part, error) for part in reading.parts]
            else:
                parts = list(zip(reading.parts, content.tables, strict=True))
                self.written += yield from locally(
                    lambda: self.folder.write(parts, read_at, self.clock.now(), content.zone, content.without_values)
                )
        if self.progress is not None:
            self.progress(len(self.written) + len(self.skipped) + len(self.failed), self.total)

    def _failed(self, part: Part, error: APIError) -> FailedPart:
        earlier = self.folder.earlier(part)
        kept = f". The data read at {earlier.read_at:%Y-%m-%d %H:%M %Z} are kept" if earlier is not None else ""
        return FailedPart(path=part.path(self.terms.format), reason=f"{error}{kept}")


def _readings(
    terms: Terms, zones: Mapping[str, str | None], days: Mapping[str, tuple[date, date]]
) -> Iterator[_Reading]:
    for site, zone in zones.items():
        if "hardware" in terms.what:
            yield _hardware(site, zone)
        if "alerts" in terms.what:
            yield _alerts(site, zone)
        if site in days:
            for first, last in months(*days[site]):
                yield _chart(Part("charts", site, first, last), terms, zone)


def _hardware(site: str, zone: str | None) -> _Reading:
    def read() -> Flow[_Content]:
        devices = yield from get_hardware_list(site)
        return (yield from locally(lambda: _Content([hardware_table(devices, zone), registers_table(devices)], zone)))

    return _Reading((Part("hardware", site), Part("hardware_registers", site)), zone, read)


def _alerts(site: str, zone: str | None) -> _Reading:
    def read() -> Flow[_Content]:
        alerts = yield from get_active_alerts(site)
        return (yield from locally(lambda: _Content([alerts_table(alerts, zone)], zone)))

    return _Reading((Part("alerts", site),), zone, read)


def _chart(part: Part, terms: Terms, zone: str | None) -> _Reading:
    def read() -> Flow[_Content]:
        chart = yield from read_chart(terms.chart_type or 0, part.site or "", part.first, part.last, terms.bin_size)
        place = first_known(chart.time_zone, zone)
        return (
            yield from locally(
                lambda: _Content([charts_table(chart, place, part)], place, series_without_values(chart))
            )
        )

    return _Reading((part,), zone, read)


def _notes_on_sites(zones: Mapping[str, str | None], gone: Iterable[str]) -> list[str]:
    """Describe unknown time zones, and sites that have left the portfolio.

    Args:
        zones: Names of time zones by site key.
        gone: Keys of sites that have parts and are no longer in the portfolio.
    """
    unknown: dict[str, list[str]] = defaultdict(list)
    for site, name in zones.items():
        if find_zone(name) is None:
            unknown[repr(name) if name else ""].append(site)
    notes = [
        f"The time zone {name + ' ' if name else ''}of {_first_names(sites)} is unknown; its days and local times are"
        " in UTC."
        for name, sites in unknown.items()
    ]
    if gone:
        notes.append(f"No longer in the portfolio: {_first_names(sorted(gone))}. Their files are kept as last read.")
    return notes


def _notes_on(written: Sequence[ExportedPart], skipped: Sequence[ExportedPart], damaged: Iterable[str]) -> list[str]:
    """Describe what was kept, what was damaged, and what has no values."""
    notes = []
    snapshots = [part for part in skipped if part.first is None]
    if snapshots:
        sets = ", ".join(sorted({part.data_set for part in snapshots}))
        oldest = min(part.read_at for part in snapshots)
        notes.append(
            f"Kept from the run that ended early: {len(snapshots)} of {sets}, the oldest of {oldest:%Y-%m-%d %H:%M %Z}."
        )
    again = {part.path for part in written}
    for path in sorted(damaged):
        outcome = "was read again" if path in again else "is no longer in the manifest"
        notes.append(f"{path} did not have the checksum of the manifest, and {outcome}.")
    charts = [part for part in (*written, *skipped) if part.data_set == "charts"]
    empty = sorted({part.site for part in charts if part.site and not part.rows})
    if empty:
        notes.append(f"No chart data in at least one month: {_first_names(empty)}.")
    silent: dict[str, set[str]] = defaultdict(set)
    for part in charts:
        if part.site and part.rows and part.without_values:
            silent[part.site].update(part.without_values)
    notes += [
        f"{site} has no value in at least one month of {_first_names(sorted(silent[site]))}." for site in sorted(silent)
    ]
    return notes


def _first_names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return f"{', '.join(names[:_NAMES_SHOWN])}{more}"
