"""Charts: what was asked for, and the answer."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import gcd
from typing import TypeGuard

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_sdk.simulator.calls import Call
from powertrack_sdk.simulator.fields import example
from powertrack_sdk.simulator.messages import RefusedError
from powertrack_sdk.simulator.moments import ZONE_CODES, hours_from_utc, midnight, stamp, stamp_at
from powertrack_sdk.simulator.nodes import echo
from powertrack_sdk.simulator.production import QUARTER, Bin, measure
from powertrack_sdk.simulator.series import Line, energy_lines, inverter_lines, production_lines, series, weather_lines
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.world import Site

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


@frozen
class Question:
    """What a chart is to show.

    Attributes:
        sites: The sites.
        devices: Keys of the devices to show; empty for all.
        chart_type: Code of the chart.
        first: First day.
        last: Last day.
        minutes: Length of the bins in minutes.
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
        """Seconds between the moments that are looked at."""
        return QUARTER if self.minutes >= _DAY else gcd(self.minutes * 60, QUARTER)


def query_chart(call: Call) -> JsonObject:
    """`view/chart`: the series of a chart.

    What lies after the simulator's moment is cut off. A chart that begins after it is answered in full, so that a
    script that counts from the wall clock finds data.

    Raises:
        RefusedError: The question is not understood (400), or names nothing (404).
    """
    state, asked = call.state, call.sent()
    question = _read(state, asked)
    measured = [(site, list(measure(site, _bins(state, question, site), question.step))) for site in question.sites]
    shown = [(line, bins) for site, bins in measured for line in _lines(state, question, site)]
    results = _results([bins for _, bins in measured])
    leading = question.sites[0]
    starts = [start for start, _ in _bins(state, question, leading)]
    last = max((bins[-1].start for _, bins in measured if bins), default=None)
    return example("charts/query_chart") | {
        "binSize": question.minutes,
        "currentNowBinIndex": sum(start <= state.world.now.timestamp() for start in starts) - 1,
        "dataNotAvailable": last is None,
        "durations": [{"binSize": question.minutes, "days": days, "id": name} for name, days in _DURATIONS.items()],
        "end": f"{question.last}T23:59:59",
        "hardwareKeys": [line.device or "BAD" for line, _ in shown],
        "isUsingDaylightSavings": leading.zone != "US/Arizona",
        "key": echo(asked),
        "lastChanged": stamp(state.clock.now),
        "lastDataDatetime": None if last is None else stamp_at(last),
        "namedResults": {**results, "inverterLimit": 0},
        "series": [series(line, bins) for line, bins in shown],
        "start": f"{question.first}T00:00:00",
        "summaryTable": [[_RESULTS[name][1], str(value), "kWh"] for name, value in results.items()],
        "timeZone": leading.zone,
        "timeZoneExport": ZONE_CODES[leading.zone],
        "title": ", ".join(dict.fromkeys(line.name for line, _ in shown if line.visible)),
    }


def estimate_chart(call: Call) -> JsonObject:
    """`view/chart/estimate`: how large a chart would be."""
    question = _read(call.state, call.sent())
    lines = sum(len(_lines(call.state, question, site)) for site in question.sites)
    bins = len(_bins(call.state, question, question.sites[0]))
    points = lines * bins
    return {
        "binsCount": bins,
        "estimatedDataPoints": points,
        "seriesCount": lines,
        "wouldTruncate": points > _MOST_STEPS,
    }


def query_chart_menu(call: Call) -> JsonObject:
    """`view/chart/builtin`: the charts that there are for some sites."""
    sites = _sites(call, call.sent().get("siteKeys"))
    return _menu(call, sites[0].key)


def get_chart_menu(call: Call) -> JsonObject:
    """The same asked with GET, for the first site."""
    first = next(iter(call.state.world.keys()), None)
    return example("charts/query_chart_menu") if first is None else _menu(call, first)


def query_kpi_menu(call: Call) -> JsonObject:
    """`view/chart/kpimenu`: the figures that a chart of some sites can show."""
    keys: list[JsonValue] = [site.key for site in _sites(call, call.sent().get("siteKeys"))]
    return {**example("charts/query_kpi_menu"), "siteKeys": keys}


def _menu(call: Call, key: str) -> JsonObject:
    site = call.site(key)
    offset = hours_from_utc(call.state.world.now, site.zone)
    codes: list[JsonValue] = [*sorted({device.function_code for device in site.devices})]
    name = call.state.documents.site_name(site)
    return example("charts/query_chart_menu") | {"hardwareFunctions": codes, "name": name, "timeZoneOffset": offset}


def _sites(call: Call, keys: JsonValue) -> list[Site]:
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        raise RefusedError(400, "siteKeys has to be a list of keys.")
    return [call.site(key) for key in keys]


def _read(state: State, asked: JsonObject) -> Question:
    """Understand a question."""
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
    question = Question(sites, devices, chart_type, first, last, minutes, isinstance(asked.get("query"), dict))
    if ((last - first).days + 1) * 86400 // question.step * len(sites) > _MOST_STEPS:
        raise RefusedError(400, "The chart would have too many points.")
    return question


def _source(state: State, asked: JsonObject) -> tuple[tuple[Site, ...], frozenset[str]]:
    """The sites of a chart, and the devices where it is about some only."""
    source, chosen = asked.get("source"), asked.get("hardwareSet")
    if not isinstance(source, list) or not source:
        raise RefusedError(400, "source has to be a list of keys.")
    devices = {key for key in chosen if isinstance(key, str)} if isinstance(chosen, list) else set()
    sites: dict[str, Site] = {}
    for key in source:
        found = state.world.device(key) if isinstance(key, str) else None
        site = found[0] if found else state.world.site(key) if isinstance(key, str) else None
        if site is None:
            raise RefusedError(404, "source names a key that there is not.")
        sites[site.key] = site
        if found:
            devices.add(found[1].key)
    return tuple(sites.values()), frozenset(devices)


def _day(asked: JsonObject, name: str) -> date:
    """The day of a date or a date-time. Days are those of the site, whatever zone is named."""
    try:
        day = date.fromisoformat((text(asked.get(name)) or "")[:10])
    except ValueError:
        raise RefusedError(400, f"{name} has to be a date.") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise RefusedError(400, f"{name} has to lie between {_FIRST_YEAR} and {_LAST_YEAR}.")
    return day


def _lines(state: State, question: Question, site: Site) -> list[Line]:
    """The lines to show of a site."""
    energy = question.minutes >= _DAY
    if question.built:
        lines = energy_lines(site)
    elif question.chart_type in _INVERTER_CHARTS:
        names = {inverter.key: state.documents.device_name(inverter) for inverter in site.inverters}
        lines = inverter_lines(site, names, energy=energy)
    elif question.chart_type in _WEATHER_CHARTS:
        lines = weather_lines(site)
    else:
        lines = production_lines(site, energy=energy)
    chosen = [line for line in lines if line.device in question.devices] or lines
    several = len(question.sites) > 1
    return [line.named(f"{state.documents.site_name(site)}: ") for line in chosen] if several else chosen


def _bins(state: State, question: Question, site: Site) -> list[tuple[float, float]]:
    """Begin and end of each bin in seconds since the epoch. Every day begins with a new bin, as its clock does."""
    end = midnight(question.last + timedelta(days=1), site.zone)
    if question.minutes >= _DAY:
        edges = [midnight(day, site.zone) for day in _long_bins(question)]
    else:
        days = (question.first + timedelta(days=index) for index in range((question.last - question.first).days + 2))
        edges = [
            edge
            for day, following in pairwise(midnight(each, site.zone) for each in days)
            for edge in _count_up(day, following, question.minutes * 60)
        ]
    now = state.world.now.timestamp()
    if edges[0] < now < end:
        end = now
        edges = [edge for edge in edges if edge < now]
    return list(pairwise([*edges, end]))


def _count_up(start: float, end: float, step: float) -> list[float]:
    return [start + step * index for index in range(int(-(-(end - start) // step)))]


def _long_bins(question: Question) -> list[date]:
    """The days on which bins of a day or longer begin."""
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


def _results(measured: list[list[Bin]]) -> dict[str, JsonValue]:
    """The sums over all bins and sites in kWh."""
    return {
        name: round(sum(each.energy[energy] for bins in measured for each in bins), 4)
        for name, (energy, _) in _RESULTS.items()
    }


def _is_whole(value: JsonValue) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
