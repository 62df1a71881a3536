"""Alert triggers of devices and sites, and which of them are raised."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.fields import example, fill, word
from powertrack_sdk.simulator.moments import stamp_at
from powertrack_sdk.simulator.plant import Device, DeviceKind
from powertrack_sdk.simulator.world import Site, World

_GRAVE = 5
_ACKNOWLEDGED = 4
_TYPES: dict[DeviceKind, tuple[tuple[str, str], ...]] = {
    "gateway": (("AI248", "Gateway heartbeat"),),
    "modem": (("AI250", "Device communication"),),
    "meter": (("AI250", "Device communication"), ("AI258", "Zero production")),
    "weather": (("AI250", "Device communication"), ("AI499", "Weather Station Alert")),
    "inverter": (("AI250", "Device communication"), ("AI310", "Inverter fault"), ("AI315", "High Temperature")),
}
_OFFERED: dict[DeviceKind, tuple[tuple[str, str], ...]] = {"inverter": (("AI320", "Low Voltage"),)}
"""Types of triggers that are offered for a device beside those that are set from the beginning."""
_THRESHOLDS = {"AI315": 75.0, "AI320": 400.0}
_PER_DEVICE = 4
_SITE_TYPES = (
    ("AI358", "Report run-time alert"),
    ("AI355", "Site communication"),
    ("AI401", "Low site availability"),
    ("AI359", "Site configuration changed"),
    ("AI1188", "Low insolation"),
)
"""Types of triggers of sites. The keys were seen on the live service; all names but the first are made up."""
_ON_SITES = 3  # so many of them are set from the beginning
_OF_SITES = 0x8000000  # numbers of triggers of sites begin here, above those of devices
_PER_SITE = 8


@frozen
class Alert:
    """An alert that is raised.

    Attributes:
        device: The device that it is about.
        code: Type of its trigger.
        severity: How grave it is; larger is graver.
    """

    device: Device
    code: str
    severity: int

    @property
    def acknowledged(self) -> bool:
        """Whether somebody knows of it."""
        return self.severity == _ACKNOWLEDGED

    @property
    def name(self) -> str:
        """Name of its trigger."""
        return dict(_TYPES[self.device.kind])[self.code]

    @property
    def trigger(self) -> int:
        """Number of its trigger."""
        return _number(self.device, [code for code, _ in _TYPES[self.device.kind]].index(self.code))


def active_alerts(site: Site) -> list[Alert]:
    """The alerts that are raised on a site, the gravest first."""
    if site.condition == "healthy":
        return []
    if site.condition in ("silent", "empty"):
        return [Alert(site.device("gateway"), "AI248", _GRAVE)]
    halted = [inverter for inverter in site.inverters if inverter.broken_since is not None]
    return [Alert(inverter, "AI310", _GRAVE if index == 0 else _ACKNOWLEDGED) for index, inverter in enumerate(halted)]


def summary(sites: Iterable[Site], only: Device | None) -> JsonObject:
    """`view/activealerts/activesummary`: counts by device and by site.

    Args:
        sites: The sites to look at.
        only: The one device to count; None for all.
    """
    devices: JsonObject = {}
    places: JsonObject = {}
    total = 0
    for site in sites:
        alerts = [alert for alert in active_alerts(site) if only is None or alert.device is only]
        if alerts:
            places[site.key] = _count(alerts)
            total += len(alerts)
        for device in {alert.device.key: alert.device for alert in alerts}.values():
            devices[device.key] = _count([alert for alert in alerts if alert.device is device])
    return {"hardwareSummary": devices, "siteSummary": places, "total": total}


def templates(device: Device) -> list[JsonObject]:
    """The triggers that could be set on a device."""
    return [_trigger(device, index, template=True) for index in range(len(_types(device)))]


def site_templates(site: Site) -> list[JsonObject]:
    """The triggers that could be set on a site."""
    return [{**_site_trigger(site, index), "id": 0, "key": ""} for index in range(len(_SITE_TYPES))]


def trigger_keys(world: World, owner: str) -> list[str]:
    """Keys of the triggers that are set on a device or a site from the beginning."""
    return [word(each, "key") for each in _first_triggers(world, owner)]


def trigger(world: World, key: str) -> JsonObject | None:
    """The trigger with that key, as it is from the beginning; None if there is none."""
    digits, base = (key[2:], 10) if key.startswith("AS") else (key[3:], 16) if key.startswith("x2d") else ("", 10)
    try:
        number = int(digits, base)
    except ValueError:
        return None
    of_site = number >= _OF_SITES
    owner = f"S{(number - _OF_SITES) // _PER_SITE}" if of_site else f"H{number // _PER_DEVICE}"
    return next((each for each in _first_triggers(world, owner) if each["key"] == key), None)


def _first_triggers(world: World, owner: str) -> list[JsonObject]:
    site, found = world.site(owner), world.device(owner)
    if site is not None:
        return [_site_trigger(site, index) for index in range(_ON_SITES)]
    kinds = () if found is None else _TYPES[found[1].kind]
    return [] if found is None else [_trigger(found[1], index, template=False) for index in range(len(kinds))]


def _count(alerts: list[Alert]) -> JsonObject:
    return {"count": len(alerts), "maxSeverity": max(alert.severity for alert in alerts)}


def _trigger(device: Device, index: int, *, template: bool) -> JsonObject:
    """A trigger of a device, or the template of one. The first of each device has the older form of key."""
    body = objects(example("alerts/get_hardware_alert_triggers")["defaultTriggers" if template else "triggers"])[0]
    code, name = _types(device)[index]
    parameters: JsonValue = body["parameters"] if code == "AI250" else _threshold(code)
    fill(
        body,
        {
            "alertTypeKey": code,
            "name": name,
            "parentKey": device.key,
            "parameters": parameters,
            "lastChanged": stamp_at(device.changed),
        },
    )
    if template:
        return body
    return fill(body, {"id": _number(device, index), "key": _key(device, index), "hasImpact": code == "AI310"})


def _site_trigger(site: Site, index: int) -> JsonObject:
    """A trigger of a site. The captured one is of the type AI358."""
    body = example("alerts/get_alert_trigger")
    code, name = _SITE_TYPES[index]
    number = _OF_SITES + int(site.key[1:]) * _PER_SITE + index
    parameters = {"AI358": body["parameters"], "AI401": _site_limits()}.get(code, [])
    own: JsonObject = {
        "alertTypeKey": code,
        "id": number,
        "key": f"x2d{number:06x}",
        "lastChanged": stamp_at(site.changed),
        "name": name,
        "parameters": parameters,
        "parentKey": site.key,
    }
    return {**fill(body, own), "standardItems": []}


def _site_limits() -> list[JsonValue]:
    """Parameters of the types that the field notes name: a ratio, a number, and a number that is text."""
    base: JsonObject = {"index": 0, "readOnly": False, "source": 3}
    return [
        {**base, "info": "", "name": "Threshold", "type": 3, "value": 0.8},
        {**base, "info": "", "name": "Days", "type": 2, "value": 7},
        {**base, "info": "", "name": "Baseline", "type": 0, "value": "NaN"},
    ]


def _types(device: Device) -> tuple[tuple[str, str], ...]:
    """Types of the triggers that a device may have, those that are set from the beginning first."""
    return _TYPES[device.kind] + _OFFERED.get(device.kind, ())


def _threshold(code: str) -> list[JsonValue]:
    """The parameters of a type that watches a limit; others have none."""
    if code not in _THRESHOLDS:
        return []
    limit: JsonObject = {"index": 0, "info": "Limit", "name": "Threshold", "readOnly": False, "source": 2, "type": 3}
    return [{**limit, "value": _THRESHOLDS[code]}]


def _number(device: Device, index: int) -> int:
    return int(device.key[1:]) * _PER_DEVICE + index


def _key(device: Device, index: int) -> str:
    number = _number(device, index)
    return f"x2d{number:06x}" if index else f"AS{number}"
