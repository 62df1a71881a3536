"""What comes of each fault in each kind of write. `docs/faults.md` tells it to users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

Operation: TypeAlias = Literal["update", "apply", "resume"]
There: TypeAlias = Literal["as before", "as planned", "as planned, and more", "as another user left it"]

OPERATIONS: tuple[Operation, ...] = ("update", "apply", "resume")


@frozen
class Cell:
    """What comes of a fault.

    Attributes:
        outcome: The status, or the error that is raised.
        puts: How often the PUT is sent.
        document: What the document is like afterwards.
        journal: The outcome in the journal; `intent` where there is none, `nothing` where nothing was intended.
        backup: Whether there is a backup.
    """

    outcome: str
    puts: int
    document: There
    journal: str
    backup: bool = True


WRITTEN = Cell("written", 1, "as planned", "written")
NOT_WRITTEN = Cell("not written", 1, "as before", "not written")
NO_ANSWER = Cell("UnknownOutcomeError", 1, "as before", "unknown")
DIFFERS = Cell("differs", 1, "as before", "differs")
MORE = Cell("differs", 1, "as planned, and more", "differs")
UNKNOWN = Cell("unknown", 1, "as before", "unknown")

CELLS: dict[str, dict[Operation, Cell]] = {
    "connection refused": {
        "update": Cell("NetworkError", 1, "as before", "not written"),
        "apply": NOT_WRITTEN,
        "resume": NOT_WRITTEN,
    },
    "reset before the PUT is acted on": {
        "update": NO_ANSWER,
        "apply": UNKNOWN,
        "resume": UNKNOWN,
    },
    "reset after the PUT was acted on": {"update": WRITTEN, "apply": WRITTEN, "resume": WRITTEN},
    "time-out": {"update": WRITTEN, "apply": WRITTEN, "resume": WRITTEN},
    "504, and it arrives later": {"update": WRITTEN, "apply": WRITTEN, "resume": WRITTEN},
    "no answer, and it arrives later": {"update": WRITTEN, "apply": WRITTEN, "resume": WRITTEN},
    "429 with Retry-After": {
        "update": Cell("written", 2, "as planned", "written"),
        "apply": Cell("written", 2, "as planned", "written"),
        "resume": Cell("written", 2, "as planned", "written"),
    },
    "500 once": {
        "update": Cell("ServiceError", 1, "as before", "not written"),
        "apply": NOT_WRITTEN,
        "resume": NOT_WRITTEN,
    },
    "500 from then on": {
        "update": NO_ANSWER,
        "apply": UNKNOWN,
        "resume": UNKNOWN,
    },
    "truncated JSON": {"update": WRITTEN, "apply": WRITTEN, "resume": WRITTEN},
    "a web page in place of the answer": {"update": NO_ANSWER, "apply": UNKNOWN, "resume": UNKNOWN},
    "stamp moved meanwhile": {
        "update": Cell("ConflictError", 0, "as another user left it", "nothing"),
        "apply": Cell("conflict", 0, "as another user left it", "nothing", backup=False),
        "resume": Cell("conflict", 0, "as another user left it", "intent"),
    },
    "PUT silently ignored": {
        "update": Cell("VerificationError", 1, "as before", "differs"),
        "apply": DIFFERS,
        "resume": DIFFERS,
    },
    "PUT changes something else": {"update": MORE, "apply": MORE, "resume": MORE},
}


def table() -> Iterator[str]:
    """The table, as it stands in the documentation."""
    yield "| fault | in | outcome | PUTs | document | journal | backup |"
    yield "|---|---|---|---|---|---|---|"
    for fault, cells in CELLS.items():
        for operation in OPERATIONS:
            cell = cells[operation]
            told = [fault, operation, f"`{cell.outcome}`", str(cell.puts), cell.document, cell.journal]
            yield f"| {' | '.join(told)} | {'yes' if cell.backup else 'no'} |"
