"""Smaller views of devices: their drivers, their gateways, and lists of them."""

from __future__ import annotations

import json
from datetime import timedelta

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.device_forms import gateway_id, settings_of
from powertrack_sdk.simulator.device_views import communication, working
from powertrack_sdk.simulator.fields import example, part, word
from powertrack_sdk.simulator.messages import RefusedError
from powertrack_sdk.simulator.places import INVERTER_MODELS
from powertrack_sdk.simulator.plant import Device
from powertrack_sdk.simulator.readings import UNIT_TEXTS, readings
from powertrack_sdk.simulator.world import Site


def query_site_hardware(call: Call) -> JsonObject:
    """`view/sitehardware`: the devices of a site with the registers that they store."""
    site = call.site(word(call.sent(), "key"))
    body = example("hardware/query_site_hardware")
    own = objects(body["hardware"])[0]
    changed = max(call.state.documents.device_stamp(device) for device in site.devices)
    rows: list[JsonValue] = [own, *(_registers(call, own, site, device) for device in site.devices)]
    began = f"{site.installed + timedelta(days=41)}T14:30:00+00:00"
    own_values: JsonObject = {"key": site.key, "lastChanged": changed, "timeZone": site.zone, "validDataDate": began}
    return {**body, **own_values, "hardware": rows}


def get_hardware_navigator_status(call: Call) -> list[JsonValue]:
    """`view/hardwarenavigatorstatus`: how every device of a site fares."""
    site = call.site()
    status = communication(call.state, site)
    return [{"communicationStatus": status, "key": each.key, "status": working(each)} for each in site.devices]


def get_hardware_status_code(call: Call) -> JsonValue:
    """`view/hardwarestatus/status`: how a device fares, as a bare code."""
    return working(call.device()[1])


def get_parent_site(call: Call) -> JsonValue:
    """`reportconfig/parentsite`: the site of a device."""
    return call.device()[0].key


def get_bulk_hardware(call: Call) -> JsonObject:
    """`edit/bulkhardware`: devices of a site by what they do. Its form is only known from hearsay."""
    groups: dict[int, list[JsonValue]] = {}
    for device in call.site().devices:
        name = call.state.documents.device_name(device)
        enabled = call.state.documents.device(device).get("outOfService") is not True
        row: JsonObject = {"enableBool": enabled, "hid": int(device.key[1:]), "name": name}
        groups.setdefault(device.function_code, []).append(row)
    return {"list": [{"functionCode": code, "rows": rows} for code, rows in groups.items()]}


def check_all_hardware(call: Call) -> JsonObject:
    """`edit/sitehardware/checkallhardware`: what is wrong with the devices of a site."""
    site = call.site(word(call.sent(), "key"))
    call.check_page(siteKey=site.key)
    halted = [call.state.documents.device_name(each) for each in site.inverters if each.broken_since is not None]
    told = [f"<b>{name}: inverter fault" for name in halted] or ["<b>Configuration: All tests passed"]
    return {"analyzerResults": [*told], "fixCodes": []}


def get_driver_list(call: Call) -> list[JsonValue]:
    """`lookuplist/drivers`: drivers for a function."""
    return [
        {"isGolden": False, "isTest": False, "name": name, "refGolden": None, "value": number}
        for number, (name, device) in _drivers(call).items()
        if device.function_code == int(call.key)
    ]


def get_driver_function_codes(call: Call) -> list[JsonValue]:
    """`edit/hardware/driver/functioncodes`: what a driver is for."""
    return [found(_drivers(call).get(int(call.key)))[1].function_code]


def get_driver_settings_list(call: Call) -> list[JsonValue]:
    """`view/driversettings/list`: the settings that a driver offers."""
    return _as_text(settings_of(found(_drivers(call).get(int(call.key)))[1]))


def get_driver_settings(call: Call) -> JsonObject:
    """`view/driversettings`: the settings of a device, their values as text."""
    return _of_document(call, "driverSettings", _as_text(call.state.documents.device(call.device()[1]).get("settings")))


def get_register_offsets(call: Call) -> JsonObject:
    """`view/registeroffsets`."""
    kept = call.state.documents.device(call.device()[1]).get("registerOffsets")
    return _of_document(call, "registerOffsets", kept if isinstance(kept, list) else [])


def get_driver_registers(call: Call) -> JsonObject:
    """`view/driverregisters`: the registers that a driver reads."""
    template = objects(part(example("hardware/get_driver_registers"), "driverRegisters"))[0]
    rows: list[JsonValue] = [
        template
        | {"dataName": each.name, "dataNameDetail": None, "isArchived": True, "localizedName": each.title}
        | {"name": each.title, "standardDataName": each.standard, "units": UNIT_TEXTS[each.unit]}
        for each in readings(call.state, *call.device())
    ]
    return _of_document(call, "driverRegisters", rows)


def get_gateway_info(call: Call) -> JsonObject:
    """`edit/hardware/gateway/info`: the document of a gateway."""
    _, device = call.device()
    if device.kind != "gateway":
        raise RefusedError(404, "The device is no gateway.")
    return call.state.documents.device(device)


def get_gateway_command_history(call: Call) -> list[JsonValue]:
    """`edit/hardware/gateway/commandhistory`: nothing was ever sent."""
    _gateway_site(call)
    return []


def request_gateway_default_params(call: Call) -> JsonObject:
    """`edit/hardware/gateway/defaultparams`."""
    return example("hardware/request_gateway_default_params") | {"gatewayId": gateway_id(_gateway_site(call))}


def get_new_hardware_setting(call: Call) -> JsonObject:
    """`edit/hardware/new/setting`: a blank setting for a place in the list."""
    return example("hardware/get_new_hardware_setting") | {"index": int(call.key)}


def _registers(call: Call, template: JsonObject, site: Site, device: Device) -> JsonObject:
    registers = readings(call.state, site, device)
    fields: list[JsonValue] = [
        {"isArchived": True, "key": each.name, "modbusName": each.title, "name": each.title} for each in registers
    ]
    return template | {
        "archiveColumns": [each.name for each in registers],
        "deviceId": device.driver_id,
        "fields": fields,
        "functionCode": device.function_code,
        "hardwareStatus": working(device),
        "key": device.key,
        "name": call.state.documents.device_name(device),
        "sort": device.sort,
    }


def _drivers(call: Call) -> dict[int, tuple[str, Device]]:
    """Drivers by their numbers: each with its name and a device that might use it."""
    first = next(iter(call.state.world.keys()), None)
    site = None if first is None else call.state.world.site(first)
    if site is None:
        return {}
    used = {each.driver_id: (each.driver_name, each) for each in site.devices}
    return used | {model.driver_id: (model.driver_name, site.inverters[0]) for model in INVERTER_MODELS}


def _as_text(settings: JsonValue) -> list[JsonValue]:
    def value(setting: JsonObject) -> JsonValue:
        kept = setting.get("value")
        return kept if isinstance(kept, str) else json.dumps(kept)

    return [{"name": each.get("name"), "type": each.get("type", 0), "value": value(each)} for each in objects(settings)]


def _of_document(call: Call, name: str, rows: list[JsonValue]) -> JsonObject:
    _, device = call.device()
    return {name: rows, "key": device.key, "lastChanged": call.state.documents.device_stamp(device)}


def _gateway_site(call: Call) -> Site:
    """The site of the gateway with the MAC address that the path names."""
    try:
        site = call.state.world.site(f"S{int(call.key[6:], 16)}")
    except ValueError:
        site = None
    return found(site if site is not None and gateway_id(site) == call.key.upper() else None)
