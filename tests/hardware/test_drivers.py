"""Reads of drivers: what goes over the wire, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.setting_type import SettingType
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import get, held, wire


@pytest.mark.parametrize("hardware", ["H100005", "h100005", 100005])
def test_the_settings_of_a_device(client: Driver, sim: Simulator, hardware: str | int) -> None:
    settings = client.get_driver_settings(hardware)
    assert wire(sim) == [get("/api/view/driversettings/H100005")]
    rows = objects(held(sim, "/api/view/driversettings/H100005")["driverSettings"])
    assert [setting.raw for setting in settings] == rows
    own = objects(held(sim, "/api/edit/hardware/H100005")["settings"])
    assert [setting.name for setting in settings] == [row["name"] for row in own]
    unit = next(setting for setting in settings if setting.name == "dev:UnitID")
    assert unit.value == str(next(row["value"] for row in own if row["name"] == "dev:UnitID"))
    assert unit.type_ is SettingType.INTEGER


def test_settings_that_were_changed(client: Driver) -> None:
    client.update_hardware_config("H100005", {"settings": [{"name": "dev:UnitID", "value": 77}]})
    assert {setting.name: setting.value for setting in client.get_driver_settings("H100005")}["dev:UnitID"] == "77"


def test_the_values_of_settings_are_not_printed(client: Driver) -> None:
    settings = client.get_driver_settings("H100002")
    secret = next(setting for setting in settings if setting.name == "dev:authentication")
    assert secret.value
    assert secret.value not in repr(settings)


@pytest.mark.parametrize("number", [20631, "20631", " 20631 "])
def test_the_settings_of_a_driver(client: Driver, sim: Simulator, number: int | str) -> None:
    settings = client.get_driver_settings_list(number)
    assert wire(sim) == [get("/api/view/driversettings/list/20631", query={})]
    assert {"dev:UnitID", "dev:ScaleKW"} <= {setting.name for setting in settings}
    assert all(isinstance(setting.value, str) for setting in settings)


def test_a_driver_offers_the_settings_of_its_devices(client: Driver) -> None:
    details = client.get_hardware_details("H100005")
    offered = client.get_driver_settings_list(details.driver_id)
    assert [setting.name for setting in offered] == [setting.name for setting in client.get_driver_settings("H100005")]


@pytest.mark.parametrize(
    ("arguments", "code"), [((), "2"), ((2,), "2"), (("1",), "1"), ((FunctionCode.INVERTER,), "1"), ((5,), "5")]
)
def test_the_drivers_for_a_function(client: Driver, sim: Simulator, arguments: tuple[Any, ...], code: str) -> None:
    drivers = client.get_driver_list(*arguments)
    assert wire(sim) == [get(f"/api/lookuplist/drivers/{code}", query={})]
    devices = [client.get_hardware_details(device.key) for device in client.get_hardware_list("S10001")]
    used = {(each.driver_name, each.driver_id) for each in devices if each.function_code == int(code)}
    assert used <= {(driver.name, driver.value) for driver in drivers}
    assert used


@pytest.mark.parametrize("method", ["get_driver_settings_list", "get_driver_list"])
@pytest.mark.parametrize("number", ["H100005", "", "-1", -1, 2.0, True, None, "1/../2", "٢"])
def test_what_is_no_number_is_refused(client: Driver, sim: Simulator, method: str, number: object) -> None:
    with pytest.raises(ValidationError, match="; a number such as"):
        getattr(client, method)(number)
    assert sim.requests == []


@pytest.mark.parametrize("hardware", ["H100003", 100003])
def test_the_offsets_of_a_device(client: Driver, sim: Simulator, hardware: str | int) -> None:
    offsets = client.get_register_offsets(hardware)
    assert wire(sim) == [get("/api/view/registeroffsets/H100003")]
    rows = objects(held(sim, "/api/view/registeroffsets/H100003")["registerOffsets"])
    assert [offset.raw for offset in offsets] == rows
    assert [(offset.index, offset.register_address, offset.name, offset.value) for offset in offsets] == [
        (0, 22, "KWHoffset", 0.0),
        (1, 9999, "", 0.0),
    ]


@pytest.mark.parametrize("method", ["get_driver_settings", "get_register_offsets"])
@pytest.mark.parametrize("key", ["S10001", "C1001", "inverter", "", "H1/../H2"])
def test_what_is_no_key_of_a_device_is_refused(client: Driver, sim: Simulator, method: str, key: str) -> None:
    with pytest.raises(ValidationError, match="the key of a device is expected"):
        getattr(client, method)(key)
    assert sim.requests == []


@pytest.mark.parametrize(
    ("method", "name"), [("get_driver_settings", "driverSettings"), ("get_register_offsets", "registerOffsets")]
)
@pytest.mark.parametrize(("rows", "left"), [(None, []), ([], []), ([{}, None, {"name": None}], [{}, {"name": None}])])
def test_what_is_missing_is_none(
    connect: Connect, method: str, name: str, rows: JsonValue, left: list[JsonObject]
) -> None:
    found = getattr(connect(answers({"key": "H100005", name: rows})), method)("H100005")
    assert [row.raw for row in found] == left
    assert all(row.name is None and row.value is None for row in found)
