"""Classes for what PowerTrack answers. Each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from powertrack_api.models.alert_parameter import AlertParameter
    from powertrack_api.models.alert_summary import AlertSummary
    from powertrack_api.models.alert_summary_response import AlertSummaryResponse
    from powertrack_api.models.alert_trigger import AlertTrigger
    from powertrack_api.models.alert_triggers import AlertTriggers
    from powertrack_api.models.array_config import ArrayConfig
    from powertrack_api.models.bin_size import BinSize
    from powertrack_api.models.chart_dashboard import ChartDashboard
    from powertrack_api.models.chart_data import ChartData
    from powertrack_api.models.chart_duration import ChartDuration
    from powertrack_api.models.chart_series import ChartSeries
    from powertrack_api.models.combiner_input import CombinerInput
    from powertrack_api.models.dashboard_chart import DashboardChart
    from powertrack_api.models.dashboard_link import DashboardLink
    from powertrack_api.models.data_register import DataRegister
    from powertrack_api.models.day_power_profile import DayPowerProfile
    from powertrack_api.models.device_register import DeviceRegister
    from powertrack_api.models.environmental_comparisons import EnvironmentalComparisons
    from powertrack_api.models.estimated_losses import EstimatedLosses
    from powertrack_api.models.function_code import FunctionCode
    from powertrack_api.models.gateway_config import GatewayConfig
    from powertrack_api.models.gateway_firmware import GatewayFirmware
    from powertrack_api.models.gateway_parameter import GatewayParameter
    from powertrack_api.models.golden_driver_data_name import GoldenDriverDataName
    from powertrack_api.models.hardware import Hardware
    from powertrack_api.models.hardware_config import HardwareConfig
    from powertrack_api.models.hardware_diagnostics import HardwareDiagnostics
    from powertrack_api.models.hardware_setting import HardwareSetting
    from powertrack_api.models.image import Image
    from powertrack_api.models.inter_row_shade_model import InterRowShadeModel
    from powertrack_api.models.kiosk_config import KioskConfig
    from powertrack_api.models.meter_config import MeterConfig
    from powertrack_api.models.meter_energy_option import MeterEnergyOption
    from powertrack_api.models.modeling_data import ModelingData
    from powertrack_api.models.modeling_hardware import ModelingHardware
    from powertrack_api.models.monthly_figures import MonthlyFigures
    from powertrack_api.models.net_suite_fields import NetSuiteFields
    from powertrack_api.models.node import Node
    from powertrack_api.models.node_query_result import NodeQueryResult
    from powertrack_api.models.portfolio_metrics import PortfolioMetrics
    from powertrack_api.models.power_display import PowerDisplay
    from powertrack_api.models.power_display_url import PowerDisplayUrl
    from powertrack_api.models.pv_config import PvConfig
    from powertrack_api.models.pv_curve_model import PvCurveModel
    from powertrack_api.models.pv_inverter import PvInverter
    from powertrack_api.models.pv_syst_module import PvSystModule
    from powertrack_api.models.pv_usa_config import PvUsaConfig
    from powertrack_api.models.register_data import RegisterData
    from powertrack_api.models.register_data_name import RegisterDataName
    from powertrack_api.models.register_data_name_details import RegisterDataNameDetails
    from powertrack_api.models.register_offset import RegisterOffset
    from powertrack_api.models.register_set import RegisterSet
    from powertrack_api.models.rule_tool_summary import RuleToolSummary
    from powertrack_api.models.setting_type import SettingType
    from powertrack_api.models.shade_model import ShadeModel
    from powertrack_api.models.site_address import SiteAddress
    from powertrack_api.models.site_config import SiteConfig
    from powertrack_api.models.site_config_link import SiteConfigLink
    from powertrack_api.models.site_detailed_info import SiteDetailedInfo
    from powertrack_api.models.site_hardware_config import SiteHardwareConfig
    from powertrack_api.models.site_hardware_production import SiteHardwareProduction
    from powertrack_api.models.site_hardware_row import SiteHardwareRow
    from powertrack_api.models.site_location import SiteLocation
    from powertrack_api.models.site_overview import SiteOverview
    from powertrack_api.models.site_report_switch import SiteReportSwitch
    from powertrack_api.models.tag_attribute import TagAttribute
    from powertrack_api.models.tag_attribute_type import TagAttributeType
    from powertrack_api.models.tag_keyword import TagKeyword
    from powertrack_api.models.tag_note import TagNote
    from powertrack_api.models.tag_set import TagSet
    from powertrack_api.models.unit_code import UnitCode
    from powertrack_api.models.weather_config import WeatherConfig
    from powertrack_api.models.weather_sensor import WeatherSensor
    from powertrack_api.models.weather_sensors import WeatherSensors
    from powertrack_api.models.weather_tracker import WeatherTracker
    from powertrack_api.models.zone_channel import ZoneChannel
    from powertrack_api.models.zone_config import ZoneConfig

_MODULES = {
    "AlertParameter": "alert_parameter",
    "AlertSummary": "alert_summary",
    "AlertSummaryResponse": "alert_summary_response",
    "AlertTrigger": "alert_trigger",
    "AlertTriggers": "alert_triggers",
    "ArrayConfig": "array_config",
    "BinSize": "bin_size",
    "ChartDashboard": "chart_dashboard",
    "ChartData": "chart_data",
    "ChartDuration": "chart_duration",
    "ChartSeries": "chart_series",
    "CombinerInput": "combiner_input",
    "DashboardChart": "dashboard_chart",
    "DashboardLink": "dashboard_link",
    "DataRegister": "data_register",
    "DayPowerProfile": "day_power_profile",
    "DeviceRegister": "device_register",
    "EnvironmentalComparisons": "environmental_comparisons",
    "EstimatedLosses": "estimated_losses",
    "FunctionCode": "function_code",
    "GatewayConfig": "gateway_config",
    "GatewayFirmware": "gateway_firmware",
    "GatewayParameter": "gateway_parameter",
    "GoldenDriverDataName": "golden_driver_data_name",
    "Hardware": "hardware",
    "HardwareConfig": "hardware_config",
    "HardwareDiagnostics": "hardware_diagnostics",
    "HardwareSetting": "hardware_setting",
    "Image": "image",
    "InterRowShadeModel": "inter_row_shade_model",
    "KioskConfig": "kiosk_config",
    "MeterConfig": "meter_config",
    "MeterEnergyOption": "meter_energy_option",
    "ModelingData": "modeling_data",
    "ModelingHardware": "modeling_hardware",
    "MonthlyFigures": "monthly_figures",
    "NetSuiteFields": "net_suite_fields",
    "Node": "node",
    "NodeQueryResult": "node_query_result",
    "PortfolioMetrics": "portfolio_metrics",
    "PowerDisplay": "power_display",
    "PowerDisplayUrl": "power_display_url",
    "PvConfig": "pv_config",
    "PvCurveModel": "pv_curve_model",
    "PvInverter": "pv_inverter",
    "PvSystModule": "pv_syst_module",
    "PvUsaConfig": "pv_usa_config",
    "RegisterData": "register_data",
    "RegisterDataName": "register_data_name",
    "RegisterDataNameDetails": "register_data_name_details",
    "RegisterOffset": "register_offset",
    "RegisterSet": "register_set",
    "RuleToolSummary": "rule_tool_summary",
    "SettingType": "setting_type",
    "ShadeModel": "shade_model",
    "SiteAddress": "site_address",
    "SiteConfig": "site_config",
    "SiteConfigLink": "site_config_link",
    "SiteDetailedInfo": "site_detailed_info",
    "SiteHardwareConfig": "site_hardware_config",
    "SiteHardwareProduction": "site_hardware_production",
    "SiteHardwareRow": "site_hardware_row",
    "SiteLocation": "site_location",
    "SiteOverview": "site_overview",
    "SiteReportSwitch": "site_report_switch",
    "TagAttribute": "tag_attribute",
    "TagAttributeType": "tag_attribute_type",
    "TagKeyword": "tag_keyword",
    "TagNote": "tag_note",
    "TagSet": "tag_set",
    "UnitCode": "unit_code",
    "WeatherConfig": "weather_config",
    "WeatherSensor": "weather_sensor",
    "WeatherSensors": "weather_sensors",
    "WeatherTracker": "weather_tracker",
    "ZoneChannel": "zone_channel",
    "ZoneConfig": "zone_config",
}

__all__ = [
    "AlertParameter",
    "AlertSummary",
    "AlertSummaryResponse",
    "AlertTrigger",
    "AlertTriggers",
    "ArrayConfig",
    "BinSize",
    "ChartDashboard",
    "ChartData",
    "ChartDuration",
    "ChartSeries",
    "CombinerInput",
    "DashboardChart",
    "DashboardLink",
    "DataRegister",
    "DayPowerProfile",
    "DeviceRegister",
    "EnvironmentalComparisons",
    "EstimatedLosses",
    "FunctionCode",
    "GatewayConfig",
    "GatewayFirmware",
    "GatewayParameter",
    "GoldenDriverDataName",
    "Hardware",
    "HardwareConfig",
    "HardwareDiagnostics",
    "HardwareSetting",
    "Image",
    "InterRowShadeModel",
    "KioskConfig",
    "MeterConfig",
    "MeterEnergyOption",
    "ModelingData",
    "ModelingHardware",
    "MonthlyFigures",
    "NetSuiteFields",
    "Node",
    "NodeQueryResult",
    "PortfolioMetrics",
    "PowerDisplay",
    "PowerDisplayUrl",
    "PvConfig",
    "PvCurveModel",
    "PvInverter",
    "PvSystModule",
    "PvUsaConfig",
    "RegisterData",
    "RegisterDataName",
    "RegisterDataNameDetails",
    "RegisterOffset",
    "RegisterSet",
    "RuleToolSummary",
    "SettingType",
    "ShadeModel",
    "SiteAddress",
    "SiteConfig",
    "SiteConfigLink",
    "SiteDetailedInfo",
    "SiteHardwareConfig",
    "SiteHardwareProduction",
    "SiteHardwareRow",
    "SiteLocation",
    "SiteOverview",
    "SiteReportSwitch",
    "TagAttribute",
    "TagAttributeType",
    "TagKeyword",
    "TagNote",
    "TagSet",
    "UnitCode",
    "WeatherConfig",
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
