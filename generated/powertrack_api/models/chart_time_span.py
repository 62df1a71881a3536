"""Bin size of one of the spans that a chart can be switched to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.bin_size import BinSize
from powertrack_core.decoding import JsonObject, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartTimeSpan(Model):
    """Bin size of one of the spans that a chart can be switched to."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "indexMap",
            "binSize",
            "chartType",
            "outBinSize",
            "outFunc",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "bin_size": "min",
    }

    index_map: int | None = None
    """Number of the span; 0, 1, 3 and 4 were seen, with quarter hours, days, months and years."""
    bin_size: BinSize | int | None = None
    """Length of the bins. Unit: min."""
    chart_type: int | None = None
    """Only 0 was seen."""
    out_bin_size: int | None = None
    """Length of the bins that are put out; only 0 was seen."""
    out_func: int | None = None
    """How figures are joined into these bins; only 0 was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            index_map=integer(get("indexMap")),
            bin_size=BinSize.of(get("binSize")),
            chart_type=integer(get("chartType")),
            out_bin_size=integer(get("outBinSize")),
            out_func=integer(get("outFunc")),
            raw=data,
        )
