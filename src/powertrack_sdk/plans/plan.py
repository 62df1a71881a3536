"""A plan: what is to be written, so that it can be shown, kept in a file, and applied as it was shown."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, field, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path, replace_file
from powertrack_sdk.plans.entry import PlanEntry, planned
from powertrack_sdk.runner.flow import Flow, Progress, environment, together
from powertrack_sdk.writes.edits import Edit
from powertrack_sdk.writes.journal import texts

VERSION = 1


@frozen(kw_only=True)
class Plan:
    """Writes that were computed and not done yet. Truthy if there is something to do.

    Attributes:
        entries: The writes, each to another document.
        unchanged: Documents that are as asked for already, such as `SiteConfig S10001`.
        made_at: When it was computed.
        host: Scheme and host that the documents were read from; None if it is not known.
        undoes: Name of the run that it undoes; None if it undoes none.
        warnings: Guesses and repairs in the cells that it was made from.
    """

    entries: tuple[PlanEntry, ...] = ()
    unchanged: tuple[str, ...] = ()
    made_at: str = field(kw_only=True)
    host: str | None = None
    undoes: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def targets(self) -> int:
        """Number of documents that would be written."""
        return len(self.entries)

    @property
    def fields(self) -> int:
        """Number of fields that would change in documents that stay; what is created or deleted has none to count."""
        return sum(len(entry.changes) for entry in self.entries if entry.action == "update")

    @property
    def no_ops(self) -> int:
        """Number of documents that are already as they were asked to be."""
        return len(self.unchanged)

    @property
    def summary(self) -> str:
        """The counts in a line."""
        return (
            f"{self.targets} {'write' if self.targets == 1 else 'writes'},"
            f" {self.fields} {'field' if self.fields == 1 else 'fields'} changed, {self.no_ops} unchanged"
        )

    @property
    def digest(self) -> str:
        """Digest of the plan, as letters and digits."""
        return self._digest().removeprefix("sha256:")

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[PlanEntry]:
        return iter(self.entries)

    def __str__(self) -> str:
        warnings = [f"warning: {one}" for one in self.warnings]
        return "\n".join([*map(str, self.entries), *warnings, self.summary])

    def __repr__(self) -> str:
        return f"<Plan {self.summary}>"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it to a file that only the user can read: it may hold passwords of devices.

        Raises:
            ConfigurationError: It cannot be written.
        """
        file = local_path(path)
        try:
            replace_file(file, self._file(), private=True)
        except OSError as error:
            raise ConfigurationError(f"the plan cannot be written to {file} ({error.strerror})") from error
        return file

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Plan:
        """Read a plan from a file.

        Raises:
            ConfigurationError: It cannot be read, is no plan, or was altered since it was saved.
        """
        file = local_path(path)
        try:
            read = _Read.of(file)
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"{file} cannot be read as a plan ({_reason(error)})") from error
        data = read.members
        if data.get("plan") != VERSION:
            raise ConfigurationError(f"{file} is no plan of version {VERSION}")
        if data.get("digest") != read.digest:
            raise ConfigurationError(
                f"{file} was altered since it was saved, so what it does may not be what was shown. Make the plan again"
            )
        if read.fault is not None:
            raise read.fault
        unchanged = data.get("unchanged")
        return cls(
            entries=tuple(read.entries),
            unchanged=tuple(map(str, unchanged)) if isinstance(unchanged, list) else (),
            made_at=text(data.get("made_at")) or "",
            host=text(data.get("host")),
            undoes=text(data.get("undoes")),
            warnings=texts(data.get("warnings")),
        )

    def _head(self) -> JsonObject:
        return {
            "plan": VERSION,
            "made_at": self.made_at,
            "host": self.host,
            "undoes": self.undoes,
            "summary": self.summary,
            "warnings": list(self.warnings),
        }

    def _file(self) -> Iterator[bytes]:
        """What stands in its file, entry by entry: all at once would take gigabytes for thousands of documents."""
        yield json.dumps(self._head(), indent=1).encode("ascii")[:-2] + b',\n "entries": ['
        for place, entry in enumerate(self.entries):
            yield (b"," if place else b"") + b"\n" + json.dumps(entry.to_json(), indent=1).encode("ascii")
        rest = {"unchanged": list(self.unchanged), "digest": self._digest()}
        yield b"\n],\n" + json.dumps(rest, indent=1).encode("ascii")[2:] + b"\n"

    def _digest(self) -> str:
        """The digest of what stands in its file; `_Read` makes the same of the file."""
        found = hashlib.sha256(exact_json.dumps(self._head())[:-1] + b',"entries":[')
        for place, entry in enumerate(self.entries):
            found.update((b"," if place else b"") + exact_json.dumps(entry.to_json()))
        found.update(b'],"unchanged":' + exact_json.dumps(list(self.unchanged)) + b"}")
        return f"sha256:{found.hexdigest()}"


def plan_of(entries: Iterable[PlanEntry], undoes: str | None = None) -> Flow[Plan]:
    """The plan of those entries that have something to change.

    Args:
        entries: The entries, one for each document.
        undoes: Name of the run that it undoes.
    """
    where = yield from environment()
    found = list(entries)
    return Plan(
        entries=tuple(entry for entry in found if entry.changes),
        unchanged=tuple(entry.name for entry in found if not entry.changes),
        made_at=where.clock.now().isoformat(),
        host=where.host,
        undoes=undoes,
    )


def plan_edits(edits: Iterable[Edit], progress: Progress | None = None, undoes: str | None = None) -> Flow[Plan]:
    """The plan of some edits, for their documents as they are now.

    Args:
        edits: The edits, each of another document.
        progress: Called with the documents that were read, and of how many.
        undoes: Name of the run that it undoes.
    """
    entries = yield from together([planned(edit) for edit in edits], progress)
    return (yield from plan_of(entries, undoes))


def refuse_elsewhere(what: str, host: str | None) -> Flow[None]:
    """Refuse what was read from another host than the one that the client writes to.

    Raises:
        ConfigurationError: It was; nothing was sent.
    """
    here = (yield from environment()).host
    if host is not None and host != here:
        raise ConfigurationError(
            f"{what} is of {host}, and this client is signed in to {here}; nothing was sent. The same key may be"
            " another object there"
        )


def is_plan(path: Path) -> bool:
    """Whether a file holds a plan, of any version and even if it was altered.

    Raises:
        ConfigurationError: It cannot be read.
    """
    found: set[str] = set()
    try:
        for name, _ in exact_json.members(path.read_bytes(), "entries"):
            found.add(name)
            if {"plan", "entries"} <= found:
                return True
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    except ValueError:
        return False
    return False


@define
class _Read:
    """What stands in the file of a plan, read entry by entry: all at once would take gigabytes.

    Attributes:
        members: All but the entries.
        entries: The entries.
        digest: The digest of all but the digest that stands there.
        fault: What is wrong with the first faulty entry.
    """

    members: JsonObject = field(factory=dict)
    entries: list[PlanEntry] = field(factory=list)
    digest: str = ""
    fault: ConfigurationError | None = None

    @classmethod
    def of(cls, file: Path) -> _Read:
        """Read a file.

        Raises:
            OSError: It cannot be read.
            ValueError: It is not JSON.
        """
        read, found, comma = cls(), hashlib.sha256(b"{"), b""
        for name, value in exact_json.members(file.read_bytes(), "entries"):
            if name == "digest" and not isinstance(value, Iterator):
                read.members[name] = value
                continue
            found.update(comma + exact_json.dumps(name) + b":")
            comma = b","
            if isinstance(value, Iterator):
                found.update(b"[")
                for place, row in enumerate(value):
                    found.update((b"," if place else b"") + exact_json.dumps(row))
                    read._add(row)
                found.update(b"]")
            else:
                read.members[name] = value
                found.update(exact_json.dumps(value))
        found.update(b"}")
        read.digest = f"sha256:{found.hexdigest()}"
        return read

    def _add(self, row: JsonValue) -> None:
        """Add an entry. A fault is kept for later, as an altered file explains it better."""
        try:
            self.entries += [PlanEntry.from_json(one) for one in objects([row])]
        except ConfigurationError as error:
            self.fault = self.fault or error


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or "no such file") if isinstance(error, OSError) else str(error)
