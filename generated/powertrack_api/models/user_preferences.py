"""Preferences of the session's user."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class UserPreferences(Model):
    """Preferences of the session's user."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "lastChanged",
            "value",
        }
    )

    last_changed: datetime | None = None
    """When the preferences were last saved."""
    value: str | None = None
    """The preferences as JSON inside a string, as the web application wrote them: the state of pages, and columns and
    widths of tables. Its names vary with use. `renewalCenterData.data` in it is JSON inside a string once more,
    the list of `getSessionNotifications`; in both captures that text was not valid JSON.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            last_changed=moment(get("lastChanged")),
            value=text(get("value")),
            raw=data,
        )
