"""The client's recorder: keeps the shapes of answers and logs what the specification does not say."""

from __future__ import annotations

import atexit
import logging
import os
from collections import Counter
from threading import Lock, Thread
from typing import Final
from urllib.parse import parse_qsl

import httpx

from powertrack_core.operation import Operation
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path
from powertrack_sdk.runner.clock import Clock
from powertrack_sdk.runner.log import log
from powertrack_sdk.traffic.comparison import findings_of
from powertrack_sdk.traffic.exchange import EMPTY, Body, BodyState, Exchange
from powertrack_sdk.traffic.findings import Finding, Kind, Level
from powertrack_sdk.traffic.operations import Specification
from powertrack_sdk.traffic.parsing import load_some
from powertrack_sdk.traffic.record import Record, add_to_file

FIRST: Final = 8
FURTHER: Final = 100
"""The first so many answers of an operation are looked at, then one of so many. Of long answers fewer are."""

_LONG = 250_000
_FIRST_LONG, _FURTHER_LONG = 3, 20
_BETWEEN_SAVES = 60.0
_PATIENCE = 10.0


class Recorder:
    """Records the shapes of what a client receives.

    Args:
        path: File that keeps the shapes; other clients and programs may use it too.
        clock: Time source.

    Raises:
        ConfigurationError: The file cannot be written, or is of another kind.
    """

    def __init__(self, path: str | os.PathLike[str], clock: Clock) -> None:
        self._path = local_path(path).expanduser().absolute()
        self._clock = clock
        self._specification = Specification.shipped()
        self._record = Record()
        self._asked: Counter[str] = Counter()
        self._logged: set[tuple[Kind, str, str, str]] = set()
        self._complaints: set[str] = set()
        self._lock = Lock()
        self._unsaved = False
        self._saved_at = clock.monotonic()
        self._saver: Thread | None = None
        add_to_file(self._path, self._record, self._specification, _PATIENCE)
        atexit.register(self.close)

    def observe(self, operation: Operation[object], response: httpx.Response, client_version: str) -> None:
        """Look at an answer, or skip it if enough were looked at. Never fails.

        Args:
            operation: The operation that was sent.
            response: The answer.
            client_version: The version of the web application that the request named.
        """
        try:
            found = self._look(operation, response, client_version)
        except Exception as error:  # a read must not fail because it is recorded
            self._complain(f"an answer could not be recorded ({type(error).__name__}) and was skipped")
            return
        for finding in found:
            log.log(logging.WARNING if finding.level is Level.BREAKING else logging.INFO, "%s", finding)
        if self._clock.monotonic() - self._saved_at >= _BETWEEN_SAVES:
            self._save_aside()

    def close(self) -> None:
        """Save what is not saved yet. This runs too when a program ends without closing its client."""
        atexit.unregister(self.close)
        if self._saver is not None:
            self._saver.join()
        self._save()

    def _look(self, operation: Operation[object], response: httpx.Response, client_version: str) -> list[Finding]:
        if not self._is_due(operation, len(response.content)) and response.status_code == httpx.codes.OK:
            return []
        exchange = _exchange(operation, response, client_version)
        with self._lock:
            added = self._record.add(exchange, self._specification)
            if added is None:
                return []
            self._unsaved = True
            title, new = added
            return self._news(title) if new else []

    def _is_due(self, operation: Operation[object], size: int) -> bool:
        """Whether an answer is looked at: the first few of an operation, then some; fewer if they are long."""
        name = operation.id
        if not name.isidentifier():  # it was sent by its path, and there may be any number of paths
            name = self._specification.title_of(operation.method, operation.path)
        with self._lock:
            self._asked[name] += 1
            number = self._asked[name]
        first, further = (FIRST, FURTHER) if size <= _LONG else (_FIRST_LONG, _FURTHER_LONG)
        return number <= first or number % further == 0

    def _news(self, title: str) -> list[Finding]:
        """Findings that were not logged in this run."""
        news = []
        for finding in findings_of(title, self._record.operations[title], self._specification):
            place = (finding.kind, finding.operation, finding.path, finding.detail)
            if place not in self._logged:
                self._logged.add(place)
                news.append(finding)
        return news

    def _complain(self, complaint: str) -> None:
        """Log a failure once."""
        if complaint not in self._complaints:
            self._complaints.add(complaint)
            log.warning("%s", complaint)

    def _save_aside(self) -> None:
        """Save in a thread, so that an event loop does not wait for the disk or for other programs."""
        with self._lock:
            if self._saver is not None and self._saver.is_alive():
                return
            self._saved_at = self._clock.monotonic()
            self._saver = Thread(target=self._save, name="powertrack-recorder", daemon=True)
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
            add_to_file(self._path, part, self._specification, _PATIENCE)
        except ConfigurationError as error:
            self._complain(f"what was recorded is not saved: {error}")
            with self._lock:
                self._unsaved = True
                for title, received in part.operations.items():
                    self._record.operations[title].answers += received.answers


def _exchange(operation: Operation[object], response: httpx.Response, client_version: str) -> Exchange:
    """The exchange as the comparison reads it. The body and the headers of the request stay out of it."""
    path, _, query = operation.path.partition("?")
    return Exchange(
        method=operation.method,
        url=path,
        query={**dict(parse_qsl(query, keep_blank_values=True)), **dict.fromkeys(operation.query, "")},
        client_version=client_version,
        request=EMPTY,
        status=response.status_code,
        response=_body(response),
    )


def _body(response: httpx.Response) -> Body:
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    try:
        return Body(state=BodyState.JSON, value=load_some(response.content), media_type=media_type)
    except ValueError:
        state = BodyState.OTHER if response.content.strip() else BodyState.EMPTY
        return Body(state=state, media_type=media_type)
