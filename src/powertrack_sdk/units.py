"""Units, where a value and its unit code come as two fields."""

from __future__ import annotations

from powertrack_api.models.unit_code import UnitCode

_KILOWATTS = {UnitCode.WATT: 0.001, UnitCode.KILOWATT: 1.0, UnitCode.MEGAWATT: 1000.0}


def kilowatts(value: float | None, unit: UnitCode | int | None) -> float | None:
    """A power in kW; None where it is missing or its unit is no unit of power."""
    factor = _KILOWATTS.get(unit) if isinstance(unit, UnitCode) else None
    return value * factor if value is not None and factor is not None else None
