"""Inputs of a DC combiner."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.zone_channel import ZoneChannel
from powertrack_core.decoding import JsonObject, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ZoneConfig(Model):
    """Inputs of a DC combiner."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "prefix",
            "scale",
            "channels",
        }
    )

    prefix: str | None = None
    """What stands before the name of a channel in the names of the registers, such as `1.` in `1.1`."""
    scale: float | None = None
    """Factor on the currents of all channels; the setting `dev:Scale` was seen with the same value."""
    channels: list[ZoneChannel] = Factory(list)
    """Inputs of the combiner, identified by their number."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            prefix=text(get("prefix")),
            scale=number(get("scale")),
            channels=ZoneChannel.many(get("channels")),
            raw=data,
        )
