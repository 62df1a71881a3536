"""A span that a chart can be switched to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.bin_size import BinSize
from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartDuration(Model):
    """A span that a chart can be switched to."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "days",
            "binSize",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "days": "d",
        "bin_size": "min",
    }

    id: str | None = None
    """Name of the span: `day`, `3day`, `week`, `month`, `year`, `lifetime` or `custom`."""
    days: int | None = None
    """Number of days; 5 for `3day` and 0 for `custom`. Unit: d."""
    bin_size: BinSize | int | None = None
    """Length of the bins for this span. Unit: min."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            id=text(get("id")),
            days=integer(get("days")),
            bin_size=BinSize.of(get("binSize")),
            raw=data,
        )
