"""What devices read at the moment: a few registers for each kind, and how PowerTrack prints their values."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from powertrack_core.decoding import JsonValue
from powertrack_sdk.simulator.plant import Device, DeviceKind
from powertrack_sdk.simulator.site_forms import annual_kwh
from powertrack_sdk.simulator.state import Figures, State
from powertrack_sdk.simulator.world import Site

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
class Reading:
    """One register of a device at the moment.

    Attributes:
        name: Its short name, such as `KwAC`.
        title: Its name for people.
        standard: Its name among all devices of a kind; empty where it has none.
        unit: Code of the unit.
        value: The value in that unit; None where there is none.
        text: What it says, where it says words.
    """

    name: str
    title: str
    standard: str
    unit: int
    value: float | None
    text: str = ""

    @property
    def figure(self) -> JsonValue:
        """The value as JSON carries it."""
        return "NaN" if self.value is None else round(self.value, 4)

    @property
    def formatted(self) -> str:
        """Number and unit, parted by a blank and a tabulator, in the size that reads best."""
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


def readings(state: State, site: Site, device: Device) -> list[Reading]:
    """The registers of a device. Where nothing is recorded they are there, but empty."""
    figures = state.figures(site)
    if figures is None:
        return [evolve(each, value=None, text="") for each in _READERS[device.kind](site, device, _NOTHING, 0.0)]
    lifetime = annual_kwh(site) * (state.world.now.date() - site.installed).days / 365.25
    return _READERS[device.kind](site, device, figures, lifetime)


def _gateway(site: Site, device: Device, figures: Figures, lifetime: float) -> list[Reading]:
    return []


def _modem(site: Site, device: Device, figures: Figures, lifetime: float) -> list[Reading]:
    return [
        Reading("DevicePower", "Input Voltage", "", VOLT, 24.1),
        Reading("BytesSent", "Bytes Sent", "", NONE, 52000157.0),
    ]


def _weather(site: Site, device: Device, figures: Figures, lifetime: float) -> list[Reading]:
    return [
        Reading("Sun", "Plane of Array Irradiance", "POA_Irradiance", W_PER_M2, figures.irradiance),
        Reading("TempF", "Ambient Temperature", "Temp_Ambient", CELSIUS, figures.ambient),
        Reading("Temp1", "Module Temperature", "Temp_Module", CELSIUS, figures.module),
    ]


def _meter(site: Site, device: Device, figures: Figures, lifetime: float) -> list[Reading]:
    return [
        Reading("KW", "Active Power", "Active_Power", KILOWATT, figures.power),
        Reading("KWHnet", "Active Energy Net", "Active_Energy_Net", KILOWATT_HOUR, lifetime),
        Reading("PowerFactor", "Power Factor", "Power_Factor", POWER_FACTOR, 0.998),
        Reading("Frequency", "Frequency", "Frequency", HERTZ, 60.01),
    ]


def _inverter(site: Site, device: Device, figures: Figures, lifetime: float) -> list[Reading]:
    power = figures.inverters[site.inverters.index(device)] if figures.inverters else 0.0
    halted = device.broken_since is not None
    state = "Fault" if halted else "Running" if power > 0 else "Standby"
    warmth = figures.ambient + 6 + 22 * power / device.ac_kw
    energy = lifetime * device.dc_kw / site.dc_kw
    return [
        Reading("KwAC", "Active Power", "Active_Power", KILOWATT, power),
        Reading("KwhAC", "Active Energy", "Active_Energy_Gross", KILOWATT_HOUR, energy),
        Reading("Vdc1", "DC Voltage", "DC_Voltage", VOLT, 812.0 if power > 0 else 40.0),
        Reading("DeviceTemp", "Internal Temperature", "Temp_Device", CELSIUS, warmth),
        Reading("Status", "Operating Status", "Status", NONE, 2.0 if halted else 1.0, state),
        Reading("FaultCode", "Fault Code", "", NONE, 33.0 if halted else 0.0, "Ground fault" if halted else "OK"),
    ]


_NOTHING = Figures(
    power=0.0, expected_power=0.0, irradiance=0.0, insolation=0.0, ambient=0.0, module=0.0,
    inverters=(), energy=0.0, expected_energy=0.0, downtime=0.0, soiling=0.0,
    curve=(), usual=(), solar_noon=0.0,
)  # fmt: skip
_READERS: dict[DeviceKind, Callable[[Site, Device, Figures, float], list[Reading]]] = {
    "gateway": _gateway,
    "modem": _modem,
    "meter": _meter,
    "weather": _weather,
    "inverter": _inverter,
}
