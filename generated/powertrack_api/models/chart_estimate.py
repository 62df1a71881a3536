"""How much a chart would hold."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartEstimate(Model):
    """How much a chart would hold."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "binsCount",
            "seriesCount",
            "estimatedDataPoints",
            "wouldTruncate",
        }
    )

    bins_count: int | None = None
    """Number of bins."""
    series_count: int | None = None
    """Number of series."""
    estimated_data_points: int | None = None
    """Number of points; that of the bins times that of the series."""
    would_truncate: bool | None = None
    """Whether the chart would be cut off."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            bins_count=integer(get("binsCount")),
            series_count=integer(get("seriesCount")),
            estimated_data_points=integer(get("estimatedDataPoints")),
            would_truncate=flag(get("wouldTruncate")),
            raw=data,
        )
