"""Python SDK for the JSON API behind the AlsoEnergy PowerTrack web application.

Every public name is imported when it is first asked for, so that importing the package stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from powertrack_sdk.alerts.models import AlertSummary, AlertSummaryResponse, AlertTrigger, AlertTriggers
    from powertrack_sdk.async_client import AsyncPowerTrackClient
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.charts.models import ChartData, ChartSeries
    from powertrack_sdk.client import PowerTrackClient
    from powertrack_sdk.errors import (
        APIError,
        AuthenticationError,
        ConfigurationError,
        ConflictError,
        EmptyResponseError,
        NetworkError,
        PowerTrackError,
        ValidationError,
        VerificationError,
    )
    from powertrack_sdk.hardware.models import Hardware, HardwareDetails, HardwareDiagnostics, RegisterData
    from powertrack_sdk.modeling.models import ModelingData
    from powertrack_sdk.nodes.models import Node
    from powertrack_sdk.portfolio.models import PortfolioMetrics, SiteOverview
    from powertrack_sdk.site.models import SiteConfig, SiteData, SiteDetailedInfo
    from powertrack_sdk.writes.diff import Change
    from powertrack_sdk.writes.result import UpdateResult

_HOMES = {
    "APIError": "errors",
    "AlertSummary": "alerts.models",
    "AlertSummaryResponse": "alerts.models",
    "AlertTrigger": "alerts.models",
    "AlertTriggers": "alerts.models",
    "AsyncPowerTrackClient": "async_client",
    "AuthManager": "auth",
    "AuthenticationError": "errors",
    "Change": "writes.diff",
    "ChartData": "charts.models",
    "ChartSeries": "charts.models",
    "ConfigurationError": "errors",
    "ConflictError": "errors",
    "EmptyResponseError": "errors",
    "Hardware": "hardware.models",
    "HardwareDetails": "hardware.models",
    "HardwareDiagnostics": "hardware.models",
    "ModelingData": "modeling.models",
    "NetworkError": "errors",
    "Node": "nodes.models",
    "PortfolioMetrics": "portfolio.models",
    "PowerTrackClient": "client",
    "PowerTrackError": "errors",
    "RegisterData": "hardware.models",
    "SiteConfig": "site.models",
    "SiteData": "site.models",
    "SiteDetailedInfo": "site.models",
    "SiteOverview": "portfolio.models",
    "UpdateResult": "writes.result",
    "ValidationError": "errors",
    "VerificationError": "errors",
}

__all__ = [
    "APIError",
    "AlertSummary",
    "AlertSummaryResponse",
    "AlertTrigger",
    "AlertTriggers",
    "AsyncPowerTrackClient",
    "AuthManager",
    "AuthenticationError",
    "Change",
    "ChartData",
    "ChartSeries",
    "ConfigurationError",
    "ConflictError",
    "EmptyResponseError",
    "Hardware",
    "HardwareDetails",
    "HardwareDiagnostics",
    "ModelingData",
    "NetworkError",
    "Node",
    "PortfolioMetrics",
    "PowerTrackClient",
    "PowerTrackError",
    "RegisterData",
    "SiteConfig",
    "SiteData",
    "SiteDetailedInfo",
    "SiteOverview",
    "UpdateResult",
    "ValidationError",
    "VerificationError",
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
