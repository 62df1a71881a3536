"""Reads of devices: what goes over the wire, and what comes back."""

from __future__ import annotations

import httpx
import pytest

from powertrack_api.models.function_code import FunctionCode
from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import EmptyResponseError, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import Answering
from tests.wire import ALL, HOME, Sent, get, held, wire

PRODUCTION = "/api/view/sitehardwareproduction/S10001"
QUERY: JsonObject = {
    "key": "S10001",
    "context": "query",
    "kinds": ["customer", "site", "hardware"],
    "subKinds": [],
    "nodes": [],
    "filter": "",
    "filterBy": "Name",
}


def without_production(sim: Simulator, content: bytes) -> Answering:
    """A simulator that answers for a table of readings with something else."""
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        response = transport.handle_request(request)
        return httpx.Response(200, content=content) if request.url.path == PRODUCTION else response

    return Answering(answer)


@pytest.mark.parametrize("method", ["get_hardware_list", "get_site_hardware_production"])
@pytest.mark.parametrize("site", ["S10001", 10001])
def test_the_devices_of_a_site(client: Driver, sim: Simulator, method: str, site: str | int) -> None:
    devices = getattr(client, method)(site)
    assert wire(sim) == [get(PRODUCTION)]
    rows = objects(held(sim, PRODUCTION)["hardware"])
    assert [device.raw for device in devices] == rows
    assert [(device.key, device.name) for device in devices] == [(row["key"], row["name"]) for row in rows]
    assert [device.function_code for device in devices] == [row["functionCode"] for row in rows]
    assert {device.type_name for device in devices} >= {"Inverter", "Production meter", "Weather station", "Gateway"}
    inverter = next(device for device in devices if device.function_code is FunctionCode.INVERTER)
    [row] = [row for row in rows if row["key"] == inverter.key]
    registers = objects(row["dataRegisters"])
    assert [(register.name, register.value) for register in inverter.data_registers] == [
        (register["name"], register["value"]) for register in registers
    ]


@pytest.mark.parametrize("content", [b"", b'{"key": "S10001", "hardware": []}', b'{"key": "S10001", "hardware": null}'])
def test_devices_without_readings_come_from_the_tree(connect: Connect, sim: Simulator, content: bytes) -> None:
    devices = connect(without_production(sim, content)).get_hardware_list("S10001")
    assert wire(sim) == [get(PRODUCTION), Sent("POST", "/api/node", ALL, HOME, QUERY)]
    rows = objects(held(sim, PRODUCTION)["hardware"])
    assert [(device.key, device.name, device.function_code) for device in devices] == [
        (row["key"], row["name"], row["functionCode"]) for row in rows
    ]
    assert all(device.data_registers == [] for device in devices)


def test_the_table_of_readings_does_not_fall_back(connect: Connect, sim: Simulator) -> None:
    with pytest.raises(EmptyResponseError):
        connect(without_production(sim, b"")).get_site_hardware_production("S10001")
    assert wire(sim) == [get(PRODUCTION)]


@pytest.mark.parametrize("hardware", ["H100005", "h100005", 100005])
def test_a_device_in_full(client: Driver, sim: Simulator, hardware: str | int) -> None:
    details = client.get_hardware_details(hardware)
    assert wire(sim) == [get("/api/edit/hardware/H100005", "/powertrack/H100005/administration/config", {})]
    document = held(sim, "/api/edit/hardware/H100005")
    assert details.raw == document
    assert details.extra == {}
    assert (details.key, details.name, details.site_key) == ("H100005", document["description"], "S10001")
    assert details.function_code is FunctionCode.INVERTER
    assert details.type_name == "Inverter"
    settings = objects(document["settings"])
    assert [setting.name for setting in details.settings] == [setting["name"] for setting in settings]
    unit = details.setting("dev:UnitID")
    assert unit is not None
    assert unit.value == next(setting["value"] for setting in settings if setting["name"] == "dev:UnitID")
    assert details.setting("dev:UnitId") is None


def test_every_device_of_a_site_in_full(client: Driver) -> None:
    for device in client.get_hardware_list("S10002"):
        details = client.get_hardware_details(device.key)
        assert (details.key, details.name, details.function_code) == (device.key, device.name, device.function_code)
        assert details.extra == {}


def test_the_registers_of_a_device(client: Driver, sim: Simulator) -> None:
    status = client.get_hardware_diagnostics("H100005")
    assert wire(sim) == [get("/api/view/hardwarestatus/H100005")]
    document = held(sim, "/api/view/hardwarestatus/H100005")
    assert status.raw == document
    registers = objects(objects(document["registerSets"])[0]["registers"])
    assert [(register.name, register.value) for register in status.registers] == [
        (register["name"], register["value"]) for register in registers
    ]
    assert status.overall_status == "OK"
    assert not status.has_critical_issues
    celsius = next(register["value"] for register in registers if register["units"] == "°C")
    assert status.temperature == float(str(celsius))


def test_a_device_with_an_alert_has_issues(client: Driver, sim: Simulator) -> None:
    [broken] = client.get_alert_summary(customer_id="C1001").critical_hardware
    status = client.get_hardware_diagnostics(broken)
    assert status.has_critical_issues
    assert status.overall_status == "Critical"


@pytest.mark.parametrize("method", ["get_hardware_details", "get_hardware_diagnostics"])
@pytest.mark.parametrize("key", ["S10001", "C1001", "inverter", "", "H", "H1/../H2"])
def test_what_is_no_key_of_a_device_is_refused(client: Driver, sim: Simulator, method: str, key: str) -> None:
    with pytest.raises(ValidationError, match="the key of a device is expected, such as H10001"):
        getattr(client, method)(key)
    assert sim.requests == []


@pytest.mark.parametrize("method", ["get_hardware_list", "get_site_hardware_production"])
def test_what_is_no_key_of_a_site_is_refused(client: Driver, sim: Simulator, method: str) -> None:
    with pytest.raises(ValidationError, match="'H100005' is the key of a device; the key of a site is expected"):
        getattr(client, method)("H100005")
    assert sim.requests == []
