"""A figure that a KPI chart may show."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.kpi_model_options import KpiModelOptions
from powertrack_core.decoding import JsonObject, flag, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class KpiChoice(Model):
    """A figure that a KPI chart may show."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "value",
            "enabled",
            "checked",
            "modelOptions",
        }
    )

    value: int | None = None
    """The figure; a power of two that is unique in its category."""
    enabled: bool | None = None
    """Whether the figure can be chosen for the sites."""
    checked: bool | None = None
    """Whether the figure is chosen."""
    model_options: KpiModelOptions | None = None
    """What the model of the figure can use; null for a figure without a model."""

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
            model_options=KpiModelOptions.maybe(get("modelOptions")),
            raw=data,
        )
