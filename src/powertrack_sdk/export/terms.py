"""What is asked of an export, and whether it can go into a folder that holds one already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from powertrack_sdk import keys
from powertrack_sdk.arguments import listed
from powertrack_sdk.charts.flows import day_of
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.export.parts import FORMATS, WHAT, Format, What

_FORMATS: dict[str, Format] = {one: one for one in FORMATS}


@frozen(kw_only=True)
class Terms:
    """What an export is of.

    Attributes:
        customer: Key of the customer.
        what: The data that is wanted.
        format: Format of the files.
        first: First day of charts; None where none is named, or where there are no charts.
        last: Last day of charts.
        chart_type: Number of the chart; None where there are no charts.
        bin_size: Length of the bins of charts (minutes); None where there are no charts.
    """

    customer: str
    what: tuple[What, ...]
    format: Format
    first: date | None = None
    last: date | None = None
    chart_type: int | None = None
    bin_size: int | None = None

    @property
    def has_charts(self) -> bool:
        """Whether charts are among the data."""
        return "charts" in self.what

    def on(self, today: date, held: Terms | None, folder: Path) -> Terms:
        """What is to be done for this in a folder.

        Args:
            today: The last day where none is named.
            held: What the folder was exported by; None where it is new.
            folder: The folder.

        Returns:
            What is asked for, with its days.

        Raises:
            ConfigurationError: The folder holds an export of something else.
            ValidationError: The last day lies before the first.
        """
        if held is not None:
            differing = [*self._differing(held)]
            if differing:
                raise ConfigurationError(
                    f"{folder} holds an export of something else: {'; '.join(differing)}. Nothing was sent. Export into"
                    " another folder"
                )
        if not self.has_charts:
            return self
        last = self.last or max(today, held.last if held is not None and held.last is not None else today)
        first = self.first or (held.first if held is not None else None) or last.replace(day=1)
        if first > last:
            raise ValidationError(f"start_date {first} lies after end_date {last}")
        return evolve(self, first=first, last=last)

    def joined(self, held: Terms | None) -> Terms:
        """What a folder is exported by once this is done in it too."""
        if held is None:
            return self
        what = tuple(one for one in WHAT if one in {*self.what, *held.what})
        return evolve(self if self.has_charts else held, what=what)

    def _differing(self, held: Terms) -> Iterable[str]:
        compared = ["customer", "format"]
        if self.has_charts and held.has_charts:
            compared += ["chart_type", "bin_size", *(["first"] if self.first is not None else [])]
            if self.last is not None and held.last is not None and self.last < held.last:
                yield f"it reaches to {held.last}, and end_date is {self.last}"
        for name in compared:
            there, asked = getattr(held, name), getattr(self, name)
            if there != asked:
                yield f"{_NAMES.get(name, name)} is {there} there, and {asked} here"


_NAMES = {"first": "start_date"}


def terms(
    customer_id: str | int,
    what: Iterable[str],
    start_date: date | str | None,
    end_date: date | str | None,
    format: str,  # noqa: A002  # the name that callers know it by
    chart_type: int,
    bin_size: int,
) -> Terms:
    """What is asked of an export.

    Raises:
        ValidationError: It makes no sense.
    """
    wanted = listed(what, "what")
    unknown = sorted(set(wanted) - set(WHAT))
    if unknown or not wanted:
        told = f"{', '.join(map(repr, unknown))}; " if unknown else "empty; "
        raise ValidationError(f"what is {told}some of {', '.join(WHAT)} are expected")
    found = _FORMATS.get(format)
    if found is None:
        raise ValidationError(f"format is {format!r}; one of {', '.join(FORMATS)} is expected")
    asked = Terms(
        customer=keys.customer_key(customer_id), what=tuple(one for one in WHAT if one in wanted), format=found
    )
    first, last = day_of(start_date, "start_date"), day_of(end_date, "end_date")
    if not asked.has_charts:
        if first is not None or last is not None:
            raise ValidationError("start_date and end_date are of charts, and no charts are wanted")
        return asked
    if bin_size <= 0:
        raise ValidationError(f"bin_size is {bin_size}; it is a number of minutes, such as 15")
    if last is not None and last.year >= date.max.year:
        raise ValidationError(f"end_date is {last}; a day that comes is expected")
    if first is not None and last is not None and first > last:
        raise ValidationError(f"start_date {first} lies after end_date {last}")
    return evolve(asked, first=first, last=last, chart_type=chart_type, bin_size=bin_size)
