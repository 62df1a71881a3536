"""The order of entries that change other documents along with their own."""

from __future__ import annotations

from collections.abc import Sequence

from powertrack_sdk.errors import ValidationError
from powertrack_sdk.plans.entry import PlanEntry


def in_order(entries: Sequence[PlanEntry]) -> list[list[PlanEntry]]:
    """Entries in groups, each to be done after those before it, so that a document's own write comes last.

    Raises:
        ValidationError: Two entries write each other's documents along with their own.
    """
    groups: list[list[PlanEntry]] = []
    left = list(entries)
    while left:
        along = {(entry.document, key) for entry in left for key in entry.along}
        group = [entry for entry in left if (entry.document, entry.key) not in along]
        if not group:
            named = ", ".join(entry.key for entry in left[:3])
            raise ValidationError(
                f"the writes of {named} are saved for each other as well, so they cannot be one plan; deselect them in"
                " selectedHardware, and make a plan of each"
            )
        groups.append(group)
        left = [entry for entry in left if (entry.document, entry.key) in along]
    return groups


def overlaps(entries: Sequence[PlanEntry]) -> list[str]:
    """Problems of entries that write to one document: one by itself, or both along with another."""
    own = {(entry.document, entry.key) for entry in entries if entry.changes}
    found: dict[tuple[str, str], PlanEntry] = {}
    problems: list[str] = []
    for entry in entries:
        for key in entry.along:
            document = (entry.document, key)
            if document in own or document in found:
                beside = "by itself" if document in own else f"along with {found[document].key}"
                problems.append(
                    f"{entry.document} {key} would be written along with {entry.key}, where it is selected, and"
                    f" {beside}; deselect it with `selectedHardware[{key}].selected`, or make two plans"
                )
            found.setdefault(document, entry)
    return problems
