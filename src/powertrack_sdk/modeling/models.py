"""The photovoltaic model."""

from __future__ import annotations

import math

from powertrack_api.models import modeling_data
from powertrack_api.models.named_value import NamedValue
from powertrack_api.models.pv_inverter import PvInverter

__all__ = ["ModelingData", "NamedValue", "PvInverter"]


class ModelingData(modeling_data.ModelingData):
    """Photovoltaic model of a site or an inverter."""

    __slots__ = ()

    @property
    def inverters(self) -> list[PvInverter]:
        """The modelled arrays, one for each group of equal strings."""
        return self.pv_config.inverters if self.pv_config is not None else []

    @property
    def total_capacity_kw(self) -> float:
        """DC capacity of the modelled arrays (kW), without those that are missing or not finite."""
        sizes = (array.dc_size for array in self.inverters)
        return math.fsum(size for size in sizes if size is not None and math.isfinite(size))
