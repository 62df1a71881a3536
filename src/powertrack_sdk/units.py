"""Units, as codes of the API and by name."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonValue

_WATTS = {UnitCode.WATT: 1, UnitCode.KILOWATT: 1000, UnitCode.MEGAWATT: 1_000_000}
_KILOWATTS = {UnitCode.WATT: 0.001, UnitCode.KILOWATT: 1.0, UnitCode.MEGAWATT: 1000.0}

# Spelt as in the specification. Codes without a unit are not here.
_NAMES = {
    UnitCode.VOLT: "V",
    UnitCode.AMPERE: "A",
    UnitCode.WATT: "W",
    UnitCode.KILOWATT: "kW",
    UnitCode.KILOWATT_HOUR: "kWh",
    UnitCode.MEGAWATT: "MW",
    UnitCode.KILOVOLT_AMPERE: "kVA",
    UnitCode.KILOVAR: "kvar",
    UnitCode.DEGREE_CELSIUS: "degC",
    UnitCode.DEGREE_FAHRENHEIT: "degF",
    UnitCode.DEGREE: "deg",
    UnitCode.HERTZ: "Hz",
    UnitCode.INCH: "in",
    UnitCode.MILE_PER_HOUR: "mph",
    UnitCode.PERCENT: "%",
    UnitCode.WATT_PER_SQUARE_METER: "W/m2",
}


def kilowatts(value: float | None, unit: UnitCode | int | None) -> float | None:
    """A power in kW; None if it is missing or its unit is not one of power.

    Example:
        >>> kilowatts(1.5, UnitCode.MEGAWATT), kilowatts(500, UnitCode.WATT)
        (1500.0, 0.5)
        >>> kilowatts(20.0, UnitCode.DEGREE_CELSIUS) is None
        True
    """
    factor = _KILOWATTS.get(unit) if isinstance(unit, UnitCode) else None
    return value * factor if value is not None and factor is not None else None


def same_quantity(value: JsonValue, unit: JsonValue, other: JsonValue, other_unit: JsonValue) -> bool:
    """Whether two powers with their unit codes are equal, such as 0.51 MW and 510 kW.

    Example:
        >>> same_quantity(0.51, UnitCode.MEGAWATT, 510, UnitCode.KILOWATT)
        True
        >>> same_quantity(0.51, UnitCode.MEGAWATT, 0.51, UnitCode.KILOWATT)
        False
    """
    powers = [_exact_watts(value, unit), _exact_watts(other, other_unit)]
    return None not in powers and powers[0] == powers[1]


def _exact_watts(value: JsonValue, unit: JsonValue) -> Decimal | None:
    code = UnitCode.of(unit)
    factor = _WATTS.get(code) if isinstance(code, UnitCode) else None
    if factor is None or isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return None
    return Decimal(repr(value)) * factor


def unit_name(unit: UnitCode | int | None, custom: str | None = None) -> str:
    """The name of a unit in the reference, such as `kW` or `W/m2`; else `custom`; empty if there is neither.

    Example:
        >>> unit_name(UnitCode.WATT_PER_SQUARE_METER), unit_name(None, "Kilowatt hours"), unit_name(None)
        ('W/m2', 'Kilowatt hours', '')
    """
    known = _NAMES.get(unit) if isinstance(unit, UnitCode) else None
    return known or custom or ""


def unit_of_code(value: JsonValue) -> str:
    """The unit of a code in a document; the code itself if it has no name.

    Example:
        >>> unit_of_code(12), unit_of_code(47), unit_of_code(0)
        ('MW', '(unit 47)', '')
    """
    code = UnitCode.of(value)
    return unit_name(code, f"(unit {code:d})" if code else None)


def symbol(unit: str) -> str:
    """A unit with typographic symbols.

    Example:
        >>> symbol("kWh/m2"), symbol("degC")
        ('kWh/m²', '°C')
    """
    return unit.replace("m2", "m²").replace("degC", "°C").replace("degF", "°F")


PREFIXES = {"m": 1e-3, "": 1.0, "k": 1e3, "M": 1e6, "G": 1e9}
"""Factors of the prefixes of units."""

_PREFIX_WORDS = {"": "", "milli": "m", "kilo": "k", "mega": "M", "giga": "G"}
_BASES = {base.lower(): base for base in ("W", "Wh", "V", "A", "VA", "VAh", "var", "varh", "Hz", "W/m2", "Wh/m2")}
_BASE_WORDS = {
    "watt": "W",
    "watt hour": "Wh",
    "watthour": "Wh",
    "volt": "V",
    "amp": "A",
    "ampere": "A",
    "volt amp": "VA",
    "volt ampere": "VA",
    "var": "var",
    "volt amp reactive": "var",
    "volt ampere reactive": "var",
    "hertz": "Hz",
    "watt per square meter": "W/m2",
    "watt hour per square meter": "Wh/m2",
}


def split_prefix(unit: str) -> tuple[str, str]:
    """One of `PREFIXES`, and the unit without it. An unknown unit has no prefix.

    Args:
        unit: A unit by its name in the reference, or in the words of the server.

    Example:
        >>> split_prefix("MWh"), split_prefix("Kilowatt hours"), split_prefix("degC")
        (('M', 'Wh'), ('k', 'Wh'), ('', 'degC'))
    """
    text = unit.strip().replace("²", "2")
    for prefix in PREFIXES:
        if text.startswith((prefix, "K") if prefix == "k" else prefix):
            rest = text[len(prefix) :]
            base = _BASES.get(rest.lower())
            # Case does not matter, as in KWH, except for milli: mwh may mean mega.
            if base is not None and (prefix != "m" or rest == base):
                return prefix, base
    words = " ".join(word.removesuffix("s") for word in text.lower().replace("-", " ").split())
    for word, prefix in _PREFIX_WORDS.items():
        named = _BASE_WORDS.get(words.removeprefix(word).strip())
        if named is not None and words.startswith(word):
            return prefix, named
    return "", unit


def fitting_prefix(largest: float) -> str:
    """The most readable prefix for values up to `largest`, in the unit without prefix.

    Example:
        >>> fitting_prefix(4_500_000.0), fitting_prefix(0.0)
        ('M', '')
    """
    fitting = [prefix for prefix, factor in PREFIXES.items() if factor <= largest]
    return fitting[-1] if fitting else ""
