"""A notice that a service subscription of a site ends or has ended."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.subscription_kind import SubscriptionKind
from powertrack_api.models.subscription_timeline import SubscriptionTimeline
from powertrack_core.decoding import JsonObject, flag, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SubscriptionNotice(Model):
    """A notice that a service subscription of a site ends or has ended."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "siteKey",
            "siteName",
            "accessType",
            "accessFlags",
            "accessWillNotRenew",
            "messaging",
            "timeline",
            "lastChanged",
        }
    )

    key: int | None = None
    """Number of the notice, hexadecimal 30000000 and more."""
    site_key: str | None = None
    """Key of the site."""
    site_name: str | None = None
    """Name of the site."""
    access_type: SubscriptionKind | int | None = None
    """What the subscription pays for."""
    access_flags: int | None = None
    """Code of the stage of the subscription. By the timeline 2 is past `activate`, 3 past `escalate`, 4 past `close`.
    """
    access_will_not_renew: bool | None = None
    """Whether the subscription ends for good."""
    messaging: str | None = None
    """The word `Access`, or a notice of several lines, parted by CR LF or LF."""
    timeline: SubscriptionTimeline | None = None
    """The dates of the subscription."""
    last_changed: datetime | None = None
    """When the notice last changed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=integer(get("key")),
            site_key=text(get("siteKey")),
            site_name=text(get("siteName")),
            access_type=SubscriptionKind.of(get("accessType")),
            access_flags=integer(get("accessFlags")),
            access_will_not_renew=flag(get("accessWillNotRenew")),
            messaging=text(get("messaging")),
            timeline=SubscriptionTimeline.maybe(get("timeline")),
            last_changed=moment(get("lastChanged")),
            raw=data,
        )
