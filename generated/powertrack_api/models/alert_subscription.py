"""One user or e-mail address that is told about the alerts of a customer or a site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, each, flag, identity, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertSubscription(Model):
    """One user or e-mail address that is told about the alerts of a customer or a site."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "lastChanged",
            "siteKey",
            "subscribeToKey",
            "subscribeToPath",
            "subscriberKey",
            "email",
            "sendEmail",
            "sendText",
            "sendReminders",
            "includeEventSummary",
            "showResolved",
            "mode",
            "frequency",
            "priorityLevel",
            "delayNotifyUntilActiveDays",
            "delayNotifyUnlessUrgent",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "delay_notify_until_active_days": "d",
    }

    key: str
    """Key of the subscription, `SB` and digits."""
    name: str | None = None
    """Name of the customer or site that is subscribed to."""
    last_changed: JsonValue = None
    """When the subscription last changed; only null was seen."""
    site_key: str | None = None
    """Key of a site; only the empty string was seen."""
    subscribe_to_key: str | None = None
    """Key of the customer or site that is subscribed to."""
    subscribe_to_path: list[str] = Factory(list)
    """Keys from the top of the tree down to the customer or site itself. It begins with the two customers of the
    platform, which the path of a node leaves out.
    """
    subscriber_key: str | None = None
    """User who is told; empty where `email` is filled."""
    email: str | None = None
    """Address that is told; empty where `subscriberKey` is filled."""
    send_email: bool | None = None
    """Whether mail is sent."""
    send_text: bool | None = None
    """Whether a text message is sent."""
    send_reminders: bool | None = None
    """Whether reminders are sent while an alert stays active."""
    include_event_summary: bool | None = None
    """Whether messages hold a summary of events; only false was seen."""
    show_resolved: bool | None = None
    """Whether resolved alerts are told too; only true was seen."""
    mode: int | None = None
    """Code with an unobserved meaning; only 1 was seen."""
    frequency: int | None = None
    """Code of how often messages are sent; 0 and 1 were seen."""
    priority_level: int | None = None
    """Priority from which alerts are told; 4 and 8 were seen."""
    delay_notify_until_active_days: float | None = None
    """For how long an alert must be active before it is told; 0 and 1 were seen. Unit: d."""
    delay_notify_unless_urgent: bool | None = None
    """Whether urgent alerts are told without that delay."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            name=text(get("name")),
            last_changed=get("lastChanged"),
            site_key=text(get("siteKey")),
            subscribe_to_key=text(get("subscribeToKey")),
            subscribe_to_path=each(get("subscribeToPath"), text),
            subscriber_key=text(get("subscriberKey")),
            email=text(get("email")),
            send_email=flag(get("sendEmail")),
            send_text=flag(get("sendText")),
            send_reminders=flag(get("sendReminders")),
            include_event_summary=flag(get("includeEventSummary")),
            show_resolved=flag(get("showResolved")),
            mode=integer(get("mode")),
            frequency=integer(get("frequency")),
            priority_level=integer(get("priorityLevel")),
            delay_notify_until_active_days=number(get("delayNotifyUntilActiveDays")),
            delay_notify_unless_urgent=flag(get("delayNotifyUnlessUrgent")),
            raw=data,
        )
