"""Python SDK for the JSON API behind the AlsoEnergy PowerTrack web application.

Public names are imported when they are first used, so that importing the package stays fast.
"""

from importlib import import_module
from typing import Final

# The public names by the module that defines them. Type checkers and editors read `__init__.pyi`, made from this.
_HOMES: Final = {
    "account.models": "AuditEntry UserPreferences",
    "alerts.models": "AlertSummary AlertSummaryResponse AlertTrigger AlertTriggers",
    "async_client": "AsyncPowerTrackClient",
    "auth": "AuthManager",
    "charts.models": "ChartData ChartSeries PerformanceRatio PredefinedChart",
    "client": "PowerTrackClient",
    "errors": (
        "APIError AuthenticationError ConfigurationError ConflictError EmptyResponseError FirewallError "
        "NetworkError PermissionDeniedError PowerTrackError PowerTrackWarning ReadOnlyError ReportTimeoutError "
        "ServiceError UnknownOutcomeError ValidationError VerificationError"
    ),
    "export.result": "ExportResult ExportedPart FailedPart",
    "hardware.models": (
        "DriverSetting Hardware HardwareDetails HardwareDiagnostics HardwareList RegisterData RegisterOffset"
    ),
    "modeling.models": "ModelingData NamedValue",
    "modeling.pan_file": "read_pan_file",
    "nodes.models": "Node",
    "outcomes": "Change UpdateResult",
    "plans.entry": "PlanEntry",
    "plans.plan": "Plan",
    "plans.result": "Applied ApplyResult",
    "portfolio.models": "PortfolioMetrics SiteOverview",
    "reports.models": "ReportingCapabilities",
    "site.models": "SiteConfig SiteDetailedInfo SiteLink SiteShare",
    "site.site_data": "SiteData",
    "site.site_list": "Site SiteList",
    "tables.rows": "Rows",
    "tasks.models": "ReportResult Task",
    "version": "__version__",
    "writes.journal": "RunRecord WriteRecord",
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_HOME_OF)  # pyright: ignore[reportUnsupportedDunderAll]  # it reads the stub


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
