"""The result of a plan, entry by entry."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

from attrs import field, frozen

from powertrack_sdk.errors import PowerTrackError
from powertrack_sdk.outcomes import GOOD, Outcome, UpdateResult
from powertrack_sdk.plans.entry import PlanEntry


@frozen(kw_only=True)
class Applied:
    """How one entry of a plan ended.

    Attributes:
        entry: The entry.
        outcome: How it ended.
        result: The result, if there was a write.
        message: What went wrong; None if nothing did.
        error: The error that ended it; None if none did.
    """

    entry: PlanEntry
    outcome: Outcome
    result: UpdateResult | None = field(default=None, repr=False)
    message: str | None = None
    error: PowerTrackError | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.entry.name}: {self.outcome}{f' ({self.message})' if self.message else ''}"


@frozen(kw_only=True)
class ApplyResult:
    """Result of a plan. Truthy if every entry is as it was planned.

    Attributes:
        run: Name of the run, by which it is resumed and undone.
        journal: File of its journal.
        entries: How each entry ended, in the order of the plan.
    """

    run: str
    journal: Path
    entries: tuple[Applied, ...]

    def __bool__(self) -> bool:
        return all(one.outcome in GOOD for one in self.entries)

    def count(self, outcome: Outcome) -> int:
        """Number of entries that ended so."""
        return sum(1 for one in self.entries if one.outcome == outcome)

    @property
    def failures(self) -> list[Applied]:
        """The entries that are not as they were planned."""
        return [one for one in self.entries if one.outcome not in GOOD]

    @property
    def summary(self) -> str:
        """The counts in a line."""
        counts = Counter(one.outcome for one in self.entries)
        order: tuple[Outcome, ...] = get_args(Outcome)
        return ", ".join(f"{counts[one]} {one}" for one in order if counts[one]) or "nothing to do"

    def __str__(self) -> str:
        return "\n".join([*map(str, self.failures), f"{self.summary} (run {self.run}, journal {self.journal})"])

    def __repr__(self) -> str:
        return f"<ApplyResult {self.run}: {self.summary}>"
