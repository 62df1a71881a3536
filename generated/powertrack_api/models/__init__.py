"""Models of answers, imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from powertrack_api.models.active_alerts import ActiveAlerts
    from powertrack_api.models.alert import Alert
    from powertrack_api.models.alert_category import AlertCategory
    from powertrack_api.models.alert_history import AlertHistory
    from powertrack_api.models.alert_parameter import AlertParameter
    from powertrack_api.models.alert_parameter_type import AlertParameterType
    from powertrack_api.models.alert_severity import AlertSeverity
    from powertrack_api.models.alert_subscription import AlertSubscription
    from powertrack_api.models.alert_subscriptions import AlertSubscriptions
    from powertrack_api.models.alert_summary import AlertSummary
    from powertrack_api.models.alert_summary_response import AlertSummaryResponse
    from powertrack_api.models.alert_trigger import AlertTrigger
    from powertrack_api.models.alert_triggers import AlertTriggers
    from powertrack_api.models.alert_type import AlertType
    from powertrack_api.models.app_link import AppLink
    from powertrack_api.models.app_links import AppLinks
    from powertrack_api.models.app_settings import AppSettings
    from powertrack_api.models.array_config import ArrayConfig
    from powertrack_api.models.audit_entry import AuditEntry
    from powertrack_api.models.audit_log import AuditLog
    from powertrack_api.models.bin_size import BinSize
    from powertrack_api.models.binding import Binding
    from powertrack_api.models.binding_batch_item import BindingBatchItem
    from powertrack_api.models.bulk_hardware import BulkHardware
    from powertrack_api.models.bulk_hardware_group import BulkHardwareGroup
    from powertrack_api.models.bulk_hardware_row import BulkHardwareRow
    from powertrack_api.models.chart_dashboard import ChartDashboard
    from powertrack_api.models.chart_data import ChartData
    from powertrack_api.models.chart_data_item import ChartDataItem
    from powertrack_api.models.chart_duration import ChartDuration
    from powertrack_api.models.chart_estimate import ChartEstimate
    from powertrack_api.models.chart_menu import ChartMenu
    from powertrack_api.models.chart_menu_section import ChartMenuSection
    from powertrack_api.models.chart_parameter import ChartParameter
    from powertrack_api.models.chart_query import ChartQuery
    from powertrack_api.models.chart_query_condition import ChartQueryCondition
    from powertrack_api.models.chart_section import ChartSection
    from powertrack_api.models.chart_series import ChartSeries
    from powertrack_api.models.chart_time_span import ChartTimeSpan
    from powertrack_api.models.checked_value import CheckedValue
    from powertrack_api.models.cmms_configuration import CmmsConfiguration
    from powertrack_api.models.combiner_input import CombinerInput
    from powertrack_api.models.customer_config import CustomerConfig
    from powertrack_api.models.dashboard_chart import DashboardChart
    from powertrack_api.models.dashboard_link import DashboardLink
    from powertrack_api.models.dashboard_list_item import DashboardListItem
    from powertrack_api.models.dashboard_list_items import DashboardListItems
    from powertrack_api.models.data_register import DataRegister
    from powertrack_api.models.day_power_profile import DayPowerProfile
    from powertrack_api.models.device_register import DeviceRegister
    from powertrack_api.models.driver_registers import DriverRegisters
    from powertrack_api.models.driver_setting import DriverSetting
    from powertrack_api.models.driver_settings import DriverSettings
    from powertrack_api.models.environmental_comparisons import EnvironmentalComparisons
    from powertrack_api.models.estimated_losses import EstimatedLosses
    from powertrack_api.models.file_config import FileConfig
    from powertrack_api.models.file_type import FileType
    from powertrack_api.models.folder_config import FolderConfig
    from powertrack_api.models.function_code import FunctionCode
    from powertrack_api.models.gateway_config import GatewayConfig
    from powertrack_api.models.gateway_firmware import GatewayFirmware
    from powertrack_api.models.gateway_parameter import GatewayParameter
    from powertrack_api.models.golden_driver_data_name import GoldenDriverDataName
    from powertrack_api.models.grafana_config import GrafanaConfig
    from powertrack_api.models.hardware import Hardware
    from powertrack_api.models.hardware_check_result import HardwareCheckResult
    from powertrack_api.models.hardware_config import HardwareConfig
    from powertrack_api.models.hardware_diagnostics import HardwareDiagnostics
    from powertrack_api.models.hardware_navigator_status import HardwareNavigatorStatus
    from powertrack_api.models.hardware_setting import HardwareSetting
    from powertrack_api.models.image import Image
    from powertrack_api.models.inter_row_shade_model import InterRowShadeModel
    from powertrack_api.models.kiosk_config import KioskConfig
    from powertrack_api.models.kpi_categories import KpiCategories
    from powertrack_api.models.kpi_chart import KpiChart
    from powertrack_api.models.kpi_choice import KpiChoice
    from powertrack_api.models.kpi_dashboard import KpiDashboard
    from powertrack_api.models.kpi_model_options import KpiModelOptions
    from powertrack_api.models.kpi_options import KpiOptions
    from powertrack_api.models.location import Location
    from powertrack_api.models.meter_config import MeterConfig
    from powertrack_api.models.meter_energy_option import MeterEnergyOption
    from powertrack_api.models.modeling_data import ModelingData
    from powertrack_api.models.modeling_hardware import ModelingHardware
    from powertrack_api.models.monthly_figures import MonthlyFigures
    from powertrack_api.models.named_value import NamedValue
    from powertrack_api.models.net_suite_fields import NetSuiteFields
    from powertrack_api.models.node import Node
    from powertrack_api.models.node_batch_item import NodeBatchItem
    from powertrack_api.models.node_query_result import NodeQueryResult
    from powertrack_api.models.parameter_type import ParameterType
    from powertrack_api.models.portfolio_metrics import PortfolioMetrics
    from powertrack_api.models.power_display import PowerDisplay
    from powertrack_api.models.power_display_url import PowerDisplayUrl
    from powertrack_api.models.predefined_chart import PredefinedChart
    from powertrack_api.models.project_contact import ProjectContact
    from powertrack_api.models.project_management import ProjectManagement
    from powertrack_api.models.pv_config import PvConfig
    from powertrack_api.models.pv_curve_model import PvCurveModel
    from powertrack_api.models.pv_inverter import PvInverter
    from powertrack_api.models.pv_model_file import PvModelFile
    from powertrack_api.models.pv_syst_module import PvSystModule
    from powertrack_api.models.pv_usa_config import PvUsaConfig
    from powertrack_api.models.query_parameter import QueryParameter
    from powertrack_api.models.query_parameter_choice import QueryParameterChoice
    from powertrack_api.models.rate import Rate
    from powertrack_api.models.rate_period import RatePeriod
    from powertrack_api.models.register_data import RegisterData
    from powertrack_api.models.register_data_name import RegisterDataName
    from powertrack_api.models.register_data_name_details import RegisterDataNameDetails
    from powertrack_api.models.register_offset import RegisterOffset
    from powertrack_api.models.register_offsets import RegisterOffsets
    from powertrack_api.models.register_set import RegisterSet
    from powertrack_api.models.report_chart_parameters import ReportChartParameters
    from powertrack_api.models.report_column_header import ReportColumnHeader
    from powertrack_api.models.report_config import ReportConfig
    from powertrack_api.models.report_config_list import ReportConfigList
    from powertrack_api.models.report_kpi_query import ReportKpiQuery
    from powertrack_api.models.report_kpi_source import ReportKpiSource
    from powertrack_api.models.report_query_item import ReportQueryItem
    from powertrack_api.models.report_range import ReportRange
    from powertrack_api.models.report_source import ReportSource
    from powertrack_api.models.reporting_capabilities import ReportingCapabilities
    from powertrack_api.models.rule_tool_summary import RuleToolSummary
    from powertrack_api.models.script_device import ScriptDevice
    from powertrack_api.models.script_register import ScriptRegister
    from powertrack_api.models.script_site import ScriptSite
    from powertrack_api.models.session_notifications import SessionNotifications
    from powertrack_api.models.setting_type import SettingType
    from powertrack_api.models.shade_model import ShadeModel
    from powertrack_api.models.site_address import SiteAddress
    from powertrack_api.models.site_config import SiteConfig
    from powertrack_api.models.site_detailed_info import SiteDetailedInfo
    from powertrack_api.models.site_hardware import SiteHardware
    from powertrack_api.models.site_hardware_config import SiteHardwareConfig
    from powertrack_api.models.site_hardware_field import SiteHardwareField
    from powertrack_api.models.site_hardware_item import SiteHardwareItem
    from powertrack_api.models.site_hardware_production import SiteHardwareProduction
    from powertrack_api.models.site_hardware_row import SiteHardwareRow
    from powertrack_api.models.site_kpi import SiteKpi
    from powertrack_api.models.site_kpi_figures import SiteKpiFigures
    from powertrack_api.models.site_link import SiteLink
    from powertrack_api.models.site_links import SiteLinks
    from powertrack_api.models.site_overview import SiteOverview
    from powertrack_api.models.site_production import SiteProduction
    from powertrack_api.models.site_report_switch import SiteReportSwitch
    from powertrack_api.models.site_share import SiteShare
    from powertrack_api.models.site_share_location import SiteShareLocation
    from powertrack_api.models.site_share_locations import SiteShareLocations
    from powertrack_api.models.site_shares import SiteShares
    from powertrack_api.models.site_weather import SiteWeather
    from powertrack_api.models.subscription_kind import SubscriptionKind
    from powertrack_api.models.subscription_notice import SubscriptionNotice
    from powertrack_api.models.subscription_timeline import SubscriptionTimeline
    from powertrack_api.models.sun_path_point import SunPathPoint
    from powertrack_api.models.tag_attribute import TagAttribute
    from powertrack_api.models.tag_attribute_type import TagAttributeType
    from powertrack_api.models.tag_keyword import TagKeyword
    from powertrack_api.models.tag_note import TagNote
    from powertrack_api.models.tag_set import TagSet
    from powertrack_api.models.task import Task
    from powertrack_api.models.task_command import TaskCommand
    from powertrack_api.models.task_list import TaskList
    from powertrack_api.models.task_status import TaskStatus
    from powertrack_api.models.unit_code import UnitCode
    from powertrack_api.models.user_preferences import UserPreferences
    from powertrack_api.models.weather_config import WeatherConfig
    from powertrack_api.models.weather_forecast import WeatherForecast
    from powertrack_api.models.weather_sensor import WeatherSensor
    from powertrack_api.models.weather_sensors import WeatherSensors
    from powertrack_api.models.weather_tracker import WeatherTracker
    from powertrack_api.models.zone_channel import ZoneChannel
    from powertrack_api.models.zone_config import ZoneConfig

_MODULES = {
    "ActiveAlerts": "active_alerts",
    "Alert": "alert",
    "AlertCategory": "alert_category",
    "AlertHistory": "alert_history",
    "AlertParameter": "alert_parameter",
    "AlertParameterType": "alert_parameter_type",
    "AlertSeverity": "alert_severity",
    "AlertSubscription": "alert_subscription",
    "AlertSubscriptions": "alert_subscriptions",
    "AlertSummary": "alert_summary",
    "AlertSummaryResponse": "alert_summary_response",
    "AlertTrigger": "alert_trigger",
    "AlertTriggers": "alert_triggers",
    "AlertType": "alert_type",
    "AppLink": "app_link",
    "AppLinks": "app_links",
    "AppSettings": "app_settings",
    "ArrayConfig": "array_config",
    "AuditEntry": "audit_entry",
    "AuditLog": "audit_log",
    "Binding": "binding",
    "BindingBatchItem": "binding_batch_item",
    "BinSize": "bin_size",
    "BulkHardware": "bulk_hardware",
    "BulkHardwareGroup": "bulk_hardware_group",
    "BulkHardwareRow": "bulk_hardware_row",
    "ChartDashboard": "chart_dashboard",
    "ChartData": "chart_data",
    "ChartDataItem": "chart_data_item",
    "ChartDuration": "chart_duration",
    "ChartEstimate": "chart_estimate",
    "ChartMenu": "chart_menu",
    "ChartMenuSection": "chart_menu_section",
    "ChartParameter": "chart_parameter",
    "ChartQuery": "chart_query",
    "ChartQueryCondition": "chart_query_condition",
    "ChartSection": "chart_section",
    "ChartSeries": "chart_series",
    "ChartTimeSpan": "chart_time_span",
    "CheckedValue": "checked_value",
    "CmmsConfiguration": "cmms_configuration",
    "CombinerInput": "combiner_input",
    "CustomerConfig": "customer_config",
    "DashboardChart": "dashboard_chart",
    "DashboardLink": "dashboard_link",
    "DashboardListItem": "dashboard_list_item",
    "DashboardListItems": "dashboard_list_items",
    "DataRegister": "data_register",
    "DayPowerProfile": "day_power_profile",
    "DeviceRegister": "device_register",
    "DriverRegisters": "driver_registers",
    "DriverSetting": "driver_setting",
    "DriverSettings": "driver_settings",
    "EnvironmentalComparisons": "environmental_comparisons",
    "EstimatedLosses": "estimated_losses",
    "FileConfig": "file_config",
    "FileType": "file_type",
    "FolderConfig": "folder_config",
    "FunctionCode": "function_code",
    "GatewayConfig": "gateway_config",
    "GatewayFirmware": "gateway_firmware",
    "GatewayParameter": "gateway_parameter",
    "GoldenDriverDataName": "golden_driver_data_name",
    "GrafanaConfig": "grafana_config",
    "Hardware": "hardware",
    "HardwareCheckResult": "hardware_check_result",
    "HardwareConfig": "hardware_config",
    "HardwareDiagnostics": "hardware_diagnostics",
    "HardwareNavigatorStatus": "hardware_navigator_status",
    "HardwareSetting": "hardware_setting",
    "Image": "image",
    "InterRowShadeModel": "inter_row_shade_model",
    "KioskConfig": "kiosk_config",
    "KpiCategories": "kpi_categories",
    "KpiChart": "kpi_chart",
    "KpiChoice": "kpi_choice",
    "KpiDashboard": "kpi_dashboard",
    "KpiModelOptions": "kpi_model_options",
    "KpiOptions": "kpi_options",
    "Location": "location",
    "MeterConfig": "meter_config",
    "MeterEnergyOption": "meter_energy_option",
    "ModelingData": "modeling_data",
    "ModelingHardware": "modeling_hardware",
    "MonthlyFigures": "monthly_figures",
    "NamedValue": "named_value",
    "NetSuiteFields": "net_suite_fields",
    "Node": "node",
    "NodeBatchItem": "node_batch_item",
    "NodeQueryResult": "node_query_result",
    "ParameterType": "parameter_type",
    "PortfolioMetrics": "portfolio_metrics",
    "PowerDisplay": "power_display",
    "PowerDisplayUrl": "power_display_url",
    "PredefinedChart": "predefined_chart",
    "ProjectContact": "project_contact",
    "ProjectManagement": "project_management",
    "PvConfig": "pv_config",
    "PvCurveModel": "pv_curve_model",
    "PvInverter": "pv_inverter",
    "PvModelFile": "pv_model_file",
    "PvSystModule": "pv_syst_module",
    "PvUsaConfig": "pv_usa_config",
    "QueryParameter": "query_parameter",
    "QueryParameterChoice": "query_parameter_choice",
    "Rate": "rate",
    "RatePeriod": "rate_period",
    "RegisterData": "register_data",
    "RegisterDataName": "register_data_name",
    "RegisterDataNameDetails": "register_data_name_details",
    "RegisterOffset": "register_offset",
    "RegisterOffsets": "register_offsets",
    "RegisterSet": "register_set",
    "ReportChartParameters": "report_chart_parameters",
    "ReportColumnHeader": "report_column_header",
    "ReportConfig": "report_config",
    "ReportConfigList": "report_config_list",
    "ReportingCapabilities": "reporting_capabilities",
    "ReportKpiQuery": "report_kpi_query",
    "ReportKpiSource": "report_kpi_source",
    "ReportQueryItem": "report_query_item",
    "ReportRange": "report_range",
    "ReportSource": "report_source",
    "RuleToolSummary": "rule_tool_summary",
    "ScriptDevice": "script_device",
    "ScriptRegister": "script_register",
    "ScriptSite": "script_site",
    "SessionNotifications": "session_notifications",
    "SettingType": "setting_type",
    "ShadeModel": "shade_model",
    "SiteAddress": "site_address",
    "SiteConfig": "site_config",
    "SiteDetailedInfo": "site_detailed_info",
    "SiteHardware": "site_hardware",
    "SiteHardwareConfig": "site_hardware_config",
    "SiteHardwareField": "site_hardware_field",
    "SiteHardwareItem": "site_hardware_item",
    "SiteHardwareProduction": "site_hardware_production",
    "SiteHardwareRow": "site_hardware_row",
    "SiteKpi": "site_kpi",
    "SiteKpiFigures": "site_kpi_figures",
    "SiteLink": "site_link",
    "SiteLinks": "site_links",
    "SiteOverview": "site_overview",
    "SiteProduction": "site_production",
    "SiteReportSwitch": "site_report_switch",
    "SiteShare": "site_share",
    "SiteShareLocation": "site_share_location",
    "SiteShareLocations": "site_share_locations",
    "SiteShares": "site_shares",
    "SiteWeather": "site_weather",
    "SubscriptionKind": "subscription_kind",
    "SubscriptionNotice": "subscription_notice",
    "SubscriptionTimeline": "subscription_timeline",
    "SunPathPoint": "sun_path_point",
    "TagAttribute": "tag_attribute",
    "TagAttributeType": "tag_attribute_type",
    "TagKeyword": "tag_keyword",
    "TagNote": "tag_note",
    "TagSet": "tag_set",
    "Task": "task",
    "TaskCommand": "task_command",
    "TaskList": "task_list",
    "TaskStatus": "task_status",
    "UnitCode": "unit_code",
    "UserPreferences": "user_preferences",
    "WeatherConfig": "weather_config",
    "WeatherForecast": "weather_forecast",
    "WeatherSensor": "weather_sensor",
    "WeatherSensors": "weather_sensors",
    "WeatherTracker": "weather_tracker",
    "ZoneChannel": "zone_channel",
    "ZoneConfig": "zone_config",
}

__all__ = [
    "ActiveAlerts",
    "Alert",
    "AlertCategory",
    "AlertHistory",
    "AlertParameter",
    "AlertParameterType",
    "AlertSeverity",
    "AlertSubscription",
    "AlertSubscriptions",
    "AlertSummary",
    "AlertSummaryResponse",
    "AlertTrigger",
    "AlertTriggers",
    "AlertType",
    "AppLink",
    "AppLinks",
    "AppSettings",
    "ArrayConfig",
    "AuditEntry",
    "AuditLog",
    "Binding",
    "BindingBatchItem",
    "BinSize",
    "BulkHardware",
    "BulkHardwareGroup",
    "BulkHardwareRow",
    "ChartDashboard",
    "ChartData",
    "ChartDataItem",
    "ChartDuration",
    "ChartEstimate",
    "ChartMenu",
    "ChartMenuSection",
    "ChartParameter",
    "ChartQuery",
    "ChartQueryCondition",
    "ChartSection",
    "ChartSeries",
    "ChartTimeSpan",
    "CheckedValue",
    "CmmsConfiguration",
    "CombinerInput",
    "CustomerConfig",
    "DashboardChart",
    "DashboardLink",
    "DashboardListItem",
    "DashboardListItems",
    "DataRegister",
    "DayPowerProfile",
    "DeviceRegister",
    "DriverRegisters",
    "DriverSetting",
    "DriverSettings",
    "EnvironmentalComparisons",
    "EstimatedLosses",
    "FileConfig",
    "FileType",
    "FolderConfig",
    "FunctionCode",
    "GatewayConfig",
    "GatewayFirmware",
    "GatewayParameter",
    "GoldenDriverDataName",
    "GrafanaConfig",
    "Hardware",
    "HardwareCheckResult",
    "HardwareConfig",
    "HardwareDiagnostics",
    "HardwareNavigatorStatus",
    "HardwareSetting",
    "Image",
    "InterRowShadeModel",
    "KioskConfig",
    "KpiCategories",
    "KpiChart",
    "KpiChoice",
    "KpiDashboard",
    "KpiModelOptions",
    "KpiOptions",
    "Location",
    "MeterConfig",
    "MeterEnergyOption",
    "ModelingData",
    "ModelingHardware",
    "MonthlyFigures",
    "NamedValue",
    "NetSuiteFields",
    "Node",
    "NodeBatchItem",
    "NodeQueryResult",
    "ParameterType",
    "PortfolioMetrics",
    "PowerDisplay",
    "PowerDisplayUrl",
    "PredefinedChart",
    "ProjectContact",
    "ProjectManagement",
    "PvConfig",
    "PvCurveModel",
    "PvInverter",
    "PvModelFile",
    "PvSystModule",
    "PvUsaConfig",
    "QueryParameter",
    "QueryParameterChoice",
    "Rate",
    "RatePeriod",
    "RegisterData",
    "RegisterDataName",
    "RegisterDataNameDetails",
    "RegisterOffset",
    "RegisterOffsets",
    "RegisterSet",
    "ReportChartParameters",
    "ReportColumnHeader",
    "ReportConfig",
    "ReportConfigList",
    "ReportingCapabilities",
    "ReportKpiQuery",
    "ReportKpiSource",
    "ReportQueryItem",
    "ReportRange",
    "ReportSource",
    "RuleToolSummary",
    "ScriptDevice",
    "ScriptRegister",
    "ScriptSite",
    "SessionNotifications",
    "SettingType",
    "ShadeModel",
    "SiteAddress",
    "SiteConfig",
    "SiteDetailedInfo",
    "SiteHardware",
    "SiteHardwareConfig",
    "SiteHardwareField",
    "SiteHardwareItem",
    "SiteHardwareProduction",
    "SiteHardwareRow",
    "SiteKpi",
    "SiteKpiFigures",
    "SiteLink",
    "SiteLinks",
    "SiteOverview",
    "SiteProduction",
    "SiteReportSwitch",
    "SiteShare",
    "SiteShareLocation",
    "SiteShareLocations",
    "SiteShares",
    "SiteWeather",
    "SubscriptionKind",
    "SubscriptionNotice",
    "SubscriptionTimeline",
    "SunPathPoint",
    "TagAttribute",
    "TagAttributeType",
    "TagKeyword",
    "TagNote",
    "TagSet",
    "Task",
    "TaskCommand",
    "TaskList",
    "TaskStatus",
    "UnitCode",
    "UserPreferences",
    "WeatherConfig",
    "WeatherForecast",
    "WeatherSensor",
    "WeatherSensors",
    "WeatherTracker",
    "ZoneChannel",
    "ZoneConfig",
]


if not TYPE_CHECKING:  # a type checker is to know the classes above and no others

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)
