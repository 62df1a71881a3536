"""Devices of a site, their readings, registers and configuration."""

from powertrack_api.api.hardware.check_all_hardware import check_all_hardware
from powertrack_api.api.hardware.get_bulk_hardware import get_bulk_hardware
from powertrack_api.api.hardware.get_driver_function_codes import get_driver_function_codes
from powertrack_api.api.hardware.get_driver_list import get_driver_list
from powertrack_api.api.hardware.get_driver_registers import get_driver_registers
from powertrack_api.api.hardware.get_driver_settings import get_driver_settings
from powertrack_api.api.hardware.get_driver_settings_list import get_driver_settings_list
from powertrack_api.api.hardware.get_gateway_command_history import get_gateway_command_history
from powertrack_api.api.hardware.get_gateway_info import get_gateway_info
from powertrack_api.api.hardware.get_hardware_config import get_hardware_config
from powertrack_api.api.hardware.get_hardware_navigator_status import get_hardware_navigator_status
from powertrack_api.api.hardware.get_hardware_status import get_hardware_status
from powertrack_api.api.hardware.get_hardware_status_code import get_hardware_status_code
from powertrack_api.api.hardware.get_new_hardware_setting import get_new_hardware_setting
from powertrack_api.api.hardware.get_parent_site import get_parent_site
from powertrack_api.api.hardware.get_register_offsets import get_register_offsets
from powertrack_api.api.hardware.get_site_hardware_config import get_site_hardware_config
from powertrack_api.api.hardware.get_site_hardware_production import get_site_hardware_production
from powertrack_api.api.hardware.put_bifacial_settings import put_bifacial_settings
from powertrack_api.api.hardware.put_bulk_hardware import put_bulk_hardware
from powertrack_api.api.hardware.put_hardware_config import put_hardware_config
from powertrack_api.api.hardware.put_hardware_driver import put_hardware_driver
from powertrack_api.api.hardware.put_inverter_model import put_inverter_model
from powertrack_api.api.hardware.put_site_hardware_config import put_site_hardware_config
from powertrack_api.api.hardware.query_site_hardware import query_site_hardware
from powertrack_api.api.hardware.request_gateway_default_params import request_gateway_default_params

__all__ = [
    "get_site_hardware_config",
    "put_site_hardware_config",
    "get_site_hardware_production",
    "get_hardware_config",
    "put_hardware_config",
    "get_hardware_status",
    "check_all_hardware",
    "query_site_hardware",
    "get_hardware_navigator_status",
    "get_hardware_status_code",
    "get_parent_site",
    "get_bulk_hardware",
    "put_bulk_hardware",
    "put_inverter_model",
    "put_bifacial_settings",
    "get_driver_function_codes",
    "put_hardware_driver",
    "get_driver_list",
    "get_new_hardware_setting",
    "get_driver_registers",
    "get_driver_settings",
    "get_driver_settings_list",
    "get_register_offsets",
    "get_gateway_info",
    "get_gateway_command_history",
    "request_gateway_default_params",
]
