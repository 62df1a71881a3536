"""A part of a report. Texts are null in a new report and strings in a saved one."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.query_parameter import QueryParameter
from powertrack_api.models.report_column_header import ReportColumnHeader
from powertrack_api.models.report_kpi_query import ReportKpiQuery
from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportQueryItem(Model):
    """A part of a report. Texts are null in a new report and strings in a saved one."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "indexMap",
            "sourceType",
            "typeSelection",
            "inputs",
            "kpiQuery",
            "queryKey",
            "queryName",
            "queryParam",
            "name",
            "units",
            "format",
            "formula",
            "elevation",
            "columnHeaders",
        }
    )

    index_map: int | None = None
    """Number of the part; only 0 was seen."""
    source_type: int | None = None
    """Kind of part: 1 was seen with a chart, 0 with KPI figures."""
    type_selection: int | None = None
    """With `sourceType` 1 the number of a predefined chart, such as 28; 58 was seen with 0."""
    inputs: list[QueryParameter] = Factory(list)
    """Parameters of the chart."""
    kpi_query: ReportKpiQuery | None = None
    """The KPI figures; null where a chart is shown."""
    query_key: str | None = None
    """Key of a saved query; empty or null for none."""
    query_name: str | None = None
    """Name of that query."""
    query_param: str | None = None
    """Parameter of that query; empty or null for none."""
    name: str | None = None
    """Name of the part."""
    units: UnitCode | int | None = None
    """Unit of the figures; only 0 was seen."""
    format_: str | None = None
    """Format of the figures."""
    formula: str | None = None
    """Formula that computes the figures."""
    elevation: float | None = None
    """By its name an elevation, in a unit that was not observed; 0 and 90 were seen."""
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
            index_map=integer(get("indexMap")),
            source_type=integer(get("sourceType")),
            type_selection=integer(get("typeSelection")),
            inputs=QueryParameter.many(get("inputs")),
            kpi_query=ReportKpiQuery.maybe(get("kpiQuery")),
            query_key=text(get("queryKey")),
            query_name=text(get("queryName")),
            query_param=text(get("queryParam")),
            name=text(get("name")),
            units=UnitCode.of(get("units")),
            format_=text(get("format")),
            formula=text(get("formula")),
            elevation=number(get("elevation")),
            column_headers=ReportColumnHeader.many(get("columnHeaders")),
            raw=data,
        )
