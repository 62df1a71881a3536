"""A site that one customer shares with another, and what the other may do."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteShare(Model):
    """A site that one customer shares with another, and what the other may do."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "siteKey",
            "siteName",
            "ownerCustomerKey",
            "ownerCustomerName",
            "sharedToCustomerKey",
            "sharedToCustomerName",
            "direction",
            "canView",
            "canEdit",
            "canControl",
            "canManage",
        }
    )

    site_key: str | None = None
    """Key of a site, such as `S10001`."""
    site_name: str | None = None
    """Name of the site."""
    owner_customer_key: str | None = None
    """Customer who shares the site."""
    owner_customer_name: str | None = None
    """Name of that customer."""
    shared_to_customer_key: str | None = None
    """Customer whom the site is shared with."""
    shared_to_customer_name: str | None = None
    """Name of that customer."""
    direction: int | None = None
    """Code of the direction of the share; 2 was seen."""
    can_view: bool | None = None
    """Whether the share allows to look at the site."""
    can_edit: bool | None = None
    """Whether the share allows to edit the site."""
    can_control: bool | None = None
    """Whether the share allows to control the devices of the site."""
    can_manage: bool | None = None
    """Whether the share allows to manage the site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            site_key=text(get("siteKey")),
            site_name=text(get("siteName")),
            owner_customer_key=text(get("ownerCustomerKey")),
            owner_customer_name=text(get("ownerCustomerName")),
            shared_to_customer_key=text(get("sharedToCustomerKey")),
            shared_to_customer_name=text(get("sharedToCustomerName")),
            direction=integer(get("direction")),
            can_view=flag(get("canView")),
            can_edit=flag(get("canEdit")),
            can_control=flag(get("canControl")),
            can_manage=flag(get("canManage")),
            raw=data,
        )
