"""The folder of an export: its parts, its manifest, and the journal of parts written since the manifest.

A part goes into the journal before its file is replaced. So after a crash every file matches either the journal or the
manifest. The journal is folded into the manifest at the start and the end of a run.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock

from attrs import evolve

from powertrack_core.decoding import load_object
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.export.formats import encoded
from powertrack_sdk.export.manifest import NAME, Manifest, part_from_json, part_to_json
from powertrack_sdk.export.parts import DATA_SETS, Part
from powertrack_sdk.export.result import ExportedPart, FailedPart
from powertrack_sdk.export.terms import Terms
from powertrack_sdk.files import replace_file
from powertrack_sdk.tables.columns import Table
from powertrack_sdk.writes.journal import append_lines
from powertrack_sdk.writes.locks import Locks

_JOURNAL = "manifest.jsonl"
# A resumed run keeps the snapshots of the run that ended early, unless they are older.
_SAME_RUN = timedelta(days=1)


class Folder:
    """The folder of an export, locked while it is open.

    Args:
        path: The folder; it may not exist yet.
        lock_dir: Folder of the locks.
        asked: What to export.
        reread_days: Days after the end of a month during which it is read again.
        now: The current moment.

    Attributes:
        path: The folder.
        damaged: Paths of files that did not match their checksum when the folder was opened.
    """

    def __init__(self, path: Path, lock_dir: Path, asked: Terms, reread_days: int, now: datetime) -> None:
        self.path = path
        self.damaged: set[str] = set()
        self._locks = Locks(lock_dir, [f"export-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"])
        self._asked = asked
        self._reread_days = reread_days
        self._manifest = Manifest(terms=asked, started_at=now, run_started_at=now, parts={})
        self._held: Terms | None = None
        self._snapshots_since: datetime | None = None
        self._lock = Lock()
        self._closed = False

    @property
    def manifest(self) -> Path:
        """The file of its manifest."""
        return self.path / NAME

    @property
    def sites(self) -> frozenset[str] | None:
        """Keys of the sites that this run or an earlier one asked for; None for all."""
        sites = self._manifest.terms.sites
        return None if sites is None else frozenset(sites)

    @property
    def sites_with_parts(self) -> frozenset[str]:
        """Keys of the sites that have parts."""
        return frozenset(part.site for part in self._manifest.parts.values() if part.site is not None)

    def open(self, now: datetime) -> None:
        """Lock the folder and check its files.

        Raises:
            ConfigurationError: It is in use, holds something else, or cannot be written.
        """
        if not self._locks.take():
            raise ConfigurationError(f"another export is writing to {self.path}. Wait until it is done")
        with self._writing(self.path):
            held = Manifest.load(self.manifest)
            if held is None and any((self.path / name).exists() for name in DATA_SETS):
                raise ConfigurationError(
                    f"{self.path} has data in it and no {NAME}, so its origin is unknown. Export into another folder"
                )
            parts = self._check_files({} if held is None else held.parts)
            if held is not None and (parts or self.damaged):  # without a part it may become an export of anything
                self._asked.check(held.terms, self.path)
                self._held = held.terms
                self._manifest = evolve(held, terms=self._asked.joined(held.terms), finished_at=None)
                if held.finished_at is None:
                    self._snapshots_since = max(held.run_started_at, now - _SAME_RUN)
                else:
                    self._manifest.run_started_at = now
            self._manifest.parts = parts
            self._remove_drafts()
            self._save(now)

    def set_days(self, todays: Mapping[str, date], now: datetime) -> dict[str, tuple[date, date]]:
        """Determine the days of charts of each site, and save them in the manifest.

        Args:
            todays: The current day at each site.
            now: The current moment.

        Returns:
            The first and the last day by site.

        Raises:
            ConfigurationError: The folder cannot be written.
            ValidationError: The first day lies after the last.
        """
        days = self._asked.days_of(todays, self._held)
        with self._writing(self.path):
            self._manifest.terms = self._asked.over(days).joined(self._held)
            self._save(now)
        return days

    def current(self, parts: Sequence[Part], zone_name: str | None) -> list[ExportedPart]:
        """Return the parts if all of them exist and need not be read again; else none.

        Args:
            parts: The parts.
            zone_name: Zone of their site.
        """
        found = [part for part in (self._current(part, zone_name) for part in parts) if part is not None]
        return found if len(found) == len(parts) else []

    def earlier(self, part: Part) -> ExportedPart | None:
        """Return the part as it exists, even if it has to be read again."""
        return self._manifest.parts.get(self._name(part))

    def write(
        self,
        parts: Sequence[tuple[Part, Table]],
        read_at: datetime,
        now: datetime,
        zone_name: str | None,
        without_values: Sequence[str] = (),
    ) -> list[ExportedPart]:
        """Write the parts of one answer, each in one step.

        Args:
            parts: The parts with their content.
            read_at: When they were read.
            now: The current moment.
            zone_name: Zone of their site.
            without_values: Names of series that have no value in them.

        Raises:
            ConfigurationError: A part cannot be written, or the export has ended meanwhile.
        """
        contents = [encoded(table, self._asked.format) for _, table in parts]
        written = [
            ExportedPart(
                path=self._name(part),
                first=part.first,
                last=part.last,
                rows=len(table),
                bytes=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                read_at=read_at,
                written_at=now,
                is_final=part.is_over(zone_name, read_at, self._reread_days),
                without_values=tuple(without_values),
            )
            for (part, table), content in zip(parts, contents, strict=True)
        ]
        with self._writing(self.path / written[0].path):
            if self._closed:
                raise ConfigurationError(f"the export into {self.path} has ended")
            append_lines(self.path / _JOURNAL, [*map(part_to_json, written)])
            for one, content in zip(written, contents, strict=True):
                replace_file(self.path / one.path, content)
                self._manifest.parts[one.path] = one
        return written

    def finish(
        self, now: datetime, failures: Iterable[FailedPart], notes: Iterable[str] = (), *, early: bool = False
    ) -> None:
        """Save the manifest and end the export.

        Args:
            now: The current moment.
            failures: Parts that could not be read.
            notes: Notes of the run.
            early: Whether the run ended before all parts.

        Raises:
            ConfigurationError: The manifest cannot be written.
        """
        with self._writing(self.path):
            self._manifest.failures = tuple(failures)
            self._manifest.notes = tuple(notes)
            self._manifest.finished_at = None if early else now
            self._save(now)
            self._closed = True

    def close(self) -> None:
        """End the export and unlock the folder."""
        with self._lock:
            self._closed = True
        self._locks.release()

    @contextlib.contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be written ({error.strerror}). Choose another folder") from error

    def _current(self, part: Part, zone_name: str | None) -> ExportedPart | None:
        found = self.earlier(part)
        if found is None or (found.first, found.last) != (part.first, part.last):
            return None
        if part.last is None:  # a snapshot, which is read in every run
            return found if self._snapshots_since is not None and found.read_at >= self._snapshots_since else None
        return found if part.is_over(zone_name, found.read_at, self._reread_days) else None

    def _check_files(self, known: Mapping[str, ExportedPart]) -> dict[str, ExportedPart]:
        """Return the parts of the manifest and the journal whose files have the right checksum."""
        versions = {path: [part] for path, part in known.items()}
        for part in _journal(self.path / _JOURNAL):
            versions.setdefault(part.path, []).append(part)
        found = {}
        for path, expected in versions.items():
            place = self.path / path
            if not place.is_file():
                continue
            with place.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            fitting = [one for one in expected if one.sha256 == digest]
            if fitting:
                found[path] = fitting[-1]
            else:
                self.damaged.add(path)
        return found

    def _save(self, now: datetime) -> None:
        self._manifest.save(self.manifest, now)
        (self.path / _JOURNAL).unlink(missing_ok=True)

    def _remove_drafts(self) -> None:
        """Remove files that a killed export had begun to write."""
        drafts = [*self.path.glob(".*.part")]
        for name in DATA_SETS:
            drafts += (self.path / name).rglob(".*.part")
        for draft in drafts:
            draft.unlink(missing_ok=True)

    def _name(self, part: Part) -> str:
        return part.path(self._asked.format)


def _journal(path: Path) -> list[ExportedPart]:
    """Read the parts of a journal. A line that was cut off is skipped: its file was not replaced."""
    found = []
    for line in path.read_bytes().split(b"\n") if path.exists() else ():
        with contextlib.suppress(ValueError):
            if line.strip():
                found.append(part_from_json(load_object(line)))
    return found
