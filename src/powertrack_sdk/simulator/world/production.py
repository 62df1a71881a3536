"""Production of a plant: power by time, energy by bin, and the figures of the day so far."""

from __future__ import annotations

from collections import defaultdict
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

QUARTER = 900
"""Seconds of the finest step by which energy is summed, unless bins are shorter."""


@define
class Bin:
    """Sums over a stretch of time, by the names that `SiteDay.at` returns.

    Attributes:
        start: Begin in seconds since the epoch.
        hours: Its length so far.
    """

    start: float
    hours: float = 0.0
    _sums: defaultdict[str, float] = field(factory=lambda: defaultdict(float), init=False)

    def total(self, name: str) -> float:
        """Return an energy in kWh, or the insolation (`irradiance`) in Wh/m2."""
        return self._sums[name]

    def mean(self, name: str) -> float:
        """Return a mean power in kW, irradiance in W/m2 or temperature in degrees Celsius."""
        return self._sums[name] / self.hours

    def add(self, day: SiteDay, moment: float, hours: float) -> None:
        """Add some hours through which weather and production are those of a moment."""
        self.hours += hours
        for name, value in day.at(moment).items():
            self._sums[name] += value * hours


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
        self.weather = DayWeather(site, day, self.begins)
        self._age = min(0.25, max(0.0, _AGEING * (day - site.installed).days / 365.25))
        clean = (1 - _SOILING) * (1 - self.weather.sky.snow) * (1 - self._age)
        self._inverters = [(each, each.dc_kw * each.trim * clean) for each in site.inverters]
        self._ac_kw, self._dc_kw = site.ac_kw, site.dc_kw

    def at(self, moment: float) -> dict[str, float]:
        """Return weather and production at a moment of the day.

        Returns:
            `ambient` and `module` temperature in degrees Celsius; by daylight also `irradiance` in W/m2, and in kW:
            the power of each inverter by its key, at the production `meter`, `expected` of a new and clean plant in
            this weather, `estimated` for a typical day, and the losses.
        """
        now = self.weather.at(moment)
        values = {"ambient": now.ambient, "module": now.module}
        if now.clear <= 0:
            return values
        ideal = now.irradiance * _yield(now)
        power = clipping = downtime = loss = 0.0
        for inverter, clean_kw in self._inverters:
            arriving = clean_kw * ideal
            converted = arriving * _EFFICIENCY
            possible = min(inverter.ac_kw, converted)
            if inverter.broken_since is not None and moment >= inverter.broken_since:
                downtime += possible
                possible = 0.0
            else:
                loss += arriving - converted
                clipping += converted - possible
            power += possible
            values[inverter.key] = possible
        arriving = self._dc_kw * ideal * _EFFICIENCY
        clean, snow = arriving * (1 - _SOILING), self.weather.sky.snow
        return values | {
            "irradiance": now.irradiance,
            "meter": power * _WIRING,
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
        total = Bin(start)
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

    def total(self, name: str) -> float:
        """Return an energy so far in kWh, or the insolation (`irradiance`) in Wh/m2."""
        return sum(each.total(name) for each in self.bins)

    def estimates(self) -> list[float]:
        """Return the estimated power of each quarter of an hour of the whole day, in kW."""
        coming = (self.day.begins + QUARTER * (index + 0.5) for index in range(len(self.bins), 96))
        foreseen = [self.day.estimate(self.day.weather.at(moment)) for moment in coming]
        return [*(each.mean("estimated") for each in self.bins), *foreseen]
