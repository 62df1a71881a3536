"""Active alerts, which triggers of sites that are not healthy have raised."""

from __future__ import annotations

from attrs import frozen

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk.simulator.answers.alert_triggers import TYPES, trigger_number
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.fields import example, part, word
from powertrack_sdk.simulator.core.messages import Answer, RefusedError, unchanged
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.core.tree import icon
from powertrack_sdk.simulator.world.clock import read_moment, stamp
from powertrack_sdk.simulator.world.plant import Device, Site

_GRAVE, _ACKNOWLEDGED = 5, 4
_CATEGORIES = {"AI248": 1, "AI250": 2}
_FAULT = 3


@frozen
class Alert:
    """An active alert.

    Attributes:
        device: Its device.
        code: Type of its trigger.
        severity: Severity; larger is graver.
    """

    device: Device
    code: str
    severity: int

    @property
    def acknowledged(self) -> bool:
        """Whether a user has acknowledged it."""
        return self.severity == _ACKNOWLEDGED

    @property
    def name(self) -> str:
        """Name of its trigger."""
        return dict(TYPES[self.device.kind])[self.code]

    @property
    def trigger(self) -> int:
        """Number of its trigger."""
        return trigger_number(self.device, [code for code, _ in TYPES[self.device.kind]].index(self.code))


def active_alerts(site: Site) -> list[Alert]:
    """Return the active alerts of a site, the gravest first."""
    if site.condition == "healthy":
        return []
    if site.condition in ("silent", "empty"):
        return [Alert(site.device("gateway"), "AI248", _GRAVE)]
    halted = [inverter for inverter in site.inverters if inverter.broken_since is not None]
    return [Alert(inverter, "AI310", _GRAVE if index == 0 else _ACKNOWLEDGED) for index, inverter in enumerate(halted)]


@answers("getAlertSummary")
def get_alert_summary(call: Call) -> JsonObject:
    """Answer with counts of active alerts by device and by site."""
    by_device: dict[str, list[Alert]] = {}
    by_site: dict[str, list[Alert]] = {}
    raised = _active(call, call.key)
    for site, alert in raised:
        by_site.setdefault(site.key, []).append(alert)
        by_device.setdefault(alert.device.key, []).append(alert)
    return {"hardwareSummary": _counts(by_device), "siteSummary": _counts(by_site), "total": len(raised)}


@answers("getActiveAlerts")
def get_active_alerts(call: Call) -> JsonObject:
    """Answer with the alerts that the summary counts."""
    body = example("alerts/get_customer_active_alerts")
    return {**body, "key": call.key, "lastChanged": stamp(call.state.world.now), "list": [*_rows(call, call.key)]}


@answers("queryAlertHistory")
def query_alert_history(call: Call) -> JsonObject | Answer:
    """Answer with the alerts of some days, or, without days, with those that changed since the last answer.

    An active alert belongs to every day since its start.
    """
    asked = call.body
    key = word(asked, "key")
    rows = _rows(call, key)
    if "from" in asked or "to" in asked:
        last = read_moment(word(asked, "to"))
        if last is None or read_moment(word(asked, "from")) is None:
            raise RefusedError(400, "from and to have to be days.")
        rows = [each for each in rows if word(each, "start") < f"{last:%Y-%m-%d}T99"]
    else:
        since = read_moment(call.request.query.get("lastChanged", ""))
        if since is None:
            raise RefusedError(400, "Without from and to, lastChanged has to be a date and time.")
        rows = [each for each in rows if word(each, "lastChanged") > stamp(since)]
        if not rows:
            return unchanged(call.state.unchanged)
    return {"key": key, "lastChanged": stamp(call.state.world.now), "list": [*rows]}


def _active(call: Call, key: str) -> list[tuple[Site, Alert]]:
    sites, only = call.covered(key)
    alerts = [(site, alert) for site in sites for alert in active_alerts(site)]
    return [(site, alert) for site, alert in alerts if only is None or alert.device is only]


def _counts(groups: dict[str, list[Alert]]) -> JsonObject:
    return {
        key: {"count": len(alerts), "maxSeverity": max(alert.severity for alert in alerts)}
        for key, alerts in groups.items()
    }


def _rows(call: Call, key: str) -> list[JsonObject]:
    template = objects(part(example("alerts/get_customer_active_alerts"), "list"))[0]
    return [template | _row(call.state, site, alert) for site, alert in _active(call, key)]


def _row(state: State, site: Site, alert: Alert) -> JsonObject:
    device, number = alert.device, alert.trigger
    since = device.broken_since or site.silent_since or site.changed
    return {
        "acknowledgedAt": stamp(since + 3600) if alert.acknowledged else None,
        "alertId": str(90000000 + number),
        "alertTriggerId": number,
        "assetCode": device.function_id[:2],
        "capacity": device.ac_kw,
        "category": _CATEGORIES.get(alert.code, _FAULT),
        "eventCode": f"{alert.code[2:]} - {alert.name}",
        "hardwareIcon": icon(device),
        "hardwareKey": device.key,
        "hardwareName": state.name(device),
        "isAcknowledged": alert.acknowledged,
        "key": f"x6a{number:06x}",
        "lastAcknowledgedBy": "U2001" if alert.acknowledged else "",
        "lastChanged": stamp(since),
        "name": f"{alert.name}: {state.name(device)} at {state.name(site)}",
        "severity": alert.severity,
        "siteKey": site.key,
        "siteName": state.name(site),
        "start": stamp(since),
    }
