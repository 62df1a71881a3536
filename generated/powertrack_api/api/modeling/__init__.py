"""Photovoltaic model of a site or an inverter."""

from powertrack_api.api.modeling.create_pv_syst_module import create_pv_syst_module
from powertrack_api.api.modeling.get_efficiency_curves import get_efficiency_curves
from powertrack_api.api.modeling.get_file_pv_syst_modules import get_file_pv_syst_modules
from powertrack_api.api.modeling.get_hardware_modeling import get_hardware_modeling
from powertrack_api.api.modeling.get_hardware_pv_syst_modules import get_hardware_pv_syst_modules
from powertrack_api.api.modeling.get_incidence_angle_curves import get_incidence_angle_curves
from powertrack_api.api.modeling.get_pv_model_file import get_pv_model_file
from powertrack_api.api.modeling.get_site_modeling import get_site_modeling
from powertrack_api.api.modeling.get_site_pv_syst_modules import get_site_pv_syst_modules
from powertrack_api.api.modeling.put_modeling import put_modeling
from powertrack_api.api.modeling.put_modeling_by_key import put_modeling_by_key
from powertrack_api.api.modeling.put_pv_model_file import put_pv_model_file
from powertrack_api.api.modeling.upload_pan_file import upload_pan_file

__all__ = [
    "get_site_modeling",
    "get_hardware_modeling",
    "put_modeling_by_key",
    "put_modeling",
    "get_pv_model_file",
    "put_pv_model_file",
    "create_pv_syst_module",
    "upload_pan_file",
    "get_site_pv_syst_modules",
    "get_hardware_pv_syst_modules",
    "get_file_pv_syst_modules",
    "get_efficiency_curves",
    "get_incidence_angle_curves",
]
