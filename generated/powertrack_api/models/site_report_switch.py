"""A report configuration, switched on or off for a site."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteReportSwitch(Model):
    """A report configuration, switched on or off for a site."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "isEnabled",
        }
    )

    key: str | None = None
    """Key of the report configuration, `RC` and digits."""
    is_enabled: bool | None = None
    """Whether the report is on for the site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            is_enabled=flag(get("isEnabled")),
            raw=data,
        )
