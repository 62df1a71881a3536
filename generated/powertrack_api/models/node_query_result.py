"""Nodes that were found."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.node import Node
from powertrack_core.decoding import JsonObject, identity, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class NodeQueryResult(Model):
    """Nodes that were found."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "node",
            "nodes",
        }
    )

    key: str
    """The query, as compact JSON inside a string."""
    last_changed: datetime | None = None
    """When one of the nodes last changed; the year 1900 where none was found."""
    node: Node | None = None
    """The node that was asked for; null with the context `path`."""
    nodes: list[Node] = Factory(list)
    """The nodes that were found; with the context `path` from the top down, else in no fixed order."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            last_changed=moment(get("lastChanged")),
            node=Node.maybe(get("node")),
            nodes=Node.many(get("nodes")),
            raw=data,
        )
