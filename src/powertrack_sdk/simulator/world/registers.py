"""The registers of each kind of device, their current values, and how PowerTrack prints them."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from powertrack_sdk.simulator.world.plant import Device, DeviceKind, Site
from powertrack_sdk.simulator.world.production import Bin, Figures

NONE, VOLT, KILOWATT, KILOWATT_HOUR, CELSIUS, POWER_FACTOR, HERTZ, W_PER_M2 = 1, 2, 10, 11, 30, 39, 43, 57
UNIT_TEXTS = {
    NONE: "",
    VOLT: "V",
    KILOWATT: "kW",
    KILOWATT_HOUR: "kWh",
    CELSIUS: "°C",
    POWER_FACTOR: "",
    HERTZ: "Hz",
    W_PER_M2: "W/m²",
}
_DASH = "—"


@frozen
class _Now:
    """A device at the simulator's time."""

    site: Site
    device: Device
    figures: Figures

    @property
    def last(self) -> Bin:
        return self.figures.last

    @property
    def lifetime(self) -> float:
        """Energy of the site since its installation in kWh."""
        return self.site.year_kwh * (self.figures.date - self.site.installed).days / 365.25

    @property
    def share(self) -> float:
        """Share of an inverter in the capacity of its site."""
        return self.device.dc_kw / self.site.dc_kw

    @property
    def power(self) -> float:
        """Power of an inverter in kW."""
        return self.last.mean(self.device.key)

    @property
    def warmth(self) -> float:
        """Internal temperature of an inverter in degrees Celsius."""
        return self.last.mean("ambient") + 6 + 22 * self.power / self.device.ac_kw

    @property
    def halted(self) -> bool:
        return self.device.broken_since is not None


_REGISTERS: dict[DeviceKind, tuple[tuple[str, str, str, int, Callable[[_Now], float]], ...]] = {
    "gateway": (),
    "modem": (
        ("DevicePower", "Input Voltage", "", VOLT, lambda _: 24.1),
        ("BytesSent", "Bytes Sent", "", NONE, lambda _: 52000157.0),
    ),
    "weather": (
        ("Sun", "Plane of Array Irradiance", "POA_Irradiance", W_PER_M2, lambda now: now.last.mean("irradiance")),
        ("TempF", "Ambient Temperature", "Temp_Ambient", CELSIUS, lambda now: now.last.mean("ambient")),
        ("Temp1", "Module Temperature", "Temp_Module", CELSIUS, lambda now: now.last.mean("module")),
    ),
    "meter": (
        ("KW", "Active Power", "Active_Power", KILOWATT, lambda now: now.last.mean("meter")),
        ("KWHnet", "Active Energy Net", "Active_Energy_Net", KILOWATT_HOUR, lambda now: now.lifetime),
        ("PowerFactor", "Power Factor", "Power_Factor", POWER_FACTOR, lambda _: 0.998),
        ("Frequency", "Frequency", "Frequency", HERTZ, lambda _: 60.01),
    ),
    "inverter": (
        ("KwAC", "Active Power", "Active_Power", KILOWATT, lambda now: now.power),
        ("KwhAC", "Active Energy", "Active_Energy_Gross", KILOWATT_HOUR, lambda now: now.lifetime * now.share),
        ("Vdc1", "DC Voltage", "DC_Voltage", VOLT, lambda now: 812.0 if now.power > 0 else 40.0),
        ("DeviceTemp", "Internal Temperature", "Temp_Device", CELSIUS, lambda now: now.warmth),
        ("Status", "Operating Status", "Status", NONE, lambda now: 2.0 if now.halted else 1.0),
        ("FaultCode", "Fault Code", "", NONE, lambda now: 33.0 if now.halted else 0.0),
    ),
}
"""The registers of a kind of device: name, title, standard name, code of the unit, value in that unit."""
_WORDS: dict[str, Callable[[_Now], str]] = {
    "Status": lambda now: "Fault" if now.halted else "Running" if now.power > 0 else "Standby",
    "FaultCode": lambda now: "Ground fault" if now.halted else "OK",
}
"""Values in words, by the names of the registers."""


@frozen
class Reading:
    """A register of a device and its current value.

    Attributes:
        name: Short name, such as `KwAC`.
        title: Name for people.
        standard: Name that is the same for all devices of a kind; empty if it has none.
        unit: Code of the unit.
        value: Value in that unit; None if nothing is recorded.
        text: Meaning of the value in words, if it has one.
    """

    name: str
    title: str
    standard: str
    unit: int
    value: float | None
    text: str = ""

    @property
    def figure(self) -> str | float:
        """The value as JSON carries it."""
        return "NaN" if self.value is None else round(self.value, 4)

    @property
    def formatted(self) -> str:
        """Number and unit, separated by a blank and a tabulator, scaled for reading."""
        if self.value is None:
            return _DASH
        value, unit = self.value, UNIT_TEXTS[self.unit]
        if self.unit == CELSIUS:
            return f"{value * 1.8 + 32:.1f} \t°F"
        if self.unit == KILOWATT:
            return f"{value * 1000:,.0f} \tW" if abs(value) < 1 else f"{value:,.1f} \tkW"
        if self.unit == KILOWATT_HOUR and abs(value) >= 1000:
            return f"{value / 1000:,.1f} \tMWh"
        return f"{value:,.1f} \t{unit or ' '}"


def readings(site: Site, device: Device, figures: Figures | None) -> list[Reading]:
    """Return the registers of a device; without figures none has a value."""
    if figures is None:
        return [
            Reading(name, title, standard, unit, None) for name, title, standard, unit, _ in _REGISTERS[device.kind]
        ]
    now = _Now(site, device, figures)
    return [
        Reading(name, title, standard, unit, value(now), _WORDS[name](now) if name in _WORDS else "")
        for name, title, standard, unit, value in _REGISTERS[device.kind]
    ]
