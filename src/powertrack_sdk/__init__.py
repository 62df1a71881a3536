"""Python SDK for the JSON API behind the AlsoEnergy PowerTrack web application.

Every public name is imported when it is first asked for, so that importing the package stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from powertrack_sdk.account.models import AuditEntry, UserPreferences
    from powertrack_sdk.alerts.models import AlertSummary, AlertSummaryResponse, AlertTrigger, AlertTriggers
    from powertrack_sdk.async_client import AsyncPowerTrackClient
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.charts.models import ChartData, ChartSeries, PerformanceRatio, PredefinedChart
    from powertrack_sdk.client import PowerTrackClient
    from powertrack_sdk.errors import (
        APIError,
        AuthenticationError,
        ConfigurationError,
        ConflictError,
        EmptyResponseError,
        FirewallError,
        NetworkError,
        PermissionDeniedError,
        PowerTrackError,
        PowerTrackWarning,
        ReadOnlyError,
        ReportTimeoutError,
        ServiceError,
        UnknownOutcomeError,
        ValidationError,
        VerificationError,
    )
    from powertrack_sdk.export.result import ExportedPart, ExportResult, FailedPart
    from powertrack_sdk.hardware.models import (
        DriverSetting,
        Hardware,
        HardwareDetails,
        HardwareDiagnostics,
        HardwareList,
        RegisterData,
        RegisterOffset,
    )
    from powertrack_sdk.modeling.models import ModelingData, NamedValue
    from powertrack_sdk.modeling.pan_file import read_pan_file
    from powertrack_sdk.nodes.models import Node
    from powertrack_sdk.plans.entry import PlanEntry
    from powertrack_sdk.plans.plan import Plan
    from powertrack_sdk.plans.result import Applied, ApplyResult
    from powertrack_sdk.portfolio.models import PortfolioMetrics, SiteOverview
    from powertrack_sdk.reports.models import ReportingCapabilities
    from powertrack_sdk.site.models import SiteConfig, SiteDetailedInfo, SiteLink, SiteShare
    from powertrack_sdk.site.site_data import SiteData
    from powertrack_sdk.site.site_list import Site, SiteList
    from powertrack_sdk.tables.rows import Rows
    from powertrack_sdk.tasks.models import ReportResult, Task
    from powertrack_sdk.version import __version__
    from powertrack_sdk.writes.diff import Change
    from powertrack_sdk.writes.journal import RunRecord, Written
    from powertrack_sdk.writes.result import UpdateResult

_HOMES = {
    "APIError": "errors",
    "AlertSummary": "alerts.models",
    "AlertSummaryResponse": "alerts.models",
    "AlertTrigger": "alerts.models",
    "AlertTriggers": "alerts.models",
    "Applied": "plans.result",
    "ApplyResult": "plans.result",
    "AsyncPowerTrackClient": "async_client",
    "AuditEntry": "account.models",
    "AuthManager": "auth",
    "AuthenticationError": "errors",
    "Change": "writes.diff",
    "ChartData": "charts.models",
    "ChartSeries": "charts.models",
    "ConfigurationError": "errors",
    "ConflictError": "errors",
    "DriverSetting": "hardware.models",
    "EmptyResponseError": "errors",
    "ExportResult": "export.result",
    "ExportedPart": "export.result",
    "FailedPart": "export.result",
    "FirewallError": "errors",
    "Hardware": "hardware.models",
    "HardwareDetails": "hardware.models",
    "HardwareDiagnostics": "hardware.models",
    "HardwareList": "hardware.models",
    "ModelingData": "modeling.models",
    "NamedValue": "modeling.models",
    "NetworkError": "errors",
    "Node": "nodes.models",
    "PerformanceRatio": "charts.models",
    "PermissionDeniedError": "errors",
    "Plan": "plans.plan",
    "PlanEntry": "plans.entry",
    "PortfolioMetrics": "portfolio.models",
    "PowerTrackClient": "client",
    "PowerTrackError": "errors",
    "PowerTrackWarning": "errors",
    "PredefinedChart": "charts.models",
    "ReadOnlyError": "errors",
    "RegisterData": "hardware.models",
    "RegisterOffset": "hardware.models",
    "ReportResult": "tasks.models",
    "ReportTimeoutError": "errors",
    "ReportingCapabilities": "reports.models",
    "Rows": "tables.rows",
    "RunRecord": "writes.journal",
    "ServiceError": "errors",
    "Site": "site.site_list",
    "SiteConfig": "site.models",
    "SiteData": "site.site_data",
    "SiteDetailedInfo": "site.models",
    "SiteLink": "site.models",
    "SiteList": "site.site_list",
    "SiteOverview": "portfolio.models",
    "SiteShare": "site.models",
    "Task": "tasks.models",
    "UnknownOutcomeError": "errors",
    "UpdateResult": "writes.result",
    "UserPreferences": "account.models",
    "ValidationError": "errors",
    "VerificationError": "errors",
    "Written": "writes.journal",
    "__version__": "version",
    "read_pan_file": "modeling.pan_file",
}

__all__ = [
    "APIError",
    "AlertSummary",
    "AlertSummaryResponse",
    "AlertTrigger",
    "AlertTriggers",
    "Applied",
    "ApplyResult",
    "AsyncPowerTrackClient",
    "AuditEntry",
    "AuthManager",
    "AuthenticationError",
    "Change",
    "ChartData",
    "ChartSeries",
    "ConfigurationError",
    "ConflictError",
    "DriverSetting",
    "EmptyResponseError",
    "ExportResult",
    "ExportedPart",
    "FailedPart",
    "FirewallError",
    "Hardware",
    "HardwareDetails",
    "HardwareDiagnostics",
    "HardwareList",
    "ModelingData",
    "NamedValue",
    "NetworkError",
    "Node",
    "PerformanceRatio",
    "PermissionDeniedError",
    "Plan",
    "PlanEntry",
    "PortfolioMetrics",
    "PowerTrackClient",
    "PowerTrackError",
    "PowerTrackWarning",
    "PredefinedChart",
    "ReadOnlyError",
    "RegisterData",
    "RegisterOffset",
    "ReportResult",
    "ReportTimeoutError",
    "ReportingCapabilities",
    "Rows",
    "RunRecord",
    "ServiceError",
    "Site",
    "SiteConfig",
    "SiteData",
    "SiteDetailedInfo",
    "SiteLink",
    "SiteList",
    "SiteOverview",
    "SiteShare",
    "Task",
    "UnknownOutcomeError",
    "UpdateResult",
    "UserPreferences",
    "ValidationError",
    "VerificationError",
    "Written",
    "__version__",
    "read_pan_file",
]


if not TYPE_CHECKING:  # type checkers see the imports above, and so a misspelt name

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
