"""A section of the menu of charts."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.chart_section import ChartSection
from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.predefined_chart import PredefinedChart
from powertrack_core.decoding import JsonObject, each, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartMenuSection(Model):
    """A section of the menu of charts."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "sectionCode",
            "title",
            "hardwareOptions",
            "predefinedCharts",
        }
    )

    section_code: ChartSection | int | None = None
    """Which section it is."""
    title: str | None = None
    """Title of the section, such as `Production`."""
    hardware_options: list[FunctionCode | int] = Factory(list)
    """Functions of the devices that the charts of the section can be limited to; empty where they cannot."""
    predefined_charts: list[PredefinedChart] = Factory(list)
    """The charts of the section. A chart may stand in several sections."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            section_code=ChartSection.of(get("sectionCode")),
            title=text(get("title")),
            hardware_options=each(get("hardwareOptions"), FunctionCode.of),
            predefined_charts=PredefinedChart.many(get("predefinedCharts")),
            raw=data,
        )
