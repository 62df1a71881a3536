"""A named value that configures a device or its driver."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.setting_type import SettingType
from powertrack_core.decoding import JsonObject, integer, scalar, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class HardwareSetting(Model):
    """A named value that configures a device or its driver."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "type",
            "value",
            "originalValue",
            "index",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "value",
            "original_value",
        }
    )

    name: str | None = None
    """Name of the setting, such as `dev:UnitID`; unique within a device."""
    type_: SettingType | int | None = None
    """JSON type of `value` and `originalValue`."""
    value: str | float | bool | None = None
    """Value of the setting, of the JSON type that `type` names. The same setting may be text on one device and a
    number on another; text may hold an expression of the driver. Some settings are credentials, such as an SNMP
    community.
    """
    original_value: str | float | bool | None = None
    """Value before the edit, of the same JSON type. The server sets it to the saved value on a write."""
    index: int | None = None
    """Place of the setting in the list. The server closes gaps on a write and numbers the settings anew."""

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
            value=scalar(get("value")),
            original_value=scalar(get("originalValue")),
            index=integer(get("index")),
            raw=data,
        )
