"""A figure that may be chosen."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportKpiSource(Model):
    """A figure that may be chosen."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "value",
            "enabled",
            "checked",
            "hasModTempOption",
        }
    )

    value: int | None = None
    """Code of the figure."""
    enabled: bool | None = None
    """Whether the figure can be chosen."""
    checked: bool | None = None
    """Whether the figure is chosen."""
    has_mod_temp_option: bool | None = None
    """Whether module temperature is an option of the figure."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            value=integer(get("value")),
            enabled=flag(get("enabled")),
            checked=flag(get("checked")),
            has_mod_temp_option=flag(get("hasModTempOption")),
            raw=data,
        )
