"""Devices of a site for editing in bulk, by what they do. Never seen; known from the words of others alone."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.bulk_hardware_group import BulkHardwareGroup
from powertrack_core.decoding import JsonObject
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class BulkHardware(Model):
    """Devices of a site for editing in bulk, by what they do. Never seen; known from the words of others alone."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "list",
        }
    )

    list_: list[BulkHardwareGroup] = Factory(list)
    """One entry for each function that devices of the site have."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            list_=BulkHardwareGroup.many(get("list")),
            raw=data,
        )
