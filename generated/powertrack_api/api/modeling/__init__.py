"""Photovoltaic model of a site or an inverter."""

from powertrack_api.api.modeling.get_modeling import get_hardware_modeling, get_site_modeling
from powertrack_api.api.modeling.put_modeling import put_modeling

__all__ = [
    "get_site_modeling",
    "get_hardware_modeling",
    "put_modeling",
]
