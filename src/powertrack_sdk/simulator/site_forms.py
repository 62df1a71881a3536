"""The editable documents of a site and of its PV models, as they are before anyone saves them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.fields import example, fill, part
from powertrack_sdk.simulator.moments import ZONE_CODES, stamp_at
from powertrack_sdk.simulator.plant import Device
from powertrack_sdk.simulator.world import Site

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHARE_OF_YEAR = (0.052, 0.062, 0.085, 0.096, 0.106, 0.108, 0.11, 0.102, 0.088, 0.075, 0.062, 0.054)

KILOWATT, MEGAWATT = 10, 12


def site_form(site: Site, customer: str, now: datetime) -> JsonObject:
    """The document of `edit/site`."""
    document = example("site/get_site_config")
    changed = stamp_at(site.changed)
    contract = contract_dates(site, now)
    fill(
        document,
        {
            "key": site.key,
            "parentKey": customer,
            "name": site.name,
            "ts": changed,
            "approvedOn": changed,
            "tz": site.zone,
            "capacityAc": site.ac_kw,
            "capacityAcUnit": KILOWATT,
            "capacityDc": round(site.dc_kw / 1000, 6),
            "capacityDcUnit": MEGAWATT,
            "installDate": site.installed.isoformat(),
            "turnOnDate": (site.installed + timedelta(days=40)).isoformat(),
            "estimatedCommissioningDate": (site.installed + timedelta(days=60)).isoformat(),
            "degradeStart": (site.installed + timedelta(days=200)).isoformat(),
            "validDataDate": f"{site.installed + timedelta(days=41)}T14:53:00Z",
            "yearTotal": f"{annual_kwh(site) / 1e6:.2f}",
            "salesforceSystemId": f"S-{site.number:07d}",
            "location.address1": site.street,
            "location.city": site.town,
            "location.state": site.state,
            "location.postalCode": site.postal,
            "location.latitude": site.latitude,
            "location.longitude": site.longitude,
            "location.elevation": site.elevation,
            "location.timeZone": ZONE_CODES[site.zone],
            "monthlyOutput": {name: month_kwh(site, month) for month, name in enumerate(_MONTHS, start=1)},
        },
    )
    for kind in ("monitoring", "cellModem"):
        fill(document, {f"{kind}Contract{name}Date": day.isoformat() for name, day in contract.items()})
    _claim_tags(document, site)
    return document


def annual_kwh(site: Site) -> float:
    """What a site yields in an average year, in kWh."""
    return site.dc_kw * (1400 + 18 * (40 - site.latitude))


def month_kwh(site: Site, month: int) -> int:
    """What a site yields in an average month, in kWh."""
    return round(annual_kwh(site) * _SHARE_OF_YEAR[month - 1])


def contract_dates(site: Site, now: datetime) -> dict[str, date]:
    """Start, end, warning and termination of a site's contracts. They end within the coming four years."""
    left = 20 + site.number * 137 % 1400
    end = now.date() + timedelta(days=left)
    return {
        "Start": site.installed,
        "End": end,
        "Warn": end - timedelta(days=60),
        "Terminate": end + timedelta(days=365),
    }


def site_model(site: Site) -> JsonObject:
    """The document of `edit/modeling` under the site's key."""
    return _model(example("modeling/get_site_modeling"), site, None)


def inverter_model(site: Site, inverter: Device) -> JsonObject:
    """The document of `edit/modeling` under an inverter's key."""
    document = _model(example("modeling/put_modeling"), site, inverter)
    yearly = inverter.dc_kw / site.dc_kw
    months = {name: round(month_kwh(site, index) * yearly) for index, name in enumerate(_MONTHS, start=1)}
    fill(document, {"pvConfig.monthlyOutput": dict(months)})
    return fill(document, array_values(inverter, site, "pvConfig.inverters.0"))


def array_values(inverter: Device, site: Site, at: str) -> dict[str, JsonValue]:
    """What an inverter's PV model says of its modules, by paths below `at`."""
    values: dict[str, JsonValue] = {
        "inverterKw": inverter.ac_kw,
        "inverterKva": inverter.ac_kw,
        "dcSize": inverter.dc_kw,
        "numOfStrings": inverter.strings,
        "panelsPerString": inverter.panels,
        "wattsPerPanel": inverter.panel_watts,
        "mppWatts": inverter.panel_watts,
        "mppVoltage": 40.0,
        "mppAmps": round(inverter.panel_watts / 40, 2),
        "azimuth": site.azimuth,
        "tilt": site.tilt,
        "tracking": 0,
        "trackingAngle": 0.0,
        "tempCoefficient": -0.36,
    }
    return {f"{at}.{name}": value for name, value in values.items()}


def _model(document: JsonObject, site: Site, inverter: Device | None) -> JsonObject:
    dc_kw = inverter.dc_kw if inverter else site.dc_kw
    selected: list[JsonValue] = [
        {"selected": each is inverter, "sortIndex": each.sort, "name": each.name, "key": each.key}
        for each in site.inverters
    ]
    return fill(
        document,
        {
            "key": inverter.key if inverter else site.key,
            "ts": stamp_at(inverter.changed if inverter else site.changed),
            "selectedHardware": selected,
            "latitude": site.latitude,
            "longitude": site.longitude,
            "dcRating": dc_kw,
            "outputKey": site.device("meter").key,
            "weatherStationKey1": site.device("weather").key,
            "weatherStationKey2": "",
            "siteDcShare": dc_kw,
        },
    )


def _claim_tags(document: JsonObject, site: Site) -> None:
    """Let the tags and links of the example belong to this site."""
    for name in ("attributes", "keywords"):
        for tag in objects(part(document, f"tags.{name}")):
            tag["parentKey"] = site.key
    types = '["attribute","keyword","powerdisplay"]'
    fill(
        document,
        {
            "tags.key": f'{{"ancestorKey":"{site.key}","isRecursive":false,"types":{types}}}',
            "tags.powerDisplays.0.name": site.name,
            "links.0.key": f"https://example.com/kiosk/{site.number}?Lang=en-US",
            "links.0.name": f"{site.name} kiosk",
        },
    )
