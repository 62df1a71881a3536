"""Observes what a client receives: keeps its shape, and tells in the log what the specification does not say."""

from __future__ import annotations

import atexit
import logging
import os
from collections import Counter
from threading import Lock, Thread
from typing import Final, TypeVar
from urllib.parse import parse_qsl

import httpx

from powertrack_core.decoding import JsonValue
from powertrack_core.operation import Operation
from powertrack_sdk.drift.comparing import findings_of
from powertrack_sdk.drift.description import Described, Description
from powertrack_sdk.drift.findings import Finding, Kind, Level
from powertrack_sdk.drift.forms import in_braces, is_name
from powertrack_sdk.drift.record import Received, Record, add_to_file
from powertrack_sdk.drift.sampling import load_some
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path
from powertrack_sdk.runner.clock import Clock
from powertrack_sdk.runner.log import log

FIRST: Final = 8
FURTHER: Final = 100
"""The first so many answers of an operation are looked at, then one of so many. Of long answers fewer are."""

_LONG = 250_000
_FIRST_LONG, _FURTHER_LONG = 3, 20
_BETWEEN_SAVES = 60.0
_PATIENCE = 10.0
_METHODS = frozenset({"GET", "PUT", "POST", "DELETE", "PATCH"})
# The session or the server fails for the moment, which says nothing of the API.
_PASSING = frozenset({401, 408, 429})

T = TypeVar("T")


class Observer:
    """Observes what a client receives.

    Args:
        path: File that keeps the shapes; other clients may use it too, in this program or in others.
        clock: Tells the time.

    Raises:
        ConfigurationError: The file cannot be written, or is something else.
    """

    def __init__(self, path: str | os.PathLike[str], clock: Clock) -> None:
        self._path = local_path(path).expanduser().absolute()
        self._clock = clock
        self._description = Description.shipped()
        self._record = Record()
        self._asked: Counter[str] = Counter()
        self._told: set[tuple[Kind, str, str, str]] = set()
        self._complaints: set[str] = set()
        self._lock = Lock()
        self._unsaved = False
        self._saved_at = clock.monotonic()
        self._saver: Thread | None = None
        add_to_file(self._path, self._record, self._description, _PATIENCE)
        atexit.register(self.close)

    def observe(self, operation: Operation[object], response: httpx.Response, client_version: str) -> None:
        """Look at an answer, or pass it over where enough were looked at. It never fails.

        Args:
            operation: What was asked for.
            response: The answer.
            client_version: The version of the web application that the request named.
        """
        try:
            found = self._look(operation, response, client_version)
        except Exception as error:  # whoever reads is not to suffer from being watched
            self._complain(f"an answer could not be observed ({type(error).__name__}), and is passed over")
            return
        for finding in found:
            log.log(logging.WARNING if finding.level is Level.BREAKING else logging.INFO, "%s", finding)
        if self._clock.monotonic() - self._saved_at >= _BETWEEN_SAVES:
            self._save_aside()

    def close(self) -> None:
        """Save what is not saved yet. A program that ends without closing its client comes here too."""
        atexit.unregister(self.close)
        if self._saver is not None:
            self._saver.join()
        self._save()

    def _look(self, operation: Operation[object], response: httpx.Response, client_version: str) -> list[Finding]:
        status = response.status_code
        if not self._is_due(operation, len(response.content)) and status == httpx.codes.OK:
            return []
        described = self._description.find(operation.method, operation.path)
        strange = described is not None and status not in described.statuses
        if operation.method not in _METHODS or _is_passing(response) or not (response.is_success or strange):
            return []
        value = _value(described, response) if response.is_success else None
        title = described.title if described else self._description.title_of(operation.method, operation.path)
        with self._lock:
            received = self._record.of(title)
            if received is None:
                return []
            self._unsaved = True
            self._record.add_client_version(client_version)
            new = _take(received, described, value)
            if described is not None:
                new = _add(received.statuses, {status} if strange else set()) or new
                new = _add(received.queries, _names(operation) - described.queries) or new
            return self._news(title, received) if new else []

    def _is_due(self, operation: Operation[object], size: int) -> bool:
        """Whether an answer is looked at: the first of an operation, then some. Of long ones there are fewer."""
        name = operation.id
        if not name.isidentifier():  # it was asked for by its path, and there may be any number of paths
            name = self._description.title_of(operation.method, operation.path)
        with self._lock:
            self._asked[name] += 1
            number = self._asked[name]
        first, further = (FIRST, FURTHER) if size <= _LONG else (_FIRST_LONG, _FURTHER_LONG)
        return number <= first or number % further == 0

    def _news(self, title: str, received: Received) -> list[Finding]:
        """What is found and was not told in this run."""
        news = []
        for finding in findings_of(title, received, self._description):
            place = (finding.kind, finding.operation, finding.path, finding.detail)
            if place not in self._told:
                self._told.add(place)
                news.append(finding)
        return news

    def _complain(self, told: str) -> None:
        """Say in the log that something went wrong, once."""
        if told not in self._complaints:
            self._complaints.add(told)
            log.warning("%s", told)

    def _save_aside(self) -> None:
        """Save in a thread: an event loop is not to wait for the disk, nor for other programs."""
        with self._lock:
            if self._saver is not None and self._saver.is_alive():
                return
            self._saved_at = self._clock.monotonic()
            self._saver = Thread(target=self._save, name="powertrack-observer", daemon=True)
            self._saver.start()

    def _save(self) -> None:
        with self._lock:
            if not self._unsaved:
                return
            part = Record()
            part.merge(self._record)
            for received in self._record.operations.values():
                received.answers = 0
            self._unsaved = False
        try:
            add_to_file(self._path, part, self._description, _PATIENCE)
        except ConfigurationError as error:
            self._complain(f"what was received is not kept: {error}")
            with self._lock:
                self._unsaved = True
                for title, received in part.operations.items():
                    self._record.operations[title].answers += received.answers


def _is_passing(response: httpx.Response) -> bool:
    """Whether it is no answer of the operation: an error that passes, or the way to a login."""
    status = response.status_code
    if status in _PASSING or status >= 500 or response.is_redirect:
        return True
    return "html" in response.headers.get("Content-Type", "").lower()


def _value(described: Described | None, response: httpx.Response) -> JsonValue:
    """The JSON of an answer; None where there is none."""
    if described is not None and described.answer is None and not described.empty:
        return None
    try:
        return load_some(response.content)
    except ValueError:
        return None


def _take(received: Received, described: Described | None, value: JsonValue) -> bool:
    received.answers += 1
    received.described = described is not None
    if described is None:
        first = received.answers == 1
        return (value is not None and received.answer.add(value, None)) or first
    if value is None or (described.empty and value == ""):
        return False
    return received.answer.add(value, described.answer)


def _add(known: set[T], more: set[T]) -> bool:
    new = not more <= known
    known |= more
    return new


def _names(operation: Operation[object]) -> set[str]:
    """Names of query parameters, as far as they may be told."""
    in_path = parse_qsl(operation.path.partition("?")[2], keep_blank_values=True)
    names = [*operation.query, *(name for name, _ in in_path)]
    return {name if is_name(name) else in_braces(name) for name in names}
