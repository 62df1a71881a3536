"""Who is told about alerts of a site or a device. Subscriptions to the customers above it count too."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.alert_subscription import AlertSubscription
from powertrack_core.decoding import JsonObject, JsonValue, identity
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertSubscriptions(Model):
    """Who is told about alerts of a site or a device. Subscriptions to the customers above it count too."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "subscriptions",
        }
    )

    key: str
    """Key of the site or device that was asked for."""
    last_changed: JsonValue = None
    """When the subscriptions last changed; only null was seen."""
    subscriptions: list[AlertSubscription] = Factory(list)
    """The subscriptions."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            last_changed=get("lastChanged"),
            subscriptions=AlertSubscription.many(get("subscriptions")),
            raw=data,
        )
