"""The folder of an export on the disk: its parts, its manifest, and the journal between both.

A part goes into the journal before it is put in its place. So after a crash each file is told from the journal, and
is what the journal says, or what the manifest said before. The journal is folded into the manifest when an export
begins and when it ends.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock

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
# A run that ended early is resumed with the views of a moment that it has read, unless they are older.
_SAME_RUN = timedelta(days=1)


class Folder:
    """The folder that an export goes into. Nobody else exports into it meanwhile.

    Args:
        path: The folder; it may not be there yet.
        lock_dir: Where the locks are.

    Attributes:
        path: The folder.
        manifest: Its manifest.
        damaged: Paths of the files that have not the checksum of the manifest, when the folder was opened.
    """

    def __init__(self, path: Path, lock_dir: Path) -> None:
        self.path = path
        self._locks = Locks(lock_dir, [f"export-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"])
        self.damaged: set[str] = set()
        self._reread_days = 0
        self._known: Terms | None = None
        self._terms: Terms | None = None
        self._started_at: datetime | None = None
        self._run_started_at: datetime | None = None
        self._snapshots_since: datetime | None = None
        self._parts: dict[str, ExportedPart] = {}
        self._writing = Lock()
        self._closed = False

    @property
    def manifest(self) -> Path:
        """Its manifest."""
        return self.path / NAME

    def open(self, asked: Terms, now: datetime, reread_days: int) -> None:
        """Take the folder, and learn what is in it.

        Args:
            asked: What is asked for.
            now: The current moment.
            reread_days: For how many days after its end a month is read again.

        Raises:
            ConfigurationError: It is in use, holds something else, or cannot be written.
        """
        if not self._locks.take():
            raise ConfigurationError(f"another export is writing to {self.path}. Wait until it is done")
        try:
            with self._writing:
                self._reread_days = reread_days
                self._open(asked, now)
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def _open(self, asked: Terms, now: datetime) -> None:
        held = Manifest.load(self.manifest)
        if held is None and any((self.path / name).exists() for name in DATA_SETS):
            raise ConfigurationError(
                f"{self.path} has data in it and no {NAME}, so nobody knows what it is. Export into another folder"
            )
        self._settle(held.parts if held is not None else {})
        known = held if self._parts or self.damaged else None  # without a part it may become an export of anything
        if known is not None:
            asked.check(known.terms, self.path)
        self._known = known.terms if known is not None else None
        self._terms = asked.joined(self._known)
        self._started_at = known.started_at if known is not None else now
        ended_early = known is not None and known.finished_at is None
        self._run_started_at = known.run_started_at if known is not None and ended_early else now
        self._snapshots_since = max(self._run_started_at, now - _SAME_RUN) if ended_early else None
        self._clear_drafts()
        self._fold(now, ())

    def agree(self, asked: Terms, todays: Mapping[str, date], now: datetime) -> dict[str, tuple[date, date]]:
        """Settle the days of charts of each site, and write them down.

        Args:
            asked: What is asked for.
            todays: The current day at each site.
            now: The current moment.

        Returns:
            The first and the last day by site.

        Raises:
            ConfigurationError: The folder cannot be written.
            ValidationError: The days make no sense with those that are there.
        """
        days = asked.days_of(todays, self._known)
        try:
            with self._writing:
                self._terms = asked.over(days).joined(self._known)
                self._fold(now, ())
        except OSError as error:
            raise _unwritable(self.path, error) from error
        return days

    @property
    def sites(self) -> frozenset[str] | None:
        """Keys of the sites that this run or an earlier one asked for; None for all."""
        return None if self._asked.sites is None else frozenset(self._asked.sites)

    @property
    def sites_with_parts(self) -> frozenset[str]:
        """Keys of the sites of which there are parts."""
        return frozenset(part.site for part in self._parts.values() if part.site is not None)

    def held(self, parts: Sequence[Part], zone_name: str | None) -> list[ExportedPart]:
        """The parts, if all of them are there and need not be read again; else none.

        Args:
            parts: The parts.
            zone_name: Zone of their site.
        """
        found = [self._held(part, zone_name) for part in parts]
        return [part for part in found if part is not None] if None not in found else []

    def earlier(self, part: Part) -> ExportedPart | None:
        """The part as it is there, whether or not it is to be read again."""
        return self._parts.get(self._name(part))

    def write(
        self,
        parts: Sequence[tuple[Part, Table]],
        read_at: datetime,
        now: datetime,
        zone_name: str | None,
        without_values: Sequence[str] = (),
    ) -> list[ExportedPart]:
        """Write parts of one answer, each whole or not at all.

        Args:
            parts: The parts, each with what is in it.
            read_at: The moment as of which they tell.
            now: The current moment.
            zone_name: Zone of their site.
            without_values: Names of series that have no value in them.

        Raises:
            ConfigurationError: One cannot be written, or the export has ended meanwhile.
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
        try:
            with self._writing:
                if self._closed:
                    raise ConfigurationError(f"the export into {self.path} has ended")
                append_lines(self.path / _JOURNAL, [*map(part_to_json, written)])
                for one, content in zip(written, contents, strict=True):
                    replace_file(self.path / one.path, content)
                    self._parts[one.path] = one
        except OSError as error:
            raise _unwritable(self.path / written[0].path, error) from error
        return written

    def finish(
        self, now: datetime, failures: Iterable[FailedPart], notes: Iterable[str] = (), *, early: bool = False
    ) -> None:
        """Bring the manifest up to date. Nothing is written any more.

        Args:
            now: The current moment.
            failures: What could not be read.
            notes: What else to know about the run.
            early: Whether there were parts that nobody tried to read.

        Raises:
            ConfigurationError: It cannot be written.
        """
        try:
            with self._writing:
                self._fold(now, failures, notes, finished_at=None if early else now)
                self._closed = True
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def close(self) -> None:
        """Let others have the folder. Nothing is written any more."""
        with self._writing:
            self._closed = True
        self._locks.release()

    def _held(self, part: Part, zone_name: str | None) -> ExportedPart | None:
        found = self._parts.get(self._name(part))
        if found is None or (found.first, found.last) != (part.first, part.last):
            return None
        if part.last is None:  # a view of a moment, which is read in every run
            return found if self._snapshots_since is not None and found.read_at >= self._snapshots_since else None
        return found if part.is_over(zone_name, found.read_at, self._reread_days) else None

    def _settle(self, known: Mapping[str, ExportedPart]) -> None:
        """Find out which parts are there: those of the manifest and of the journal whose file has their checksum."""
        told = {path: [part] for path, part in known.items()}
        for part in _journal(self.path / _JOURNAL):
            told.setdefault(part.path, []).append(part)
        for path, versions in told.items():
            there = self.path / path
            if not there.is_file():
                continue
            with there.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            fitting = [one for one in versions if one.sha256 == digest]
            if fitting:
                self._parts[path] = fitting[-1]
            else:
                self.damaged.add(path)

    def _fold(
        self,
        now: datetime,
        failures: Iterable[FailedPart],
        notes: Iterable[str] = (),
        finished_at: datetime | None = None,
    ) -> None:
        Manifest(
            terms=self._asked,
            started_at=self._started_at or now,
            run_started_at=self._run_started_at or now,
            finished_at=finished_at,
            parts=self._parts,
            failures=tuple(failures),
            notes=tuple(notes),
        ).save(self.manifest, now)
        (self.path / _JOURNAL).unlink(missing_ok=True)

    def _clear_drafts(self) -> None:
        """Remove what was begun to be written when an export was killed."""
        for folder in (self.path, *(self.path / name for name in DATA_SETS)):
            drafts = folder.glob(".*.part") if folder == self.path else folder.rglob(".*.part")
            for draft in list(drafts):
                draft.unlink(missing_ok=True)

    def _name(self, part: Part) -> str:
        return part.path(self._asked.format)

    @property
    def _asked(self) -> Terms:
        if self._terms is None:
            raise RuntimeError("the folder is not open")
        return self._terms


def _journal(path: Path) -> list[ExportedPart]:
    """The parts in a journal. A line that was cut off is passed over: its part was not put in its place."""
    if not path.exists():
        return []
    found = []
    for line in path.read_bytes().split(b"\n"):
        with contextlib.suppress(ValueError):
            if line.strip():
                found.append(part_from_json(load_object(line)))
    return found


def _unwritable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"{path} cannot be written ({error.strerror}). Choose another folder")
