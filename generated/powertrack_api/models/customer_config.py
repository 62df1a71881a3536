"""Record of a customer, a company that has sites or other customers below it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.cmms_configuration import CmmsConfiguration
from powertrack_api.models.image import Image
from powertrack_api.models.location import Location
from powertrack_api.models.tag_set import TagSet
from powertrack_core.decoding import JsonObject, JsonValue, flag, identity, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class CustomerConfig(Model):
    """Record of a customer, a company that has sites or other customers below it."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "parentKey",
            "ts",
            "name",
            "companyCode",
            "isCustomer",
            "isDistributor",
            "isInstaller",
            "location",
            "logo",
            "tags",
            "apiAccessTier",
            "cmmsConfiguration",
            "netsuiteId",
            "netsuiteLink",
            "netsuiteName",
            "salesforceAccountNumber",
            "newNote",
            "willNotRenewData",
        }
    )

    key: str
    """Key of a customer, such as `C1001`."""
    parent_key: str | None = None
    """Key of the customer above it."""
    ts: datetime | None = None
    """Version stamp."""
    name: str | None = None
    """Name of the customer."""
    company_code: str | None = None
    """Code of the company, such as `AAAAbbbb0001`; its use was not observed."""
    is_customer: bool | None = None
    """Whether the company is a customer."""
    is_distributor: bool | None = None
    """Whether the company distributes."""
    is_installer: bool | None = None
    """Whether the company installs."""
    location: Location | None = None
    """Address of the customer. Its coordinates were 0, which means that none are set."""
    logo: Image | None = None
    """Logo of the customer."""
    tags: TagSet | None = None
    """Attributes and keywords of the customer."""
    api_access_tier: int | None = None
    """Tier of the access to the vendor's public API; only 0 was seen."""
    cmms_configuration: CmmsConfiguration | None = None
    """Access to the customer's maintenance system."""
    netsuite_id: str | None = None
    """Identifier of the customer in NetSuite, digits as text."""
    netsuite_link: str | None = None
    """Address of the customer's record in NetSuite."""
    netsuite_name: str | None = None
    """Name of the customer in NetSuite."""
    salesforce_account_number: str | None = None
    """Number of the customer in Salesforce, such as `A-0000001`."""
    new_note: str | None = None
    """Note to be added with a save; empty in a read."""
    will_not_renew_data: JsonValue = None
    """What is known of a customer who does not renew; only null was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            parent_key=text(get("parentKey")),
            ts=moment(get("ts")),
            name=text(get("name")),
            company_code=text(get("companyCode")),
            is_customer=flag(get("isCustomer")),
            is_distributor=flag(get("isDistributor")),
            is_installer=flag(get("isInstaller")),
            location=Location.maybe(get("location")),
            logo=Image.maybe(get("logo")),
            tags=TagSet.maybe(get("tags")),
            api_access_tier=integer(get("apiAccessTier")),
            cmms_configuration=CmmsConfiguration.maybe(get("cmmsConfiguration")),
            netsuite_id=text(get("netsuiteId")),
            netsuite_link=text(get("netsuiteLink")),
            netsuite_name=text(get("netsuiteName")),
            salesforce_account_number=text(get("salesforceAccountNumber")),
            new_note=text(get("newNote")),
            will_not_renew_data=get("willNotRenewData"),
            raw=data,
        )
