"""Views of devices: their current registers, their drivers and settings."""

from __future__ import annotations

import json
from datetime import timedelta

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.answers.hardware_config import settings_of
from powertrack_sdk.simulator.core.call import Call, answers, require
from powertrack_sdk.simulator.core.fields import attributes, example, part, pick, word
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.core.tree import icon
from powertrack_sdk.simulator.world.clock import stamp
from powertrack_sdk.simulator.world.names import INVERTER_MODELS
from powertrack_sdk.simulator.world.plant import Device, DeviceKind, Site
from powertrack_sdk.simulator.world.registers import CELSIUS, KILOWATT, UNIT_TEXTS, W_PER_M2, Reading, readings

_WORKING, _FAULTY = 1, 2
_UNREACHABLE = 1
_PREFIXES: dict[DeviceKind, str] = {"gateway": "GW", "modem": "DA", "meter": "PM", "weather": "WS", "inverter": "PV"}
_CHARTS: dict[DeviceKind, int] = {"gateway": 0, "modem": 0, "meter": 15, "weather": 21, "inverter": 2}
_STATUS_OF_DOCUMENT = ("gatewayType", "isTcp", "outOfService", "outOfServiceNote", "unitId")


@answers("getSiteHardwareProduction")
def get_site_hardware_production(call: Call) -> JsonObject:
    """Answer with every device of a site and its main registers."""
    site, state = call.site(), call.state
    rows: list[JsonValue] = [_production_row(state, site, device) for device in site.devices]
    return {"hardware": rows, "key": site.key, "lastChanged": stamp(state.clock.now), "timeZone": ""}


@answers("getHardwareStatus")
def get_hardware_status(call: Call) -> JsonObject:
    """Answer with all registers of a device and its communication."""
    state, (site, device) = call.state, call.device()
    document = state.document(device)
    body = example("hardware/get_hardware_status")
    template = objects(part(body, "registerSets.0.registers"))[0]
    registers_now = readings(site, device, state.figures(site))
    registers: list[JsonValue] = [template | _register(device, index, each) for index, each in enumerate(registers_now)]
    attempt, success = _contacts(state, site)
    return {
        **{name: value for name, value in body.items() if name not in _STATUS_OF_DOCUMENT},
        **pick(document, *_STATUS_OF_DOCUMENT),
        "hardwareName": word(document, "description"),
        "key": device.key,
        "lastAttempt": attempt,
        "lastChanged": word(document, "ts"),
        "lastCommunication": _communication(state, site),
        "lastSuccess": success,
        "outOfServiceUntil": document.get("outOfServiceUntil") if document.get("outOfService") is True else None,
        "parentKey": site.key,
        "registerSets": [{"brokenRegisters": [], "name": "Data", "registers": registers}],
        "timeZone": site.zone,
    }


@answers("querySiteHardware")
def query_site_hardware(call: Call) -> JsonObject:
    """Answer with the devices of a site and the registers that they store."""
    state, site = call.state, call.site(word(call.body, "key"))
    body = example("hardware/query_site_hardware")
    own = objects(body["hardware"])[0]
    rows: list[JsonValue] = [own, *(own | _stored_row(state, site, device) for device in site.devices)]
    changed = max(state.saved(device) for device in site.devices)
    began = f"{site.installed + timedelta(days=41)}T14:30:00+00:00"
    values: JsonObject = {"key": site.key, "lastChanged": changed, "timeZone": site.zone, "validDataDate": began}
    return {**body, **values, "hardware": rows}


@answers("getDriverList")
def get_driver_list(call: Call) -> list[JsonValue]:
    """Answer with the drivers for a function."""
    return [
        {"isGolden": False, "isTest": False, "name": name, "refGolden": None, "value": number}
        for number, (name, device) in _drivers(call).items()
        if device.function_code == int(call.key)
    ]


@answers("getDriverSettingsList")
def get_driver_settings_list(call: Call) -> list[JsonValue]:
    """Answer with the settings that a driver offers."""
    return _as_text(settings_of(require(_drivers(call).get(int(call.key)))[1]))


@answers("getDriverSettings")
def get_driver_settings(call: Call) -> JsonObject:
    """Answer with the settings of a device, their values as text."""
    return _of_document(call, "driverSettings", _as_text(call.state.document(call.device()[1]).get("settings")))


@answers("getRegisterOffsets")
def get_register_offsets(call: Call) -> JsonObject:
    """Answer with the register offsets of a device."""
    kept = call.state.document(call.device()[1]).get("registerOffsets")
    return _of_document(call, "registerOffsets", kept if isinstance(kept, list) else [])


def _production_row(state: State, site: Site, device: Device) -> JsonObject:
    document = state.document(device)
    registers_now = readings(site, device, state.figures(site))
    main = next((each for each in registers_now if each.unit in (KILOWATT, W_PER_M2)), None)
    shown = main.formatted.replace(" \t", " ") if main and main.value is not None else ""
    name = f"{_PREFIXES[device.kind]}_V{device.driver_id}"
    attempt, success = _contacts(state, site)
    units, scale = _main_unit(main)
    registers: list[JsonValue] = [
        {"dataType": 0, "formattedValue": each.formatted, "name": each.name, "unit": each.unit, "value": each.figure}
        for each in registers_now
    ]
    return {
        "capacityKW": document.get("capacityKw") if document.get("hasCapacity") else None,
        "communicationResult": _communication(state, site),
        "dataRegisters": registers,
        "defaultChart": _CHARTS[device.kind],
        "description": word(document, "description"),
        "deviceImage": {"contentType": "", "key": "", "lastChanged": None, "name": name, "uri": icon(device)},
        "functionCode": device.function_code,
        "hardwareStatus": _working(device),
        "installDate": document.get("installDate"),
        "key": device.key,
        "lastAttempt": attempt,
        "lastChanged": word(document, "ts"),
        "lastData": shown,
        "lastSuccess": success,
        "name": word(document, "description"),
        "primaryMetric": shown,
        "primaryMetricName": 38 if main else 0,
        "serialNum": word(document, "serialNum"),
        "units": units,
        "unitsScale": scale,
        **pick(document, "inverterKw", "outOfService", sortOrder="sort"),
    }


def _main_unit(main: Reading | None) -> tuple[int, JsonValue]:
    """Return unit and scale of the main register; power below a kilowatt is given in watts."""
    if main is None:
        return 0, "NaN"
    if main.unit == KILOWATT:
        return (8, 1) if main.value is None or abs(main.value) < 1 else (10, 1000)
    return main.unit, 1


def _working(device: Device) -> int:
    return _WORKING if device.broken_since is None else _FAULTY


def _communication(state: State, site: Site) -> int:
    return _UNREACHABLE if state.figures(site) is None else 0


def _contacts(state: State, site: Site) -> tuple[str | None, str | None]:
    """Return when a site's devices were last tried, and last answered."""
    if site.condition == "empty":
        return None, None
    attempt = stamp(state.world.now - timedelta(seconds=30 + site.number % 60))
    return attempt, attempt if site.silent_since is None else stamp(site.silent_since)


def _register(device: Device, index: int, reading: Reading) -> JsonObject:
    address, value = str(40070 + 2 * index), reading.value
    scale = 10 if reading.unit in (CELSIUS, KILOWATT) else 1
    return {
        "address": address,
        "bustestCommand": f"bustest adr={device.unit} port={device.port} reg={address}",
        "ipAddress": str(device.unit),
        "isStored": reading.name not in ("Status", "FaultCode"),
        "legacyDataName": reading.name,
        "localizedName": reading.title,
        "modpollCommand": f"modpoll -m tcp -1 -a {device.unit} -r {address} -0 -t 4 {device.address}",
        "name": reading.title,
        "register": "" if value is None else str(round(value * scale)),
        "scale": f"(this)/{scale}" if scale > 1 else "",
        "standardDataName": reading.standard,
        "units": UNIT_TEXTS[reading.unit],
        "value": reading.text or ("" if value is None else f"{value:.3f}"),
    }


def _stored_row(state: State, site: Site, device: Device) -> JsonObject:
    registers = readings(site, device, state.figures(site))
    fields: list[JsonValue] = [
        {"isArchived": True, "key": each.name, "modbusName": each.title, "name": each.title} for each in registers
    ]
    return {
        **attributes(device, "key deviceId=driver_id functionCode=function_code sort"),
        "archiveColumns": [each.name for each in registers],
        "fields": fields,
        "hardwareStatus": _working(device),
        "name": state.name(device),
    }


def _drivers(call: Call) -> dict[int, tuple[str, Device]]:
    """Return the drivers by number: each with its name and a device that might use it."""
    keys = call.state.world.keys()
    if not keys:
        return {}
    site = call.site(keys[0])
    used = {each.driver_id: (each.driver_name, each) for each in site.devices}
    return used | {model.driver_id: (model.driver_name, site.inverters[0]) for model in INVERTER_MODELS}


def _as_text(settings: JsonValue) -> list[JsonValue]:
    def value(setting: JsonObject) -> JsonValue:
        kept = setting.get("value")
        return kept if isinstance(kept, str) else json.dumps(kept)

    return [{"name": each.get("name"), "type": each.get("type", 0), "value": value(each)} for each in objects(settings)]


def _of_document(call: Call, name: str, rows: list[JsonValue]) -> JsonObject:
    device = call.device()[1]
    return {name: rows, "key": device.key, "lastChanged": call.state.saved(device)}
