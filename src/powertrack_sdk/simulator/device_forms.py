"""The editable documents of devices, as they are before anyone saves them."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.fields import example, fill, part
from powertrack_sdk.simulator.moments import fine_stamp, stamp_at
from powertrack_sdk.simulator.plant import Device, DeviceKind
from powertrack_sdk.simulator.site_forms import array_values
from powertrack_sdk.simulator.world import Site

_EXAMPLES: dict[DeviceKind, str] = {
    "gateway": "hardware/get_hardware_config__gateway",
    "modem": "hardware/get_hardware_config__gateway",
    "meter": "hardware/get_hardware_config__production_meter",
    "weather": "hardware/get_hardware_config__weather_station",
    "inverter": "hardware/get_hardware_config__inverter",
}


def device_form(site: Site, device: Device, customer: str) -> JsonObject:
    """The document of `edit/hardware`."""
    document = example(_EXAMPLES[device.kind])
    gateway = site.device("gateway")
    types = '["attribute","keyword","note"]'
    fill(
        document,
        {
            "key": device.key,
            "parentKey": site.key,
            "hardwareId": f"{customer}_{site.key}_{device.function_id}",
            "functionCode": device.function_code,
            "functionId": device.function_id,
            "instance": int(device.function_id[2:]),
            "description": device.name,
            "modelNum": device.model,
            "serialNum": device.serial,
            "driverId": device.driver_id,
            "driverName": device.driver_name,
            "driverDescription": device.driver_name,
            "address": device.address,
            "unitId": device.unit,
            "port": device.port,
            "sort": device.sort,
            "capacityKw": device.ac_kw,
            "inverterKw": device.ac_kw,
            "dcRating": 0.0,
            "latitude": site.latitude,
            "longitude": site.longitude,
            "gatewayKey": gateway.key,
            "gatewayId": gateway_id(site),
            "installDate": site.installed.isoformat(),
            "ts": stamp_at(device.changed),
            "outOfServiceUntil": fine_stamp(device.changed + 0.3621958),
            "settings": settings_of(device),
            "registerOffsets": _offsets(device),
            "tags.key": f'{{"ancestorKey":"{device.key}","isRecursive":false,"types":{types}}}',
        },
    )
    for note in objects(part(document, "tags.notes")):
        note["parentKey"] = device.key
    return fill(document, _of_kind(site, device))


def gateway_id(site: Site) -> str:
    """The MAC address of a site's gateway, from the range kept for documentation."""
    return f"00005E{site.number % 0x1000000:06X}"


def settings_of(device: Device) -> list[JsonValue]:
    """The settings of a device as it lists them: numbered, and typed by their JSON type."""
    return [
        {"index": index, "name": name, "originalValue": value, "type": _type(value), "value": value}
        for index, (name, value) in enumerate(_settings(device).items())
    ]


def _of_kind(site: Site, device: Device) -> dict[str, JsonValue]:
    """What only devices of a kind have."""
    if device.kind == "gateway":
        return {"gateway.firmware.gatewayId": gateway_id(site)}
    if device.kind == "modem":
        return {
            "gateway": None,
            "gatewayKey": "",
            "configs": [],
            "hasCapacity": False,
            "driverNotes": "",
            "deviceRegisters": [],
        }
    station = site.device("weather").key
    if device.kind == "meter":
        return {
            "dcRating": device.ac_kw * 1000,
            "meter.maxPower": device.ac_kw,
            "meter.kw": round(device.ac_kw * 0.83, 2),
            "weatherStationKey1": station,
        }
    if device.kind == "weather":
        return {"weather.azimuth": site.azimuth, "weather.tilt": site.tilt}
    return {
        "driverNotes": "Temperatures are in °C.\r\rA scale of 0.001 gives kW.",
        "outputKey": site.device("meter").key,
        "siteDcShare": device.dc_kw,
        "dcRating": device.dc_kw,
        "weatherStationKey1": station,
        **array_values(device, site, "pvConfig.inverters.0"),
    }


def _settings(device: Device) -> dict[str, JsonValue]:
    number = int(device.key[1:])
    if device.kind == "gateway":
        return {"dev:rate": "60"}
    if device.kind == "modem":
        return {"dev:portMode": "N/A", "dev:community": "example", "dev:authentication": "synthetic-passphrase"}
    if device.kind == "meter":
        return {"dev:Scale": 1.0, "dev:Reverse": "0", "dev:UnitID": device.unit, "dev:Enable": 0}
    if device.kind == "weather":
        return {"dev:baud": 9600, "dev:portMode": "rs485", "MaxTemp": 160.0, "MinTemp": -30.0}
    return {
        "dev:portMode": "N/A",
        "dev:UnitID": device.unit,
        "dev:KWHoffset": 0.0,
        "dev:ScaleKW": 0.001,
        "dev:MacNumber": 9007199254640992 + number,  # beyond what a float can tell apart
        "ShortName": device.function_id,
    }


def _offsets(device: Device) -> list[JsonValue]:
    if device.kind not in ("meter", "inverter"):
        return []
    return [
        {
            "index": 0,
            "name": "KWHoffset",
            "registerAddress": 22,
            "registerModbusName": "Active Energy Gross",
            "value": 0.0,
        },
        {
            "index": 1,
            "name": "",
            "registerAddress": 9999,
            "registerModbusName": "Active Energy Gross Raw",
            "value": 0.0,
        },
    ]


def _type(value: JsonValue) -> int:
    return 0 if isinstance(value, str) else 2 if isinstance(value, float) else 1
