"""A device: in a list, in full, and its registers."""

from __future__ import annotations

import re

from powertrack_api.models import hardware, hardware_config, hardware_diagnostics
from powertrack_api.models.data_register import DataRegister
from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.hardware_setting import HardwareSetting
from powertrack_api.models.node import Node
from powertrack_api.models.register_data import RegisterData

__all__ = ["DataRegister", "Hardware", "HardwareDetails", "HardwareDiagnostics", "HardwareSetting", "RegisterData"]

_CELSIUS, _FAHRENHEIT = "°C", "°F"
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_GOOD_WORDS = frozenset({"", "ok", "normal", "none", "no", "0"})


def type_name(code: FunctionCode | int | None) -> str:
    """What a device is, in words, such as `Production meter`."""
    if isinstance(code, FunctionCode):
        words = code.name.replace("_", " ").capitalize()
        return re.sub(r"\b(dc|bess)\b", lambda match: match[0].upper(), words, flags=re.IGNORECASE)
    return f"Function {code}" if code is not None else "Unknown"


class Hardware(hardware.Hardware):
    """A device with its latest readings."""

    __slots__ = ()

    @property
    def type_name(self) -> str:
        """What it is, in words, such as `Inverter`."""
        return type_name(self.function_code)

    @classmethod
    def from_node(cls, node: Node) -> Hardware:
        """A device of which only its node in the tree is known."""
        code = FunctionCode.of(node.sub_kind)
        return cls(key=node.key, name=node.name, function_code=code, sort_order=node.sort, raw=node.raw)


class HardwareDetails(hardware_config.HardwareConfig):
    """Everything about one device: a summary by friendly names, and its whole configuration."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """Name of the device."""
        return self.description

    @property
    def type_name(self) -> str:
        """What it is, in words, such as `Inverter`."""
        return type_name(self.function_code)

    @property
    def site_key(self) -> str | None:
        """Key of the site that it belongs to."""
        return self.parent_key

    def setting(self, name: str) -> HardwareSetting | None:
        """One of its settings by name, such as `dev:UnitID`; None where it has none of that name."""
        return next((setting for setting in self.settings if setting.name == name), None)


class HardwareDiagnostics(hardware_diagnostics.HardwareDiagnostics):
    """Registers and connection of one device as last read."""

    __slots__ = ()

    @property
    def registers(self) -> list[RegisterData]:
        """All registers of all sets."""
        return [register for group in self.register_sets for register in group.registers]

    @property
    def critical_issues(self) -> list[str]:
        """What keeps the device from working, a sentence each; empty where nothing is known to."""
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
        """Whether anything is known that keeps the device from working."""
        return bool(self.critical_issues)

    @property
    def overall_status(self) -> str:
        """`Out of service`, `Critical` or `OK`."""
        if self.out_of_service:
            return "Out of service"
        return "Critical" if self.has_critical_issues else "OK"

    @property
    def temperature(self) -> float | None:
        """Temperature from the first register that carries one (degrees C); None where there is none."""
        for register in self.registers:
            value = register.value or ""
            if register.units in (_CELSIUS, _FAHRENHEIT) and _NUMBER.fullmatch(value):
                degrees = float(value)
                return degrees if register.units == _CELSIUS else round((degrees - 32) / 1.8, 3)
        return None


def _is_fault(register: RegisterData) -> bool:
    """Whether it is a fault register that tells of a fault in words."""
    name = (register.name or "").lower()
    value = (register.value or "").strip()
    return "fault" in name and value.lower() not in _GOOD_WORDS and not _NUMBER.fullmatch(value.replace(".", ""))
