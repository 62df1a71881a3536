"""Python SDK for the JSON API behind the AlsoEnergy PowerTrack web application.

Public names are imported when they are first used, so that importing the package stays fast.

Generated from `_HOMES`; do not edit.
"""

from powertrack_sdk.account.models import AuditEntry as AuditEntry
from powertrack_sdk.account.models import UserPreferences as UserPreferences
from powertrack_sdk.alerts.models import AlertSummary as AlertSummary
from powertrack_sdk.alerts.models import AlertSummaryResponse as AlertSummaryResponse
from powertrack_sdk.alerts.models import AlertTrigger as AlertTrigger
from powertrack_sdk.alerts.models import AlertTriggers as AlertTriggers
from powertrack_sdk.async_client import AsyncPowerTrackClient as AsyncPowerTrackClient
from powertrack_sdk.auth import AuthManager as AuthManager
from powertrack_sdk.charts.models import ChartData as ChartData
from powertrack_sdk.charts.models import ChartSeries as ChartSeries
from powertrack_sdk.charts.models import PerformanceRatio as PerformanceRatio
from powertrack_sdk.charts.models import PredefinedChart as PredefinedChart
from powertrack_sdk.client import PowerTrackClient as PowerTrackClient
from powertrack_sdk.errors import APIError as APIError
from powertrack_sdk.errors import AuthenticationError as AuthenticationError
from powertrack_sdk.errors import ConfigurationError as ConfigurationError
from powertrack_sdk.errors import ConflictError as ConflictError
from powertrack_sdk.errors import EmptyResponseError as EmptyResponseError
from powertrack_sdk.errors import FirewallError as FirewallError
from powertrack_sdk.errors import NetworkError as NetworkError
from powertrack_sdk.errors import PermissionDeniedError as PermissionDeniedError
from powertrack_sdk.errors import PowerTrackError as PowerTrackError
from powertrack_sdk.errors import PowerTrackWarning as PowerTrackWarning
from powertrack_sdk.errors import ReadOnlyError as ReadOnlyError
from powertrack_sdk.errors import ReportTimeoutError as ReportTimeoutError
from powertrack_sdk.errors import ServiceError as ServiceError
from powertrack_sdk.errors import UnknownOutcomeError as UnknownOutcomeError
from powertrack_sdk.errors import ValidationError as ValidationError
from powertrack_sdk.errors import VerificationError as VerificationError
from powertrack_sdk.export.result import ExportedPart as ExportedPart
from powertrack_sdk.export.result import ExportResult as ExportResult
from powertrack_sdk.export.result import FailedPart as FailedPart
from powertrack_sdk.hardware.models import DriverSetting as DriverSetting
from powertrack_sdk.hardware.models import Hardware as Hardware
from powertrack_sdk.hardware.models import HardwareDetails as HardwareDetails
from powertrack_sdk.hardware.models import HardwareDiagnostics as HardwareDiagnostics
from powertrack_sdk.hardware.models import HardwareList as HardwareList
from powertrack_sdk.hardware.models import RegisterData as RegisterData
from powertrack_sdk.hardware.models import RegisterOffset as RegisterOffset
from powertrack_sdk.modeling.models import ModelingData as ModelingData
from powertrack_sdk.modeling.models import NamedValue as NamedValue
from powertrack_sdk.modeling.pan_file import read_pan_file as read_pan_file
from powertrack_sdk.nodes.models import Node as Node
from powertrack_sdk.outcomes import Change as Change
from powertrack_sdk.outcomes import UpdateResult as UpdateResult
from powertrack_sdk.plans.entry import PlanEntry as PlanEntry
from powertrack_sdk.plans.plan import Plan as Plan
from powertrack_sdk.plans.result import Applied as Applied
from powertrack_sdk.plans.result import ApplyResult as ApplyResult
from powertrack_sdk.portfolio.models import PortfolioMetrics as PortfolioMetrics
from powertrack_sdk.portfolio.models import SiteOverview as SiteOverview
from powertrack_sdk.reports.models import ReportingCapabilities as ReportingCapabilities
from powertrack_sdk.site.models import SiteConfig as SiteConfig
from powertrack_sdk.site.models import SiteDetailedInfo as SiteDetailedInfo
from powertrack_sdk.site.models import SiteLink as SiteLink
from powertrack_sdk.site.models import SiteShare as SiteShare
from powertrack_sdk.site.site_data import SiteData as SiteData
from powertrack_sdk.site.site_list import Site as Site
from powertrack_sdk.site.site_list import SiteList as SiteList
from powertrack_sdk.tables.rows import Rows as Rows
from powertrack_sdk.tasks.models import ReportResult as ReportResult
from powertrack_sdk.tasks.models import Task as Task
from powertrack_sdk.version import __version__ as __version__
from powertrack_sdk.writes.journal import RunRecord as RunRecord
from powertrack_sdk.writes.journal import WriteRecord as WriteRecord

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
    "WriteRecord",
    "__version__",
    "read_pan_file",
]

def __dir__() -> list[str]: ...
