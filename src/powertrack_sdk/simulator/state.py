"""All that the simulator knows, and what it measures at the moment."""

from __future__ import annotations

from typing import Literal

from attrs import Factory, define, field, frozen

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator.documents import Documents
from powertrack_sdk.simulator.fields import example
from powertrack_sdk.simulator.moments import Clock
from powertrack_sdk.simulator.production import QUARTER, Bin, SiteDay, has_data, today
from powertrack_sdk.simulator.world import Site, World


@frozen(kw_only=True)
class Figures:
    """The figures of a site at the simulator's moment.

    Attributes:
        power: Mean power of the last quarter of an hour at the production meter in kW.
        expected_power: What the weather allowed, in kW.
        irradiance: Plane-of-array irradiance in W/m2.
        insolation: Plane-of-array insolation of the day so far in kWh/m2.
        ambient: Temperature of the air in degrees Celsius.
        module: Temperature of the modules in degrees Celsius.
        inverters: Power of each inverter in kW.
        energy: Energy of the day so far in kWh.
        expected_energy: What the weather allowed, in kWh.
        downtime: Energy lost so far because inverters stand still, in kWh.
        soiling: Energy lost so far to dirt, in kWh.
        curve: Mean power at the meter of each quarter of an hour so far, in kW.
        usual: What was foreseen for each quarter of an hour of the day, in kW.
        solar_noon: Seconds since the epoch at which the sun stands due south.
    """

    power: float
    expected_power: float
    irradiance: float
    insolation: float
    ambient: float
    module: float
    inverters: tuple[float, ...]
    energy: float
    expected_energy: float
    downtime: float
    soiling: float
    curve: tuple[float, ...]
    usual: tuple[float, ...]
    solar_noon: float


@define
class State:
    """A fictional PowerTrack: its plants, its documents, its clock.

    Figures are those of the moment at which the simulator was made; the clock only stamps writes.

    Attributes:
        forgotten: When a trigger was last deleted, by the key of what it was set on.
        tasks: Background tasks by their keys.
        runs: Configurations of the reports that tasks run, by the keys of the tasks.
        modules: Descriptions of modules that were added to the list of PVsyst modules.
        preferences: What the session's user prefers, as it was last saved.
        audit: The writes that arrived.
        unchanged: Status of the answer to a read of what changed when nothing did.
    """

    world: World
    clock: Clock
    documents: Documents = Factory(lambda self: Documents(self.world), takes_self=True)
    forgotten: dict[str, str] = field(factory=dict, init=False)
    tasks: dict[str, JsonObject] = field(factory=dict, init=False)
    runs: dict[str, JsonObject] = field(factory=dict, init=False)
    modules: list[JsonObject] = field(factory=list, init=False)
    preferences: JsonObject = field(factory=lambda: example("account/get_user_preferences"), init=False)
    audit: list[JsonObject] = field(factory=list, init=False)
    unchanged: Literal[200, 204] = field(default=200, init=False)
    _figures: dict[str, Figures | None] = field(factory=dict, init=False, repr=False)

    def figures(self, site: Site) -> Figures | None:
        """The figures of a site; None where it records nothing at the moment."""
        if site.key not in self._figures:
            recording = has_data(site, self.world.now.timestamp() - 1)
            self._figures[site.key] = self._measure(site) if recording else None
        return self._figures[site.key]

    def _measure(self, site: Site) -> Figures | None:
        day, bins = today(site, self.world.now)
        if not bins:
            return None
        last = bins[-1]
        return Figures(
            power=last.energy["meter"] / last.hours,
            expected_power=last.energy["expected"] / last.hours,
            irradiance=last.insolation / last.hours,
            insolation=sum(each.insolation for each in bins) / 1000,
            ambient=last.ambient / last.hours,
            module=last.module / last.hours,
            inverters=tuple(energy / last.hours for energy in last.inverters),
            energy=_sum(bins, "meter"),
            expected_energy=_sum(bins, "expected"),
            downtime=_sum(bins, "downtime"),
            soiling=_sum(bins, "soiling"),
            curve=tuple(each.energy["meter"] / each.hours for each in bins),
            usual=(*(each.energy["estimated"] / each.hours for each in bins), *_foreseen(day, bins)),
            solar_noon=day.weather.noon,
        )


def _sum(bins: list[Bin], name: str) -> float:
    return sum(each.energy[name] for each in bins)


def _foreseen(day: SiteDay, bins: list[Bin]) -> list[float]:
    """What is foreseen for the quarter hours after the last bin."""
    moments = [day.begins + QUARTER * (index + 0.5) for index in range(len(bins), 96)]
    return [day.estimate(day.weather.at(moment)) for moment in moments]
