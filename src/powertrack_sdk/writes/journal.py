"""The journal: the intent and the outcome of each write, on the disk before and after it.

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
from typing import get_args

from attrs import Factory, define, evolve, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, load_object, text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path, member, private_folder, sync, sync_folder
from powertrack_sdk.outcomes import SENT, Action, Outcome
from powertrack_sdk.runner.flow import Environment

_log = logging.getLogger("powertrack_sdk")

VERSION = 1
FOLDER = "runs"
_BEGINNING = b'{"journal"'
# Names of runs in the order in which they began: the clock may have been put back between them.
_ORDER = "order"

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
        plan: Name of the file with the plan that it applies; None if it applies none.
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

    @classmethod
    def again(cls, record: RunRecord) -> Run:
        """A run that ended earlier, for further lines in its journal."""
        return cls(record.folder, record.id, record.what, record.host or "", record.plan)

    @property
    def has_begun(self) -> bool:
        """Whether its journal has a line."""
        return self._started

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
class WriteRecord:
    """One write of a run.

    Attributes:
        action: `update`, `create` or `delete`.
        document: Name of the kind of document.
        key: Key of what was written.
        intended_at: When it was about to be sent.
        along: The write whose request it was part of, such as `ModelingData H100005`; None if it had its own.
        backup: Name of the file with the document before, in the folder of the run.
        changes: Paths of what was to change.
        before: Digest of the document before.
        after: Digest that it was to have afterwards.
        creates: Digests by which what is created is recognised.
        outcome: How it ended; None if the program ended first.
        message: What went wrong.
        created: Keys of what was created.
        last_at: Time of the last line about it.
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
    def name(self) -> str:
        """Kind and key of the document, such as `SiteConfig S10001`."""
        return f"{self.document} {self.key}"

    @property
    def in_doubt(self) -> bool:
        """Whether it is not known if PowerTrack acted on it; `resume_run` and `plan_undo` find out."""
        return self.outcome in (None, "unknown")

    @property
    def may_be_there(self) -> bool:
        """Whether PowerTrack acted on it, or may have."""
        return self.in_doubt or self.outcome in SENT

    def __str__(self) -> str:
        outcome = self.outcome or "unknown: the program ended"
        along = f"along with {self.along}" if self.along else None
        more = "; ".join(part for part in (along, self.message) if part)
        return f"{self.action} {self.name}: {outcome}{f' ({more})' if more else ''}"


@frozen(kw_only=True)
class RunRecord:
    """A run as its journal has it.

    Attributes:
        id: Name of the run.
        what: What it did.
        started_at: When it began.
        host: Scheme and host that it wrote to; None if the journal does not name it.
        finished: Whether it came to its end. A single write has, once its outcome is in the journal.
        plan: Name of the file with the plan that it applied, in the folder of its journal.
        writes: Its writes, in order, also several of one document.
        path: The journal.
        undone_by: Name of the run that undid it, in whole or in part; None if none did.
    """

    id: str
    what: str
    started_at: str
    host: str | None
    finished: bool
    plan: str | None
    writes: tuple[WriteRecord, ...]
    path: Path
    undone_by: str | None = None
    _own: dict[tuple[str, str], WriteRecord] = field(
        default=Factory(lambda self: _last_own(self.writes), takes_self=True), init=False, repr=False, eq=False
    )
    _with: dict[str, list[WriteRecord]] = field(
        default=Factory(lambda self: _together(self.writes), takes_self=True), init=False, repr=False, eq=False
    )

    @property
    def folder(self) -> Path:
        """Folder of its backups."""
        return self.path.parent.parent

    def __str__(self) -> str:
        undone = f" (undone by {self.undone_by})" if self.undone_by else ""
        lines = [
            f"{self.id} {self.what}{'' if self.finished else ' (not finished)'}{undone}",
            *(f"  {one}" for one in self.writes),
        ]
        return "\n".join(lines)

    def last(self, document: str, key: str) -> WriteRecord | None:
        """The last write of a document by a request of its own; None if there was none.

        Args:
            document: Name of the kind of document.
            key: Key of what it describes.
        """
        return self._own.get((document, key))

    def along_with(self, name: str) -> Sequence[WriteRecord]:
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
    """Read a journal. A line that was cut off, as by a crash, is skipped.

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
            # A line with its end was on the disk as a whole, and may have named a write that must not be forgotten.
            if line.rstrip().endswith(b"}"):
                raise ConfigurationError(
                    f"line {number} of {file} is damaged, so the journal does not show all that the run did;"
                    " the backups of what it wrote are beside it, for restore_backup"
                ) from None
    if not events and _BEGINNING.startswith(content[: len(_BEGINNING)]):
        raise ConfigurationError(f"{file} was cut off before its first line, so nothing was sent. Apply the plan again")
    if not events or events[0].get("journal") != VERSION:
        raise ConfigurationError(f"{file} is not a journal of version {VERSION}")
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
    """All runs of a folder, the latest first. Other files are skipped with a warning in the log."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.jsonl"), reverse=True):
        try:
            found.append(read_run(path))
        except ConfigurationError as error:
            _log.warning("%s; it is skipped", error)
    order = _order(folder)
    return sorted(found, key=lambda run: (order.get(run.id, -1), run.started_at), reverse=True)


def _order(folder: Path) -> dict[str, int]:
    """Place of each run of a folder in the order in which they began, as far as it was noted."""
    try:
        names = (folder / FOLDER / _ORDER).read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return {}
    return {name: place for place, name in enumerate(names)}


def _writes(events: Sequence[JsonObject]) -> list[WriteRecord]:
    """The writes: each intent with the last outcome after it, as an unknown one may be settled later."""
    places: dict[tuple[str, str], int] = {}
    writes: list[WriteRecord] = []
    for event in events:
        document, key = text(event.get("document")), text(event.get("key"))
        if document is None or key is None:
            continue
        if event.get("event") == "intended":
            places[document, key] = len(writes)
            writes.append(
                WriteRecord(
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


def _ended(write: WriteRecord, event: JsonObject) -> WriteRecord:
    return evolve(
        write,
        outcome=_OUTCOMES.get(text(event.get("outcome")) or "", "unknown"),
        message=text(event.get("message")),
        created=texts(event.get("created")),
        last_at=text(event.get("at")) or "",
    )


def _last_own(writes: Sequence[WriteRecord]) -> dict[tuple[str, str], WriteRecord]:
    """The last write of each document by a request of its own."""
    return {(write.document, write.key): write for write in writes if write.along is None}


def _together(writes: Sequence[WriteRecord]) -> dict[str, list[WriteRecord]]:
    """The writes by requests for other documents, by the names of those."""
    found: dict[str, list[WriteRecord]] = {}
    for write in writes:
        if write.along is not None:
            found.setdefault(write.along, []).append(write)
    return found


def texts(value: JsonValue) -> tuple[str, ...]:
    """The texts in a list; none if it is not a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
