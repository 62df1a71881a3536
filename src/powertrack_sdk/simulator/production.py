"""What a plant makes of the weather: power by moment, energy by bin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from attrs import define, field

from powertrack_sdk.simulator.moments import local_day, midnight, zone
from powertrack_sdk.simulator.weather import DayWeather, Weather
from powertrack_sdk.simulator.world import Site

_HEAT_LOSS = -0.0036  # of the yield, for each degree Celsius above 25
_DERATE = 0.96
_EFFICIENCY = 0.975
_SOILING = 0.015
_AGEING = 0.005  # of the yield, for each year
_WIRING = 0.994  # of what the inverters give arrives at the meter
_TYPICAL_SKY = 0.84  # what the estimate expects of a cloudless sky

ENERGIES = ("meter", "expected", "estimated", "soiling", "snow", "ageing", "inverter_loss", "clipping", "downtime")
"""Names of the sums that a bin keeps, of the fields of `Output`."""

QUARTER = 900
"""Seconds of the finest step by which energy is summed, unless bins are shorter."""


@define
class Output:
    """What a plant does at a moment. All in kW.

    Attributes:
        meter: At the production meter.
        inverters: At each inverter.
        expected: What a new and clean plant would give in this weather.
        estimated: What was foreseen for a typical day.
        soiling: Lost to dirt.
        snow: Lost to snow.
        ageing: Lost to the age of the modules.
        inverter_loss: Lost in the inverters.
        clipping: Lost because the inverters can give no more.
        downtime: Lost because inverters stand still.
    """

    meter: float
    inverters: tuple[float, ...]
    expected: float
    estimated: float
    soiling: float
    snow: float
    ageing: float
    inverter_loss: float
    clipping: float
    downtime: float


@define
class Bin:
    """Sums over a stretch of time.

    Attributes:
        start: Seconds since the epoch at which it begins.
        hours: Its length so far.
        energy: Energies in kWh, by the names in `ENERGIES`.
        inverters: Energy of each inverter in kWh.
        insolation: Plane-of-array insolation in Wh/m2.
        ambient: Degree hours of the air, for its mean temperature.
        module: The same of the modules.
    """

    start: float
    inverters: list[float]
    hours: float = 0.0
    energy: dict[str, float] = field(factory=lambda: dict.fromkeys(ENERGIES, 0.0))
    insolation: float = 0.0
    ambient: float = 0.0
    module: float = 0.0

    def add(self, day: SiteDay, moment: float, hours: float) -> None:
        """Count some hours, through which the plant does what it does at a moment of the day."""
        now = day.weather.at(moment)
        self.hours += hours
        self.ambient += now.ambient * hours
        self.module += now.module * hours
        if now.clear <= 0:
            return
        self.insolation += now.irradiance * hours
        made = day.output(moment, now)
        for name in ENERGIES:
            self.energy[name] += getattr(made, name) * hours
        for index, power in enumerate(made.inverters):
            self.inverters[index] += power * hours


class SiteDay:
    """One day of a plant.

    Attributes:
        begins: Seconds since the epoch of its midnight.
        ends: The same of the next midnight.
        weather: Its weather.
    """

    def __init__(self, site: Site, day: date) -> None:
        self.begins = midnight(day, site.zone)
        self.ends = midnight(day + timedelta(days=1), site.zone)
        self.weather = DayWeather(
            site.latitude, site.longitude, site.tilt, site.azimuth, day=day, midnight=self.begins, seed=site.sky
        )
        self._age = min(0.25, max(0.0, _AGEING * (day - site.installed).days / 365.25))
        kept = (1 - _SOILING) * (1 - self.weather.sky.snow) * (1 - self._age)
        self._inverters = [(each.ac_kw, each.dc_kw * each.trim * kept, each.broken_since) for each in site.inverters]
        self._ac_kw, self._dc_kw = site.ac_kw, site.dc_kw

    def output(self, moment: float, now: Weather) -> Output:
        """What the plant does at a moment, given in seconds since the epoch, in the weather of that moment."""
        ideal = now.irradiance * _yield(now)
        powers: list[float] = []
        clipping = downtime = loss = 0.0
        for most, clean_kw, broken_since in self._inverters:
            arriving = clean_kw * ideal
            converted = arriving * _EFFICIENCY
            power = min(most, converted)
            if broken_since is not None and moment >= broken_since:
                downtime += power
                power = 0.0
            else:
                loss += arriving - converted
                clipping += converted - power
            powers.append(power)
        arriving = self._dc_kw * ideal * _EFFICIENCY
        clean, snow = arriving * (1 - _SOILING), self.weather.sky.snow
        return Output(
            meter=sum(powers) * _WIRING,
            inverters=tuple(powers),
            expected=min(self._ac_kw, arriving) * _WIRING,
            estimated=self.estimate(now),
            soiling=arriving - clean,
            snow=clean * snow,
            ageing=clean * (1 - snow) * self._age,
            inverter_loss=loss,
            clipping=clipping,
            downtime=downtime,
        )

    def estimate(self, now: Weather) -> float:
        """What was foreseen for a typical day at that time of the day, in kW."""
        typical = now.clear * _yield(now) * _TYPICAL_SKY * _EFFICIENCY
        return min(self._ac_kw, self._dc_kw * typical) * _WIRING


def _yield(now: Weather) -> float:
    """What a kW of clean modules gives for each W/m2, in kW."""
    return (1 + _HEAT_LOSS * (now.module - 25)) * _DERATE / 1000


def has_data(site: Site, moment: float) -> bool:
    """Whether anything was recorded at a moment."""
    return site.condition != "empty" and (site.silent_since is None or moment < site.silent_since)


def measure(site: Site, bins: Iterable[tuple[float, float]], step: float) -> Iterator[Bin]:
    """Sum up what a plant did in each bin in which it recorded anything.

    Args:
        site: The plant.
        bins: Begin and end of each, in seconds since the epoch, in order.
        step: Seconds between the moments that are looked at.
    """
    day: SiteDay | None = None
    for start, end in bins:
        total = Bin(start, [0.0] * len(site.inverters))
        at = start
        while at < end:
            length = min(step, end - at)
            middle = at + length / 2
            if has_data(site, middle):
                if day is None or not day.begins <= middle < day.ends:
                    day = SiteDay(site, datetime.fromtimestamp(middle, zone(site.zone)).date())
                total.add(day, middle, length / 3600)
            at += step
        if total.hours:
            yield total


def today(site: Site, now: datetime) -> tuple[SiteDay, list[Bin]]:
    """The day that it is at a site, and its quarter hours up to now."""
    day = SiteDay(site, local_day(now, site.zone))
    starts = (day.begins + QUARTER * index for index in range(100))
    bins = [(start, min(start + QUARTER, now.timestamp())) for start in starts if start < now.timestamp()]
    return day, list(measure(site, bins, QUARTER))
