"""An inverter, or the part of it that one sort of array feeds, with modules, orientation and losses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.pv_curve_model import PvCurveModel
from powertrack_api.models.pv_syst_module import PvSystModule
from powertrack_api.models.pv_usa_config import PvUsaConfig
from powertrack_api.models.shade_model import ShadeModel
from powertrack_core.decoding import JsonObject, JsonValue, flag, integer, number, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PvInverter(Model):
    """An inverter, or the part of it that one sort of array feeds, with modules, orientation and losses."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "inverterName",
            "inverterKw",
            "inverterKva",
            "inverterLoss",
            "acVoltage",
            "dcVoltage",
            "dcAmps",
            "dcSize",
            "efficiency",
            "limitOne",
            "limitTempOne",
            "limitTwo",
            "limitTempTwo",
            "numOfStrings",
            "panelsPerString",
            "wattsPerPanel",
            "mppVoltage",
            "mppAmps",
            "mppWatts",
            "tempCoefficient",
            "moduleArea",
            "bifacialRatio",
            "pvSystModuleId",
            "pvSystConfig",
            "pvSystOutOfSync",
            "pvUsaConfig",
            "installationType",
            "azimuth",
            "tilt",
            "tracking",
            "trackingAngle",
            "derate",
            "derateDetail",
            "lightInducedDegradation",
            "pmaxDeviation",
            "mismatch",
            "dcLoss",
            "acLoss",
            "transformerLoss",
            "shadeModel",
            "regressionFunctionList",
            "efficiencyCurveId",
            "efficiencyCurveModel",
            "incidenceAngleCurveId",
            "incidenceAngleCurveModel",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "inverter_kw": "kW",
        "inverter_kva": "kVA",
        "ac_voltage": "V",
        "dc_voltage": "V",
        "dc_amps": "A",
        "dc_size": "kW",
        "watts_per_panel": "W",
        "mpp_voltage": "V",
        "mpp_amps": "A",
        "mpp_watts": "W",
        "temp_coefficient": "%/degC",
        "module_area": "m2",
        "bifacial_ratio": "fraction",
        "azimuth": "deg",
        "tilt": "deg",
        "tracking_angle": "deg",
        "derate": "fraction",
        "light_induced_degradation": "%",
        "pmax_deviation": "%",
        "mismatch": "%",
        "dc_loss": "%",
        "ac_loss": "%",
        "transformer_loss": "%",
    }

    inverter_name: str | None = None
    """Name of the inverter in the model; only the empty string was seen."""
    inverter_kw: float | None = None
    """Rated active AC power of the inverter. Unit: kW."""
    inverter_kva: float | None = None
    """Rated apparent AC power of the inverter. Unit: kVA."""
    inverter_loss: float | None = None
    """Loss of the inverter itself. 0, 1, 4 and 20 were seen; whether it is a percentage is not known."""
    ac_voltage: float | None = None
    """AC voltage of the inverter. Unit: V."""
    dc_voltage: float | None = None
    """DC voltage of the inverter. Unit: V."""
    dc_amps: float | None = None
    """DC current of the inverter. Unit: A."""
    dc_size: float | None = None
    """DC capacity of the entry. In the captures it is `numOfStrings` times `panelsPerString` times `wattsPerPanel`.
    Unit: kW.
    """
    efficiency: float | None = None
    """Efficiency in the model; only 0 was seen."""
    limit_one: float | None = None
    """First limit of the output by temperature; only 0 was seen."""
    limit_temp_one: float | None = None
    """Temperature of the first limit; only 0 was seen."""
    limit_two: float | None = None
    """Second limit of the output by temperature; only 0 was seen."""
    limit_temp_two: float | None = None
    """Temperature of the second limit; only 0 was seen."""
    num_of_strings: int | None = None
    """Number of strings."""
    panels_per_string: int | None = None
    """Number of modules in a string."""
    watts_per_panel: float | None = None
    """Rated DC power of a module. Unit: W."""
    mpp_voltage: float | None = None
    """Voltage of a module at its maximum power point. Unit: V."""
    mpp_amps: float | None = None
    """Current of a module at its maximum power point. Unit: A."""
    mpp_watts: float | None = None
    """Power of a module at its maximum power point, `mppVoltage` times `mppAmps` wherever these are set. Unit: W."""
    temp_coefficient: float | None = None
    """Change of a module's power with its temperature; negative. Unit: %/degC."""
    module_area: float | None = None
    """Area of the modules; only 0 was seen. Unit: m2."""
    bifacial_ratio: float | None = None
    """What the rear side of a module adds, relative to its front; 0 for a module that uses its front only. Unit:
    fraction.
    """
    pv_syst_module_id: int | None = None
    """Id of the module in the list of PVsyst modules; 0 for a custom one."""
    pv_syst_config: PvSystModule | None = None
    """PVsyst parameters of the module."""
    pv_syst_out_of_sync: bool | None = None
    """Whether `pvSystConfig` and the listed module differ."""
    pv_usa_config: PvUsaConfig | None = None
    """Coefficients of the PVUSA model."""
    installation_type: int | None = None
    """How the modules are mounted; only 2 was seen."""
    azimuth: float | None = None
    """Direction that the modules face; 180 is south. Unit: deg."""
    tilt: float | None = None
    """Angle between the modules and the ground. Unit: deg."""
    tracking: int | None = None
    """Kind of tracker; 0 for fixed modules. 1 was seen beside a `trackingAngle`."""
    tracking_angle: float | None = None
    """Angle that the tracker turns to; 0 and -60 were seen. Unit: deg."""
    derate: float | None = None
    """Factor for all losses together. Unit: fraction."""
    derate_detail: bool | None = None
    """Whether single losses take the place of `derate`."""
    light_induced_degradation: float | None = None
    """Loss in the first hours of sunlight; only 0 was seen. Unit: %."""
    pmax_deviation: float | None = None
    """Deviation of real modules from rated power; only 0 was seen. Unit: %."""
    mismatch: float | None = None
    """Loss by unequal modules; only 0 was seen. Unit: %."""
    dc_loss: float | None = None
    """Loss in DC wiring; only 0 was seen. Unit: %."""
    ac_loss: float | None = None
    """Loss in AC wiring; only 0 was seen. Unit: %."""
    transformer_loss: float | None = None
    """Loss in transformers; only 0 was seen. Unit: %."""
    shade_model: ShadeModel | None = None
    """Losses by shade."""
    regression_function_list: list[JsonValue] = Factory(list)
    """Functions fitted to measured output; only an empty list was seen."""
    efficiency_curve_id: int | None = None
    """Id of the efficiency curve in the list of such curves; 0 for none."""
    efficiency_curve_model: PvCurveModel | None = None
    """The efficiency curve of the inverter; null in the model of a site."""
    incidence_angle_curve_id: int | None = None
    """Id of the incidence angle curve in the list of such curves; 0 for none."""
    incidence_angle_curve_model: PvCurveModel | None = None
    """The incidence angle curve of the modules; null in the model of a site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            inverter_name=text(get("inverterName")),
            inverter_kw=number(get("inverterKw")),
            inverter_kva=number(get("inverterKva")),
            inverter_loss=number(get("inverterLoss")),
            ac_voltage=number(get("acVoltage")),
            dc_voltage=number(get("dcVoltage")),
            dc_amps=number(get("dcAmps")),
            dc_size=number(get("dcSize")),
            efficiency=number(get("efficiency")),
            limit_one=number(get("limitOne")),
            limit_temp_one=number(get("limitTempOne")),
            limit_two=number(get("limitTwo")),
            limit_temp_two=number(get("limitTempTwo")),
            num_of_strings=integer(get("numOfStrings")),
            panels_per_string=integer(get("panelsPerString")),
            watts_per_panel=number(get("wattsPerPanel")),
            mpp_voltage=number(get("mppVoltage")),
            mpp_amps=number(get("mppAmps")),
            mpp_watts=number(get("mppWatts")),
            temp_coefficient=number(get("tempCoefficient")),
            module_area=number(get("moduleArea")),
            bifacial_ratio=number(get("bifacialRatio")),
            pv_syst_module_id=integer(get("pvSystModuleId")),
            pv_syst_config=PvSystModule.maybe(get("pvSystConfig")),
            pv_syst_out_of_sync=flag(get("pvSystOutOfSync")),
            pv_usa_config=PvUsaConfig.maybe(get("pvUsaConfig")),
            installation_type=integer(get("installationType")),
            azimuth=number(get("azimuth")),
            tilt=number(get("tilt")),
            tracking=integer(get("tracking")),
            tracking_angle=number(get("trackingAngle")),
            derate=number(get("derate")),
            derate_detail=flag(get("derateDetail")),
            light_induced_degradation=number(get("lightInducedDegradation")),
            pmax_deviation=number(get("pmaxDeviation")),
            mismatch=number(get("mismatch")),
            dc_loss=number(get("dcLoss")),
            ac_loss=number(get("acLoss")),
            transformer_loss=number(get("transformerLoss")),
            shade_model=ShadeModel.maybe(get("shadeModel")),
            regression_function_list=values(get("regressionFunctionList")),
            efficiency_curve_id=integer(get("efficiencyCurveId")),
            efficiency_curve_model=PvCurveModel.maybe(get("efficiencyCurveModel")),
            incidence_angle_curve_id=integer(get("incidenceAngleCurveId")),
            incidence_angle_curve_model=PvCurveModel.maybe(get("incidenceAngleCurveModel")),
            raw=data,
        )
