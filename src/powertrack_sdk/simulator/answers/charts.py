"""Charts: the lines that a question asks for, measured in bins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import gcd
from operator import attrgetter
from typing import TypeGuard

from attrs import evolve, field, frozen

from powertrack_api.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.fields import echo, example
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.world.clock import ZONE_CODES, hours_from_utc, midnight, stamp
from powertrack_sdk.simulator.world.plant import Site
from powertrack_sdk.simulator.world.production import QUARTER, Bin, measure
from powertrack_sdk.simulator.world.registers import CELSIUS, KILOWATT, KILOWATT_HOUR, W_PER_M2

_INVERTER_CHARTS = frozenset({2, 3, 5, 6, 7, 8, 22, 30, 51, 53, 58, 61, 68, 69, 72, 73, 77})
_WEATHER_CHARTS = frozenset({19, 20, 21, 112, 186, 187, 240, 245, 257, 258})
_DAY, _MONTH, _YEAR = 1440, 44640, 527040  # lengths of bins in minutes; months and years are those of the calendar
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_STEPS = 250_000
_DURATIONS = {"day": 1, "3day": 5, "week": 7, "month": 31, "year": 365, "lifetime": 1000, "custom": 0}
_RESULTS = {
    "ageAC": ("ageing", "Age loss"),
    "clipping": ("clipping", "Clipping loss"),
    "downtime": ("downtime", "Downtime loss"),
    "energy": ("meter", "Production meter net energy"),
    "estEnergy": ("estimated", "Estimated Production"),
    "expEnergy": ("expected", "Expected energy"),
    "inverter": ("inverter_loss", "Inverter loss"),
    "snow": ("snow", "Snow loss"),
    "soiling": ("soiling", "Soiling loss"),
}
_UNIT_NAMES = {
    KILOWATT: "Kilowatts",
    KILOWATT_HOUR: "Kilowatt hours",
    CELSIUS: "Degrees Celsius",
    W_PER_M2: "Watts per square meter",
}
_COLORS = ("#154672", "#E28A1B", "#4F9867", "#8C3B3B", "#6A5A9E", "#2A8C9E", "#B0A02C", "#7A7A7A")
_BLACK, _SUN = "#000000", "#F2B705"


@frozen
class _Question:
    """What a chart is to show.

    Attributes:
        devices: Keys of the devices to show; empty for all.
        minutes: Length of the bins.
        built: Whether it is built from a query: a chart of energies and losses.
    """

    sites: tuple[Site, ...]
    devices: frozenset[str]
    chart_type: int
    first: date
    last: date
    minutes: int
    built: bool

    @property
    def step(self) -> int:
        """Seconds between the moments that are calculated."""
        return QUARTER if self.minutes >= _DAY else gcd(self.minutes * 60, QUARTER)


@frozen
class _Line:
    """A line of a chart: key, name, code of the unit, and its value in a bin.

    Attributes:
        device: Key of its device; None if it shows no single one.
        right: Whether it belongs to the axis on the right.
    """

    key: str
    name: str
    unit: int
    value: Callable[[Bin], float] = field(repr=False)
    device: str | None = None
    color: str = _COLORS[0]
    right: bool = False
    visible: bool = True


@answers("queryChart")
def query_chart(call: Call) -> JsonObject:
    """Answer with the series of a chart.

    The future is cut off, except in a chart that begins there: so a script that uses the real date finds data.
    """
    state, asked = call.state, call.body
    question = _read(state, asked)
    leading = question.sites[0]
    measured = [(site, list(measure(site, _bins(state, question, site), question.step))) for site in question.sites]
    shown = [(line, bins) for site, bins in measured for line in _lines(state, question, site)]
    results: dict[str, JsonValue] = {
        name: round(sum(each.energy[energy] for _, bins in measured for each in bins), 4)
        for name, (energy, _) in _RESULTS.items()
    }
    past = sum(start <= state.world.now.timestamp() for start, _ in _bins(state, question, leading))
    last = max((bins[-1].start for _, bins in measured if bins), default=None)
    return example("charts/query_chart") | {
        "binSize": question.minutes,
        "currentNowBinIndex": past - 1,
        "dataNotAvailable": last is None,
        "durations": [{"binSize": question.minutes, "days": days, "id": name} for name, days in _DURATIONS.items()],
        "end": f"{question.last}T23:59:59",
        "hardwareKeys": [line.device or "BAD" for line, _ in shown],
        "isUsingDaylightSavings": leading.zone != "US/Arizona",
        "key": echo(asked),
        "lastChanged": stamp(state.clock.now),
        "lastDataDatetime": None if last is None else stamp(last),
        "namedResults": {**results, "inverterLimit": 0},
        "series": [_series(line, bins) for line, bins in shown],
        "start": f"{question.first}T00:00:00",
        "summaryTable": [[_RESULTS[name][1], str(value), "kWh"] for name, value in results.items()],
        "timeZone": leading.zone,
        "timeZoneExport": ZONE_CODES[leading.zone],
        "title": ", ".join(dict.fromkeys(line.name for line, _ in shown if line.visible)),
    }


@answers("queryChartMenu")
def query_chart_menu(call: Call) -> JsonObject:
    """Answer with the charts of some sites."""
    keys = call.items("siteKeys")
    if not keys:
        raise RefusedError(400, "siteKeys has to be a list of keys.")
    site, *_ = [call.site("" if key is None else key) for key in keys]
    codes: list[JsonValue] = [*sorted({device.function_code for device in site.devices})]
    own: JsonObject = {"hardwareFunctions": codes, "name": call.state.name(site)}
    return (
        example("charts/query_chart_menu") | own | {"timeZoneOffset": hours_from_utc(call.state.world.now, site.zone)}
    )


def _read(state: State, asked: JsonObject) -> _Question:
    chart_type, size = asked.get("chartType"), asked.get("binSize")
    if not _is_whole(chart_type):
        raise RefusedError(400, "chartType has to be the code of a chart, a whole number.")
    minutes = 15 if size is None else size
    if not _is_whole(minutes) or not 1 <= minutes <= _YEAR:
        raise RefusedError(400, f"binSize has to be null, or minutes from 1 to {_YEAR}.")
    first, last = _day(asked, "start"), _day(asked, "end")
    if last < first:
        raise RefusedError(400, "end lies before start.")
    sites, devices = _source(state, asked)
    question = _Question(sites, devices, chart_type, first, last, minutes, isinstance(asked.get("query"), dict))
    if ((last - first).days + 1) * 86400 // question.step * len(sites) > _MOST_STEPS:
        raise RefusedError(400, "The chart would have too many points.")
    return question


def _source(state: State, asked: JsonObject) -> tuple[tuple[Site, ...], frozenset[str]]:
    """Return the sites of a chart, and its devices if it shows only some."""
    source, chosen = asked.get("source"), asked.get("hardwareSet")
    if not isinstance(source, list) or not source:
        raise RefusedError(400, "source has to be a list of keys.")
    devices = {key for key in chosen if isinstance(key, str)} if isinstance(chosen, list) else set()
    sites: dict[str, Site] = {}
    for key in source:
        found = state.world.device(key) if isinstance(key, str) else None
        site = found[0] if found else state.world.site(key) if isinstance(key, str) else None
        if site is None:
            raise RefusedError(404, "source has an unknown key.")
        sites[site.key] = site
        if found:
            devices.add(found[1].key)
    return tuple(sites.values()), frozenset(devices)


def _day(asked: JsonObject, name: str) -> date:
    """Return the day of a date or a date-time: a day of the site, whatever its zone says."""
    try:
        day = date.fromisoformat((text(asked.get(name)) or "")[:10])
    except ValueError:
        raise RefusedError(400, f"{name} has to be a date.") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise RefusedError(400, f"{name} has to lie between {_FIRST_YEAR} and {_LAST_YEAR}.")
    return day


def _is_whole(value: JsonValue) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _bins(state: State, question: _Question, site: Site) -> list[tuple[float, float]]:
    """Return begin and end of each bin in seconds since the epoch. Every day begins with a new bin."""
    end = midnight(question.last + timedelta(days=1), site.zone)
    if question.minutes >= _DAY:
        edges = [midnight(day, site.zone) for day in _long_bins(question)]
    else:
        days = (question.first + timedelta(days=index) for index in range((question.last - question.first).days + 2))
        step = question.minutes * 60
        edges = [
            day + step * index
            for day, following in pairwise(midnight(each, site.zone) for each in days)
            for index in range(int(-(-(following - day) // step)))
        ]
    now = state.world.now.timestamp()
    if edges[0] < now < end:
        end = now
        edges = [edge for edge in edges if edge < now]
    return list(pairwise([*edges, end]))


def _long_bins(question: _Question) -> list[date]:
    """Return the first days of bins of a day or longer."""
    days = []
    day = question.first
    while day <= question.last:
        days.append(day)
        if question.minutes == _YEAR:
            day = date(day.year + 1, 1, 1)
        elif question.minutes == _MONTH:
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        else:
            day += timedelta(days=question.minutes // _DAY)
    return days


def _lines(state: State, question: _Question, site: Site) -> list[_Line]:
    """Return the lines of a site; bins of a day or longer show energies."""
    energy = question.minutes >= _DAY
    if question.built:
        lines = _energy_lines(site)
    elif question.chart_type in _INVERTER_CHARTS:
        lines = _inverter_lines(state, site, energy=energy)
    elif question.chart_type in _WEATHER_CHARTS:
        lines = _weather_lines(site)
    else:
        lines = _production_lines(site, energy=energy)
    chosen = [line for line in lines if line.device in question.devices] or lines
    several = len(question.sites) > 1
    return [evolve(line, name=f"{state.name(site)}: {line.name}") for line in chosen] if several else chosen


def _production_lines(site: Site, *, energy: bool) -> list[_Line]:
    meter = site.device("meter").key
    return [
        _metered(site) if energy else _Line("Power_KWPM", "Production meter power", KILOWATT, _kw("meter"), meter),
        _EXPECTED if energy else _Line("ExpPower", "Expected power", KILOWATT, _kw("expected"), color=_COLORS[1]),
        _sun(site),
    ]


def _inverter_lines(state: State, site: Site, *, energy: bool) -> list[_Line]:
    name, unit = ("Inverter_KWH", KILOWATT_HOUR) if energy else ("Inverter_KW", KILOWATT)

    def of(index: int) -> Callable[[Bin], float]:
        return lambda each: each.inverters[index] / (1 if energy else each.hours)

    return [
        _Line(name + each.key, state.name(each), unit, of(index), each.key, _COLORS[index % len(_COLORS)])
        for index, each in enumerate(site.inverters)
    ]


def _weather_lines(site: Site) -> list[_Line]:
    station, ambient, module = site.device("weather").key, attrgetter("ambient"), attrgetter("module")
    return [
        _sun(site),
        _Line("Weather_TempAmbient", "Ambient temperature", CELSIUS, ambient, station, _COLORS[5]),
        _Line("Weather_TempModule", "Module temperature", CELSIUS, module, station, _COLORS[3]),
    ]


def _energy_lines(site: Site) -> list[_Line]:
    """Return energies and losses, as a chart shows them that was built from a query."""
    station, ambient = site.device("weather").key, attrgetter("ambient")
    estimate = f"EstEnergy_SiteEstimate{site.number}"
    losses = [
        _Line(f"Losses_Sum{name.title()}Loss1KWHAll", f"{name.title()} loss", KILOWATT_HOUR, _kwh(name), color=color)
        for name, color in zip(("clipping", "downtime", "soiling", "snow"), _COLORS[3:], strict=False)
    ]
    return [
        _metered(site),
        _EXPECTED,
        _Line(estimate, "Estimated Production", KILOWATT_HOUR, _kwh("estimated"), color=_COLORS[2]),
        _Line("ExpEnergy_Temp1", "Weather Station", CELSIUS, ambient, station, _BLACK, visible=False),
        *losses,
    ]


def _kwh(name: str) -> Callable[[Bin], float]:
    return lambda each: each.energy[name]


def _kw(name: str) -> Callable[[Bin], float]:
    return lambda each: each.power(name)


_EXPECTED = _Line("ExpEnergy", "Expected energy", KILOWATT_HOUR, _kwh("expected"), color=_COLORS[1])


def _metered(site: Site) -> _Line:
    meter = site.device("meter").key
    return _Line("Energy_NetEnergyPM", "Production meter net energy", KILOWATT_HOUR, _kwh("meter"), meter)


def _sun(site: Site) -> _Line:
    station, irradiance = site.device("weather").key, attrgetter("irradiance")
    return _Line("Weather_POA", "Plane-of-array irradiance", W_PER_M2, irradiance, station, _SUN, right=True)


def _series(line: _Line, bins: Sequence[Bin]) -> JsonObject:
    """Return a line as the answer carries it."""
    values = [round(line.value(each), 4) for each in bins]
    points: list[JsonValue] = [
        {"timeStamp": None, "x": round(each.start * 1000), "y": value} for each, value in zip(bins, values, strict=True)
    ]
    return _template() | {
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
