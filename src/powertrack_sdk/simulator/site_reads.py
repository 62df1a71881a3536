"""Smaller views of sites and customers: live figures, weather, key figures, notices."""

from __future__ import annotations

from math import hypot

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.calls import Call
from powertrack_sdk.simulator.fields import example, kept, part, quantity, section
from powertrack_sdk.simulator.messages import RefusedError
from powertrack_sdk.simulator.moments import local_day, stamp
from powertrack_sdk.simulator.nodes import echo
from powertrack_sdk.simulator.views import site_row
from powertrack_sdk.simulator.world import Site

_KPI = {
    "systemSize": "sizeKW",
    "dCsize": "sizeDC",
    "now": "power",
    "avgKW": "powerAvg15",
    "today": "today",
    "month": "thisMonth",
    "year": "thisYear",
    "life": "lifetime",
    "irradiance": "irradiance",
    "availability": "availability",
    "inverterFaults": "inverterFaults",
    "totalInverters": "inverterCount",
}
"""Key figures, and where a row of `view/portfolio` has them."""


def get_site_production(call: Call) -> JsonObject:
    """`production`: the figures that a site's dashboard shows."""
    site = call.site()
    return _live(call, site, "site/get_site_production") | {"latitude": site.latitude, "systemSizeDC": site.dc_kw}


def get_script_site(call: Call) -> JsonObject:
    """`scriptsite`: the same for scripts, with the devices."""
    site, body = call.site(), _live(call, call.site(), "site/get_script_site")
    blank = objects(body["hardware"])[0] | {"dataRegisters": [], "settings": []}
    devices = [call.state.documents.device(each) for each in site.devices]
    return body | {
        "address": site.street,
        "elevation": site.elevation,
        "hardware": [
            blank | kept(each, "functionCode", "functionId", "key", "serialNum", lastChanged="ts", name="description")
            for each in devices
        ],
        "latitude": site.latitude,
        "longitude": site.longitude,
        "systemSize": f"{site.ac_kw / 1000:.2f} MW",
    }


def get_site_weather(call: Call) -> JsonObject:
    """`view/siteweather`."""
    site, now = call.site(), call.state.world.now
    figures = call.state.figures(site)
    body = example("site/get_site_weather") | {"key": site.key, "lastChanged": stamp(now)}
    body["date"] = f"{local_day(now, site.zone)}T12:00:00"
    return body if figures is None else body | {"temperature": round(figures.ambient * 1.8 + 32)}


def get_calculated_elevation(call: Call) -> JsonValue:
    """`edit/site/getCalculatedElevation`: that of the nearest site."""
    asked = call.sent()
    latitude, longitude = quantity(asked.get("latitude")), quantity(asked.get("longitude"))
    if latitude is None or longitude is None:
        raise RefusedError(400, "latitude and longitude have to be numbers.")

    def distance(site: Site) -> float:
        return hypot(site.latitude - latitude, site.longitude - longitude)

    nearest = min(call.state.world.sites(), key=distance, default=None)
    return 0 if nearest is None else nearest.elevation


def get_active_ticket_count(call: Call) -> JsonValue:
    """`view/tickets/activecount`: nobody ever complained."""
    return 0


def query_kpi_dashboard(call: Call) -> JsonObject:
    """`view/kpidashboard`: key figures of all sites below some customers."""
    asked = call.sent()
    keys = asked.get("keys")
    if not isinstance(keys, list):
        raise RefusedError(400, "keys has to be a list.")
    template = objects(part(example("charts/query_kpi_dashboard"), "sites"))[0]
    sites = {site.key: site for key in keys for site in call.covered(key if key is not None else "")[0]}
    rows: list[JsonValue] = [
        template | {"data": section(template, "data") | kept(row, **_KPI), "key": row["key"], "name": row["name"]}
        for row in (site_row(call.state, site) for site in sites.values())
    ]
    return {"key": echo(asked), "lastChanged": stamp(call.state.world.now), "sites": rows}


def get_session_notifications(call: Call) -> JsonObject:
    """`notifications/session`: a notice for each of the first sites."""
    body = example("account/get_session_notifications")
    sites = [site for key in call.state.world.keys()[:3] if (site := call.state.world.site(key))]
    rows: list[JsonValue] = [
        {**notice, "siteKey": site.key, "siteName": call.state.documents.site_name(site)}
        for notice, site in zip(objects(body["list"]), sites, strict=False)
    ]
    return {**body, "list": rows}


def _live(call: Call, site: Site, name: str) -> JsonObject:
    """A captured body with the figures of a site's row, wherever both have a field."""
    body, row = example(name), site_row(call.state, site)
    known = {field: value for field, value in row.items() if field in body and field != "systemSize"}
    return {**body, **known, "lastChanged": stamp(call.state.world.now)}
