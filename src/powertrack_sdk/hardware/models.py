"""Devices: lists, details, diagnostics and registers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from powertrack_api.models import hardware, hardware_config, hardware_diagnostics
from powertrack_api.models.data_register import DataRegister
from powertrack_api.models.driver_setting import DriverSetting
from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.hardware_setting import HardwareSetting
from powertrack_api.models.node import Node
from powertrack_api.models.register_data import RegisterData
from powertrack_api.models.register_offset import RegisterOffset
from powertrack_core.decoding import JsonValue
from powertrack_core.shapes import ListShape, ObjectShape, Scalar
from powertrack_sdk.tables.columns import Column, Table, Tabular, distinct
from powertrack_sdk.tables.rows import Rows, model_columns
from powertrack_sdk.units import unit_name
from powertrack_sdk.writes.diff import is_secret
from powertrack_sdk.writes.documents import HARDWARE, spec_of

__all__ = [
    "DataRegister",
    "DriverSetting",
    "Hardware",
    "HardwareDetails",
    "HardwareDiagnostics",
    "HardwareList",
    "HardwareSetting",
    "RegisterData",
    "RegisterOffset",
]

_CELSIUS, _FAHRENHEIT = "°C", "°F"
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_GOOD_WORDS = frozenset({"", "ok", "normal", "none", "no", "0"})


def type_name(code: FunctionCode | int | None) -> str:
    """Return the type of a device in words.

    Example:
        >>> type_name(FunctionCode.PRODUCTION_METER), type_name(9999), type_name(None)
        ('Production meter', 'Function 9999', 'Unknown')
    """
    if isinstance(code, FunctionCode):
        words = code.name.replace("_", " ").capitalize()
        return re.sub(r"\b(dc|bess)\b", lambda match: match[0].upper(), words, flags=re.IGNORECASE)
    return f"Function {code}" if code is not None else "Unknown"


class Hardware(hardware.Hardware):
    """A device with its latest readings."""

    __slots__ = ()

    @property
    def type_name(self) -> str:
        """Its type in words, such as `Inverter`."""
        return type_name(self.function_code)

    @classmethod
    def from_node(cls, node: Node) -> Hardware:
        """Make a device from its node in the tree."""
        code = FunctionCode.of(node.sub_kind)
        return cls(key=node.key, name=node.name, function_code=code, sort_order=node.sort, raw=node.raw)


class HardwareList(Rows[Hardware]):
    """The devices of a site: a list that can become a table.

    Args:
        items: The devices.
    """

    def __init__(self, items: Iterable[Hardware] = ()) -> None:
        super().__init__(Hardware, items)

    def table(self) -> Table:
        """Return a row for each device, with a column for each attribute and each data register, such as `KwAC`.

        Registers of one name in several units have a column for each unit, such as `TempF` and `TempF 2`.
        """
        columns = model_columns(Hardware, self)
        readings = self._readings()
        names = distinct([*(column.name for column in columns), *(name for name, _, _ in readings)])
        columns += [
            Column(name=name, kind="number", values=values, unit=unit)
            for name, ((_, unit, _), values) in zip(names[len(columns) :], readings.items(), strict=True)
        ]
        return Table(title="Hardware", columns=tuple(columns))

    def _readings(self) -> dict[tuple[str, str, int], list[float | None]]:
        """Return the values of all devices by register name, unit, and how often both occurred before."""
        found: dict[tuple[str, str, int], list[float | None]] = {}
        for place, device in enumerate(self):
            seen: Counter[tuple[str, str]] = Counter()
            for register in device.data_registers:
                quantity = (register.name or "Register", unit_name(register.unit))
                values = found.setdefault((*quantity, seen[quantity]), [None] * len(self))
                values[place] = register.value
                seen[quantity] += 1
        return found


class HardwareDetails(hardware_config.HardwareConfig):
    """The configuration of a device, with friendly names."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """Name of the device."""
        return self.description

    @property
    def type_name(self) -> str:
        """Its type in words, such as `Inverter`."""
        return type_name(self.function_code)

    @property
    def site_key(self) -> str | None:
        """Key of its site."""
        return self.parent_key

    @property
    def printable_settings(self) -> dict[str, JsonValue]:
        """Values of its settings by name, such as `dev:UnitID`; `(hidden)` for credentials."""
        return {
            setting.name: "(hidden)" if is_secret(_setting_value(), setting.raw) else setting.value
            for setting in self.settings
            if setting.name is not None
        }

    def setting(self, name: str) -> HardwareSetting | None:
        """Return a setting by name, such as `dev:UnitID`; None if there is none."""
        return next((setting for setting in self.settings if setting.name == name), None)


class HardwareDiagnostics(Tabular, hardware_diagnostics.HardwareDiagnostics):
    """Registers and communication status of a device as last read."""

    __slots__ = ()

    def table(self) -> Table:
        """Return a row for each register, with its set as `register_set`. Readings are text, as the API gives them."""
        sets = [group.name for group in self.register_sets for _ in group.registers]
        first = Column(name="register_set", kind="text", values=sets)
        return Table(
            title=self.hardware_name or self.key, columns=(first, *model_columns(RegisterData, self.registers))
        )

    @property
    def registers(self) -> list[RegisterData]:
        """The registers of all sets."""
        return [register for group in self.register_sets for register in group.registers]

    @property
    def critical_issues(self) -> list[str]:
        """Known problems of the device, a sentence each."""
        issues = []
        if self.out_of_service:
            note = f": {self.out_of_service_note}" if self.out_of_service_note else ""
            issues.append(f"Out of service{note}")
        if self.last_communication:
            issues.append(f"Communication failed with code {self.last_communication}")
        elif self.last_attempt is not None and self.last_success is None:
            issues.append("Never answered")
        broken = sum(len(group.broken_registers) for group in self.register_sets)
        if broken:
            issues.append(f"{broken} broken register{'s' if broken > 1 else ''}")
        issues += [f"{register.name}: {register.value}" for register in self.registers if _is_fault(register)]
        return issues

    @property
    def has_critical_issues(self) -> bool:
        """Whether the device has a known problem."""
        return bool(self.critical_issues)

    @property
    def overall_status(self) -> str:
        """`Out of service`, `Critical`, `OK`, or `Unknown` if nothing was ever read from the device."""
        if self.out_of_service:
            return "Out of service"
        if self.has_critical_issues:
            return "Critical"
        return "OK" if self.last_success is not None or self.registers else "Unknown"

    @property
    def temperature(self) -> float | None:
        """Temperature from the first register with one (degrees C); None if there is none."""
        for register in self.registers:
            value = register.value or ""
            if register.units in (_CELSIUS, _FAHRENHEIT) and _NUMBER.fullmatch(value):
                degrees = float(value)
                return degrees if register.units == _CELSIUS else round((degrees - 32) / 1.8, 3)
        return None


def _is_fault(register: RegisterData) -> bool:
    """Return whether it is a fault register whose value describes a fault."""
    name = (register.name or "").lower()
    value = (register.value or "").strip()
    return "fault" in name and value.lower() not in _GOOD_WORDS and not _NUMBER.fullmatch(value.replace(".", ""))


def _setting_value() -> Scalar:
    """Return how the specification describes the value of a setting."""
    settings = spec_of(HARDWARE).shape.fields["settings"]
    item = settings.item if isinstance(settings, ListShape) else settings
    value = item.fields["value"] if isinstance(item, ObjectShape) else item
    return value if isinstance(value, Scalar) else Scalar(types=frozenset({"string"}), secret=True)
