"""Sites and their devices, made from the seed and the number of the site."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Literal, TypeAlias

from attrs import define, evolve, field, frozen

from powertrack_sdk.errors import ValidationError
from powertrack_sdk.simulator.world import names
from powertrack_sdk.simulator.world.clock import chance
from powertrack_sdk.simulator.world.names import InverterModel

DeviceKind: TypeAlias = Literal["gateway", "modem", "meter", "weather", "inverter"]
Condition: TypeAlias = Literal["healthy", "faulted", "silent", "empty"]
"""State of a site: healthy; some inverters stand still; no data for some hours; never any data."""

FUNCTION_CODES: dict[DeviceKind, int] = {"gateway": 10, "modem": 31, "meter": 2, "weather": 5, "inverter": 1}
_FIRST_SITE = 10001
_FIRST_DEVICE = 100001
_FIRST_REGIONS = (0, 12, 8, 9)  # a small portfolio spans the country too
_FIRST_CONDITIONS: tuple[Condition, ...] = ("healthy", "healthy", "empty", "faulted")
_KEY = re.compile(r"([SH])([1-9]\d{0,11})", re.ASCII)
_DAY = 86400.0
_SHARE_OF_YEAR = (0.052, 0.062, 0.085, 0.096, 0.106, 0.108, 0.11, 0.102, 0.088, 0.075, 0.062, 0.054)


@frozen(kw_only=True)
class Device:
    """A device of a site.

    Attributes:
        function_id: Function and number: `PV0` is the first inverter.
        changed: When its configuration was last saved, in seconds since the epoch.
        ac_kw: AC rating in kW; 0 for other devices than gateways, meters and inverters.
        dc_kw: Rating of the modules at an inverter in kW.
        trim: Yield relative to an average device of its make.
        broken_since: When an inverter stopped, in seconds since the epoch; None if it works.
    """

    key: str = ""
    kind: DeviceKind
    function_id: str
    name: str
    model: str = ""
    driver_id: int
    driver_name: str
    serial: str = ""
    address: str = "0"
    unit: int = 0
    port: int = 0
    sort: int
    changed: float = 0.0
    ac_kw: float = 0.0
    dc_kw: float = 0.0
    strings: int = 0
    panels: int = 0
    panel_watts: float = 0.0
    trim: float = 1.0
    broken_since: float | None = None

    @property
    def function_code(self) -> int:
        """Code of its function."""
        return FUNCTION_CODES[self.kind]


_FIXED = (
    Device(kind="gateway", function_id="GW0", name="Data Logger #1", driver_id=201, driver_name="Moxa Gateway", sort=1),
    Device(kind="modem", function_id="CE0", name="Cell Modem (RV50)", model="RV50", driver_id=1562,
           driver_name="Sierra Wireless SNMP", serial="CE", sort=2),
    Device(kind="meter", function_id="PM0", name="PV Production Meter", model="SEL-735", driver_id=8314,
           driver_name="SEL 735 Meter (Qualified)", serial="PM", address="192.0.2.41", unit=1, sort=4),
    Device(kind="weather", function_id="WS0", name="Weather Station (POA)", model="IMT Si-RS485TC-2T-v-MB",
           driver_id=3588, driver_name="IMT Reference Cell (Standard) 3x Mod Temp", serial="WS", address="6", unit=6,
           port=2, sort=8),
)  # fmt: skip
"""The devices of every site besides inverters; `serial` holds the end of the serial number."""


@frozen(kw_only=True)
class Site:
    """A plant as it was built; edits of its document do not change it.

    Attributes:
        number: Digits of its key.
        tilt: Slope of the modules in degrees.
        azimuth: Direction of the modules in degrees from north.
        silent_since: When data stopped, in seconds since the epoch; None if they still come.
        sky: Seed of its weather.
    """

    number: int
    key: str
    name: str
    street: str
    town: str
    state: str
    postal: str
    latitude: float
    longitude: float
    elevation: int
    zone: str
    tilt: float
    azimuth: float
    installed: date
    condition: Condition
    silent_since: float | None
    changed: float
    sky: str
    devices: tuple[Device, ...] = field(repr=False)

    @cached_property
    def inverters(self) -> tuple[Device, ...]:
        """Its inverters in order."""
        return tuple(device for device in self.devices if device.kind == "inverter")

    @cached_property
    def ac_kw(self) -> float:
        """AC capacity in kW."""
        return sum(device.ac_kw for device in self.inverters)

    @cached_property
    def dc_kw(self) -> float:
        """DC capacity in kW."""
        return round(sum(device.dc_kw for device in self.inverters), 3)

    @property
    def year_kwh(self) -> float:
        """Yield of an average year in kWh."""
        return self.dc_kw * (1400 + 18 * (40 - self.latitude))

    def month_kwh(self, month: int) -> int:
        """Return the yield of an average month (1 to 12) in kWh."""
        return round(self.year_kwh * _SHARE_OF_YEAR[month - 1])

    def device(self, kind: str) -> Device:
        """Return the first device of a kind."""
        return next(device for device in self.devices if device.kind == kind)

    def has_data(self, moment: float) -> bool:
        """Whether the site recorded data at a time, in seconds since the epoch."""
        return self.condition != "empty" and (self.silent_since is None or moment < self.silent_since)


@define
class World:
    """All sites of one customer. A site is made when it is first needed."""

    count: int
    seed: int
    inverters: int
    customer: str
    now: datetime
    _sites: dict[int, Site] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.count < 0 or self.inverters < 1:
            raise ValidationError("a simulator needs no fewer than 0 sites, and at least 1 inverter on each")
        if not re.fullmatch(r"C\d+", self.customer, re.ASCII):
            raise ValidationError(f"{self.customer!r} is not a valid customer key; expected one such as C1001")
        if self.now.tzinfo is None:
            raise ValidationError("the simulator's clock needs a time zone")

    @property
    def parent_customer(self) -> str:
        """Key of the customer above the account, which is not visible."""
        return f"C{int(self.customer[1:]) + 1}"

    def keys(self) -> list[str]:
        """Return the keys of all sites, without making the sites."""
        return [f"S{_FIRST_SITE + index}" for index in range(self.count)]

    def sites(self) -> list[Site]:
        """Return all sites in the order of their numbers."""
        return [self._site(index) for index in range(self.count)]

    def site(self, key: str) -> Site | None:
        """Return the site with a key; None if there is none."""
        index = _number(key, "S") - _FIRST_SITE
        return self._site(index) if 0 <= index < self.count else None

    def device(self, key: str) -> tuple[Site, Device] | None:
        """Return the device with a key and its site; None if there is none."""
        index = (_number(key, "H") - _FIRST_DEVICE) // (len(_FIXED) + self.inverters)
        if not 0 <= index < self.count:
            return None
        site = self._site(index)
        return next(((site, device) for device in site.devices if device.key == key), None)

    def find(self, key: str) -> Site | Device | None:
        """Return the site or the device with a key; None if there is none."""
        device = self.device(key)
        return self.site(key) if device is None else device[1]

    def _site(self, index: int) -> Site:
        if index not in self._sites:
            self._sites[index] = self._build(index)
        return self._sites[index]

    def _build(self, index: int) -> Site:
        number = _FIRST_SITE + index
        rng = chance(f"{self.seed}/{number}")
        region = names.REGIONS[_FIRST_REGIONS[index]] if index < len(_FIRST_REGIONS) else rng.choice(names.REGIONS)
        now = self.now.timestamp()
        condition = _condition(index, rng)
        installed = (self.now - timedelta(days=rng.randint(500, 3200))).date()
        return Site(
            number=number,
            key=f"S{number}",
            name=_name(index),
            street=f"{rng.randint(1, 980)} {rng.choice(names.STREETS)}",
            town=rng.choice(names.TOWN_HEADS) + rng.choice(names.TOWN_TAILS),
            state=region.state,
            postal=f"{region.postal + rng.randint(1, 480):05d}",
            latitude=round(region.latitude + rng.uniform(-names.SPREAD, names.SPREAD), 7),
            longitude=round(region.longitude + rng.uniform(-names.SPREAD, names.SPREAD), 7),
            elevation=rng.randint(20, 420),
            zone=region.zone,
            tilt=float(rng.choice((10, 15, 20, 25, 30))),
            azimuth=float(rng.choice((160, 175, 180, 180, 185, 200))),
            installed=installed,
            condition=condition,
            silent_since=now - rng.randint(5, 60) * 3600.0 if condition == "silent" else None,
            changed=now - rng.randint(2, 300) * _DAY - rng.randint(0, 80000),
            sky=f"{self.seed}/{number}",
            devices=_devices(
                _FIRST_DEVICE + index * (len(_FIXED) + self.inverters),
                self.inverters,
                names.INVERTER_MODELS[index]
                if index < len(names.INVERTER_MODELS)
                else rng.choice(names.INVERTER_MODELS),
                rng,
                now=now,
                broken=condition == "faulted",
            ),
        )


def _condition(index: int, rng: Random) -> Condition:
    """Two healthy sites, one that never had data and one with faults; most of the others are healthy."""
    luck = rng.random()
    if index < len(_FIRST_CONDITIONS):
        return _FIRST_CONDITIONS[index]
    if luck < 0.13:
        return "faulted"
    if luck < 0.17:
        return "silent"
    return "empty" if luck < 0.18 else "healthy"


def _name(index: int) -> str:
    """Return a unique name: all pairs of words in a scattered order, then again with a number."""
    pairs = len(names.SITE_WORDS) * len(names.SITE_LANDS)
    word, land = divmod(index * 157 % pairs, len(names.SITE_LANDS))
    again = index // pairs
    return f"{names.SITE_WORDS[word]} {names.SITE_LANDS[land]} Solar" + (f" {again + 1}" if again else "")


def _number(key: str, letter: str) -> int:
    match = _KEY.fullmatch(key)
    return int(match[2]) if match is not None and match[1] == letter else -1


def _devices(
    first: int, inverters: int, model: InverterModel, rng: Random, *, now: float, broken: bool
) -> tuple[Device, ...]:
    """Make the devices of a site: gateway, perhaps a cell modem, meter, weather station, inverters.

    Args:
        first: Number of the first device. A site without a modem leaves its number free.
        inverters: Number of inverters.
        model: Their product.
        rng: Source of everything that varies.
        now: Seconds since the epoch.
        broken: Whether some of the inverters stand still.
    """
    watts = rng.choice(names.PANEL_WATTS)
    panels = rng.randint(17, 26)
    strings = max(1, round(model.ac_kw * rng.uniform(1.18, 1.38) * 1000 / (watts * panels)))
    serial = f"{rng.randint(0, 0xFFFF):04X}"
    fixed = [
        evolve(
            each,
            key=f"H{first + place}",
            serial=f"SIM-{serial}-{each.serial}" if each.serial else "",
            changed=_last_saved(now, rng),
            ac_kw=model.ac_kw * inverters if each.kind in ("gateway", "meter") else 0.0,
        )
        for place, each in enumerate(_FIXED)
    ]
    if first != _FIRST_DEVICE and rng.random() >= 0.7:
        del fixed[1]
    halted = set(rng.sample(range(inverters), max(1, inverters // 3))) if broken else set()
    array = (strings, panels, watts)
    own = [_inverter(first + len(_FIXED), i, model, array, rng, now, broken=i in halted) for i in range(inverters)]
    return (*fixed, *own)


def _inverter(
    first: int,
    index: int,
    model: InverterModel,
    array: tuple[int, int, float],
    rng: Random,
    now: float,
    *,
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
        sort=11 + index,
        changed=_last_saved(now, rng),
        ac_kw=model.ac_kw,
        dc_kw=round(strings * panels * watts / 1000, 3),
        strings=strings,
        panels=panels,
        panel_watts=watts,
        trim=rng.uniform(0.965, 1.005),
        broken_since=now - rng.uniform(0.2, 6.0) * _DAY if broken else None,
    )


def _last_saved(now: float, rng: Random) -> float:
    return now - rng.randint(5, 900) * _DAY - rng.randint(0, 80000)
