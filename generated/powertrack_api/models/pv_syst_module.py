"""A module as PVsyst describes it. Where no module is chosen, texts are empty, numbers 0 and `cellType` is -1. Units
are those of PVsyst as far as the figures of the one filled description tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PvSystModule(Model):
    """A module as PVsyst describes it. Where no module is chosen, texts are empty, numbers 0 and `cellType` is -1.
    Units are those of PVsyst as far as the figures of the one filled description tell.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "manufacturer",
            "model",
            "cellType",
            "cellsSeries",
            "cellsParallel",
            "cellArea",
            "isc",
            "voc",
            "impp",
            "vmpp",
            "muIsc",
            "muPMax",
            "rShunt",
            "rSeries",
            "rShuntGinc",
            "rShuntExp",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "cell_area": "cm2",
        "isc": "A",
        "voc": "V",
        "impp": "A",
        "vmpp": "V",
        "mu_isc": "%/degC",
        "mu_p_max": "%/degC",
        "r_shunt": "ohm",
        "r_series": "ohm",
        "r_shunt_ginc": "ohm",
    }

    key: str | None = None
    """Key of the description; only the empty string was seen."""
    manufacturer: str | None = None
    """Maker of the module."""
    model: str | None = None
    """The maker's name for the module."""
    cell_type: int | None = None
    """Technology of the cells; 0 was seen on a filled description and -1 where none is chosen."""
    cells_series: int | None = None
    """Number of cells in series."""
    cells_parallel: int | None = None
    """Number of cells in parallel."""
    cell_area: float | None = None
    """Area of a cell. Unit: cm2."""
    isc: float | None = None
    """Short-circuit current. Unit: A."""
    voc: float | None = None
    """Open-circuit voltage. Unit: V."""
    impp: float | None = None
    """Current at the maximum power point. Unit: A."""
    vmpp: float | None = None
    """Voltage at the maximum power point. Unit: V."""
    mu_isc: float | None = None
    """Change of the short-circuit current with temperature; a percentage by the one figure seen. Unit: %/degC."""
    mu_p_max: float | None = None
    """Change of the maximum power with temperature; negative. Unit: %/degC."""
    r_shunt: float | None = None
    """Shunt resistance. Unit: ohm."""
    r_series: float | None = None
    """Series resistance. Unit: ohm."""
    r_shunt_ginc: float | None = None
    """Shunt resistance in darkness. Unit: ohm."""
    r_shunt_exp: float | None = None
    """Exponent with which the shunt resistance falls as irradiance grows."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            manufacturer=text(get("manufacturer")),
            model=text(get("model")),
            cell_type=integer(get("cellType")),
            cells_series=integer(get("cellsSeries")),
            cells_parallel=integer(get("cellsParallel")),
            cell_area=number(get("cellArea")),
            isc=number(get("isc")),
            voc=number(get("voc")),
            impp=number(get("impp")),
            vmpp=number(get("vmpp")),
            mu_isc=number(get("muIsc")),
            mu_p_max=number(get("muPMax")),
            r_shunt=number(get("rShunt")),
            r_series=number(get("rSeries")),
            r_shunt_ginc=number(get("rShuntGinc")),
            r_shunt_exp=number(get("rShuntExp")),
            raw=data,
        )
