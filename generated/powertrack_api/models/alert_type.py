"""A kind of alert trigger that can be set."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, identity, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertType(Model):
    """A kind of alert trigger that can be set."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "value",
            "name",
            "description",
            "deviceIds",
            "functionCodes",
        }
    )

    value: str
    """Key of the alert type."""
    name: str | None = None
    """Name of the alert type, such as `Device communication`."""
    description: str | None = None
    """What the alert type watches for; CR separates its lines."""
    device_ids: list[JsonValue] = Factory(list)
    """Numbers of the kinds of devices that the alert type is for; only the empty list was seen."""
    function_codes: list[JsonValue] = Factory(list)
    """Functions of the devices that the alert type is for; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            value=identity(data, "value"),
            name=text(get("name")),
            description=text(get("description")),
            device_ids=values(get("deviceIds")),
            function_codes=values(get("functionCodes")),
            raw=data,
        )
