"""The report for people as a table, for programs as JSON. It names fields and codes, never values."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.documents import Json, JsonObject
from codegen.observe.files import Traffic
from codegen.observe.news import News
from codegen.observe.observation import Observation
from powertrack_sdk.traffic.findings import Level

_TITLES = {Level.BREAKING: "breaking", Level.COMPATIBLE: "compatible"}
_WIDEST = 58
_MOST_GONE = 12


def table(observation: Observation, traffic: Traffic) -> Iterator[str]:
    """Return the lines of the report."""
    skipped = sum(traffic.skipped.values())
    read = f"{_count(traffic.files, 'file')}, {_count(traffic.kept, 'request')} of PowerTrack"
    yield f"{read}; {_count(skipped, 'other')} skipped"
    for reason, count in sorted(traffic.skipped.items()):
        yield f"  skipped, {reason}: {count}"
    if observation.record.client_versions:
        yield f"client versions (ae_v): {', '.join(sorted(observation.record.client_versions))}"
    news = observation.news
    for level, title in _TITLES.items():
        found = [one for one in news if one.level is level]
        if found:
            yield ""
            yield f"{title}: {len(found)}"
            yield from _lines(found)
    notes = [*_gone(observation), *(f"{note}: {count}" for note, count in sorted(observation.notes.items()))]
    if notes:
        yield ""
        yield "for information"
        yield from (f"  {note}" for note in notes)
    if not news:
        yield ""
        yield "nothing new"


def as_json(observation: Observation, traffic: Traffic) -> JsonObject:
    """Return the report as JSON."""
    news: list[Json] = [_entry(one) for one in observation.news]
    gone: list[Json] = [
        {"schema": schema, "field": field, "objects": objects, "seen": 0} for schema, field, objects in observation.gone
    ]
    return {
        "level": observation.level.name.lower(),
        "news": news,
        "information": {"gone": gone, "notes": dict(sorted(observation.notes.items()))},
        "client_versions": dict(sorted(observation.record.client_versions.items())),
        "traffic": {
            "files": traffic.files,
            "requests": traffic.kept,
            "skipped": dict(sorted(traffic.skipped.items())),
            "unreadable": len(traffic.complaints),
        },
    }


def _lines(news: list[News]) -> Iterator[str]:
    width = min(max(len(one.subject) for one in news), _WIDEST)
    for one in news:
        operations = sorted(one.operations)
        where = "" if operations == [one.place.owner] else f"  in {operations[0]}"
        more = f" and {len(operations) - 1} more" if len(operations) > 1 else ""
        often = "once" if one.seen == 1 else f"{one.seen} times"
        yield f"  {one.kind.words:<18}{one.subject:<{width}}  seen {often}{where}{more}"
        yield f"  {'':<18}  {one.findings[0].text}"


def _gone(observation: Observation) -> Iterator[str]:
    gone = observation.gone
    for schema, field, objects in gone[:_MOST_GONE]:
        yield f"{schema}.{field} was in none of {objects} objects"
    if len(gone) > _MOST_GONE:
        yield f"and {len(gone) - _MOST_GONE} further fields were never received; --json lists all"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _entry(one: News) -> JsonObject:
    return {
        "kind": one.kind.name.lower(),
        "level": one.level.name.lower(),
        "place": str(one.place),
        "detail": one.detail,
        "described": one.findings[0].described,
        "observed": one.findings[0].observed,
        "seen": one.seen,
        "operations": dict(sorted(one.operations.items())),
    }
