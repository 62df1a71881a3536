"""The alerts of some days, those that are resolved and those still open."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.alert import Alert
from powertrack_core.decoding import JsonObject, identity, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertHistory(Model):
    """The alerts of some days, those that are resolved and those still open."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "list",
        }
    )

    key: str
    """Key of the customer, site or device."""
    last_changed: datetime | None = None
    """When any of this last changed."""
    list_: list[Alert] = Factory(list)
    """The alerts. One that is still open is listed although it began long before the first day."""

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
            list_=Alert.many(get("list")),
            raw=data,
        )
