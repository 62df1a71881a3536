"""The lines that charts are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from attrs import evolve, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.fields import example
from powertrack_sdk.simulator.production import Bin
from powertrack_sdk.simulator.world import Site

KILOWATT, KILOWATT_HOUR, CELSIUS, W_PER_M2 = 10, 11, 30, 57
_UNIT_NAMES = {
    KILOWATT: "Kilowatts",
    KILOWATT_HOUR: "Kilowatt hours",
    CELSIUS: "Degrees Celsius",
    W_PER_M2: "Watts per square meter",
}
_COLORS = ("#154672", "#E28A1B", "#4F9867", "#8C3B3B", "#6A5A9E", "#2A8C9E", "#B0A02C", "#7A7A7A")
_BLACK, _SUN = "#000000", "#F2B705"


@frozen(kw_only=True)
class Line:
    """A line of a chart.

    Attributes:
        key: Its key in the answer.
        name: Its name for people.
        unit: Code of its unit.
        device: Key of the device that it shows; None where it shows no single one.
        value: Its value in a bin.
        color: Its colour.
        right: Whether it belongs to the axis on the right.
        visible: Whether it shows from the start.
    """

    key: str
    name: str
    unit: int
    device: str | None = None
    value: Callable[[Bin], float] = field(repr=False)
    color: str = _COLORS[0]
    right: bool = False
    visible: bool = True

    def named(self, prefix: str) -> Line:
        """The same line, its name led by a prefix."""
        return evolve(self, name=prefix + self.name)


def production_lines(site: Site, *, energy: bool) -> list[Line]:
    """Production meter, what was expected of it, and irradiance; energies where bins are long."""
    meter = site.device("meter").key
    if energy:
        return [_metered_energy(site), _expected_energy(), _irradiance(site)]
    return [
        Line(key="Power_KWPM", name="Production meter power", unit=KILOWATT, device=meter, value=_kw("meter")),
        Line(key="ExpPower", name="Expected power", unit=KILOWATT, value=_kw("expected"), color=_COLORS[1]),
        _irradiance(site),
    ]


def inverter_lines(site: Site, names: Mapping[str, str], *, energy: bool) -> list[Line]:
    """Power of each inverter, or its energy where bins are long."""
    unit = KILOWATT_HOUR if energy else KILOWATT
    return [
        Line(
            key=f"Inverter_{'KWH' if energy else 'KW'}{inverter.key}",
            name=names[inverter.key],
            unit=unit,
            device=inverter.key,
            value=_of_inverter(index, energy=energy),
            color=_COLORS[index % len(_COLORS)],
        )
        for index, inverter in enumerate(site.inverters)
    ]


def weather_lines(site: Site) -> list[Line]:
    """Irradiance and temperatures."""
    station = site.device("weather").key
    return [
        _irradiance(site),
        Line(key="Weather_TempAmbient", name="Ambient temperature", unit=CELSIUS, device=station,
             value=lambda each: each.ambient / each.hours, color=_COLORS[5]),
        Line(key="Weather_TempModule", name="Module temperature", unit=CELSIUS, device=station,
             value=lambda each: each.module / each.hours, color=_COLORS[3]),
    ]  # fmt: skip


def energy_lines(site: Site) -> list[Line]:
    """Energies and losses, as a chart of figures shows them that was built from a query."""
    station = site.device("weather").key
    estimate = f"EstEnergy_SiteEstimate{site.number}"
    return [
        _metered_energy(site),
        _expected_energy(),
        Line(key=estimate, name="Estimated Production", unit=KILOWATT_HOUR, value=_kwh("estimated"), color=_COLORS[2]),
        Line(key="ExpEnergy_Temp1", name="Weather Station", unit=CELSIUS, device=station,
             value=lambda each: each.ambient / each.hours, color=_BLACK, visible=False),
        *(
            Line(key=f"Losses_Sum{name.title()}Loss1KWHAll", name=f"{name.title()} loss", unit=KILOWATT_HOUR,
                 value=_kwh(name), color=_COLORS[3 + index])
            for index, name in enumerate(("clipping", "downtime", "soiling", "snow"))
        ),
    ]  # fmt: skip


def series(line: Line, bins: list[Bin]) -> JsonObject:
    """A line as the answer carries it."""
    values = [round(line.value(each), 4) for each in bins]
    points: list[JsonValue] = [
        {"timeStamp": None, "x": round(each.start * 1000), "y": value} for each, value in zip(bins, values, strict=True)
    ]
    return {
        **_template(),
        "color": line.color,
        "customUnit": _UNIT_NAMES[line.unit],
        "dataMax": max(values, default=0.0),
        "dataMin": min(values, default=0.0),
        "dataXy": points,
        "header": line.name,
        "key": line.key,
        "lineColor": line.color,
        "name": line.name,
        "rightAxis": line.right,
        "units": line.unit,
        "visible": line.visible,
        "yAxisIndex": int(line.right),
    }


@cache
def _template() -> JsonObject:
    return objects(example("charts/query_chart")["series"])[0]


def _metered_energy(site: Site) -> Line:
    return Line(key="Energy_NetEnergyPM", name="Production meter net energy", unit=KILOWATT_HOUR,
                device=site.device("meter").key, value=_kwh("meter"))  # fmt: skip


def _expected_energy() -> Line:
    return Line(key="ExpEnergy", name="Expected energy", unit=KILOWATT_HOUR, value=_kwh("expected"), color=_COLORS[1])


def _irradiance(site: Site) -> Line:
    return Line(key="Weather_POA", name="Plane-of-array irradiance", unit=W_PER_M2, device=site.device("weather").key,
                value=lambda each: each.insolation / each.hours, color=_SUN, right=True)  # fmt: skip


def _kwh(name: str) -> Callable[[Bin], float]:
    return lambda each: each.energy[name]


def _kw(name: str) -> Callable[[Bin], float]:
    return lambda each: each.energy[name] / each.hours


def _of_inverter(index: int, *, energy: bool) -> Callable[[Bin], float]:
    return lambda each: each.inverters[index] / (1 if energy else each.hours)
