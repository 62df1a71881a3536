"""Alert triggers and raised alerts, as requests ask for them."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator import alerts
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.fields import example, example_list, fill, part, same, word
from powertrack_sdk.simulator.messages import Answer, RefusedError, nothing_new, read_json
from powertrack_sdk.simulator.moments import read_moment, stamp, stamp_at
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.world import Site
from powertrack_sdk.simulator.writes import meddle, post, refuse_stale, taken_in

_CATEGORIES = {"AI248": 1, "AI250": 2}
_FAULT = 3


def get_alert_triggers(call: Call) -> JsonObject:
    """`alerttrigger` of a site or a device: what is set on it, and what could be. Or one trigger by its own key."""
    world, documents, key = call.state.world, call.state.documents, call.key
    if world.site(key) is not None or world.device(key) is not None:
        return triggers_of(call.state, key)
    found_here = found(documents.read("trigger", key))
    if call.trouble.is_any("stamp-moved"):
        meddle(documents, "trigger", key, before=found_here, stamp=call.state.clock.tick())
    return found_here


def get_alert_trigger_template(call: Call) -> JsonObject:
    """`alerttrigger/new`: a template of one type for a device or a site."""
    owner, code = call.key, call.keys["alertTypeKey"]
    names = {word(row, "value"): word(row, "name") for row in objects(get_alert_types(call))}
    template = next((each for each in _templates(call.state, owner) if each["alertTypeKey"] == code), None)
    blank: JsonObject = {"alertTypeKey": code, "name": found(names.get(code)), "parameters": []}
    now = stamp(call.state.clock.now)
    return fill(
        example("alerts/get_new_alert_trigger") | (template or blank),
        {"isActive": True, "delayHoursTrigger": 0.25, "lastChanged": now, "parentKey": owner},
    )


def put_alert_triggers(call: Call) -> JsonObject:
    """`alerttriggers`, PUT: save all triggers of a device or a site.

    Of triggers that the body leaves out nothing was seen; here they are lost, as fields that a PUT leaves out.
    """
    sent = taken_in("triggers", call.sent())
    state, owner = call.state, word(sent, "key")
    if not owner:
        raise RefusedError(400, "The body has no key.")
    found(state.world.site(owner) or state.world.device(owner))
    call.check_page(hardwareKey=owner)
    before = {word(each, "key"): each for each in state.documents.triggers(owner)}
    bodies = [taken_in("trigger", {"key": "", **each}) for each in objects(sent.get("triggers"))]
    refuse_stale(sent, triggers_of(state, owner))
    for body in bodies:
        refuse_stale(body, before.get(word(body, "key"), {}))
        if word(body, "key") not in {"", *before}:
            raise RefusedError(404, f"There is no trigger {word(body, 'key')} on {owner}.")
    for body in bodies:
        if word(body, "key") not in before:
            post(call, "trigger", {**body, "parentKey": owner})
        elif not same(body, before[word(body, "key")]):
            saved: JsonObject = {**body, "lastChanged": state.clock.tick()}
            state.documents.keep({("trigger", word(body, "key")): saved})
    if "triggers" in sent:
        for key in before.keys() - {word(body, "key") for body in bodies}:
            state.documents.delete("trigger", key)
            state.forgotten[owner] = state.clock.tick()
    return triggers_of(state, owner)


def apply_alert_triggers(call: Call) -> None:
    """`alerttriggers/{hardwareKey}/applyto`: set the triggers of a device on others.

    What becomes of triggers that these have was not seen; here one of the same type and name is replaced.
    """
    call.check_page(hardwareKey=call.key)
    wanted = read_json(call.request.body)
    if not isinstance(wanted, list):
        raise RefusedError(400, "The body has to be a list of keys of devices.")
    documents, targets = call.state.documents, [call.device(key)[1].key for key in wanted]
    for target in targets:
        there = {(each.get("alertTypeKey"), each.get("name")): each for each in documents.triggers(target)}
        for trigger in documents.triggers(call.key) if target != call.key else ():
            twin = there.get((trigger.get("alertTypeKey"), trigger.get("name")))
            if twin is None:
                post(call, "trigger", {**trigger, "id": 0, "parentKey": target})
            else:
                own: JsonObject = {"id": twin.get("id"), "key": twin.get("key"), "parentKey": target}
                saved: JsonObject = {**trigger, **own, "lastChanged": call.state.clock.tick()}
                documents.keep({("trigger", word(twin, "key")): saved})


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
    """`alerttrigger`, DELETE: remove one trigger of a device or a site, or all if the path names none."""
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
    of_site = call.state.world.device(call.key) is None
    known = example_list("alerts/get_site_alert_types" if of_site else "alerts/get_hardware_alert_types")
    names = {word(row, "value") for row in objects(known)}
    blank = objects(known)[0]
    mine: list[JsonValue] = [
        {**blank, "description": word(each, "description"), "name": each["name"], "value": each["alertTypeKey"]}
        for each in _templates(call.state, call.key)
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


def triggers_of(state: State, owner: str) -> JsonObject:
    """The triggers of a device or a site as `alerttrigger` answers with them."""
    device, site = state.world.device(owner), state.world.site(owner)
    set_here = state.documents.triggers(owner)
    body = example("alerts/get_hardware_alert_triggers" if device else "alerts/get_site_alert_triggers")
    first = stamp_at(device[1].changed if device else site.changed if site else 0.0)
    return body | {
        "assetCode": device[1].function_code if device else None,
        "defaultTriggers": [*alerts.templates(device[1])] if device else [],
        "key": owner,
        "lastChanged": max([first, state.forgotten.get(owner, ""), *(word(each, "lastChanged") for each in set_here)]),
        "triggers": [*set_here],
    }


def _templates(state: State, owner: str) -> list[JsonObject]:
    device, site = state.world.device(owner), state.world.site(owner)
    if device is not None:
        return alerts.templates(device[1])
    return alerts.site_templates(found(site))


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
