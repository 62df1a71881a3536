"""Background tasks, and the reports that they make."""

from __future__ import annotations

import csv
import os
import re
from datetime import datetime
from io import StringIO
from pathlib import Path

from attrs import field, frozen

from powertrack_api.models import task
from powertrack_api.models.task_status import TaskStatus
from powertrack_core.decoding import decoded
from powertrack_sdk.errors import APIError, ConfigurationError
from powertrack_sdk.files import check_ending, local_path, replace_file
from powertrack_sdk.foreign import BYTE_ORDER_MARK, CSV_ENDINGS, for_spreadsheet

_FINISHED = 100.0
_BEGIN, _END = "Start date:", "End date:"
_MOMENT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d\d):(\d\d) ([AP])M")


class Task(task.Task):
    """A background task.

    Only tasks that had just started were captured. It is assumed that a task has ended when it has a result type, a
    progress of 100, or a status code above that of a started task.
    """

    __slots__ = ()

    @property
    def is_done(self) -> bool:
        """Whether the task has a result."""
        return self._has_result or (self._has_moved_on and not self.has_failed)

    @property
    def has_failed(self) -> bool:
        """Whether the task failed: its status code has risen, and it has a message instead of a result."""
        return self._has_moved_on and not self._has_result and bool(self.message)

    @property
    def _has_result(self) -> bool:
        return bool(self.result_type) or (self.progress is not None and self.progress >= _FINISHED)

    @property
    def _has_moved_on(self) -> bool:
        return self.status is not None and self.status > TaskStatus.STARTED


@frozen(kw_only=True)
class ReportResult:
    """The result of a report: a CSV file.

    Attributes:
        task: The task that made it, at its end.
        content: The file, unchanged.
    """

    task: Task
    content: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The file as text, with CR LF line ends."""
        return decoded(self.content)

    @property
    def harmless_text(self) -> str:
        """The file as text, with an apostrophe before cells that a spreadsheet would evaluate.

        Raises:
            APIError: A cell is too long for CSV.
        """
        rows = self.rows
        safe = [[for_spreadsheet(cell) for cell in row] for row in rows]
        if safe == rows:
            return self.text
        file = StringIO(newline="")
        csv.writer(file).writerows(safe)
        return file.getvalue()

    @property
    def rows(self) -> list[list[str]]:
        """The cells of every line. A line may lack its last cells; an empty line has none.

        Raises:
            APIError: A cell is too long for CSV.
        """
        try:
            return list(csv.reader(StringIO(self.text, newline="")))
        except csv.Error as error:
            raise APIError(f"the report of task {self.task.key} cannot be read as CSV ({error})") from error

    @property
    def table(self) -> list[list[str]]:
        """The lines below the heading, padded with empty cells to one length."""
        rows = self.rows
        if _has_heading(rows):
            rows = rows[4:] if rows[3:4] == [[]] else rows[3:]
        width = max(map(len, rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows]

    @property
    def title(self) -> str | None:
        """Title of the report; None if it has no heading."""
        rows = self.rows
        return ",".join(rows[0]) if _has_heading(rows) else None

    @property
    def begin(self) -> datetime | None:
        """Start date of the report, without a zone; None if the heading lacks it."""
        rows = self.rows
        return _moment(rows[1]) if _has_heading(rows) else None

    @property
    def end(self) -> datetime | None:
        """End date of the report, without a zone; None if the heading lacks it."""
        rows = self.rows
        return _moment(rows[2]) if _has_heading(rows) else None

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the file: unchanged, or as `harmless_text` in UTF-8 if a spreadsheet would evaluate a cell.

        An existing file is replaced in one step.

        Args:
            path: A file that ends in `.csv` or `.txt`.

        Raises:
            ValidationError: The path has another ending, or is a URL.
            ConfigurationError: The file cannot be written.
            APIError: A cell is too long for CSV.
        """
        target = local_path(path)
        check_ending(target, *CSV_ENDINGS)
        harmless = self.harmless_text
        content = self.content if harmless == self.text else f"{BYTE_ORDER_MARK}{harmless}".encode()
        try:
            replace_file(target, content)
        except OSError as error:
            raise ConfigurationError(f"the report cannot be written to {target} ({error.strerror})") from error
        return target


def _has_heading(rows: list[list[str]]) -> bool:
    """Return whether a report begins with its title and dates, as the captured one does."""
    return [row[:1] for row in rows[1:3]] == [[_BEGIN], [_END]]


def _moment(row: list[str]) -> datetime | None:
    """Read a date and time such as `6/24/2026 1:05:00 PM`."""
    found = _MOMENT.fullmatch(row[1].strip()) if len(row) > 1 else None
    if found is None:
        return None
    month, day, year, hour, minute, second = map(int, found.groups()[:-1])
    try:
        return datetime(year, month, day, hour % 12 + (12 if found[7] == "P" else 0), minute, second)
    except ValueError:
        return None
