"""Notices for the session's user."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.subscription_notice import SubscriptionNotice
from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SessionNotifications(Model):
    """Notices for the session's user."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "list",
        }
    )

    key: str | None = None
    """The word `session`."""
    last_changed: JsonValue = None
    """When they last changed; only null was seen."""
    list_: list[SubscriptionNotice] = Factory(list)
    """The notices, each about a service subscription of a site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            last_changed=get("lastChanged"),
            list_=SubscriptionNotice.many(get("list")),
            raw=data,
        )
