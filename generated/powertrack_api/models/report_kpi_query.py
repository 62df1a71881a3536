"""KPI figures in a report."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.report_column_header import ReportColumnHeader
from powertrack_api.models.report_kpi_source import ReportKpiSource
from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportKpiQuery(Model):
    """KPI figures in a report."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "sourcesList",
            "queryKey",
            "queryParam",
            "name",
            "units",
            "format",
            "formula",
            "elevation",
            "columnHeaders",
        }
    )

    sources_list: list[ReportKpiSource] = Factory(list)
    """The figures that may be chosen, one for each code from 1 to 49."""
    query_key: str | None = None
    """Key of a saved query; only null was seen."""
    query_param: str | None = None
    """Parameter of that query; only null was seen."""
    name: str | None = None
    """Name of the figures; only null was seen."""
    units: UnitCode | int | None = None
    """Unit of the figures; only 0 was seen."""
    format_: str | None = None
    """Format of the figures; only null was seen."""
    formula: str | None = None
    """Formula that computes the figures; only null was seen."""
    elevation: float | None = None
    """As in the part of the report that holds these figures; only 0 was seen."""
    column_headers: list[ReportColumnHeader] = Factory(list)
    """Headings of the columns; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            sources_list=ReportKpiSource.many(get("sourcesList")),
            query_key=text(get("queryKey")),
            query_param=text(get("queryParam")),
            name=text(get("name")),
            units=UnitCode.of(get("units")),
            format_=text(get("format")),
            formula=text(get("formula")),
            elevation=number(get("elevation")),
            column_headers=ReportColumnHeader.many(get("columnHeaders")),
            raw=data,
        )
