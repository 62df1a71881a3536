"""The portfolio: a row for each site, with the figures of the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from random import Random

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.answers.alerts import active_alerts
from powertrack_sdk.simulator.answers.site import STATUS, contract_dates
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.fields import example, part, quantity
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.world.clock import NEVER, chance, fine_stamp, local_day, stamp
from powertrack_sdk.simulator.world.plant import Site
from powertrack_sdk.simulator.world.production import Figures

_KILOWATTS: dict[float | None, float] = {8: 0.001, 10: 1.0, 12: 1000.0}  # in one of the unit with that code
_QUARTERS = 96
_NO_RATIO = "PR calculation failed (Standard)"
_SILENT: JsonObject = {
    **dict.fromkeys(("power", "power24", "power24Est")),
    **dict.fromkeys(("calculatedInverterAvailability", "energyAvailability"), 0),
    **dict.fromkeys(
        ("availability", "today", "energyRatio", "kwPercent", "kwhPercent", "performanceIndex", "irradiance",
         "insolation", "powerAvg15", "powerAvg15Exp", "soilingLoss", "downtimeLoss", "energyLoss", "revenueLoss",
         "energyAvailabilityLoss", "todayEstimated", "todayPercent"),
        "NaN",
    ),
    "message": _NO_RATIO,
    "todayAnd7DayAverageKw": {"plotActual": [], "plotAverage": [], "plotIdx": -1, "solarNoon": NEVER},
}  # fmt: skip
"""Fields of a site that fell silent."""


@answers("getPortfolio")
def get_portfolio(call: Call) -> JsonObject:
    """Answer with the rows of all sites."""
    state = call.state
    rows: list[JsonValue] = [site_row(state, site) for site in state.world.sites()]
    own: JsonObject = {"key": call.key, "lastChanged": stamp(state.clock.now), "sites": rows}
    return example("portfolio/get_portfolio") | own


def site_row(state: State, site: Site) -> JsonObject:
    """Return the row of a site."""
    now, figures = state.world.now, state.figures(site)
    row = _template(2 if site.condition == "empty" else 0) | _identity(state, site)
    if site.condition == "empty":
        return row | {"irradiance": "NaN", "lastUpload": None, "message": _NO_RATIO}
    row |= _history(site, now, figures)
    rng = chance(f"row/{site.sky}")
    halted = sum(inverter.broken_since is not None for inverter in site.inverters)
    working = 1 - halted / len(site.inverters)
    availability = round(100 * working, 2) if halted else rng.choice((100.0, 100.0, round(rng.uniform(98.4, 99.9), 2)))
    row |= {
        "inverterFaults": halted,
        "availability": availability,
        "calculatedInverterAvailability": availability,
        "energyAvailability": availability,
        "availabilityLoss": round(site.ac_kw * (1 - working), 3),
        "lastUpload": stamp(now - timedelta(seconds=rng.randint(20, 400))),
        "lastDataUTC": stamp(now - timedelta(seconds=rng.randint(60, 900))),
    }
    if figures is not None:
        return row | _live(site, figures, rng)
    since = stamp(site.silent_since or 0.0)
    return row | _SILENT | {"lastUpload": since, "lastDataUTC": since}


def _identity(state: State, site: Site) -> JsonObject:
    """Return the fields that do not depend on the weather."""
    ac_kw, dc_kw = _capacities(state, site)
    alerts, now = active_alerts(site), state.world.now
    row: JsonObject = {
        "alertName": alerts[0].name if alerts else "",
        "alertSeverity": max(alert.severity for alert in alerts) if alerts else None,
        "estimatedCommissioningDate": f"{site.installed + timedelta(days=60)}T00:00:00Z",
        "expirationDate": f"{contract_dates(site, now)['End']}T00:00:00",
        "id": site.number,
        "inverterCount": len(site.inverters),
        "key": site.key,
        "name": state.name(site),
        "parentKey": site.key,
        "status": STATUS[site.condition],
        "timeZone": site.zone,
        **dict.fromkeys(("capacityDc", "pvCapacityDc", "sizeDC"), dc_kw),
        **dict.fromkeys(("pvCapacityAc", "sizeKW", "systemSize"), ac_kw),
    }
    if site.condition != "empty":
        night = now.replace(hour=2, minute=3, second=56)
        results: JsonObject = {"communication": 4, "configuration": 3, "data": 1, "performance": 1}
        message = f"{night.month}/{night.day}/{night.year} 2:03:56 AM"
        row["ruleToolSummary"] = {**results, "message": message, "timestamp": stamp(night)}
    return row


def _capacities(state: State, site: Site) -> tuple[float, float]:
    """Return AC and DC capacity in kW, as the document has them."""
    document = state.edited(site)
    if document is None:
        return site.ac_kw, site.dc_kw

    def kilowatts(name: str) -> float:
        unit = quantity(document.get(f"{name}Unit"))
        return round((quantity(document.get(name)) or 0.0) * _KILOWATTS.get(unit, 1.0), 6)

    return kilowatts("capacityAc"), kilowatts("capacityDc")


def _history(site: Site, now: datetime, figures: Figures | None) -> JsonObject:
    """Return the energies of months and years, from the average yield of the site."""
    day = local_day(now, site.zone)
    so_far = figures.total("meter") if figures else 0.0
    month = site.month_kwh(day.month) * (day.day - 1) / 30 + so_far
    year = sum(site.month_kwh(earlier) for earlier in range(1, day.month)) + month
    years = (day - site.installed).days / 365.25
    return {
        "thisMonth": round(month, 1),
        "lastMonth": float(site.month_kwh((day.month - 2) % 12 + 1)),
        "thisYear": round(year, 1),
        "lastYear": round(site.year_kwh * min(1.0, years), 1),
        "lifetime": round(site.year_kwh * years, 1),
    }


def _live(site: Site, figures: Figures, rng: Random) -> JsonObject:
    """Return the figures of the day, with the digits that PowerTrack sends."""
    last, estimates = figures.last, figures.estimates()
    energy, expected, downtime = (figures.total(name) for name in ("meter", "expected", "downtime"))
    power, possible, estimated = last.mean("meter"), last.mean("expected"), sum(estimates) / 4
    ratio = _percent(energy, expected)
    return {
        "power": round(power, 4),
        "powerAvg15": round(power, 4),
        "powerAvg15Exp": round(possible, 4),
        "power24": round(energy / 24, 4),
        "power24Est": round(estimated / 24, 4),
        "today": round(energy, 3),
        "todayEstimated": round(estimated, 3),
        "todayPercent": _percent(energy, estimated),
        "energyRatio": ratio,
        "kwhPercent": ratio,
        "kwPercent": _percent(power, possible),
        "performanceIndex": _percent(power, possible, 1),
        "irradiance": round(last.mean("irradiance"), 3),
        "insolation": round(figures.total("irradiance") / 1000, 4),
        "downtimeLoss": round(downtime, 3),
        "soilingLoss": round(figures.total("soiling"), 3) if rng.random() < 0.7 else "NaN",
        "energyLoss": round(expected - energy, 3),
        "energyAvailabilityLoss": round(downtime, 3),
        "revenueLoss": round(max(0.0, expected - energy) * 0.11, 3),
        "todayAnd7DayAverageKw": {
            "plotActual": _percents((each.mean("meter") for each in figures.bins), site.ac_kw, missing=-128),
            "plotAverage": _percents(estimates, site.ac_kw, missing=0),
            "plotIdx": min(len(figures.bins), _QUARTERS) - 1,
            "solarNoon": fine_stamp(figures.day.weather.noon),
        },
    }


def _percent(value: float, whole: float, scale: float = 100.0) -> JsonValue:
    return round(scale * value / whole, 4) if whole > 0 else "NaN"


def _percents(powers: Iterable[float], whole: float, *, missing: int) -> list[JsonValue]:
    """Return shares of the capacity in whole percent, one for each quarter of an hour of a day."""
    shares = [round(100 * power / whole) for power in powers][:_QUARTERS]
    return [*shares, *[missing] * (_QUARTERS - len(shares))]


@cache
def _template(index: int) -> JsonObject:
    return objects(part(example("portfolio/get_portfolio"), "sites"))[index]
