"""Alert triggers of devices and sites."""

from __future__ import annotations

from collections.abc import Iterable

from powertrack_api.documents import ALERT_TRIGGER_DOCUMENT, ALERT_TRIGGERS_DOCUMENT
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.core.call import Call, answers, require
from powertrack_sdk.simulator.core.documents import create, documents, read
from powertrack_sdk.simulator.core.fields import example, example_list, fill, pick, same, word
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.store import Kind, State
from powertrack_sdk.simulator.world.clock import read_moment, stamp
from powertrack_sdk.simulator.world.plant import Device, Site, World

TYPES: dict[str, tuple[tuple[str, str], ...]] = {
    "gateway": (("AI248", "Gateway heartbeat"),),
    "modem": (("AI250", "Device communication"),),
    "meter": (("AI250", "Device communication"), ("AI258", "Zero production")),
    "weather": (("AI250", "Device communication"), ("AI499", "Weather Station Alert")),
    "inverter": (
        ("AI250", "Device communication"),
        ("AI310", "Inverter fault"),
        ("AI315", "High Temperature"),
        ("AI320", "Low Voltage"),
    ),
    "site": (
        ("AI358", "Report run-time alert"),
        ("AI355", "Site communication"),
        ("AI401", "Low site availability"),
        ("AI359", "Site configuration changed"),
        ("AI1188", "Low insolation"),
    ),
}
"""Types of triggers of each kind of device, and of sites.

The keys of those of sites were seen on the live service; all their names but the first are made up.
"""
_SET = {"inverter": 3, "site": 3}
"""Number of types that are set from the beginning, if not all are."""
_OF_SITES = 0x8000000  # numbers of triggers of sites begin here, above those of devices
_PER_DEVICE, _PER_SITE = 4, 8
_CREATED = 0x10000000  # numbers of created triggers begin here
_LIMITS: dict[str, list[JsonObject]] = {
    "AI315": [{"info": "Limit", "name": "Threshold", "source": 2, "type": 3, "value": 75.0}],
    "AI320": [{"info": "Limit", "name": "Threshold", "source": 2, "type": 3, "value": 400.0}],
    "AI401": [
        {"info": "", "name": "Threshold", "source": 3, "type": 3, "value": 0.8},
        {"info": "", "name": "Days", "source": 3, "type": 2, "value": 7},
        {"info": "", "name": "Baseline", "source": 3, "type": 0, "value": "NaN"},
    ],
}
"""Parameters of the types that watch a limit: a ratio, a number, and a number that is text."""


class AlertTrigger(Kind):
    """An alert trigger of a device or a site."""

    label = "trigger"
    described = ALERT_TRIGGER_DOCUMENT
    notes = ("description", "name")
    only_sent = ("isCachedData", "lastChecked")
    template = "alerts/get_new_alert_trigger"

    def first(self, world: World, parent: str | None) -> list[str]:
        """Return the keys of the triggers that a device or a site has from the beginning."""
        return [word(each, "key") for each in _first(world, parent or "")]

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return a trigger as it is from the beginning."""
        digits, base = (key[2:], 10) if key.startswith("AS") else (key[3:], 16) if key.startswith("x2d") else ("", 10)
        try:
            number = int(digits, base)
        except ValueError:
            return None
        of_site = number >= _OF_SITES
        owner = f"S{(number - _OF_SITES) // _PER_SITE}" if of_site else f"H{number // _PER_DEVICE}"
        return next((each for each in _first(world, owner) if each["key"] == key), None)

    def new_keys(self, number: int) -> JsonObject:
        """Return key and number of a new trigger."""
        return {"key": f"x2d{_CREATED + number:x}", "id": _CREATED + number}

    def new(self, document: JsonObject) -> JsonObject:
        """Return a new trigger; `standardItems` were not seen on devices, so the template lacks them."""
        return super().new(document) | pick(document, "standardItems")

    def check(self, sent: JsonObject, current: JsonObject) -> None:
        """Refuse a trigger that was read before its last change (409)."""
        read_at, changed_at = read_moment(word(sent, self.stamp)), read_moment(word(current, self.stamp))
        if read_at is not None and changed_at is not None and read_at < changed_at:
            raise RefusedError(409, f"{word(current, 'key')} was changed since it was read.")

    def page(self, state: State, current: JsonObject) -> dict[str, str]:
        """Return the keys of the page: the device or site of the trigger."""
        return {"hardwareKey": word(current, "parentKey")}


class AlertTriggers(AlertTrigger):
    """All triggers of a device or a site, as one PUT saves them; never kept as a document."""

    label = "triggers"
    described = ALERT_TRIGGERS_DOCUMENT


TRIGGER, _TRIGGERS = documents(AlertTrigger()), AlertTriggers()


@answers("getAlertTriggers")
def get_alert_triggers(call: Call) -> JsonObject:
    """Answer with the triggers of a site or a device, or with one trigger by its own key."""
    owner = call.state.world.find(call.key)
    return read(call, TRIGGER) if owner is None else _triggers_of(call.state, owner)


@answers("getAlertTriggerTemplate")
def get_alert_trigger_template(call: Call) -> JsonObject:
    """Answer with a template of one type for a device or a site."""
    owner, code = call.key, call.keys["alertTypeKey"]
    names = {word(row, "value"): word(row, "name") for row in objects(get_alert_types(call))}
    templates = _templates(call.owner())
    template = next((each for each in templates if each["alertTypeKey"] == code), None)
    blank: JsonObject = {"alertTypeKey": code, "name": require(names.get(code)), "parameters": []}
    now = stamp(call.state.clock.now)
    return fill(
        example(TRIGGER.template) | (template or blank),
        {"isActive": True, "delayHoursTrigger": 0.25, "lastChanged": now, "parentKey": owner},
    )


@answers("putAlertTriggers")
def put_alert_triggers(call: Call) -> JsonObject:
    """Save all triggers of a device or a site.

    What happens to triggers that the body omits was never seen; here they are lost, like fields that a PUT omits.
    """
    state, sent = call.state, _TRIGGERS.accept(call.body)
    key = word(sent, "key")
    if not key:
        raise RefusedError(400, "The body has no key.")
    owner = call.owner(key)
    call.check_page(hardwareKey=key)
    before = {word(each, "key"): each for each in state.find_all(TRIGGER, key)}
    bodies = [(word(each, "key"), TRIGGER.accept({"key": "", **each})) for each in objects(sent.get("triggers"))]
    TRIGGER.check(sent, _triggers_of(state, owner))
    for own, body in bodies:
        TRIGGER.check(body, before.get(own, {}))
        if own not in {"", *before}:
            raise RefusedError(404, f"There is no trigger {own} on {key}.")
    for own, body in bodies:
        if own not in before:
            create(call, TRIGGER, {**body, "parentKey": key})
        elif not same(body, before[own]):
            state.store({(TRIGGER.name, own): TRIGGER.settle(body, state.clock.tick())})
    gone = before.keys() - {own for own, _ in bodies} if "triggers" in sent else set()
    if gone:
        _delete(state, key, gone)
    return _triggers_of(state, owner)


@answers("applyAlertTriggers")
def apply_alert_triggers(call: Call) -> None:
    """Copy the triggers of a device to others.

    What happens to their triggers was never seen; here one of the same type and name is replaced.
    """
    call.check_page(hardwareKey=call.key)
    if not isinstance(call.json, list):
        raise RefusedError(400, "The body has to be a list of keys of devices.")
    state, targets = call.state, [call.device(key)[1].key for key in call.json]
    for target in targets:
        present = {(each.get("alertTypeKey"), each.get("name")): each for each in state.find_all(TRIGGER, target)}
        for trigger in state.find_all(TRIGGER, call.key) if target != call.key else ():
            twin = present.get((trigger.get("alertTypeKey"), trigger.get("name")))
            if twin is None:
                create(call, TRIGGER, {**trigger, "id": 0, "parentKey": target})
            else:
                own = {**trigger, "id": twin.get("id"), "key": twin.get("key"), "parentKey": target}
                state.store({(TRIGGER.name, word(twin, "key")): TRIGGER.settle(own, state.clock.tick())})


@answers("createAlertTrigger", "addHardwareAlertTrigger")
def create_alert_trigger(call: Call) -> JsonObject:
    """Create a trigger for the device or the site that the path or the body names."""
    return _create(call, {**call.body, **({"parentKey": call.key} if call.key else {})})


@answers("createAlertTriggers")
def create_alert_triggers(call: Call) -> JsonValue:
    """Create several triggers."""
    checked = [TRIGGER.accept(each) for each in call.rows]
    return [_create(call, each) for each in checked]


@answers("deleteAlertTrigger", "deleteHardwareAlertTriggers")
def delete_alert_trigger(call: Call) -> None:
    """Delete one trigger of a device or a site, or all if the path names none."""
    call.check_page(hardwareKey=call.key)
    keys = [word(each, "key") for each in call.state.find_all(TRIGGER, call.key)]
    if "alertKey" in call.keys:
        keys = [require(next((key for key in keys if key == call.keys["alertKey"]), None))]
    _delete(call.state, call.key, keys)


@answers("getAlertTypes")
def get_alert_types(call: Call) -> list[JsonValue]:
    """Answer with the types that a trigger of a device or a site may have."""
    owner = call.owner()
    known = example_list(f"alerts/get_{'site' if isinstance(owner, Site) else 'hardware'}_alert_types")
    names = {word(row, "value") for row in objects(known)}
    blank = objects(known)[0]
    own: list[JsonValue] = [
        {**blank, "description": word(each, "description"), "name": each["name"], "value": each["alertTypeKey"]}
        for each in _templates(owner)
        if each["alertTypeKey"] not in names
    ]
    return known + own


def _triggers_of(state: State, owner: Site | Device) -> JsonObject:
    key, triggers = owner.key, state.find_all(TRIGGER, owner.key)
    device = None if isinstance(owner, Site) else owner
    body = example("alerts/get_hardware_alert_triggers" if device else "alerts/get_site_alert_triggers")
    changes = [stamp(owner.changed), state.forgotten.get(key, ""), *(word(each, "lastChanged") for each in triggers)]
    return body | {
        "assetCode": device.function_code if device else None,
        "defaultTriggers": [*_templates(device)] if device else [],
        "key": key,
        "lastChanged": max(changes),
        "triggers": [*triggers],
    }


def _create(call: Call, sent: JsonObject) -> JsonObject:
    owner = word(sent, "parentKey")
    call.covered(owner)
    call.check_page(hardwareKey=owner)
    return create(call, TRIGGER, sent)


def _delete(state: State, owner: str, keys: Iterable[str]) -> None:
    for key in keys:
        state.delete(TRIGGER, key)
    state.forgotten[owner] = state.clock.tick()


def _first(world: World, key: str) -> list[JsonObject]:
    """Return the triggers that a device or a site has from the beginning."""
    owner = world.find(key)
    if owner is None:
        return []
    kind = _kind(owner)
    return [_trigger(owner, index) for index in range(_SET.get(kind, len(TYPES[kind])))]


def _templates(owner: Site | Device) -> list[JsonObject]:
    """Return the triggers that could be set on a device or a site."""
    return [_trigger(owner, index, template=True) for index in range(len(TYPES[_kind(owner)]))]


def _trigger(owner: Site | Device, index: int, *, template: bool = False) -> JsonObject:
    """Return a trigger of a device or a site, or the template of one."""
    code, name = TYPES[_kind(owner)][index]
    if isinstance(owner, Site):
        captured, body = "AI358", example("alerts/get_alert_trigger") | {"standardItems": []}
    else:
        triggers = example("alerts/get_hardware_alert_triggers")["defaultTriggers" if template else "triggers"]
        captured, body = "AI250", objects(triggers)[0]
    own: JsonObject = {
        "alertTypeKey": code,
        "id": 0,
        "key": "",
        "lastChanged": stamp(owner.changed),
        "name": name,
        "parameters": body["parameters"] if code == captured else _limits(code),
        "parentKey": owner.key,
    }
    if not template:
        number = trigger_number(owner, index)
        older = isinstance(owner, Device) and index == 0  # the first of each device has the older form of key
        own |= {"id": number, "key": f"AS{number}" if older else f"x2d{number:06x}"}
        own |= {"hasImpact": code == "AI310"} if isinstance(owner, Device) else {}
    return fill(body, own)


def _limits(code: str) -> list[JsonValue]:
    return [{"index": 0, "readOnly": False, **limit} for limit in _LIMITS.get(code, [])]


def _kind(owner: Site | Device) -> str:
    return "site" if isinstance(owner, Site) else owner.kind


def trigger_number(owner: Site | Device, index: int) -> int:
    """Return the number of a trigger that a device or a site has from the beginning."""
    if isinstance(owner, Site):
        return _OF_SITES + owner.number * _PER_SITE + index
    return int(owner.key[1:]) * _PER_DEVICE + index
