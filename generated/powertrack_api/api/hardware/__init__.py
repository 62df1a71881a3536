"""Devices of a site, their readings, registers and configuration."""

from powertrack_api.api.hardware.get_hardware_config import get_hardware_config
from powertrack_api.api.hardware.get_hardware_status import get_hardware_status
from powertrack_api.api.hardware.get_site_hardware_config import get_site_hardware_config
from powertrack_api.api.hardware.get_site_hardware_production import get_site_hardware_production
from powertrack_api.api.hardware.put_hardware_config import put_hardware_config
from powertrack_api.api.hardware.put_site_hardware_config import put_site_hardware_config

__all__ = [
    "get_site_hardware_config",
    "put_site_hardware_config",
    "get_site_hardware_production",
    "get_hardware_config",
    "put_hardware_config",
    "get_hardware_status",
]
