"""The file in which several programs keep the shapes of what they received."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from attrs import define, field
from filelock import FileLock, Timeout

from powertrack_core.decoding import JsonObject, JsonValue, load_object
from powertrack_sdk.drift.description import Description
from powertrack_sdk.drift.forms import is_form, is_name
from powertrack_sdk.drift.shapes import Shape
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import replace_file

_VERSION = 1
_MOST_OPERATIONS = 500
_CLIENT_VERSION = re.compile(r"[0-9.]{1,16}", re.ASCII)


@define
class Received:
    """What came of an operation.

    Attributes:
        answers: How many answers were looked at.
        described: Whether the specification knew the operation.
        queries: Names of query parameters that the specification does not know.
        statuses: Statuses that it does not know.
        answer: Shape of the answers.
    """

    answers: int = 0
    described: bool = False
    queries: set[str] = field(factory=set)
    statuses: set[int] = field(factory=set)
    answer: Shape = field(factory=Shape)

    def merge(self, other: Received) -> None:
        """Take in what another one holds."""
        self.answers += other.answers
        self.described |= other.described
        self.queries |= other.queries
        self.statuses |= other.statuses
        self.answer.merge(other.answer)


@define
class Record:
    """What was received.

    Attributes:
        client_versions: Versions of the web application (`ae_v`) that requests named.
        operations: What came, by the titles of operations.
    """

    client_versions: set[str] = field(factory=set)
    operations: dict[str, Received] = field(factory=dict)

    def add_client_version(self, told: str) -> None:
        """Take notice of a version, if it is one."""
        if _CLIENT_VERSION.fullmatch(told):
            self.client_versions.add(told)

    def of(self, title: str) -> Received | None:
        """What came of an operation; None where there are more than a record keeps."""
        if title not in self.operations and len(self.operations) >= _MOST_OPERATIONS:
            return None
        return self.operations.setdefault(title, Received())

    def merge(self, other: Record) -> None:
        """Take in what another one holds."""
        self.client_versions |= other.client_versions
        for title, received in other.operations.items():
            mine = self.of(title)
            if mine is not None:
                mine.merge(received)

    def as_json(self) -> JsonObject:
        """The record for a file."""
        return {
            "received": _VERSION,
            "clientVersions": [*sorted(self.client_versions)],
            "operations": {
                title: {
                    "answers": received.answers,
                    "described": received.described,
                    "queries": [*sorted(received.queries)],
                    "statuses": [*sorted(received.statuses)],
                    "answer": received.answer.as_json(),
                }
                for title, received in sorted(self.operations.items())
            },
        }


def read_record(path: Path, description: Description) -> Record:
    """Read the file that clients with `observe` write.

    Args:
        path: The file.
        description: The specification.

    Raises:
        ConfigurationError: It cannot be read, or is no such file.
    """
    try:
        return _record(load_object(path.read_bytes()), description)
    except FileNotFoundError:
        raise ConfigurationError(
            f"{path} is not there. A client that is made with observe={str(path)!r} writes it"
        ) from None
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(
            f"{path} is no file that a client with observe writes ({error}); it is left as it is. Name another one"
        ) from None


def add_to_file(path: Path, record: Record, description: Description, patience: float) -> None:
    """Merge a record into the file that several programs share. It is there whole at any moment.

    Args:
        path: The file; it is made where it is missing, readable for the user alone.
        record: What is to be added.
        description: The specification.
        patience: Longest wait for other programs that write (seconds).

    Raises:
        ConfigurationError: It cannot be written, or what is there is no such file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=patience):
            merged = read_record(path, description) if path.exists() else Record()
            merged.merge(record)
            content = msgspec.json.format(msgspec.json.encode(merged.as_json()), indent=1)
            replace_file(path, content + b"\n", private=True)
    except Timeout:
        raise ConfigurationError(f"{path} cannot be written: other programs have been at it all the time") from None
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({error.strerror})") from error


def _record(found: JsonObject, description: Description) -> Record:
    if found.get("received") != _VERSION:
        raise ValueError(f"version {_VERSION} was expected")
    record = Record()
    for version in _listed(found, "clientVersions"):
        record.add_client_version(str(version))
    operations = found.get("operations")
    for title, told in operations.items() if isinstance(operations, dict) else ():
        if not isinstance(told, dict) or not description.is_title(title):
            raise ValueError("an operation was expected")
        described = told.get("described") is True
        if not described and description.find_title(title) is not None:
            continue  # it was news for an earlier version, which did not know what to look at
        record.operations[title] = Received(
            answers=number if isinstance(number := told.get("answers"), int) else 0,
            described=described,
            queries={name for name in map(str, _listed(told, "queries")) if is_name(name) or is_form(name)},
            statuses={status for status in _listed(told, "statuses") if isinstance(status, int)},
            answer=Shape.from_json(told.get("answer", "")),
        )
    return record


def _listed(told: JsonObject, name: str) -> list[JsonValue]:
    found = told.get(name)
    return found if isinstance(found, list) else []
