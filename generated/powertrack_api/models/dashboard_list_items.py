"""Dashboards that a report can show."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.dashboard_list_item import DashboardListItem
from powertrack_core.decoding import JsonObject
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DashboardListItems(Model):
    """Dashboards that a report can show."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "items",
        }
    )

    items: list[DashboardListItem] = Factory(list)
    """The dashboards: those of the platform, and those of the customer."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            items=DashboardListItem.many(get("items")),
            raw=data,
        )
