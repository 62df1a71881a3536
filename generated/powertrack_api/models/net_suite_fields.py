"""Identifiers of a site and of those concerned with it in NetSuite. Only null was seen in each."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class NetSuiteFields(Model):
    """Identifiers of a site and of those concerned with it in NetSuite. Only null was seen in each."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "netSuiteId",
            "netSuiteCustomerId",
            "netSuiteSiteOwnerId",
            "netSuiteSpecifierId",
            "netSuiteEpcId",
            "netSuiteOperationsAndMaintenanceId",
            "netSuiteContractedPartyId",
        }
    )

    net_suite_id: JsonValue = None
    """Identifier of the site."""
    net_suite_customer_id: JsonValue = None
    """Identifier of the customer."""
    net_suite_site_owner_id: JsonValue = None
    """Identifier of the site's owner."""
    net_suite_specifier_id: JsonValue = None
    """Identifier of the specifier."""
    net_suite_epc_id: JsonValue = None
    """Identifier of the EPC contractor."""
    net_suite_operations_and_maintenance_id: JsonValue = None
    """Identifier of the company for operations and maintenance."""
    net_suite_contracted_party_id: JsonValue = None
    """Identifier of the contracted party."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            net_suite_id=get("netSuiteId"),
            net_suite_customer_id=get("netSuiteCustomerId"),
            net_suite_site_owner_id=get("netSuiteSiteOwnerId"),
            net_suite_specifier_id=get("netSuiteSpecifierId"),
            net_suite_epc_id=get("netSuiteEpcId"),
            net_suite_operations_and_maintenance_id=get("netSuiteOperationsAndMaintenanceId"),
            net_suite_contracted_party_id=get("netSuiteContractedPartyId"),
            raw=data,
        )
