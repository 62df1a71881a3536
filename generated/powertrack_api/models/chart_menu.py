"""The predefined charts on offer for a site, by section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.chart_menu_section import ChartMenuSection
from powertrack_api.models.function_code import FunctionCode
from powertrack_core.decoding import JsonObject, each, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartMenu(Model):
    """The predefined charts on offer for a site, by section."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "timeZoneOffset",
            "defaultChart",
            "hardwareFunctions",
            "chartMenuSections",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "time_zone_offset": "h",
    }

    name: str | None = None
    """Name of the site."""
    time_zone_offset: float | None = None
    """Offset of a time zone from UTC; only -5 was seen, also where the site seems to lie in another zone. Unit: h."""
    default_chart: int | None = None
    """Number of the chart that is shown at first."""
    hardware_functions: list[FunctionCode | int] = Factory(list)
    """Functions of the devices that the site has."""
    chart_menu_sections: list[ChartMenuSection] = Factory(list)
    """Sections of the menu. Which there are depends on the devices of the site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            time_zone_offset=number(get("timeZoneOffset")),
            default_chart=integer(get("defaultChart")),
            hardware_functions=each(get("hardwareFunctions"), FunctionCode.of),
            chart_menu_sections=ChartMenuSection.many(get("chartMenuSections")),
            raw=data,
        )
