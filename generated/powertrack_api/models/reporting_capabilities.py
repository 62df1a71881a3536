"""What the session's user may do with reports."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, flag, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportingCapabilities(Model):
    """What the session's user may do with reports."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "canAddAutoReport",
            "canAddEmailReport",
            "canAddSummaryReport",
            "canAddUserReport",
            "canEditAutoReport",
            "views",
        }
    )

    can_add_auto_report: bool | None = None
    """Whether the user may add automatic reports."""
    can_add_email_report: bool | None = None
    """Whether the user may add reports that are mailed."""
    can_add_summary_report: bool | None = None
    """Whether the user may add summary reports."""
    can_add_user_report: bool | None = None
    """Whether the user may add reports of their own."""
    can_edit_auto_report: bool | None = None
    """Whether the user may edit automatic reports."""
    views: list[JsonValue] = Factory(list)
    """Views of reports; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            can_add_auto_report=flag(get("canAddAutoReport")),
            can_add_email_report=flag(get("canAddEmailReport")),
            can_add_summary_report=flag(get("canAddSummaryReport")),
            can_add_user_report=flag(get("canAddUserReport")),
            can_edit_auto_report=flag(get("canEditAutoReport")),
            views=values(get("views")),
            raw=data,
        )
