"""A task in the background, and the report that one makes."""

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
    """A task in the background.

    Only tasks that had just been started were ever seen. What the end of one looks like is assumed: a kind of result, a
    progress of 100, or a status with a higher code than that of a started task.
    """

    __slots__ = ()

    @property
    def is_done(self) -> bool:
        """Whether the task came to a good end."""
        return self._has_result or (self._has_moved_on and not self.has_failed)

    @property
    def has_failed(self) -> bool:
        """Whether the task came to a bad end: its status moved on, and there is a message in place of a result."""
        return self._has_moved_on and not self._has_result and bool(self.message)

    @property
    def _has_result(self) -> bool:
        return bool(self.result_type) or (self.progress is not None and self.progress >= _FINISHED)

    @property
    def _has_moved_on(self) -> bool:
        return self.status is not None and self.status > TaskStatus.STARTED


@frozen(kw_only=True)
class ReportResult:
    """What a report shows: a CSV file.

    Attributes:
        task: The task that made it, as it was at its end.
        content: The file as it came.
    """

    task: Task
    content: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The file as text, its lines ended by CR LF."""
        return decoded(self.content)

    @property
    def harmless_text(self) -> str:
        """The file as text, with an apostrophe in front of text that a spreadsheet would evaluate.

        It is the same as `text` unless there is such a cell.

        Raises:
            APIError: A cell is too long to be one.
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
        """The cells of every line. A line may lack its last cells; an empty one has none.

        Raises:
            APIError: A cell is too long to be one.
        """
        try:
            return list(csv.reader(StringIO(self.text, newline="")))
        except csv.Error as error:
            raise APIError(f"the report of task {self.task.key} cannot be read as CSV ({error})") from error

    @property
    def table(self) -> list[list[str]]:
        """The lines below the heading, all of one length: cells that a line lacks are empty."""
        rows = self.rows
        if _has_heading(rows):
            rows = rows[4:] if rows[3:4] == [[]] else rows[3:]
        width = max(map(len, rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows]

    @property
    def title(self) -> str | None:
        """Title of the report; None where it has no heading."""
        rows = self.rows
        return ",".join(rows[0]) if _has_heading(rows) else None

    @property
    def begin(self) -> datetime | None:
        """Begin of what the report covers, without a zone; None where the heading does not tell it."""
        rows = self.rows
        return _moment(rows[1]) if _has_heading(rows) else None

    @property
    def end(self) -> datetime | None:
        """End of what the report covers, without a zone; None where the heading does not tell it."""
        rows = self.rows
        return _moment(rows[2]) if _has_heading(rows) else None

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the file exactly as it came, unless a cell would be evaluated by a spreadsheet.

        Then it is `harmless_text`, as UTF-8. `content` is always as it came. An existing file of that name is replaced
        in one step, or stays as it is.

        Args:
            path: A file that ends in `.csv` or `.txt`.

        Raises:
            ValidationError: The path has another ending, or is a URL.
            ConfigurationError: It cannot be written.
            APIError: A cell is too long to be one.
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
    """Whether a report begins with its title and its dates, as the one that was seen does."""
    return [row[:1] for row in rows[1:3]] == [[_BEGIN], [_END]]


def _moment(row: list[str]) -> datetime | None:
    """A date and time in the American form."""
    found = _MOMENT.fullmatch(row[1].strip()) if len(row) > 1 else None
    if found is None:
        return None
    month, day, year, hour, minute, second = map(int, found.groups()[:-1])
    try:
        return datetime(year, month, day, hour % 12 + (12 if found[7] == "P" else 0), minute, second)
    except ValueError:
        return None
