"""Photovoltaic model of an inverter with its arrays and their losses. A model that was never filled in holds mostly
zeros.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.combiner_input import CombinerInput
from powertrack_api.models.monthly_figures import MonthlyFigures
from powertrack_api.models.pv_inverter import PvInverter
from powertrack_core.decoding import JsonObject, flag, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PvConfig(Model):
    """Photovoltaic model of an inverter with its arrays and their losses. A model that was never filled in holds
    mostly zeros.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "pvModelType",
            "acDcType",
            "acInfo",
            "inverters",
            "fileAKey",
            "fileBKey",
            "combinerInputs",
            "degrade",
            "monthlyDerate",
            "monthlyOutput",
            "canIntegrateCombiners",
            "hasIntegratedCombiners",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "degrade": "%/year",
        "monthly_derate": "fraction",
        "monthly_output": "kWh",
    }

    pv_model_type: int | None = None
    """Which model computes the expected energy; 0 and 8 were seen."""
    ac_dc_type: int | None = None
    """Code about the AC and DC sides; 0 and 1 were seen."""
    ac_info: int | None = None
    """Code about the AC side; 0, 1 and 2 were seen."""
    inverters: list[PvInverter] = Factory(list)
    """What is modeled, one entry for each sort of array. Strings of different length on one inverter are entries of
    their own. Entries have no identity but their place.
    """
    file_a_key: str | None = None
    """First file that the model reads; only the empty string was seen."""
    file_b_key: str | None = None
    """Second file that the model reads; only the empty string was seen."""
    combiner_inputs: list[CombinerInput] = Factory(list)
    """The inverter's inputs from DC combiners."""
    degrade: float | None = None
    """Ageing of the modules. Only 0 and 0.5 were seen, which look like a percentage for each year. Unit: %/year."""
    monthly_derate: MonthlyFigures | None = None
    """Factor that the expected energy of each month is multiplied by. 1 leaves it as it is; 0 was seen in the model
    of a site. Unit: fraction.
    """
    monthly_output: MonthlyFigures | None = None
    """Expected energy of each month. Unit: kWh."""
    can_integrate_combiners: bool | None = None
    """Whether the inverter can take the place of DC combiners; true wherever `combinerInputs` has entries."""
    has_integrated_combiners: bool | None = None
    """Whether the inverter takes the place of DC combiners; only false was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            pv_model_type=integer(get("pvModelType")),
            ac_dc_type=integer(get("acDcType")),
            ac_info=integer(get("acInfo")),
            inverters=PvInverter.many(get("inverters")),
            file_a_key=text(get("fileAKey")),
            file_b_key=text(get("fileBKey")),
            combiner_inputs=CombinerInput.many(get("combinerInputs")),
            degrade=number(get("degrade")),
            monthly_derate=MonthlyFigures.maybe(get("monthlyDerate")),
            monthly_output=MonthlyFigures.maybe(get("monthlyOutput")),
            can_integrate_combiners=flag(get("canIntegrateCombiners")),
            has_integrated_combiners=flag(get("hasIntegratedCombiners")),
            raw=data,
        )
