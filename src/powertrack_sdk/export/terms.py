"""What an export is asked for, and whether a folder with an earlier export can take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from powertrack_sdk import keys
from powertrack_sdk.arguments import listed
from powertrack_sdk.charts.flows import day_of
from powertrack_sdk.charts.numbers import check_positive
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.export.parts import FORMATS, WHAT, Format, What

_FORMATS: dict[str, Format] = {one: one for one in FORMATS}


@frozen(kw_only=True)
class Terms:
    """What an export is asked for.

    Attributes:
        customer: Key of the customer.
        what: The data sets.
        sites: Keys of the sites; None for all of the customer.
        first: First day of charts; None if not given, or without charts.
        last: Last day of charts; None if not given, or without charts.
        format: Format of the files.
        chart_type: Number of the chart; None without charts.
        bin_size: Bin size of charts (minutes); None without charts.
    """

    customer: str
    what: tuple[What, ...]
    sites: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None
    format: Format
    chart_type: int | None = None
    bin_size: int | None = None

    @property
    def has_charts(self) -> bool:
        """Whether charts are exported."""
        return "charts" in self.what

    def check(self, held: Terms, folder: Path) -> None:
        """Check that this can go into a folder that holds an earlier export.

        Raises:
            ConfigurationError: It differs in more than sites and later days.
        """
        differing = []
        compared = ["customer", "format"]
        if self.has_charts and held.has_charts:
            compared += ["chart_type", "bin_size", *(["first"] if self.first and held.first else [])]
            if self.last is not None and held.last is not None and self.last < held.last:
                differing.append(f"it reaches to {held.last}, and end_date is {self.last}")
        for name in compared:
            there, asked = getattr(held, name), getattr(self, name)
            if there != asked:
                argument = "start_date" if name == "first" else name
                differing.append(f"{argument} is {there} there, and {asked} here")
        if differing:
            raise ConfigurationError(
                f"{folder} holds an export of something else: {'; '.join(differing)}. Nothing was sent. Export into"
                " another folder"
            )

    def days_of(self, todays: Mapping[str, date], held: Terms | None) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of charts for each site, in its own zone.

        Args:
            todays: The current day at each site, which is its last day by default.
            held: The terms of the earlier export; None if the folder is new.

        Returns:
            The days by site, without the sites at which the first day has not begun.

        Raises:
            ValidationError: The last day lies before the first at every site.
        """
        if not self.has_charts or not todays:
            return {}
        latest = max(todays.values())
        end = self.last
        if end is None and held is not None and held.last is not None and held.last > latest:
            end = held.last
        first = self.first or (held.first if held is not None else None)
        if first is None:
            first = (end or min(todays.values())).replace(day=1)
        if first > (end or latest):
            raise ValidationError(f"start_date {first} lies after {f'end_date {end}' if end else f'today, {latest}'}")
        days = {site: (first, end or day) for site, day in todays.items()}
        return {site: (begin, last) for site, (begin, last) in days.items() if begin <= last}

    def over(self, days: Mapping[str, tuple[date, date]]) -> Terms:
        """Return these terms with the first and last of the days of the sites."""
        if not days:
            return self
        return evolve(self, first=min(first for first, _ in days.values()), last=max(last for _, last in days.values()))

    def joined(self, held: Terms | None) -> Terms:
        """Return the terms of a folder that holds both exports."""
        if held is None:
            return self
        charts = self if self.has_charts else held
        return evolve(
            charts,
            what=tuple(one for one in WHAT if one in {*self.what, *held.what}),
            first=charts.first or held.first,
            last=charts.last or held.last,
            sites=None if self.sites is None or held.sites is None else tuple(sorted({*self.sites, *held.sites})),
        )


def terms(
    customer_id: str | int,
    what: Iterable[str],
    start_date: date | str | None,
    end_date: date | str | None,
    format: str,  # noqa: A002
    chart_type: int,
    bin_size: int,
    sites: Iterable[str | int] | None = None,
) -> Terms:
    """Check the arguments of an export.

    Raises:
        ValidationError: An argument is wrong.
    """
    wanted = listed(what, "what")
    unknown = sorted(set(wanted) - set(WHAT))
    if unknown or not wanted:
        given = ", ".join(map(repr, unknown)) if unknown else "empty"
        raise ValidationError(f"what is {given}; some of {', '.join(WHAT)} are expected")
    found = _FORMATS.get(format)
    if found is None:
        raise ValidationError(f"format is {format!r}; one of {', '.join(FORMATS)} is expected")
    chosen = None if sites is None else listed(sites, "sites")
    if chosen == []:
        raise ValidationError("sites is empty; name some, or omit it to export all")
    asked = Terms(
        customer=keys.customer_key(customer_id),
        what=tuple(one for one in WHAT if one in wanted),
        format=found,
        sites=None if chosen is None else tuple(sorted({keys.site_key(key) for key in chosen})),
    )
    first, last = day_of(start_date, "start_date"), day_of(end_date, "end_date")
    if not asked.has_charts:
        if first is not None or last is not None:
            raise ValidationError("start_date and end_date apply to charts only, and charts are not asked for")
        return asked
    check_positive(chart_type)
    if bin_size <= 0:
        raise ValidationError(f"bin_size is {bin_size}; it is a number of minutes, such as 15")
    if last is not None and last.year >= date.max.year:
        raise ValidationError(f"end_date is {last}; a day that comes is expected")
    return evolve(asked, first=first, last=last, chart_type=chart_type, bin_size=bin_size)
