"""An inverter that the model may be saved for."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, identity, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ModelingHardware(Model):
    """An inverter that the model may be saved for."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "selected",
            "sortIndex",
        }
    )

    key: str
    """Key of the inverter."""
    name: str | None = None
    """Name of the inverter."""
    selected: bool | None = None
    """Whether a write saves the model for this inverter too."""
    sort_index: int | None = None
    """Place of the inverter in lists; several may share one."""

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
            selected=flag(get("selected")),
            sort_index=integer(get("sortIndex")),
            raw=data,
        )
