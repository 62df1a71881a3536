"""Alert triggers and raised alerts, as requests ask for them."""

from __future__ import annotations

from powertrack_api.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator import alerts
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.fields import example, example_list, fill, part, word
from powertrack_sdk.simulator.messages import Answer, RefusedError, nothing_new, read_json
from powertrack_sdk.simulator.moments import read_moment, stamp, stamp_at
from powertrack_sdk.simulator.world import Site
from powertrack_sdk.simulator.writes import post, taken_in

_CATEGORIES = {"AI248": 1, "AI250": 2}
_FAULT = 3


def get_alert_triggers(call: Call) -> JsonObject:
    """`alerttrigger` of a site or a device: what is set on it, and what could be. Or one trigger by its own key."""
    world, documents, key = call.state.world, call.state.documents, call.key
    site, device = world.site(key), world.device(key)
    if site is None and device is None:
        return found(documents.read("trigger", key))
    set_here = documents.triggers(key)
    body = example("alerts/get_hardware_alert_triggers" if device else "alerts/get_site_alert_triggers")
    first = stamp_at(device[1].changed if device else site.changed if site else 0.0)
    return body | {
        "assetCode": device[1].function_code if device else None,
        "defaultTriggers": [*alerts.templates(device[1])] if device else [],
        "key": key,
        "lastChanged": max(
            [first, call.state.forgotten.get(key, ""), *(word(each, "lastChanged") for each in set_here)]
        ),
        "triggers": [*set_here],
    }


def get_new_alert_trigger(call: Call) -> JsonObject:
    """`alerttrigger/new`: a template of one type for a device."""
    _, device = call.device()
    code = call.keys["alertTypeKey"]
    names = {word(row, "value"): word(row, "name") for row in objects(get_alert_types(call))}
    template = next((each for each in alerts.templates(device) if each["alertTypeKey"] == code), None)
    blank: JsonObject = {"alertTypeKey": code, "name": found(names.get(code)), "parameters": []}
    now = stamp(call.state.clock.now)
    return fill(
        example("alerts/get_new_alert_trigger") | (template or blank),
        {"isActive": True, "delayHoursTrigger": 0.25, "lastChanged": now, "parentKey": device.key},
    )


def create_alert_trigger(call: Call) -> JsonObject:
    """`alerttrigger`, POST: set a trigger."""
    return _create(call, call.sent())


def add_hardware_alert_trigger(call: Call) -> JsonObject:
    """`alerttrigger/{key}`, POST: the same for the device that the path names."""
    return _create(call, {**call.sent(), "parentKey": call.key})


def create_alert_triggers(call: Call) -> JsonValue:
    """`alerttriggers`: set several."""
    sent = read_json(call.request.body)
    if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
        raise RefusedError(400, "The body has to be a list of triggers.")
    checked = [taken_in("trigger", each) for each in objects(sent)]
    return [_create(call, each) for each in checked]


def delete_alert_trigger(call: Call) -> None:
    """`alerttrigger`, DELETE: remove one trigger of a device, or all where the path names none."""
    call.check_page(hardwareKey=call.key)
    documents = call.state.documents
    keys = [word(each, "key") for each in documents.triggers(call.key)]
    if "alertKey" in call.keys:
        keys = [found(next((key for key in keys if key == call.keys["alertKey"]), None))]
    for key in keys:
        documents.delete("trigger", key)
    call.state.forgotten[call.key] = call.state.clock.tick()


delete_hardware_alert_triggers = delete_alert_trigger


def test_alert_trigger(call: Call) -> list[JsonValue]:
    """`alerttrigger/test`: what a trigger would say now."""
    trigger = taken_in("trigger", call.sent())
    call.covered(word(trigger, "parentKey"))
    return example_list("alerts/test_alert_trigger")


def get_alert_types(call: Call) -> list[JsonValue]:
    """`lookuplist/alertTypes`: what a trigger may watch."""
    device = call.state.world.device(call.key)
    if device is None:
        call.site()
        return example_list("alerts/get_site_alert_types")
    known = example_list("alerts/get_hardware_alert_types")
    names = {word(row, "value") for row in objects(known)}
    blank = objects(known)[0]
    mine: list[JsonValue] = [
        {**blank, "description": word(each, "description"), "name": each["name"], "value": each["alertTypeKey"]}
        for each in alerts.templates(device[1])
        if each["alertTypeKey"] not in names
    ]
    return known + mine


def get_alert_summary(call: Call) -> JsonObject:
    """`view/activealerts/activesummary`."""
    sites, device = call.covered()
    return alerts.summary(sites, device)


def get_active_alerts(call: Call) -> JsonObject:
    """`view/activealerts`: the alerts that the summary counts."""
    body = example("alerts/get_customer_active_alerts")
    return {**body, "key": call.key, "lastChanged": stamp(call.state.world.now), "list": [*_raised(call, call.key)]}


def query_alert_history(call: Call) -> JsonObject | Answer:
    """`view/alerthistory`: the alerts of some days, or, without days, those that changed since the last answer.

    One that is still raised is among those of a day however long it is.
    """
    asked = call.sent()
    key = word(asked, "key")
    raised = _raised(call, key)
    if "from" in asked or "to" in asked:
        last = read_moment(word(asked, "to"))
        if last is None or read_moment(word(asked, "from")) is None:
            raise RefusedError(400, "from and to have to be days.")
        raised = [each for each in raised if word(each, "start") < f"{last:%Y-%m-%d}T99"]
    else:
        since = read_moment(call.request.query.get("lastChanged", ""))
        if since is None:
            raise RefusedError(400, "Without from and to, lastChanged has to be a date and time.")
        raised = [each for each in raised if word(each, "lastChanged") > stamp(since)]
        if not raised:
            return nothing_new(call.state.unchanged)
    return {"key": key, "lastChanged": stamp(call.state.world.now), "list": [*raised]}


def _create(call: Call, sent: JsonObject) -> JsonObject:
    owner = word(sent, "parentKey")
    call.covered(owner)
    call.check_page(hardwareKey=owner)
    return post(call, "trigger", sent)


def _raised(call: Call, key: str) -> list[JsonObject]:
    sites, only = call.covered(key)
    return [
        _row(call, site, alert)
        for site in sites
        for alert in alerts.active_alerts(site)
        if only is None or alert.device is only
    ]


def _row(call: Call, site: Site, alert: alerts.Alert) -> JsonObject:
    documents, device = call.state.documents, alert.device
    number = alert.trigger
    since = device.broken_since or site.silent_since or float(site.changed)
    where = f"{documents.device_name(device)} at {documents.site_name(site)}"
    return objects(part(example("alerts/get_customer_active_alerts"), "list"))[0] | {
        "acknowledgedAt": stamp_at(since + 3600) if alert.acknowledged else None,
        "alertId": str(90000000 + number),
        "alertTriggerId": number,
        "assetCode": device.function_id[:2],
        "capacity": device.ac_kw,
        "category": _CATEGORIES.get(alert.code, _FAULT),
        "eventCode": f"{alert.code[2:]} - {alert.name}",
        "hardwareIcon": f"https://www.alsoenergy.com/pub/Images/Device/{device.driver_id}.png",
        "hardwareKey": device.key,
        "hardwareName": documents.device_name(device),
        "isAcknowledged": alert.acknowledged,
        "key": f"x6a{number:06x}",
        "lastAcknowledgedBy": "U2001" if alert.acknowledged else "",
        "lastChanged": stamp_at(since),
        "name": f"{alert.name}: {where}",
        "severity": alert.severity,
        "siteKey": site.key,
        "siteName": documents.site_name(site),
        "start": stamp_at(since),
    }
