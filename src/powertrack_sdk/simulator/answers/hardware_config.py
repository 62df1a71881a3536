"""The configurations of devices, and the hardware table of a site."""

from __future__ import annotations

from powertrack_api.documents import HARDWARE_CONFIG_DOCUMENT, SITE_HARDWARE_CONFIG_DOCUMENT
from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.simulator.answers.modeling import array_values
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.documents import documents, save
from powertrack_sdk.simulator.core.fields import attributes, example, fill, part, pick, quantity, same, section, word
from powertrack_sdk.simulator.core.store import Changes, Kind, State
from powertrack_sdk.simulator.world.clock import fine_stamp, stamp
from powertrack_sdk.simulator.world.plant import Device, DeviceKind, Site, World

_EXAMPLES: dict[DeviceKind, str] = {
    "gateway": "gateway",
    "modem": "gateway",
    "meter": "production_meter",
    "weather": "weather_station",
    "inverter": "inverter",
}

_FROM_PLANT = """key functionCode=function_code functionId=function_id description=name modelNum=model serialNum=serial
driverId=driver_id driverName=driver_name driverDescription=driver_name address unitId=unit port sort
capacityKw=ac_kw inverterKw=ac_kw"""
"""Fields of the document of a device, and the attributes of the device that they hold."""

_ROWS = SITE_HARDWARE_CONFIG_DOCUMENT.rows
_SHARED = dict(_ROWS.fields) if _ROWS is not None else {}
"""Fields of a row of the hardware table, and the fields of the device's document with the same value."""


class HardwareConfig(Kind):
    """The configuration of a device."""

    label = "hardware"
    described = HARDWARE_CONFIG_DOCUMENT
    notes = ("assetId", "outOfServiceNote")
    moves_note = True

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return the configuration of a device as it was installed."""
        device = world.device(key)
        return None if device is None else _form(*device, world.customer)

    def settle(self, sent: JsonObject, moment: str) -> JsonObject:
        """Return the document as saved: settings numbered, registers emptied, the rating of a meter derived."""
        saved = super().settle(sent, moment)
        if "settings" in saved:
            saved["settings"] = _renumber(saved["settings"])
        if "driverRegisters" in saved:
            saved["driverRegisters"] = []
        if saved.get("outOfService") is not True:
            saved["outOfServiceUntil"] = moment
        power = quantity(section(saved, "meter").get("maxPower"))
        if "dcRating" in saved and power is not None:
            saved["dcRating"] = power * 1000  # seen on meters: the meter's power replaces the sent value
        return saved


HARDWARE = documents(HardwareConfig())


class SiteHardwareConfig(Kind):
    """The hardware table of a site. Its rows share fields with the documents of the devices."""

    label = "sitehardware"
    described = SITE_HARDWARE_CONFIG_DOCUMENT

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return the table of a site as it was built."""
        site = world.site(key)
        if site is None:
            return None
        rows: list[JsonValue] = [
            {"gatewayName": "", "hardwareKey": device.key, "index": index} for index, device in enumerate(site.devices)
        ]
        newest = stamp(max(device.changed for device in site.devices))
        own: JsonObject = {"key": site.key, "hardware": rows, "ts": newest}
        return example("hardware/get_site_hardware_config") | own

    def read(self, state: State, stored: JsonObject) -> JsonObject:
        """Return the table with the shared fields of the devices' documents."""
        if "hardware" not in stored:
            return stored
        rows = [_row(state, row) for row in objects(stored["hardware"])]
        stamps = [text(each.get("ts")) for each in (stored, *rows)]
        return {**stored, "hardware": [*rows], "ts": max(each for each in stamps if each)}

    def save(self, state: State, current: JsonObject, sent: JsonObject, moment: str) -> Changes:
        """Save the rows that differ; only they get the new stamp. Rows of other sites are dropped."""
        key = word(current, "key")
        before = {word(row, "hardwareKey"): row for row in objects(current.get("hardware"))}
        stored: list[JsonValue] = []
        changes: Changes = {}
        for row in objects(sent.get("hardware")):
            device = word(row, "hardwareKey")
            owner = state.world.device(device)
            if owner is None or owner[0].key != key:
                continue
            stored.append({name: value for name, value in row.items() if name not in _SHARED and name != "ts"})
            if not same({**row, "ts": ""}, {**before.get(device, {}), "ts": ""}):
                changes[HARDWARE.name, device] = _save_row(state.read(HARDWARE, device) or {}, row, moment)
        saved: JsonObject = {**sent, "ts": moment if changes else current.get("ts"), "updateHardwareErrors": None}
        if "hardware" in sent:
            saved["hardware"] = stored
        return {**changes, (self.name, key): saved}

    def edit_as_other_user(self, state: State, key: str, before: JsonObject, moment: str | None = None) -> None:
        """Change the serial number of the first device as another user."""
        for row in objects((state.read(self, key) or {}).get("hardware"))[:1]:
            device = word(row, "hardwareKey")
            document = state.read(HARDWARE, device) or {}
            edited = self._marked(document, "serialNum", "changed by another user", moment)
            state.store({(HARDWARE.name, device): edited})


TABLE = documents(SiteHardwareConfig())


@answers("putSiteHardwareConfig")
def put_site_hardware_config(call: Call) -> JsonObject:
    """Save the table; the answer lists errors."""
    return {**save(call, TABLE), "updateHardwareErrors": []}


def _form(site: Site, device: Device, customer: str) -> JsonObject:
    document = example(f"hardware/get_hardware_config__{_EXAMPLES[device.kind]}")
    for note in objects(part(document, "tags.notes")):
        note["parentKey"] = device.key
    types = '["attribute","keyword","note"]'
    common: dict[str, JsonValue] = {
        **attributes(device, _FROM_PLANT),
        **attributes(site, "latitude longitude"),
        "parentKey": site.key,
        "hardwareId": f"{customer}_{site.key}_{device.function_id}",
        "instance": int(device.function_id[2:]),
        "dcRating": 0.0,
        "gatewayKey": site.device("gateway").key,
        "gatewayId": _gateway_id(site),
        "installDate": site.installed.isoformat(),
        "ts": stamp(device.changed),
        "outOfServiceUntil": fine_stamp(device.changed + 0.3621958),
        "settings": settings_of(device),
        "registerOffsets": _offsets(device),
        "tags.key": f'{{"ancestorKey":"{device.key}","isRecursive":false,"types":{types}}}',
    }
    return fill(document, common | _of_kind(site, device))


def _of_kind(site: Site, device: Device) -> dict[str, JsonValue]:
    """Return the fields that only devices of a kind have."""
    station = site.device("weather").key
    match device.kind:
        case "gateway":
            return {"gateway.firmware.gatewayId": _gateway_id(site)}
        case "modem":
            blank: dict[str, JsonValue] = {"configs": [], "deviceRegisters": [], "gatewayKey": "", "driverNotes": ""}
            return {**blank, "gateway": None, "hasCapacity": False}
        case "meter":
            power = {"meter.maxPower": device.ac_kw, "meter.kw": round(device.ac_kw * 0.83, 2)}
            return {**power, "dcRating": device.ac_kw * 1000, "weatherStationKey1": station}
        case "weather":
            return attributes(site, "weather.azimuth=azimuth weather.tilt=tilt")
        case "inverter":
            return {
                "driverNotes": "Temperatures are in °C.\r\rA scale of 0.001 gives kW.",
                "outputKey": site.device("meter").key,
                "siteDcShare": device.dc_kw,
                "dcRating": device.dc_kw,
                "weatherStationKey1": station,
                **array_values(device, site),
            }


def _gateway_id(site: Site) -> str:
    """Return the MAC address of a site's gateway, from the range reserved for documentation."""
    return f"00005E{site.number % 0x1000000:06X}"


def settings_of(device: Device) -> list[JsonValue]:
    """Return the first settings of a device: numbered, and typed by their JSON type."""
    values: dict[DeviceKind, JsonObject] = {
        "gateway": {"dev:rate": "60"},
        "modem": {"dev:portMode": "N/A", "dev:community": "example", "dev:authentication": "synthetic-passphrase"},
        "meter": {"dev:Scale": 1.0, "dev:Reverse": "0", "dev:UnitID": device.unit, "dev:Enable": 0},
        "weather": {"dev:baud": 9600, "dev:portMode": "rs485", "MaxTemp": 160.0, "MinTemp": -30.0},
        "inverter": {
            "dev:portMode": "N/A",
            "dev:UnitID": device.unit,
            "dev:KWHoffset": 0.0,
            "dev:ScaleKW": 0.001,
            "dev:MacNumber": 9007199254640992 + int(device.key[1:]),  # more digits than a float holds
            "ShortName": device.function_id,
        },
    }
    return [
        {"index": index, "name": name, "originalValue": value, "type": _type(value), "value": value}
        for index, (name, value) in enumerate(values[device.kind].items())
    ]


def _type(value: JsonValue) -> int:
    return 0 if isinstance(value, str) else 2 if isinstance(value, float) else 1


def _offsets(device: Device) -> list[JsonValue]:
    if device.kind not in ("meter", "inverter"):
        return []
    registers = (("KWHoffset", 22, "Active Energy Gross"), ("", 9999, "Active Energy Gross Raw"))
    return [
        {"index": index, "name": name, "registerAddress": address, "registerModbusName": modbus, "value": 0.0}
        for index, (name, address, modbus) in enumerate(registers)
    ]


def _renumber(settings: JsonValue) -> JsonValue:
    """Return settings without gaps in their numbers; their current values become the original ones."""
    if not isinstance(settings, list):
        return settings
    numbered: list[JsonValue] = []
    for index, setting in enumerate(settings):
        if isinstance(setting, dict):
            original = {"originalValue": setting["value"]} if "value" in setting else {}
            setting = {**setting, "index": index, **original}
        numbered.append(setting)
    return numbered


def _row(state: State, stored: JsonObject) -> JsonObject:
    """Return a row of the table, its shared fields taken from the device's document."""
    device = state.read(HARDWARE, word(stored, "hardwareKey")) or {}
    return dict(sorted({**stored, **pick(device, "ts", **_SHARED)}.items()))


def _save_row(device: JsonObject, row: JsonObject, moment: str) -> JsonObject:
    """Return a device's document after a save of its row. A field left out of the row is lost to the device, too."""
    lost = {other for name, other in _SHARED.items() if name not in row}
    shared = {other: row[name] for name, other in _SHARED.items() if name in row}
    saved = {name: value for name, value in device.items() if name not in lost}
    return HARDWARE.settle({**saved, **shared}, moment)
