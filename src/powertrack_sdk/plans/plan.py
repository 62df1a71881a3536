"""A plan: what is to be written, so that it can be shown, kept in a file, and applied as it was shown."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path, replace_file
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.writes.journal import texts

VERSION = 1


@frozen(kw_only=True)
class Plan:
    """Writes that were computed and not done yet. It is true where there is something to do.

    Attributes:
        entries: The writes, each to another document.
        unchanged: What was asked for that is so already, such as `SiteConfig S10001`.
        made_at: When it was computed.
        host: Scheme and host that the documents were read from; None where that is not told.
        undoes: Name of the run that it undoes; None where it undoes none.
        warnings: What was guessed or changed in the cells that it was made from.
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
        """What tells it from other plans, as letters and digits."""
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
        """Add an entry. A fault is kept for later: that the file was altered is the better explanation."""
        try:
            self.entries += [PlanEntry.from_json(one) for one in objects([row])]
        except ConfigurationError as error:
            self.fault = self.fault or error


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or "no such file") if isinstance(error, OSError) else str(error)
