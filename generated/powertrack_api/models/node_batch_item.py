"""A node that was asked for."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.node import Node
from powertrack_core.decoding import JsonObject, identity
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class NodeBatchItem(Model):
    """A node that was asked for."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "item",
        }
    )

    key: str
    """Key that was asked for."""
    item: Node | None = None
    """The node."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            item=Node.maybe(get("item")),
            raw=data,
        )
