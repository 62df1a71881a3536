"""Charts: the lines that a question asks for, measured in bins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import gcd
from typing import TypeGuard

from attrs import evolve, frozen

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
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


@frozen
class _Line:
    """A line of a chart.

    Attributes:
        unit: Code of the unit. In kWh it shows totals, in any other unit means.
        quantity: Name of its quantity in a bin.
        device: Key of its device, or until it is known its kind; None if it shows no single one.
        right: Whether it belongs to the axis on the right.
    """

    key: str
    name: str
    unit: int
    quantity: str
    device: str | None = None
    color: str = _COLORS[0]
    right: bool = False
    visible: bool = True

    def value(self, each: Bin) -> float:
        """Return its value in a bin."""
        return each.total(self.quantity) if self.unit == KILOWATT_HOUR else each.mean(self.quantity)


_SUN = _Line("Weather_POA", "Plane-of-array irradiance", W_PER_M2, "irradiance", "weather", "#F2B705", right=True)
_ENERGY = _Line("Energy_NetEnergyPM", "Production meter net energy", KILOWATT_HOUR, "meter", "meter")
_EXPECTED = _Line("ExpEnergy", "Expected energy", KILOWATT_HOUR, "expected", color=_COLORS[1])
_POWER_LINES = (
    _Line("Power_KWPM", "Production meter power", KILOWATT, "meter", "meter"),
    _Line("ExpPower", "Expected power", KILOWATT, "expected", color=_COLORS[1]),
    _SUN,
)
_WEATHER_LINES = (
    _SUN,
    _Line("Weather_TempAmbient", "Ambient temperature", CELSIUS, "ambient", "weather", _COLORS[5]),
    _Line("Weather_TempModule", "Module temperature", CELSIUS, "module", "weather", _COLORS[3]),
)
_QUERY_LINES = (
    _ENERGY,
    _EXPECTED,
    _Line("EstEnergy_SiteEstimate{site}", "Estimated Production", KILOWATT_HOUR, "estimated", color=_COLORS[2]),
    _Line("ExpEnergy_Temp1", "Weather Station", CELSIUS, "ambient", "weather", "#000000", visible=False),
    _Line("Losses_SumClippingLoss1KWHAll", "Clipping loss", KILOWATT_HOUR, "clipping", color=_COLORS[3]),
    _Line("Losses_SumDowntimeLoss1KWHAll", "Downtime loss", KILOWATT_HOUR, "downtime", color=_COLORS[4]),
    _Line("Losses_SumSoilingLoss1KWHAll", "Soiling loss", KILOWATT_HOUR, "soiling", color=_COLORS[5]),
    _Line("Losses_SumSnowLoss1KWHAll", "Snow loss", KILOWATT_HOUR, "snow", color=_COLORS[6]),
)
"""Energies and losses, as a chart shows them that was built from a query."""


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
        name: round(sum(each.total(quantity) for _, bins in measured for each in bins), 4)
        for name, (quantity, _) in _RESULTS.items()
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
    if not question.built and question.chart_type in _INVERTER_CHARTS:
        key, unit = ("Inverter_KWH", KILOWATT_HOUR) if energy else ("Inverter_KW", KILOWATT)
        lines = [
            _Line(key + each.key, state.name(each), unit, each.key, each.key, _COLORS[index % len(_COLORS)])
            for index, each in enumerate(site.inverters)
        ]
    else:
        weather = question.chart_type in _WEATHER_CHARTS
        production = (_ENERGY, _EXPECTED, _SUN) if energy else _POWER_LINES
        lines = [
            evolve(line, key=line.key.format(site=site.number), device=line.device and site.device(line.device).key)
            for line in (_QUERY_LINES if question.built else _WEATHER_LINES if weather else production)
        ]
    chosen = [line for line in lines if line.device in question.devices] or lines
    several = len(question.sites) > 1
    return [evolve(line, name=f"{state.name(site)}: {line.name}") for line in chosen] if several else chosen


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
