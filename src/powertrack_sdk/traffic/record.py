"""What was received, by operation, and the file in which several programs keep it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from attrs import define, field
from filelock import FileLock, Timeout

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import replace_file
from powertrack_sdk.traffic.exchange import Body, Exchange
from powertrack_sdk.traffic.expected import Expected
from powertrack_sdk.traffic.forms import is_form, is_name, shown_name
from powertrack_sdk.traffic.operations import METHODS, Described, Specification
from powertrack_sdk.traffic.parsing import JsonObject, load_object
from powertrack_sdk.traffic.shapes import Shape, count, listed

_VERSION = 1
_MOST_OPERATIONS = 500
_CLIENT_VERSION = re.compile(r"[0-9.]{1,16}", re.ASCII)


@define
class Received:
    """What was received from one operation.

    Attributes:
        answers: How many answers were looked at.
        described: Whether the specification knew the operation.
        queries: Names of query parameters that the specification does not know, with how often they were sent.
        statuses: Statuses that it does not know, with how often they were received.
        answer: Shape of the answers.
        sent: Shape of the bodies of requests. Files do not hold it.
    """

    answers: int = 0
    described: bool = False
    queries: dict[str, int] = field(factory=dict)
    statuses: dict[int, int] = field(factory=dict)
    answer: Shape = field(factory=Shape)
    sent: Shape = field(factory=Shape)

    def merge(self, other: Received) -> None:
        """Add what another one holds."""
        self.answers += other.answers
        self.described |= other.described
        self.queries = {**other.queries, **self.queries}
        self.statuses = {**other.statuses, **self.statuses}
        self.answer.merge(other.answer)
        self.sent.merge(other.sent)


@define
class Record:
    """What was received.

    Attributes:
        client_versions: Versions of the web application (`ae_v`), with how often requests named them.
        operations: What was received, by the titles of operations.
    """

    client_versions: dict[str, int] = field(factory=dict)
    operations: dict[str, Received] = field(factory=dict)

    def add(self, exchange: Exchange, specification: Specification, *, whole: bool = False) -> tuple[str, bool] | None:
        """Add an exchange: its answer, and the body of its request if it was recorded.

        Args:
            exchange: The exchange.
            specification: The specification.
            whole: Whether all items of long lists are looked at, and not a sample.

        Returns:
            The title of its operation, and whether it shows anything new. None if it says nothing about the API.
        """
        if exchange.client_version is not None:
            self._add_client_version(exchange.client_version)
        described = specification.find(exchange.method, exchange.url)
        status = exchange.status
        strange = described is not None and status is not None and status not in described.statuses
        if exchange.method not in METHODS or exchange.is_passing or not (exchange.succeeded or strange):
            return None
        title = described.title if described else specification.title_of(exchange.method, exchange.url)
        received = self.of(title)
        if received is None:
            return None
        received.answers += 1
        received.described = described is not None
        new = received.answers == 1 and described is None
        names = specification.names
        if exchange.succeeded:
            answer = described.answer if described else None
            if _is_compared(exchange.response, described, answer):
                new = received.answer.add(exchange.response.value, answer, names, whole=whole) or new
        if _is_compared(exchange.request, None, None):
            body = described.body if described else None
            new = received.sent.add(exchange.request.value, body, names, whole=whole) or new
        if described is not None:
            for name in map(shown_name, exchange.query):
                if name not in described.queries:
                    new = count(received.queries, name) or new
            if strange and status is not None:
                new = count(received.statuses, status) or new
        return title, new

    def of(self, title: str) -> Received | None:
        """Return what was received from an operation; None if the record is full."""
        if title not in self.operations and len(self.operations) >= _MOST_OPERATIONS:
            return None
        return self.operations.setdefault(title, Received())

    def merge(self, other: Record) -> None:
        """Add what another one holds."""
        self.client_versions = {**other.client_versions, **self.client_versions}
        for title, received in other.operations.items():
            mine = self.of(title)
            if mine is not None:
                mine.merge(received)

    def _add_client_version(self, version: str) -> None:
        if _CLIENT_VERSION.fullmatch(version):
            count(self.client_versions, version)

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


def read_record(path: Path, specification: Specification) -> Record:
    """Read the file that clients with `observe` write.

    Args:
        path: The file.
        specification: The specification.

    Raises:
        ConfigurationError: The file cannot be read, or is of another kind.
    """
    try:
        return _record(load_object(path.read_bytes()), specification)
    except FileNotFoundError:
        raise ConfigurationError(
            f"{path} does not exist. A client that is created with observe={str(path)!r} writes it"
        ) from None
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(
            f"{path} was not written by a client with observe ({error}) and is left unchanged. Use another file"
        ) from None


def add_to_file(path: Path, record: Record, specification: Specification, patience: float) -> None:
    """Merge a record into the file that several programs share. The file is complete at any moment.

    Args:
        path: The file; it is created if it is missing, readable for the user alone.
        record: The record to add.
        specification: The specification.
        patience: Longest wait for other programs that write (seconds).

    Raises:
        ConfigurationError: The file cannot be written, or is of another kind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=patience):
            merged = read_record(path, specification) if path.exists() else Record()
            merged.merge(record)
            content = msgspec.json.format(msgspec.json.encode(merged.as_json()), indent=1)
            replace_file(path, content + b"\n", private=True)
    except Timeout:
        raise ConfigurationError(
            f"{path} cannot be written: other programs locked it for {patience:g} seconds"
        ) from None
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({error.strerror})") from error


def _is_compared(body: Body, described: Described | None, expected: Expected | None) -> bool:
    """Whether a body is compared: not what is not JSON, and not an empty text in place of no answer."""
    if not body.is_json or (described is not None and expected is None and not described.empty):
        return False
    return not (described is not None and described.empty and body.value in (None, ""))


def _record(found: JsonObject, specification: Specification) -> Record:
    if found.get("received") != _VERSION:
        raise ValueError(f"version {_VERSION} was expected")
    versions = [str(version) for version in listed(found, "clientVersions")]
    record = Record(client_versions={version: 1 for version in versions if _CLIENT_VERSION.fullmatch(version)})
    operations = found.get("operations")
    for title, part in operations.items() if isinstance(operations, dict) else ():
        if not isinstance(part, dict) or not specification.is_title(title):
            raise ValueError("an operation was expected")
        described = part.get("described") is True
        if not described and specification.find_title(title) is not None:
            continue  # an earlier specification did not know it, so the shape was kept without comparing
        queries = [name for name in map(str, listed(part, "queries")) if is_name(name) or is_form(name)]
        record.operations[title] = Received(
            answers=number if isinstance(number := part.get("answers"), int) else 0,
            described=described,
            queries=dict.fromkeys(queries, 1),
            statuses={status: 1 for status in listed(part, "statuses") if isinstance(status, int)},
            answer=Shape.from_json(part.get("answer", "")),
        )
    return record
