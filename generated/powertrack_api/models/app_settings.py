"""Version and features of the web application."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AppSettings(Model):
    """Version and features of the web application."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "version",
            "coreVersion",
            "build",
            "databaseVersion",
            "databaseVersionString",
            "instance",
            "athenaPortalBaseUrl",
            "authenticationType",
            "isFederatedAuthentication",
            "isEuroEnvironment",
            "cmmsIntegration",
            "managedEvents",
            "operations",
            "reportWizard",
            "ruleTool",
        }
    )

    version: str | None = None
    """Version of the web application, four numbers joined by dots."""
    core_version: str | None = None
    """Version of its core, four numbers joined by dots."""
    build: str | None = None
    """Branch and commit that it was built from, parted by a blank."""
    database_version: str | None = None
    """Version of the database; only the empty string was seen."""
    database_version_string: str | None = None
    """The same in words; only the empty string was seen."""
    instance: str | None = None
    """Name of the instance; only the empty string was seen."""
    athena_portal_base_url: str | None = None
    """Address of the Athena portal."""
    authentication_type: str | None = None
    """Kind of login; only `Unknown` was seen."""
    is_federated_authentication: bool | None = None
    """Whether another service does the login."""
    is_euro_environment: bool | None = None
    """Whether this is the European environment."""
    cmms_integration: bool | None = None
    """Whether a maintenance management system (CMMS) is connected."""
    managed_events: bool | None = None
    """Whether managed events are on offer."""
    operations: bool | None = None
    """Whether operations are on offer."""
    report_wizard: bool | None = None
    """Whether the report wizard is on offer."""
    rule_tool: bool | None = None
    """Whether the automatic check of sites is on offer."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            version=text(get("version")),
            core_version=text(get("coreVersion")),
            build=text(get("build")),
            database_version=text(get("databaseVersion")),
            database_version_string=text(get("databaseVersionString")),
            instance=text(get("instance")),
            athena_portal_base_url=text(get("athenaPortalBaseUrl")),
            authentication_type=text(get("authenticationType")),
            is_federated_authentication=flag(get("isFederatedAuthentication")),
            is_euro_environment=flag(get("isEuroEnvironment")),
            cmms_integration=flag(get("cmmsIntegration")),
            managed_events=flag(get("managedEvents")),
            operations=flag(get("operations")),
            report_wizard=flag(get("reportWizard")),
            rule_tool=flag(get("ruleTool")),
            raw=data,
        )
