"""The folder of an export on the disk: its parts, its manifest, and the journal between both.

A part goes into the journal before it is put in its place. So after a crash each file is told from the journal, and
is what the journal says, or what the manifest said before. The journal is folded into the manifest when an export
begins and when it ends.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock

from powertrack_api.decoding import load_object
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


class Folder:
    """The folder that an export goes into. Nobody else exports into it meanwhile.

    Args:
        path: The folder; it may not be there yet.
        lock_dir: Where the locks are.

    Attributes:
        path: The folder.
        manifest: Its manifest.
    """

    def __init__(self, path: Path, lock_dir: Path) -> None:
        self.path = path
        self._locks = Locks(lock_dir, [f"export-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"])
        self._terms: Terms | None = None
        self._started_at: datetime | None = None
        self._parts: dict[str, ExportedPart] = {}
        self._writing = Lock()
        self._closed = False

    @property
    def manifest(self) -> Path:
        """Its manifest."""
        return self.path / NAME

    def open(self, asked: Terms, now: datetime) -> Terms:
        """Take the folder, learn what is in it, and write down what comes.

        Args:
            asked: What is asked for.
            now: The current moment.

        Returns:
            What is to be done, with its days.

        Raises:
            ConfigurationError: It is in use, holds something else, or cannot be written.
            ValidationError: The days make no sense with those that are there.
        """
        if not self._locks.take():
            raise ConfigurationError(f"another export is writing to {self.path}. Wait until it is done")
        try:
            with self._writing:
                return self._open(asked, now)
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def _open(self, asked: Terms, now: datetime) -> Terms:
        held = Manifest.load(self.manifest)
        if held is None and any((self.path / name).exists() for name in DATA_SETS):
            raise ConfigurationError(
                f"{self.path} has data in it and no {NAME}, so nobody knows what it is. Export into another folder"
            )
        self._settle(held.parts if held is not None else {})
        known = held if self._parts else None  # without a part it may become an export of anything
        terms = asked.on(now.date(), known.terms if known is not None else None, self.path)
        self._terms = terms.joined(known.terms if known is not None else None)
        self._started_at = known.started_at if known is not None else now
        self._clear_drafts()
        self._fold(now, ())
        return terms

    def held(self, parts: Sequence[Part]) -> list[ExportedPart]:
        """The parts, where all of them are there and need not be read again; else none."""
        found = [self._held(part) for part in parts]
        return [part for part in found if part is not None] if None not in found else []

    def write(
        self, parts: Sequence[tuple[Part, Table]], read_at: datetime, now: datetime, zone_name: str | None
    ) -> list[ExportedPart]:
        """Write parts of one answer, each whole or not at all.

        Args:
            parts: The parts, each with what is in it.
            read_at: The moment as of which they tell.
            now: The current moment.
            zone_name: Zone of their site.

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
                written_at=now,
                is_final=part.is_over(zone_name, read_at),
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

    def finish(self, now: datetime, failures: Iterable[FailedPart], *, early: bool = False) -> None:
        """Bring the manifest up to date. Nothing is written any more.

        Args:
            now: The current moment.
            failures: What could not be read.
            early: Whether there were parts that nobody tried to read.

        Raises:
            ConfigurationError: It cannot be written.
        """
        try:
            with self._writing:
                self._fold(now, failures, finished_at=None if early else now)
                self._closed = True
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def close(self) -> None:
        """Let others have the folder. Nothing is written any more."""
        with self._writing:
            self._closed = True
        self._locks.release()

    def _held(self, part: Part) -> ExportedPart | None:
        found = self._parts.get(self._name(part))
        if found is None or not found.is_final or (found.first, found.last) != (part.first, part.last):
            return None
        return found

    def _settle(self, known: Mapping[str, ExportedPart]) -> None:
        """Find out which parts are there: those of the manifest, and those that the journal tells of since.

        Of what is told of a part that the journal has, what its file bears out counts.
        """
        told = {path: [part] for path, part in known.items()}
        for part in _journal(self.path / _JOURNAL):
            told.setdefault(part.path, []).append(part)
        for path, versions in told.items():
            there = self.path / path
            size = there.stat().st_size if there.is_file() else None
            fitting = [one for one in versions if one.bytes == size]
            if fitting and versions != [known.get(path)]:
                with there.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                fitting = [one for one in fitting if one.sha256 == digest]
            if fitting:
                self._parts[path] = fitting[-1]

    def _fold(self, now: datetime, failures: Iterable[FailedPart], finished_at: datetime | None = None) -> None:
        Manifest(
            terms=self._asked,
            started_at=self._started_at or now,
            finished_at=finished_at,
            parts=self._parts,
            failures=tuple(failures),
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
    return ConfigurationError(f"{path} cannot be written ({error.strerror}). Name another folder with out")
