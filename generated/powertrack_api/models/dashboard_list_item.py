"""A dashboard that a report can show."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, identity, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DashboardListItem(Model):
    """A dashboard that a report can show."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "hierarchy",
            "parentKey",
            "language",
            "lastChanged",
            "fileName",
            "reportTitle",
        }
    )

    key: str
    """Key of the dashboard."""
    name: str | None = None
    """Name of the dashboard."""
    hierarchy: str | None = None
    """Names of the customers and folders above it, joined by ` : `."""
    parent_key: str | None = None
    """Key of the folder that it lies in."""
    language: str | None = None
    """Language of the dashboard, such as `de-DE`; may be empty."""
    last_changed: datetime | None = None
    """When the dashboard last changed."""
    file_name: str | None = None
    """Name of the file; only the empty string was seen."""
    report_title: str | None = None
    """Title of a report; only the empty string was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            name=text(get("name")),
            hierarchy=text(get("hierarchy")),
            parent_key=text(get("parentKey")),
            language=text(get("language")),
            last_changed=moment(get("lastChanged")),
            file_name=text(get("fileName")),
            report_title=text(get("reportTitle")),
            raw=data,
        )
