"""The journal: what was about to be written, and what came of it, on the disk before and after each write.

A run is what one call wrote: a single update, or a plan that was applied. Its journal is a file of lines, each a JSON
object, below `runs/` in the folder of the backups. Lines name documents, backups and the paths of changes; values,
which may be secrets, stand in the backups alone.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias, get_args

from attrs import Factory, define, evolve, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, load_object, text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path, member, private_folder, sync, sync_folder
from powertrack_sdk.runner.flow import Environment
from powertrack_sdk.writes.result import Action

_log = logging.getLogger("powertrack_sdk")

VERSION = 1
FOLDER = "runs"
_BEGINNING = b'{"journal"'
# Names of runs in the order in which they began: the clock may have been put back between them.
_ORDER = "order"

Outcome: TypeAlias = Literal["written", "differs", "not written", "unknown"]
"""How a write ended: as asked for; with more or less than was asked for; not at all; not known."""

_OUTCOMES: dict[str, Outcome] = {outcome: outcome for outcome in get_args(Outcome)}
_ACTIONS: dict[str, Action] = {action: action for action in get_args(Action)}


@define
class Run:
    """A run under way. Its file is made with the first line.

    Attributes:
        folder: Folder of backups and journals.
        id: Name of the run.
        what: What it does, in a word or two.
        host: Scheme and host that it writes to.
        plan: Name of the file with the plan that it applies; None where there is none.
    """

    folder: Path
    id: str
    what: str
    host: str
    plan: str | None = None
    _lock: Lock = field(factory=Lock, init=False, repr=False, eq=False)
    _started: bool = field(default=False, init=False)

    @classmethod
    def new(cls, where: Environment, what: str) -> Run:
        """A run that begins now."""
        now = where.clock.now()
        return cls(where.backup_dir, f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}", what, where.host)

    @property
    def path(self) -> Path:
        """File of its journal.

        Raises:
            ConfigurationError: Its name is not that of a run.
        """
        return member(self.folder / FOLDER, f"{self.id}.jsonl")

    def record(self, event: str, at: datetime, **facts: JsonValue) -> None:
        """Add a line, and return only when it is on the disk.

        Raises:
            ConfigurationError: It cannot be written.
        """
        with self._lock:
            lines: list[JsonObject] = [{"event": event, "at": at.isoformat(), **facts}]
            if not self._started and not self.path.exists():
                head: JsonObject = {"journal": VERSION, "event": "started", "at": at.isoformat(), "run": self.id}
                lines.insert(0, {**head, "what": self.what, "host": self.host, "plan": self.plan})
            try:
                if not self._started and len(lines) > 1:
                    _append(self.folder / FOLDER / _ORDER, f"{self.id}\n".encode())
                append_lines(self.path, lines)
            except OSError as error:
                raise ConfigurationError(
                    f"the journal cannot be written to {self.path} ({error.strerror})."
                    " Choose another folder with backup_dir"
                ) from error
            self._started = True


@frozen(kw_only=True)
class Written:
    """One write of a run.

    Attributes:
        action: `update`, `create` or `delete`.
        document: Name of the kind of document.
        key: Key of what was written.
        intended_at: When it was about to be sent.
        along: What it was written along with, such as `ModelingData H100005`; None where the request was its own.
        backup: Name of the file with the document before, in the folder of the run.
        changes: Paths of what was to change.
        before: Digest of the document before.
        after: Digest that it was to have afterwards.
        creates: What is created, as digests by which it is known again.
        outcome: What came of it; None where the program ended before it could tell.
        message: What went wrong.
        created: Keys of what was created.
        last_at: When the journal last said something about it.
    """

    action: Action
    document: str
    key: str
    intended_at: str
    along: str | None = None
    backup: str | None = None
    changes: tuple[str, ...] = ()
    before: str | None = None
    after: str | None = None
    creates: tuple[str, ...] = ()
    outcome: Outcome | None = None
    message: str | None = None
    created: tuple[str, ...] = ()
    last_at: str = ""

    @property
    def in_doubt(self) -> bool:
        """Whether it is not known if it was acted on; `resume_run` and `plan_undo` find out."""
        return self.outcome in (None, "unknown")

    def __str__(self) -> str:
        told = self.outcome or "unknown: the program ended"
        along = f"along with {self.along}" if self.along else None
        more = "; ".join(part for part in (along, self.message) if part)
        return f"{self.action} {self.document} {self.key}: {told}{f' ({more})' if more else ''}"


@frozen(kw_only=True)
class RunRecord:
    """What a journal tells of a run.

    Attributes:
        id: Name of the run.
        what: What it did.
        started_at: When it began.
        host: Scheme and host that it wrote to; None where the journal does not tell.
        finished: Whether it came to its end. A single write has, once the journal tells what came of it.
        plan: Name of the file with the plan that it applied, in the folder of its journal.
        writes: Its writes, in order. Of several to one document, each is there.
        path: The journal.
        undone_by: Name of the run that undid it, in whole or in part; None where none did.
    """

    id: str
    what: str
    started_at: str
    host: str | None
    finished: bool
    plan: str | None
    writes: tuple[Written, ...]
    path: Path
    undone_by: str | None = None
    _own: dict[tuple[str, str], Written] = field(
        default=Factory(lambda self: _last_own(self.writes), takes_self=True), init=False, repr=False, eq=False
    )
    _with: dict[str, list[Written]] = field(
        default=Factory(lambda self: _together(self.writes), takes_self=True), init=False, repr=False, eq=False
    )

    def __str__(self) -> str:
        undone = f" (undone by {self.undone_by})" if self.undone_by else ""
        lines = [
            f"{self.id} {self.what}{'' if self.finished else ' (not finished)'}{undone}",
            *(f"  {one}" for one in self.writes),
        ]
        return "\n".join(lines)

    def last(self, document: str, key: str) -> Written | None:
        """The last write of a document by a request of its own; None where there was none.

        Args:
            document: Name of the kind of document.
            key: Key of what it describes.
        """
        return self._own.get((document, key))

    def along_with(self, name: str) -> Sequence[Written]:
        """The writes of other documents by the request for one, in order.

        Args:
            name: Kind and key of the document that the request was for, such as `ModelingData H100005`.
        """
        return self._with.get(name, ())


def append_lines(path: Path, lines: Sequence[JsonObject]) -> None:
    """Add lines to a file, and return only when they are on the disk. A line that was cut off stays by itself."""
    _append(path, b"".join(json.dumps(line).encode("ascii") + b"\n" for line in lines))


def _append(path: Path, content: bytes) -> None:
    private_folder(path.parent)
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1))
        cut_off = end > 0 and file.read(1) != b"\n"
        file.write((b"\n" if cut_off else b"") + content)
        file.flush()
        sync(file.fileno())
    if new:
        sync_folder(path.parent)


def read_run(path: str | os.PathLike[str]) -> RunRecord:
    """Read a journal. A line that was cut off, as by a crash, is passed over.

    Raises:
        ConfigurationError: It cannot be read, is no journal, or has a line that is damaged in another way.
    """
    file = local_path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read as a journal ({error.strerror})") from error
    events: list[JsonObject] = []
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            if line.strip():
                events.append(load_object(line))
        except ValueError:
            # A line that has its end was on the disk as a whole, and told of a write that must not be forgotten.
            if line.rstrip().endswith(b"}"):
                raise ConfigurationError(
                    f"line {number} of {file} is damaged, so what the run did cannot be told;"
                    " the backups of what it wrote are beside it, for restore_backup"
                ) from None
    if not events and _BEGINNING.startswith(content[: len(_BEGINNING)]):
        raise ConfigurationError(f"{file} was cut off before its first line, so nothing was sent. Apply the plan again")
    if not events or events[0].get("journal") != VERSION:
        raise ConfigurationError(f"{file} is no journal of version {VERSION}")
    head = events[0]
    plan, writes = text(head.get("plan")), tuple(_writes(events))
    single_ended = plan is None and bool(writes) and all(write.outcome is not None for write in writes)
    return RunRecord(
        id=file.stem,
        what=text(head.get("what")) or "",
        started_at=text(head.get("at")) or "",
        host=text(head.get("host")),
        finished=single_ended or any(event.get("event") == "finished" for event in events),
        plan=plan,
        writes=writes,
        path=file,
        undone_by=next((text(event.get("by")) for event in events if event.get("event") == "undone"), None),
    )


def read_history(folder: Path) -> list[RunRecord]:
    """All runs of a folder, the latest first. What is no journal is passed over, and told in the log."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.jsonl"), reverse=True):
        try:
            found.append(read_run(path))
        except ConfigurationError as error:
            _log.warning("%s; it is passed over", error)
    order = _order(folder)
    return sorted(found, key=lambda run: (order.get(run.id, -1), run.started_at), reverse=True)


def _order(folder: Path) -> dict[str, int]:
    """Which run of a folder was the how many-th to begin. Runs from before this was noted are not in it."""
    try:
        names = (folder / FOLDER / _ORDER).read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return {}
    return {name: place for place, name in enumerate(names)}


def _writes(events: Sequence[JsonObject]) -> list[Written]:
    """The writes: each intent with the last outcome that follows it; what was not known may be found out later."""
    places: dict[tuple[str, str], int] = {}
    writes: list[Written] = []
    for event in events:
        document, key = text(event.get("document")), text(event.get("key"))
        if document is None or key is None:
            continue
        if event.get("event") == "intended":
            places[document, key] = len(writes)
            writes.append(
                Written(
                    action=_action(event),
                    document=document,
                    key=key,
                    intended_at=text(event.get("at")) or "",
                    along=text(event.get("along")),
                    backup=text(event.get("backup")),
                    changes=texts(event.get("changes")),
                    before=text(event.get("before")),
                    after=text(event.get("after")),
                    creates=texts(event.get("creates")),
                    last_at=text(event.get("at")) or "",
                )
            )
        elif event.get("event") == "ended" and (document, key) in places:
            place = places[document, key]
            writes[place] = _ended(writes[place], event)
    return writes


def _action(event: JsonObject) -> Action:
    action = _ACTIONS.get(text(event.get("action")) or "")
    if action is None:
        raise ConfigurationError(f"a journal has a write that is {event.get('action')!r}, which is no known action")
    return action


def _ended(write: Written, event: JsonObject) -> Written:
    return evolve(
        write,
        outcome=_OUTCOMES.get(text(event.get("outcome")) or "", "unknown"),
        message=text(event.get("message")),
        created=texts(event.get("created")),
        last_at=text(event.get("at")) or "",
    )


def _last_own(writes: Sequence[Written]) -> dict[tuple[str, str], Written]:
    """The last write of each document by a request of its own."""
    return {(write.document, write.key): write for write in writes if write.along is None}


def _together(writes: Sequence[Written]) -> dict[str, list[Written]]:
    """The writes by requests for other documents, by the names of those."""
    found: dict[str, list[Written]] = {}
    for write in writes:
        if write.along is not None:
            found.setdefault(write.along, []).append(write)
    return found


def texts(value: JsonValue) -> tuple[str, ...]:
    """The texts in a list; none where it is no list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
