"""A setting that a driver offers, with a value that is always text."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.setting_type import SettingType
from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DriverSetting(Model):
    """A setting that a driver offers, with a value that is always text."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "type",
            "value",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "value",
        }
    )

    name: str | None = None
    """Name of the setting, such as `dev:ScaleKW`; all that were seen start with `dev:`."""
    type_: SettingType | int | None = None
    """JSON type that the value has in the configuration of a device. Here 2 was seen on `dev:KWHoffset` only."""
    value: str | None = None
    """Value of the setting as text, numbers included."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            type_=SettingType.of(get("type")),
            value=text(get("value")),
            raw=data,
        )
