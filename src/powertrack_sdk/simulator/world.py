"""The plants of the fictional PowerTrack, made up site by site from the seed and the site's number."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Literal, TypeAlias

from attrs import define, field, frozen

from powertrack_sdk.errors import ValidationError
from powertrack_sdk.simulator.chance import chance
from powertrack_sdk.simulator.places import (
    INVERTER_MODELS,
    REGIONS,
    SITE_LANDS,
    SITE_WORDS,
    STREETS,
    TOWN_HEADS,
    TOWN_TAILS,
    Region,
)
from powertrack_sdk.simulator.plant import Device, build_devices

Condition: TypeAlias = Literal["healthy", "faulted", "silent", "empty"]
"""How a site fares: all well; some inverters stand still; it fell silent some hours ago; it never had data."""

FIRST_SITE = 10001
FIRST_DEVICE = 100001
_FIXED_DEVICES = 4
_FIRST_REGIONS = (0, 12, 8, 9)  # a small portfolio spans the country too
_FIRST_CONDITIONS: tuple[Condition, ...] = ("healthy", "healthy", "empty", "faulted")
_KEY = re.compile(r"([SHCU])(\d+)", re.ASCII)


@frozen(kw_only=True)
class Site:
    """A plant as it was built. Forms may call it something else later; the sun does not care.

    Attributes:
        number: The digits of its key.
        tilt: Slope of the modules in degrees.
        azimuth: Direction that they face, in degrees from north.
        silent_since: Seconds since the epoch from which no data came; None while they come.
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
        """Its inverters, in their order."""
        return tuple(device for device in self.devices if device.kind == "inverter")

    @cached_property
    def ac_kw(self) -> float:
        """AC capacity in kW."""
        return sum(device.ac_kw for device in self.inverters)

    @cached_property
    def dc_kw(self) -> float:
        """DC capacity in kW."""
        return round(sum(device.dc_kw for device in self.inverters), 3)

    def device(self, kind: str) -> Device:
        """The first device of a kind."""
        return next(device for device in self.devices if device.kind == kind)


@define
class World:
    """All sites of one customer. A site is made when it is first asked for."""

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
            raise ValidationError(f"{self.customer!r} is no customer key; one looks like C1001")
        if self.now.tzinfo is None:
            raise ValidationError("the simulator's clock needs a time zone")

    @property
    def parent_customer(self) -> str:
        """The customer above the account, which is not visible."""
        return f"C{int(self.customer[1:]) + 1}"

    def keys(self) -> list[str]:
        """Keys of all sites, without making these."""
        return [f"S{FIRST_SITE + index}" for index in range(self.count)]

    def sites(self) -> list[Site]:
        """Every site, in the order of their numbers."""
        return [self._site(index) for index in range(self.count)]

    def site(self, key: str) -> Site | None:
        """The site with that key; None where there is none."""
        index = _number(key, "S") - FIRST_SITE
        return self._site(index) if 0 <= index < self.count else None

    def device(self, key: str) -> tuple[Site, Device] | None:
        """The device with that key and its site; None where there is none."""
        index = (_number(key, "H") - FIRST_DEVICE) // (_FIXED_DEVICES + self.inverters)
        if not 0 <= index < self.count:
            return None
        site = self._site(index)
        return next(((site, device) for device in site.devices if device.key == key), None)

    def _site(self, index: int) -> Site:
        if index not in self._sites:
            self._sites[index] = self._build(index)
        return self._sites[index]

    def _build(self, index: int) -> Site:
        number = FIRST_SITE + index
        rng = chance(f"{self.seed}/{number}")
        region = REGIONS[_FIRST_REGIONS[index]] if index < len(_FIRST_REGIONS) else rng.choice(REGIONS)
        now = self.now.timestamp()
        condition = _condition(index, rng)
        installed = (self.now - timedelta(days=rng.randint(500, 3200))).date()
        return Site(
            number=number,
            key=f"S{number}",
            name=_name(index),
            street=f"{rng.randint(1, 980)} {rng.choice(STREETS)}",
            town=rng.choice(TOWN_HEADS) + rng.choice(TOWN_TAILS),
            state=region.state,
            postal=f"{region.postal + rng.randint(1, 480):05d}",
            latitude=_near(region.latitude, region, rng),
            longitude=_near(region.longitude, region, rng),
            elevation=rng.randint(20, 420),
            zone=region.zone,
            tilt=float(rng.choice((10, 15, 20, 25, 30))),
            azimuth=float(rng.choice((160, 175, 180, 180, 185, 200))),
            installed=installed,
            condition=condition,
            silent_since=now - rng.randint(5, 60) * 3600.0 if condition == "silent" else None,
            changed=now - rng.randint(2, 300) * 86400.0 - rng.randint(0, 80000),
            sky=f"{self.seed}/{number}",
            devices=build_devices(
                FIRST_DEVICE + index * (_FIXED_DEVICES + self.inverters),
                self.inverters,
                INVERTER_MODELS[index] if index < len(INVERTER_MODELS) else rng.choice(INVERTER_MODELS),
                rng,
                now=now,
                broken=condition == "faulted",
            ),
        )


def default_now() -> datetime:
    """About noon of the sun in the eastern states, on a day in summer."""
    return datetime(2026, 6, 24, 17, 0, tzinfo=UTC)


def _condition(index: int, rng: Random) -> Condition:
    """The first two sites fare well, the third never had data, the fourth has faults; some of the others are unwell."""
    luck = rng.random()
    if index < len(_FIRST_CONDITIONS):
        return _FIRST_CONDITIONS[index]
    if luck < 0.13:
        return "faulted"
    if luck < 0.17:
        return "silent"
    return "empty" if luck < 0.18 else "healthy"


def _name(index: int) -> str:
    """A name of its own for each site: all pairs of words in a scattered order, then again with a number."""
    pairs = len(SITE_WORDS) * len(SITE_LANDS)
    word, land = divmod(index * 157 % pairs, len(SITE_LANDS))
    again = index // pairs
    return f"{SITE_WORDS[word]} {SITE_LANDS[land]} Solar" + (f" {again + 1}" if again else "")


def _near(middle: float, region: Region, rng: Random) -> float:
    return round(middle + rng.uniform(-region.spread, region.spread), 7)


def _number(key: str, letter: str) -> int:
    match = _KEY.fullmatch(key)
    if match is None or match[1] != letter or match[2].startswith("0") or len(match[2]) > 12:
        return -1
    return int(match[2])
