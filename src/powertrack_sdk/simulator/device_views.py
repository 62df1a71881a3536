"""Views of devices: the production list of a site, and the registers of one device."""

from __future__ import annotations

from datetime import timedelta

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.calls import Call
from powertrack_sdk.simulator.fields import example, kept, part, word
from powertrack_sdk.simulator.moments import stamp, stamp_at
from powertrack_sdk.simulator.plant import Device, DeviceKind
from powertrack_sdk.simulator.readings import CELSIUS, KILOWATT, UNIT_TEXTS, W_PER_M2, Reading, readings
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.world import Site

_WORKING, _FAULTY = 1, 2
_UNREACHABLE = 1
_OF_DOCUMENT = ("gatewayType", "isTcp", "outOfService", "outOfServiceNote", "unitId")
_PREFIXES: dict[DeviceKind, str] = {"gateway": "GW", "modem": "DA", "meter": "PM", "weather": "WS", "inverter": "PV"}
_CHARTS: dict[DeviceKind, int] = {"gateway": 0, "modem": 0, "meter": 15, "weather": 21, "inverter": 2}


def get_site_hardware_production(call: Call) -> JsonObject:
    """`view/sitehardwareproduction`: every device of a site with its latest registers."""
    site = call.site()
    rows: list[JsonValue] = [_row(call.state, site, device) for device in site.devices]
    return {"hardware": rows, "key": site.key, "lastChanged": stamp(call.state.clock.now), "timeZone": ""}


def get_hardware_status(call: Call) -> JsonObject:
    """`view/hardwarestatus`: all registers of a device and how it is reached."""
    state, (site, device) = call.state, call.device()
    document = state.documents.device(device)
    body = example("hardware/get_hardware_status")
    template = objects(part(body, "registerSets.0.registers"))[0]
    found = readings(state, site, device)
    rows: list[JsonValue] = [_register(template, device, index, each) for index, each in enumerate(found)]
    attempt, success = _contacts(state, site)
    sets: list[JsonValue] = [{"brokenRegisters": [], "name": "Data", "registers": rows}]
    return {
        **{name: value for name, value in body.items() if name not in _OF_DOCUMENT},
        **kept(document, *_OF_DOCUMENT),
        "hardwareName": word(document, "description"),
        "key": device.key,
        "lastAttempt": attempt,
        "lastChanged": word(document, "ts"),
        "lastCommunication": communication(state, site),
        "lastSuccess": success,
        "outOfServiceUntil": document.get("outOfServiceUntil") if document.get("outOfService") is True else None,
        "parentKey": site.key,
        "registerSets": sets,
        "timeZone": site.zone,
    }


def communication(state: State, site: Site) -> int:
    """Outcome of the last attempt to reach the devices of a site, as a code."""
    return _UNREACHABLE if state.figures(site) is None else 0


def working(device: Device) -> int:
    """How a device fares, as a code."""
    return _WORKING if device.broken_since is None else _FAULTY


def _row(state: State, site: Site, device: Device) -> JsonObject:
    document = state.documents.device(device)
    found = readings(state, site, device)
    main = next((each for each in found if each.unit in (KILOWATT, W_PER_M2)), None)
    shown = main.formatted.replace(" \t", " ") if main and main.value is not None else ""
    image = f"https://www.alsoenergy.com/pub/Images/Device/{device.driver_id}.png"
    name = f"{_PREFIXES[device.kind]}_V{device.driver_id}"
    attempt, success = _contacts(state, site)
    units, scale = _main_unit(main)
    registers: list[JsonValue] = [
        {"dataType": 0, "formattedValue": each.formatted, "name": each.name, "unit": each.unit, "value": each.figure}
        for each in found
    ]
    return {
        "capacityKW": document.get("capacityKw") if document.get("hasCapacity") else None,
        "communicationResult": communication(state, site),
        "dataRegisters": registers,
        "defaultChart": _CHARTS[device.kind],
        "description": word(document, "description"),
        "deviceImage": {"contentType": "", "key": "", "lastChanged": None, "name": name, "uri": image},
        "functionCode": device.function_code,
        "hardwareStatus": working(device),
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
        **kept(document, "inverterKw", "outOfService", sortOrder="sort"),
    }


def _main_unit(main: Reading | None) -> tuple[int, JsonValue]:
    """Unit and scale of the main figure; power below a kilowatt is given in watts."""
    if main is None:
        return 0, "NaN"
    if main.unit == KILOWATT:
        return (8, 1) if main.value is None or abs(main.value) < 1 else (10, 1000)
    return main.unit, 1


def _contacts(state: State, site: Site) -> tuple[str | None, str | None]:
    """When a site's devices were last tried, and last answered."""
    if site.condition == "empty":
        return None, None
    attempt = stamp(state.world.now - timedelta(seconds=30 + site.number % 60))
    return attempt, attempt if site.silent_since is None else stamp_at(site.silent_since)


def _register(template: JsonObject, device: Device, index: int, reading: Reading) -> JsonValue:
    address = str(40070 + 2 * index)
    known = reading.value is not None
    value = reading.text or (f"{reading.value:.3f}" if reading.value is not None else "")
    scaled = 10 if reading.unit in (CELSIUS, KILOWATT) else 1
    return {
        **template,
        "address": address,
        "bustestCommand": f"bustest adr={device.unit} port={device.port} reg={address}",
        "ipAddress": str(device.unit),
        "isStored": reading.name not in ("Status", "FaultCode"),
        "legacyDataName": reading.name,
        "localizedName": reading.title,
        "modpollCommand": f"modpoll -m tcp -1 -a {device.unit} -r {address} -0 -t 4 {device.address}",
        "name": reading.title,
        "register": str(round((reading.value or 0.0) * scaled)) if known else "",
        "scale": f"(this)/{scaled}" if scaled > 1 else "",
        "standardDataName": reading.standard,
        "units": UNIT_TEXTS[reading.unit],
        "value": value,
    }
