"""A parameter of the programs on a gateway."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class GatewayParameter(Model):
    """A parameter of the programs on a gateway."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "value",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "value",
        }
    )

    name: str | None = None
    """Name of the parameter, such as `rate` or `path_config`."""
    value: str | None = None
    """Value of the parameter; always text, numbers included."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            value=text(get("value")),
            raw=data,
        )
