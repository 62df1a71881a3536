"""The alerts below a customer, on a site or on a device that are not resolved."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.alert import Alert
from powertrack_core.decoding import JsonObject, flag, identity, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ActiveAlerts(Model):
    """The alerts below a customer, on a site or on a device that are not resolved."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "enableProductionImpact",
            "merge",
            "mergeHash",
            "list",
        }
    )

    key: str
    """Key of the customer, site or device."""
    last_changed: datetime | None = None
    """When any of this last changed."""
    enable_production_impact: bool | None = None
    """Whether pages show what the alerts cost in production; only false was seen."""
    merge: bool | None = None
    """Whether `list` holds only what changed and is to be merged with the rows of an earlier answer."""
    merge_hash: str | None = None
    """Fingerprint of the rows; only the empty string was seen."""
    list_: list[Alert] = Factory(list)
    """The alerts. For a site and for a device only the empty list was seen."""

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
            enable_production_impact=flag(get("enableProductionImpact")),
            merge=flag(get("merge")),
            merge_hash=text(get("mergeHash")),
            list_=Alert.many(get("list")),
            raw=data,
        )
