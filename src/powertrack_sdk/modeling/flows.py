"""Reads of photovoltaic models, and of the curves and modules that they can refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from powertrack_api.api import modeling
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_sdk.modeling.models import ModelingData, NamedValue

CurveModels: TypeAlias = Literal["efficiencycurvemodels", "incidenceanglemodels"]

_CURVES: Final = {
    "efficiencycurvemodels": modeling.get_efficiency_curves,
    "incidenceanglemodels": modeling.get_incidence_angle_curves,
}


def get_modeling_data(site_id: str | int) -> Flow[ModelingData]:
    """Read the photovoltaic model of a site, or of one inverter.

    Args:
        site_id: Key of the site, such as `S10001`, or of an inverter, such as `H100001`.

    Raises:
        ValidationError: The key is not a site's or a device's.
        APIError: The request failed.

    Operation: GET /api/edit/modeling/{key}
    """
    from powertrack_sdk.modeling.models import ModelingData

    key = keys.site_or_hardware_key(site_id)
    read = modeling.get_site_modeling if keys.is_site_key(key) else modeling.get_hardware_modeling
    return (yield from ask(read(key).reading(ModelingData.parse)))


def get_pv_model_curves(model_type: CurveModels = "efficiencycurvemodels") -> Flow[list[NamedValue]]:
    """List the curves that a photovoltaic model can refer to.

    Args:
        model_type: Which curves: `efficiencycurvemodels` for the efficiency of inverters, `incidenceanglemodels` for
            the incidence angle of modules.

    Returns:
        Each curve with its name and, as `value`, the number that a model takes; 0 stands for none. Names may repeat.

    Raises:
        ValidationError: `model_type` is unknown; nothing was sent.
        APIError: The request failed.

    Operations: GET /api/view/pvcurvemodels/efficiencycurvemodels, GET /api/view/pvcurvemodels/incidenceanglemodels
    """
    if model_type not in tuple(_CURVES):
        raise ValidationError(f"model_type is {model_type!r}; it is one of {', '.join(_CURVES)}")
    return (yield from ask(_CURVES[model_type]()))


def get_pvsyst_modules(
    hardware_id: str | int | None = None, site_id: str | int | None = None
) -> Flow[list[NamedValue]]:
    """List the PVsyst modules that the photovoltaic model of an inverter or a site can refer to.

    Args:
        hardware_id: Key of the inverter, such as `H100001`.
        site_id: Key of the site, such as `S10001`; give exactly one of the two.

    Returns:
        Each module with its manufacturer and model as `name` and, as `value`, the number that a model takes; 0 stands
        for a custom configuration. Names may repeat.

    Raises:
        ValidationError: Neither or both are given, or the key is invalid; nothing was sent.
        APIError: The request failed.

    Operation: GET /api/view/pvsystmodules/{key}
    """
    if hardware_id is not None and site_id is None:
        return (yield from ask(modeling.get_hardware_pv_syst_modules(keys.hardware_key(hardware_id))))
    if site_id is not None and hardware_id is None:
        return (yield from ask(modeling.get_site_pv_syst_modules(keys.site_key(site_id))))
    raise ValidationError("give either hardware_id or site_id")
