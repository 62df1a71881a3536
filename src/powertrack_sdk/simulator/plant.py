"""The devices of a plant."""

from __future__ import annotations

from random import Random
from typing import Literal, TypeAlias

from attrs import frozen

from powertrack_sdk.simulator.places import PANEL_WATTS, InverterModel

DeviceKind: TypeAlias = Literal["gateway", "modem", "meter", "weather", "inverter"]

FUNCTION_CODES: dict[DeviceKind, int] = {"gateway": 10, "modem": 31, "meter": 2, "weather": 5, "inverter": 1}
_DAY = 86400.0


@frozen(kw_only=True)
class Device:
    """A device of a site.

    Attributes:
        function_id: What it does, and the how many-th it is to do so: `PV0` is the first inverter.
        ac_kw: AC rating in kW; 0 for what converts nothing.
        dc_kw: Rating of the modules at an inverter in kW.
        strings: Strings of modules at an inverter.
        panels: Modules in each string.
        panel_watts: Rating of a module in W.
        trim: How much it yields against an average device of its make.
        broken_since: Seconds since the epoch from which an inverter yields nothing; None for one that works.
        changed: Seconds since the epoch at which its configuration was last saved.
    """

    key: str
    kind: DeviceKind
    function_id: str
    name: str
    model: str
    driver_id: int
    driver_name: str
    serial: str
    address: str
    unit: int
    port: int
    sort: int
    changed: float
    ac_kw: float = 0.0
    dc_kw: float = 0.0
    strings: int = 0
    panels: int = 0
    panel_watts: float = 0.0
    trim: float = 1.0
    broken_since: float | None = None

    @property
    def function_code(self) -> int:
        """What it does, as a code."""
        return FUNCTION_CODES[self.kind]


def build_devices(
    first: int, inverters: int, model: InverterModel, rng: Random, *, now: float, broken: bool
) -> tuple[Device, ...]:
    """The devices of one site: gateway, perhaps a cell modem, meter, weather station, inverters.

    Args:
        first: Number of the first device. A site without a modem leaves its number free.
        inverters: Number of inverters.
        model: What the inverters are.
        rng: Source of all that varies.
        now: Seconds since the epoch.
        broken: Whether some of the inverters stand still.
    """
    watts = rng.choice(PANEL_WATTS)
    panels = rng.randint(17, 26)
    strings = max(1, round(model.ac_kw * rng.uniform(1.18, 1.38) * 1000 / (watts * panels)))
    gateway, modem, meter, weather = _fixed_devices(first, model.ac_kw * inverters, rng, now)
    has_modem = first == 100001 or rng.random() < 0.7
    halted = set(rng.sample(range(inverters), max(1, inverters // 3))) if broken else set()
    return (
        gateway,
        *([modem] if has_modem else []),
        meter,
        weather,
        *(
            _inverter(first + 4, index, model, (strings, panels, watts), rng, now=now, broken=index in halted)
            for index in range(inverters)
        ),
    )


def _fixed_devices(first: int, site_kw: float, rng: Random, now: float) -> tuple[Device, Device, Device, Device]:
    def changed() -> float:
        return now - rng.randint(5, 900) * _DAY - rng.randint(0, 80000)

    serial = f"{rng.randint(0, 0xFFFF):04X}"
    return (
        Device(key=f"H{first}", kind="gateway", function_id="GW0", name="Data Logger #1", model="", driver_id=201,
               driver_name="Moxa Gateway", serial="", address="0", unit=0, port=0, sort=1, changed=changed(),
               ac_kw=site_kw),
        Device(key=f"H{first + 1}", kind="modem", function_id="CE0", name="Cell Modem (RV50)", model="RV50",
               driver_id=1562, driver_name="Sierra Wireless SNMP", serial=f"SIM-{serial}-CE", address="0", unit=0,
               port=0, sort=2, changed=changed()),
        Device(key=f"H{first + 2}", kind="meter", function_id="PM0", name="PV Production Meter", model="SEL-735",
               driver_id=8314, driver_name="SEL 735 Meter (Qualified)", serial=f"SIM-{serial}-PM", address="192.0.2.41",
               unit=1, port=0, sort=4, changed=changed(), ac_kw=site_kw),
        Device(key=f"H{first + 3}", kind="weather", function_id="WS0", name="Weather Station (POA)",
               model="IMT Si-RS485TC-2T-v-MB", driver_id=3588, driver_name="IMT Reference Cell (Standard) 3x Mod Temp",
               serial=f"SIM-{serial}-WS", address="6", unit=6, port=2, sort=8, changed=changed()),
    )  # fmt: skip


def _inverter(
    first: int,
    index: int,
    model: InverterModel,
    array: tuple[int, int, float],
    rng: Random,
    *,
    now: float,
    broken: bool,
) -> Device:
    strings, panels, watts = array
    strings = max(1, strings + rng.choice((-1, 0, 0, 0, 1)))
    return Device(
        key=f"H{first + index}",
        kind="inverter",
        function_id=f"PV{index}",
        name=f"Inverter {index + 1} ({model.ac_kw:g} kW) {model.name}",
        model=model.name,
        driver_id=model.driver_id,
        driver_name=model.driver_name,
        serial=f"SIM{rng.randint(0, 10**10 - 1):010d}",
        address=f"192.0.2.{51 + index % 200}",
        unit=index + 1,
        port=0,
        sort=11 + index,
        changed=now - rng.randint(5, 900) * _DAY - rng.randint(0, 80000),
        ac_kw=model.ac_kw,
        dc_kw=round(strings * panels * watts / 1000, 3),
        strings=strings,
        panels=panels,
        panel_watts=watts,
        trim=rng.uniform(0.965, 1.005),
        broken_since=now - rng.uniform(0.2, 6.0) * _DAY if broken else None,
    )
