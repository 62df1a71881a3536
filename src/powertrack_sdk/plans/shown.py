"""What a plan showed, held against what its entries would do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import evolve, frozen

from powertrack_core.exact_json import same
from powertrack_sdk.errors import ConfigurationError, ConflictError
from powertrack_sdk.plans.entry import HIDDEN, PlanEntry
from powertrack_sdk.writes.diff import Change, concerns, diff
from powertrack_sdk.writes.edit import Edit, Seen
from powertrack_sdk.writes.perform import Versions


@frozen
class AsPlanned:
    """Refuses a write that is not what the plan showed, or is of a document that is not as it was planned.

    Attributes:
        entry: The entry of the plan.
        edit: What it does.
        replan: Whether a patch may be merged into a document that was changed since.
        along: Kinds and keys of the documents that the run has written along with others. They are not as they were
            planned, and may not be.
    """

    entry: PlanEntry
    edit: Edit
    replan: bool
    along: Collection[tuple[str, str]]

    def check(self, seen: Seen) -> None:
        """Refuse a document that is not as it was when it was planned.

        Raises:
            ConflictError: It was changed since.
        """
        if not self._is_of_this_run(self.entry.key):
            self.entry.expect(self.edit, seen, replan=self.replan)

    def check_along(self, other: Edit, seen: Seen) -> None:
        """Refuse another document that the request changes as well, and that is not as it was when it was planned.

        Raises:
            ConflictError: It was changed since.
        """
        if not self._is_of_this_run(other.key):
            self.entry.expect_along(other, seen, replan=self.replan)

    def check_changes(self, versions: Sequence[Versions]) -> None:
        """Refuse changes that the plan did not show.

        Raises:
            ConfigurationError: The plan shows something else than it would do.
            ConflictError: Merged into what someone else changed, it would do more than it showed.
        """
        changes, lasting = _changes(versions, volatile=True), _changes(versions, volatile=False)
        if self.replan or self._is_of_this_run(self.entry.key):
            self._check_within(changes)
            return
        shown = {change.path: change for change in self.entry.changes}
        found = {change.path: change for change in changes}
        steady = {change.path for change in lasting}
        off = [
            path
            for path in {**shown, **found}
            if path not in shown or path not in found or not _is_shown(found[path], shown[path], before=path in steady)
        ]
        if off or len(shown) != len(self.entry.changes):
            raise ConfigurationError(
                f"the plan does not do what it shows for {self.entry.name} ({', '.join(off[:3])}); nothing was sent to"
                " it. It was altered, or made by another version: make the plan again"
            )

    def _check_within(self, changes: Sequence[Change]) -> None:
        shown = {change.path: change for change in self.entry.changes}
        off = [
            change.path
            for change in changes
            if not (
                _is_shown(change, shown[change.path], before=False)
                if change.path in shown
                else concerns(change.path, shown)
            )
        ]
        if off:
            raise ConflictError(
                f"{self.entry.name} was changed since it was planned, so that the plan would change more than it"
                f" shows ({', '.join(off[:3])}); nothing was sent to it. Plan it again"
            )

    def _is_of_this_run(self, key: str) -> bool:
        return (self.entry.document, key) in self.along


def _changes(versions: Sequence[Versions], *, volatile: bool) -> list[Change]:
    """What the versions of documents differ in, as in the entry of a plan: paths in others begin with their keys."""
    found: list[Change] = []
    for place, (edit, seen, aim) in enumerate(versions):
        shape = edit.document.shape
        changes = diff(seen.document or {}, aim or {}, shape, ignore_volatile=not volatile)
        found += changes if place == 0 else [evolve(one, path=f"{edit.key}.{one.path}") for one in changes]
    return found


def _is_shown(change: Change, shown: Change, *, before: bool) -> bool:
    """Whether a change is the one that was shown. What is secret was not shown.

    Args:
        change: What would change.
        shown: What was shown for the same path.
        before: Whether the value before has to be the same as well.
    """
    if (change.secret, change.unit, change.unit_before) != (shown.secret, shown.unit, shown.unit_before):
        return False
    sides = [(change.after, shown.after), *([(change.before, shown.before)] if before else [])]
    return all(same(one, other) or (shown.secret and other == HIDDEN) for one, other in sides)
