"""Production of a plant: power by time, energy by bin, and the figures of the day so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from attrs import define, field, frozen

from powertrack_sdk.simulator.world.clock import local_day, midnight, zone
from powertrack_sdk.simulator.world.plant import Site
from powertrack_sdk.simulator.world.weather import DayWeather, Weather

_HEAT_LOSS = -0.0036  # of the yield, for each degree Celsius above 25
_DERATE = 0.96
_EFFICIENCY = 0.975
_SOILING = 0.015
_AGEING = 0.005  # of the yield, for each year
_WIRING = 0.994  # of the inverters' power arrives at the meter
_TYPICAL_SKY = 0.84  # share of a cloudless sky that the estimate expects

ENERGIES = ("meter", "expected", "estimated", "soiling", "snow", "ageing", "inverter_loss", "clipping", "downtime")
"""Energies of a bin: at the production meter, of a new and clean plant in this weather, of a typical day; losses."""

QUARTER = 900
"""Seconds of the finest step by which energy is summed, unless bins are shorter."""


@define
class Bin:
    """Sums over a stretch of time.

    Attributes:
        start: Begin in seconds since the epoch.
        inverters: Energy of each inverter in kWh.
        hours: Its length so far.
        energy: Energies in kWh, by the names in `ENERGIES`.
        insolation: Plane-of-array insolation in Wh/m2.
    """

    start: float
    inverters: list[float]
    hours: float = 0.0
    energy: dict[str, float] = field(factory=lambda: dict.fromkeys(ENERGIES, 0.0))
    insolation: float = 0.0
    _ambient: float = field(default=0.0, init=False)
    _module: float = field(default=0.0, init=False)

    @property
    def irradiance(self) -> float:
        """Mean plane-of-array irradiance in W/m2."""
        return self.insolation / self.hours

    @property
    def ambient(self) -> float:
        """Mean ambient temperature in degrees Celsius."""
        return self._ambient / self.hours

    @property
    def module(self) -> float:
        """Mean module temperature in degrees Celsius."""
        return self._module / self.hours

    def power(self, name: str) -> float:
        """Return the mean power in kW of one of the `ENERGIES`."""
        return self.energy[name] / self.hours

    def add(self, day: SiteDay, moment: float, hours: float) -> None:
        """Add some hours through which weather and production are those of a moment."""
        now = day.weather.at(moment)
        self.hours += hours
        self._ambient += now.ambient * hours
        self._module += now.module * hours
        if now.clear <= 0:
            return
        self.insolation += now.irradiance * hours
        inverters, totals = day.output(moment, now)
        for name, power in totals.items():
            self.energy[name] += power * hours
        for index, power in enumerate(inverters):
            self.inverters[index] += power * hours


class SiteDay:
    """One day of a plant.

    Attributes:
        begins: Its midnight in seconds since the epoch.
        ends: The next midnight.
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

    def output(self, moment: float, now: Weather) -> tuple[list[float], dict[str, float]]:
        """Return the power of each inverter and the powers named in `ENERGIES`, in kW, at a moment of the day."""
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
        return powers, {
            "meter": sum(powers) * _WIRING,
            "expected": min(self._ac_kw, arriving) * _WIRING,
            "estimated": self.estimate(now),
            "soiling": arriving - clean,
            "snow": clean * snow,
            "ageing": clean * (1 - snow) * self._age,
            "inverter_loss": loss,
            "clipping": clipping,
            "downtime": downtime,
        }

    def estimate(self, now: Weather) -> float:
        """Return the estimate in kW for a typical day at that time of the day."""
        typical = now.clear * _yield(now) * _TYPICAL_SKY * _EFFICIENCY
        return min(self._ac_kw, self._dc_kw * typical) * _WIRING


def _yield(now: Weather) -> float:
    """Return the yield of clean modules in kW, for each kW of rating and W/m2 of irradiance."""
    return (1 + _HEAT_LOSS * (now.module - 25)) * _DERATE / 1000


def measure(site: Site, bins: Iterable[tuple[float, float]], step: float) -> Iterator[Bin]:
    """Sum up the production in each bin in which the site recorded data.

    Args:
        site: The plant.
        bins: Begin and end of each, in seconds since the epoch, in order.
        step: Seconds between the moments that are calculated.
    """
    day: SiteDay | None = None
    for start, end in bins:
        total = Bin(start, [0.0] * len(site.inverters))
        at = start
        while at < end:
            length = min(step, end - at)
            middle = at + length / 2
            if site.has_data(middle):
                if day is None or not day.begins <= middle < day.ends:
                    day = SiteDay(site, datetime.fromtimestamp(middle, zone(site.zone)).date())
                total.add(day, middle, length / 3600)
            at += step
        if total.hours:
            yield total


@frozen
class Figures:
    """The figures of a site's day so far.

    Attributes:
        day: The day.
        bins: Its quarter hours so far; never empty.
        date: Its date in UTC.
    """

    day: SiteDay
    bins: tuple[Bin, ...]
    date: date

    @classmethod
    def of(cls, site: Site, now: datetime) -> Figures | None:
        """Measure the day so far; None if the site records nothing at the moment."""
        seconds = now.timestamp()
        if not site.has_data(seconds - 1):
            return None
        day = SiteDay(site, local_day(now, site.zone))
        starts = (day.begins + QUARTER * index for index in range(100))
        bins = [(start, min(start + QUARTER, seconds)) for start in starts if start < seconds]
        measured = tuple(measure(site, bins, QUARTER))
        return cls(day, measured, now.date()) if measured else None

    @property
    def last(self) -> Bin:
        """The last quarter of an hour."""
        return self.bins[-1]

    @property
    def insolation(self) -> float:
        """Plane-of-array insolation so far in kWh/m2."""
        return sum(each.insolation for each in self.bins) / 1000

    def energy(self, name: str) -> float:
        """Return one of the `ENERGIES` so far, in kWh."""
        return sum(each.energy[name] for each in self.bins)

    def estimates(self) -> list[float]:
        """Return the estimated power of each quarter of an hour of the whole day, in kW."""
        coming = (self.day.begins + QUARTER * (index + 0.5) for index in range(len(self.bins), 96))
        foreseen = [self.day.estimate(self.day.weather.at(moment)) for moment in coming]
        return [*(each.power("estimated") for each in self.bins), *foreseen]
