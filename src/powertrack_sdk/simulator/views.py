"""Views of the portfolio and of a site."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from random import Random

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.simulator.alerts import active_alerts
from powertrack_sdk.simulator.calls import Call
from powertrack_sdk.simulator.chance import chance
from powertrack_sdk.simulator.fields import example, kept, part, quantity, section, word
from powertrack_sdk.simulator.moments import NEVER, fine_stamp, local_day, stamp, stamp_at
from powertrack_sdk.simulator.site_forms import annual_kwh, contract_dates, month_kwh
from powertrack_sdk.simulator.state import Figures, State
from powertrack_sdk.simulator.world import Site

_KILOWATTS: dict[float | None, float] = {8: 0.001, 10: 1.0, 12: 1000.0}  # in one of the unit with that code
_STATUS = {"healthy": 8, "faulted": 8, "silent": 5, "empty": 2}
_QUARTERS = 96
_CONTRACTS = ("monitoring", "cellModem")


def get_portfolio(call: Call) -> JsonObject:
    """`view/portfolio` of the customer."""
    return {
        **example("portfolio/get_portfolio"),
        "key": call.key,
        "lastChanged": stamp(call.state.clock.now),
        "sites": [*listed_sites(call.state)],
    }


def listed_sites(state: State) -> list[JsonObject]:
    """The rows of `view/portfolio`."""
    return [site_row(state, site) for site in state.world.sites()]


def get_site(call: Call) -> JsonObject:
    """`view/site`: the master data of a site, out of its document."""
    state, site = call.state, call.site()
    document = state.documents.site(site)
    location = section(document, "location")
    template = example("site/get_site")
    form = example("site/get_site_config")
    body: JsonObject = {
        **{name: value for name, value in template.items() if name not in form or name in document},
        **kept(document, *(template.keys() & form.keys())),
        **kept(location, "elevation", "latitude", "longitude"),
        "address": kept(location, "address1", "address2", "city", "country", "postalCode", stateProvince="state"),
        "lastChanged": word(document, "ts"),
        "dailyProductionEstimate": round(annual_kwh(site) / 365, 3),
        "monthlyProductionEstimate": float(month_kwh(site, local_day(state.world.now, site.zone).month)),
        "status": _STATUS[site.condition],
    }
    for kind in _CONTRACTS:
        for name in contract_dates(site, state.world.now):
            day = text(document.get(f"{kind}Contract{name}Date"))
            body[f"{kind}Contract{name}Date"] = f"{day}T00:00:00Z" if day and "T" not in day else day
    return body


def site_row(state: State, site: Site) -> JsonObject:
    """A site's row of `view/portfolio`."""
    figures = state.figures(site)
    row = dict(_template(2 if site.condition == "empty" else 0))
    row |= _identity(state, site)
    if site.condition == "empty":
        return row | {"irradiance": "NaN", "lastUpload": None, "message": "PR calculation failed (Standard)"}
    row |= _history(site, state.world.now, figures)
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
        "lastUpload": stamp(state.world.now - timedelta(seconds=rng.randint(20, 400))),
        "lastDataUTC": stamp(state.world.now - timedelta(seconds=rng.randint(60, 900))),
    }
    if figures is not None:
        return row | _live(site, figures, rng)
    since = stamp_at(site.silent_since or 0.0)
    return row | _SILENT | {"lastUpload": since, "lastDataUTC": since}


_SILENT: JsonObject = {
    "power": None,
    "availability": "NaN",
    "calculatedInverterAvailability": 0,
    "energyAvailability": 0,
    "today": "NaN",
    "energyRatio": "NaN",
    "kwPercent": "NaN",
    "kwhPercent": "NaN",
    "performanceIndex": "NaN",
    "irradiance": "NaN",
    "insolation": "NaN",
    "powerAvg15": "NaN",
    "powerAvg15Exp": "NaN",
    "power24": None,
    "power24Est": None,
    "soilingLoss": "NaN",
    "downtimeLoss": "NaN",
    "energyLoss": "NaN",
    "revenueLoss": "NaN",
    "energyAvailabilityLoss": "NaN",
    "todayEstimated": "NaN",
    "todayPercent": "NaN",
    "message": "PR calculation failed (Standard)",
    "todayAnd7DayAverageKw": {"plotActual": [], "plotAverage": [], "plotIdx": -1, "solarNoon": NEVER},
}


def _identity(state: State, site: Site) -> JsonObject:
    """What a row says of a site whatever the weather."""
    ac_kw, dc_kw = capacities(state, site)
    alerts = active_alerts(site)
    row: JsonObject = {
        "alertName": alerts[0].name if alerts else "",
        "alertSeverity": max(alert.severity for alert in alerts) if alerts else None,
        "capacityDc": dc_kw,
        "estimatedCommissioningDate": f"{site.installed + timedelta(days=60)}T00:00:00Z",
        "expirationDate": f"{contract_dates(site, state.world.now)['End']}T00:00:00",
        "id": site.number,
        "inverterCount": len(site.inverters),
        "key": site.key,
        "name": state.documents.site_name(site),
        "parentKey": site.key,
        "pvCapacityAc": ac_kw,
        "pvCapacityDc": dc_kw,
        "sizeDC": dc_kw,
        "sizeKW": ac_kw,
        "status": _STATUS[site.condition],
        "systemSize": ac_kw,
        "timeZone": site.zone,
    }
    if site.condition != "empty":
        night = state.world.now.replace(hour=2, minute=3, second=56)
        told = f"{night.month}/{night.day}/{night.year} 2:03:56 AM"
        results: JsonObject = {"communication": 4, "configuration": 3, "data": 1, "performance": 1}
        row["ruleToolSummary"] = {**results, "message": told, "timestamp": stamp(night)}
    return row


def capacities(state: State, site: Site) -> tuple[float, float]:
    """AC and DC capacity in kW, as the site's document says."""
    if not state.documents.has_site(site):
        return site.ac_kw, site.dc_kw
    document = state.documents.site(site)

    def kilowatts(name: str) -> float:
        unit = quantity(document.get(f"{name}Unit"))
        return (quantity(document.get(name)) or 0.0) * _KILOWATTS.get(unit, 1.0)

    return round(kilowatts("capacityAc"), 6), round(kilowatts("capacityDc"), 6)


def _history(site: Site, now: datetime, figures: Figures | None) -> JsonObject:
    """Energies of the months and years, from what the site yields on average."""
    day = local_day(now, site.zone)
    so_far = figures.energy if figures else 0.0
    month = month_kwh(site, day.month) * (day.day - 1) / 30 + so_far
    year = sum(month_kwh(site, earlier) for earlier in range(1, day.month)) + month
    years = (day - site.installed).days / 365.25
    return {
        "thisMonth": round(month, 1),
        "lastMonth": float(month_kwh(site, (day.month - 2) % 12 + 1)),
        "thisYear": round(year, 1),
        "lastYear": round(annual_kwh(site) * min(1.0, years), 1),
        "lifetime": round(annual_kwh(site) * years, 1),
    }


def _live(site: Site, figures: Figures, rng: Random) -> JsonObject:
    """The figures of the day, rounded as little as PowerTrack rounds them."""
    ratio = _percent(figures.energy, figures.expected_energy)
    estimated = sum(figures.usual) / 4
    day_power = figures.energy / 24
    return {
        "power": round(figures.power, 4),
        "powerAvg15": round(figures.power, 4),
        "powerAvg15Exp": round(figures.expected_power, 4),
        "power24": round(day_power, 4),
        "power24Est": round(estimated / 24, 4),
        "today": round(figures.energy, 3),
        "todayEstimated": round(estimated, 3),
        "todayPercent": _percent(figures.energy, estimated),
        "energyRatio": ratio,
        "kwhPercent": ratio,
        "kwPercent": _percent(figures.power, figures.expected_power),
        "performanceIndex": _percent(figures.power, figures.expected_power, 1),
        "irradiance": round(figures.irradiance, 3),
        "insolation": round(figures.insolation, 4),
        "downtimeLoss": round(figures.downtime, 3),
        "soilingLoss": round(figures.soiling, 3) if rng.random() < 0.7 else "NaN",
        "energyLoss": round(figures.expected_energy - figures.energy, 3),
        "energyAvailabilityLoss": round(figures.downtime, 3),
        "revenueLoss": round(max(0.0, figures.expected_energy - figures.energy) * 0.11, 3),
        "todayAnd7DayAverageKw": {
            "plotActual": _percents(figures.curve, site.ac_kw, missing=-128),
            "plotAverage": _percents(figures.usual, site.ac_kw, missing=0),
            "plotIdx": min(len(figures.curve), _QUARTERS) - 1,
            "solarNoon": fine_stamp(figures.solar_noon),
        },
    }


def _percent(value: float, whole: float, scale: float = 100.0) -> JsonValue:
    return round(scale * value / whole, 4) if whole > 0 else "NaN"


def _percents(powers: tuple[float, ...], whole: float, *, missing: int) -> list[JsonValue]:
    """Shares of the capacity as whole percents, one for each quarter of an hour of a day."""
    shares: list[JsonValue] = [round(100 * power / whole) for power in powers[:_QUARTERS]]
    return shares + [missing] * (_QUARTERS - len(shares))


@cache
def _template(index: int) -> JsonObject:
    return objects(part(example("portfolio/get_portfolio"), "sites"))[index]
