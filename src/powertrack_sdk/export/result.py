"""The result of an export."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from attrs import frozen

from powertrack_sdk.export.parts import place_of


@frozen(kw_only=True)
class _Placed:
    path: str

    @property
    def data_set(self) -> str:
        """Its data set, such as `charts`."""
        return place_of(self.path)[0]

    @property
    def site(self) -> str | None:
        """Key of its site; None for all sites."""
        return place_of(self.path)[1]

    @property
    def month(self) -> str | None:
        """Its month, such as `2025-06`; None for a snapshot."""
        return place_of(self.path)[2]


@frozen(kw_only=True)
class ExportedPart(_Placed):
    """A file of an export.

    Attributes:
        path: Its path in the folder, such as `charts/site=S10001/month=2025-06/part.parquet`.
        first: Its first day, in the zone of the site; None for a snapshot.
        last: Its last day.
        rows: Number of rows.
        bytes: Size.
        sha256: Digest of its content.
        read_at: When it was read; later data are not in it.
        written_at: When it was written.
        is_final: Whether its last day had ended `reread_days` before it was read. Other parts are read again.
        without_values: Names of the series of a chart without any value, such as that of a dead device.
    """

    first: date | None = None
    last: date | None = None
    rows: int
    bytes: int
    sha256: str
    read_at: datetime
    written_at: datetime
    is_final: bool
    without_values: tuple[str, ...] = ()


@frozen(kw_only=True)
class FailedPart(_Placed):
    """A part that could not be read.

    Attributes:
        path: Its path in the folder.
        reason: The error.
    """

    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@frozen(kw_only=True, repr=False)
class ExportResult:
    """The result of an export. Truthy if nothing failed.

    Attributes:
        manifest: The manifest of the folder.
        written: The parts written by this call.
        skipped: The parts kept from earlier calls.
        failed: The parts that could not be read.
        notes: Notes on the data, a sentence each: what was kept and how old it is, damaged files, unknown time zones.
    """

    manifest: Path
    written: tuple[ExportedPart, ...]
    skipped: tuple[ExportedPart, ...]
    failed: tuple[FailedPart, ...]
    notes: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder."""
        return self.manifest.parent

    @property
    def parts(self) -> tuple[ExportedPart, ...]:
        """All parts in the folder."""
        return self.written + self.skipped

    @property
    def empty(self) -> list[ExportedPart]:
        """The parts without rows, such as the alerts of a site that has none."""
        return [part for part in self.parts if not part.rows]

    @property
    def rows(self) -> int:
        """Number of rows of all parts."""
        return sum(part.rows for part in self.parts)

    @property
    def bytes(self) -> int:
        """Size of all parts."""
        return sum(part.bytes for part in self.parts)

    @property
    def summary(self) -> str:
        """The counts in one line, and when the oldest of the skipped parts was read."""
        since = f" (read since {min(part.read_at for part in self.skipped):%Y-%m-%d})" if self.skipped else ""
        counts = (
            (len(self.written), "written"),
            (len(self.skipped), f"there already{since}"),
            (len(self.failed), "failed"),
        )
        return ", ".join(f"{count} {state}" for count, state in counts if count) or "nothing to export"

    def __bool__(self) -> bool:
        return not self.failed

    def __str__(self) -> str:
        return "\n".join([*map(str, self.failed), *self.notes, f"{self.summary} ({self.folder})"])

    def __repr__(self) -> str:
        return f"<ExportResult {self.folder}: {self.summary}>"
