"""Master data of sites."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from powertrack_api.documents import SITE_CONFIG_DOCUMENT
from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.documents import documents
from powertrack_sdk.simulator.core.fields import attributes, example, fill, part, pick, section, word
from powertrack_sdk.simulator.core.store import Kind
from powertrack_sdk.simulator.world.clock import ZONE_CODES, local_day, stamp
from powertrack_sdk.simulator.world.plant import Site, World

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
STATUS = {"healthy": 8, "faulted": 8, "silent": 5, "empty": 2}
"""Code of a site's status by its condition."""
_CONTRACTS = ("monitoring", "cellModem")
_KILOWATT, _MEGAWATT = 10, 12
_FROM_PLANT = """key name tz=zone capacityAc=ac_kw location.address1=street location.city=town location.state=state
location.postalCode=postal location.latitude=latitude location.longitude=longitude location.elevation=elevation
tags.powerDisplays.0.name=name"""
"""Fields of the document, and the attributes of the site that they hold."""


class SiteConfig(Kind):
    """The configuration of a site."""

    label = "site"
    described = SITE_CONFIG_DOCUMENT
    notes = ("tagLine", "statusDetails")
    moves_note = True

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return the configuration of a site as it was built."""
        site = world.site(key)
        return None if site is None else _form(site, world)


SITE = documents(SiteConfig())


@answers("getSite")
def get_site(call: Call) -> JsonObject:
    """Answer with the fields of the document that the view shows, and figures of the site."""
    state, site = call.state, call.site()
    document = state.document(site)
    location = section(document, "location")
    template, form = example("site/get_site"), example("site/get_site_config")
    body: JsonObject = {
        **{name: value for name, value in template.items() if name not in form or name in document},
        **pick(document, *(template.keys() & form.keys())),
        **pick(location, "elevation", "latitude", "longitude"),
        "address": pick(location, "address1", "address2", "city", "country", "postalCode", stateProvince="state"),
        "lastChanged": word(document, "ts"),
        "dailyProductionEstimate": round(site.year_kwh / 365, 3),
        "monthlyProductionEstimate": float(site.month_kwh(local_day(state.world.now, site.zone).month)),
        "status": STATUS[site.condition],
    }
    for kind in _CONTRACTS:
        for name in contract_dates(site, state.world.now):
            day = text(document.get(f"{kind}Contract{name}Date"))
            body[f"{kind}Contract{name}Date"] = f"{day}T00:00:00Z" if day and "T" not in day else day
    return body


def contract_dates(site: Site, now: datetime) -> dict[str, date]:
    """Return start, end, warning and termination of a site's contracts, which end within the next four years."""
    end = now.date() + timedelta(days=20 + site.number * 137 % 1400)
    return {
        "Start": site.installed,
        "End": end,
        "Warn": end - timedelta(days=60),
        "Terminate": end + timedelta(days=365),
    }


def _form(site: Site, world: World) -> JsonObject:
    document = example("site/get_site_config")
    changed, installed = stamp(site.changed), site.installed
    contracts: dict[str, JsonValue] = {
        f"{kind}Contract{name}Date": day.isoformat()
        for kind in _CONTRACTS
        for name, day in contract_dates(site, world.now).items()
    }
    for name in ("attributes", "keywords"):
        for tag in objects(part(document, f"tags.{name}")):
            tag["parentKey"] = site.key
    types = '["attribute","keyword","powerdisplay"]'
    return fill(
        document,
        {
            **contracts,
            **attributes(site, _FROM_PLANT),
            "parentKey": world.customer,
            "ts": changed,
            "approvedOn": changed,
            "capacityAcUnit": _KILOWATT,
            "capacityDc": round(site.dc_kw / 1000, 6),
            "capacityDcUnit": _MEGAWATT,
            "installDate": installed.isoformat(),
            "turnOnDate": (installed + timedelta(days=40)).isoformat(),
            "estimatedCommissioningDate": (installed + timedelta(days=60)).isoformat(),
            "degradeStart": (installed + timedelta(days=200)).isoformat(),
            "validDataDate": f"{installed + timedelta(days=41)}T14:53:00Z",
            "yearTotal": f"{site.year_kwh / 1e6:.2f}",
            "salesforceSystemId": f"S-{site.number:07d}",
            "location.timeZone": ZONE_CODES[site.zone],
            "monthlyOutput": {name: site.month_kwh(month) for month, name in enumerate(MONTHS, start=1)},
            "tags.key": f'{{"ancestorKey":"{site.key}","isRecursive":false,"types":{types}}}',
            "links.0.key": f"https://example.com/kiosk/{site.number}?Lang=en-US",
            "links.0.name": f"{site.name} kiosk",
        },
    )
