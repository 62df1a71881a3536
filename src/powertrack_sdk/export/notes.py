"""Notes on the data of an export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from powertrack_sdk.zones import find_zone

if TYPE_CHECKING:
    from powertrack_sdk.export.result import ExportedPart

_NAMED = 5


def notes_on_sites(zones: Mapping[str, str | None], gone: Iterable[str]) -> list[str]:
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


def notes_on(written: Sequence[ExportedPart], skipped: Sequence[ExportedPart], damaged: Iterable[str]) -> list[str]:
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
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
