"""One figure for each month of the year. What it measures, and in which unit, stands where it is used."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class MonthlyFigures(Model):
    """One figure for each month of the year. What it measures, and in which unit, stands where it is used."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
        }
    )

    jan: float | None = None
    """Figure for January."""
    feb: float | None = None
    """Figure for February."""
    mar: float | None = None
    """Figure for March."""
    apr: float | None = None
    """Figure for April."""
    may: float | None = None
    """Figure for May."""
    jun: float | None = None
    """Figure for June."""
    jul: float | None = None
    """Figure for July."""
    aug: float | None = None
    """Figure for August."""
    sep: float | None = None
    """Figure for September."""
    oct_: float | None = None
    """Figure for October."""
    nov: float | None = None
    """Figure for November."""
    dec: float | None = None
    """Figure for December."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            jan=number(get("jan")),
            feb=number(get("feb")),
            mar=number(get("mar")),
            apr=number(get("apr")),
            may=number(get("may")),
            jun=number(get("jun")),
            jul=number(get("jul")),
            aug=number(get("aug")),
            sep=number(get("sep")),
            oct_=number(get("oct")),
            nov=number(get("nov")),
            dec=number(get("dec")),
            raw=data,
        )
