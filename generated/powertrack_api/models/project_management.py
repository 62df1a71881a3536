"""How far the commissioning of a site has come, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.project_contact import ProjectContact
from powertrack_core.decoding import JsonObject, JsonValue, identity, integer, number, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ProjectManagement(Model):
    """How far the commissioning of a site has come, and who takes part."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "address",
            "siteType",
            "folder",
            "netSuiteId",
            "deploymentStatus",
            "standardSiteSetup",
            "advancedSiteConfig",
            "siteValidation",
            "historicalDataMigration",
            "estimatedCommissioningDate",
            "approvedByKey",
            "certifiedByKey",
            "ownerContact",
            "epcContact",
            "alsoEnergyContact",
            "actEnergy24",
            "expEnergy24",
            "kwhPercent",
            "actions",
            "keyAction",
            "files",
            "blockedTags",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "kwh_percent": "%",
    }

    key: str
    """Key of a site, such as `S10001`."""
    name: str | None = None
    """Name of the site."""
    address: str | None = None
    """First line of the site's address."""
    site_type: int | None = None
    """Kind of site; only 0 was seen."""
    folder: str | None = None
    """Number of a folder, as text; only `0` was seen."""
    net_suite_id: str | None = None
    """Identifier of the site in NetSuite, digits as text."""
    deployment_status: int | None = None
    """State of the deployment; 4 was seen."""
    standard_site_setup: int | None = None
    """State of the standard set-up of the site; 1 was seen."""
    advanced_site_config: int | None = None
    """State of the advanced configuration; 0 was seen."""
    site_validation: int | None = None
    """State of the validation; 1 was seen."""
    historical_data_migration: int | None = None
    """State of the transfer of older data; 0 was seen."""
    estimated_commissioning_date: JsonValue = None
    """When the site is expected to be commissioned; only null was seen."""
    approved_by_key: str | None = None
    """Who approved the site."""
    certified_by_key: str | None = None
    """Who certified the site."""
    owner_contact: ProjectContact | None = None
    """Contact at the owner of the site."""
    epc_contact: ProjectContact | None = None
    """Contact at the company that builds the site."""
    also_energy_contact: ProjectContact | None = None
    """Contact at AlsoEnergy."""
    act_energy_24: JsonValue = None
    """Energy of the last 24 hours; only null was seen."""
    exp_energy_24: JsonValue = None
    """Energy that was expected for the last 24 hours; only null was seen."""
    kwh_percent: float | None = None
    """Measured against expected energy of the last 24 hours; only `NaN` was seen. Unit: %."""
    actions: JsonValue = None
    """Steps of the project; only null was seen."""
    key_action: str | None = None
    """The step that matters most; only the empty string was seen."""
    files: list[JsonValue] = Factory(list)
    """Files of the project; only the empty list was seen."""
    blocked_tags: list[JsonValue] = Factory(list)
    """Tags that block the project; only the empty list was seen."""

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
            address=text(get("address")),
            site_type=integer(get("siteType")),
            folder=text(get("folder")),
            net_suite_id=text(get("netSuiteId")),
            deployment_status=integer(get("deploymentStatus")),
            standard_site_setup=integer(get("standardSiteSetup")),
            advanced_site_config=integer(get("advancedSiteConfig")),
            site_validation=integer(get("siteValidation")),
            historical_data_migration=integer(get("historicalDataMigration")),
            estimated_commissioning_date=get("estimatedCommissioningDate"),
            approved_by_key=text(get("approvedByKey")),
            certified_by_key=text(get("certifiedByKey")),
            owner_contact=ProjectContact.maybe(get("ownerContact")),
            epc_contact=ProjectContact.maybe(get("epcContact")),
            also_energy_contact=ProjectContact.maybe(get("alsoEnergyContact")),
            act_energy_24=get("actEnergy24"),
            exp_energy_24=get("expEnergy24"),
            kwh_percent=number(get("kwhPercent")),
            actions=get("actions"),
            key_action=text(get("keyAction")),
            files=values(get("files")),
            blocked_tags=values(get("blockedTags")),
            raw=data,
        )
