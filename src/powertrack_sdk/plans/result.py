"""What came of a plan, entry by entry."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal, TypeAlias

from attrs import field, frozen

from powertrack_sdk.errors import PowerTrackError
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.writes.result import UpdateResult

Status: TypeAlias = Literal["written", "unchanged", "differs", "conflict", "failed", "unknown", "skipped"]
"""What came of an entry: written and verified; there was nothing to do any more; written, but not as asked for; changed
by someone else since it was planned; not written; nobody knows; not tried."""

GOOD: frozenset[Status] = frozenset({"written", "unchanged"})
"""How an entry ends that is as it was planned."""

_STATUSES: tuple[Status, ...] = ("written", "unchanged", "differs", "conflict", "failed", "unknown", "skipped")


@frozen(kw_only=True)
class Applied:
    """What came of one entry of a plan.

    Attributes:
        entry: The entry.
        status: What came of it.
        result: The result, if it came to a write.
        message: What went wrong; None where nothing did.
        error: What was raised; None where nothing was.
    """

    entry: PlanEntry
    status: Status
    result: UpdateResult | None = field(default=None, repr=False)
    message: str | None = None
    error: PowerTrackError | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.entry.name}: {self.status}{f' ({self.message})' if self.message else ''}"


@frozen(kw_only=True)
class ApplyResult:
    """What came of a plan. It is true where every entry is as it was planned.

    Attributes:
        run: Name of the run, by which it is resumed and undone.
        journal: File of its journal.
        entries: What came of each entry, in the order of the plan.
    """

    run: str
    journal: Path
    entries: tuple[Applied, ...]

    def __bool__(self) -> bool:
        return all(one.status in GOOD for one in self.entries)

    def count(self, status: Status) -> int:
        """Number of entries that ended so."""
        return sum(1 for one in self.entries if one.status == status)

    @property
    def failures(self) -> list[Applied]:
        """The entries that are not as they were planned."""
        return [one for one in self.entries if one.status not in GOOD]

    @property
    def summary(self) -> str:
        """The counts in a line."""
        counts = Counter(one.status for one in self.entries)
        return ", ".join(f"{counts[status]} {status}" for status in _STATUSES if counts[status]) or "nothing to do"

    def __str__(self) -> str:
        return "\n".join([*map(str, self.failures), f"{self.summary} (run {self.run}, journal {self.journal})"])

    def __repr__(self) -> str:
        return f"<ApplyResult {self.run}: {self.summary}>"
