"""Writes of devices: what goes over the wire, and what is refused before anything does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import APIError, ReadOnlyError, UpdateResult, ValidationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.wire import Sent, get, held, puts, wire

DEVICE = "/api/edit/hardware/H100005"
PAGE = "/powertrack/H100005/administration/config"
TABLE = "/api/edit/sitehardware/S10001"
TABLE_PAGE = "/powertrack/S10001/administration/hardware/list"
ROWS: list[dict[str, Any]] = [
    {"hid": 100005, "name": "A", "enableBool": False},
    {"hardwareKey": "H100006", "settings[dev:UnitID].value": 9},
]

CALLS: dict[str, Callable[..., UpdateResult]] = {
    "config": lambda client, **options: client.update_hardware_config("H100005", {"name": "A"}, **options),
    "driver": lambda client, **options: client.update_hardware_driver(
        "H100005", {"settings": {"dev:UnitID": 9}}, **options
    ),
    "bulk, the table": lambda client, **options: client.bulk_update_hardware("S10001", ROWS, **options),
    "bulk, devices": lambda client, **options: client.bulk_update_hardware(
        "S10001", [{"hid": 100005, "capacityKw": 5.5}, {"hid": 100006, "capacityKw": 6.5}], **options
    ),
    "bulk, both": lambda client, **options: client.bulk_update_hardware(
        "S10001", [*ROWS, {"hid": 100005, "capacityKw": 5.5}], **options
    ),
}

each_call = pytest.mark.parametrize("call", CALLS)


def unsafe(sim: Simulator) -> list[Sent]:
    """What arrived that may write."""
    return [request for request in wire(sim) if request.method != "GET"]


def rows(sim: Simulator) -> dict[str, JsonObject]:
    """The rows of the table, by the keys of the devices."""
    return {str(row["hardwareKey"]): row for row in objects(held(sim, TABLE)["hardware"])}


def with_setting(document: JsonObject, name: str, value: JsonValue) -> list[JsonValue]:
    """The settings of a device or a row, one of them with another value."""
    found = [{**row, "value": value} if row["name"] == name else row for row in objects(document["settings"])]
    return [*found]


@each_call
def test_a_dry_run_tells_and_writes_nothing(client: Driver, sim: Simulator, backups: Path, call: str) -> None:
    before = held(sim, TABLE), held(sim, DEVICE)
    result = CALLS[call](client, dry_run=True)
    assert bool(result) is result.dry_run is True
    assert result.applied is result.verified is False
    assert result.changes
    assert unsafe(sim) == []
    assert not backups.exists()
    assert (held(sim, TABLE), held(sim, DEVICE)) == before


@each_call
def test_what_a_dry_run_shows_is_what_is_done(client: Driver, call: str) -> None:
    shown = CALLS[call](client, dry_run=True)
    done = CALLS[call](client)
    assert done.verified
    assert sorted(map(str, done.changes)) == sorted(map(str, shown.changes))


@each_call
def test_a_client_that_only_reads_refuses(connect: Connect, sim: Simulator, call: str) -> None:
    before = held(sim, TABLE)
    with pytest.raises(ReadOnlyError):
        CALLS[call](connect(read_only=True))
    assert unsafe(sim) == []
    assert held(sim, TABLE) == before


@each_call
def test_nothing_is_left_to_do_afterwards(client: Driver, sim: Simulator, call: str) -> None:
    CALLS[call](client)
    sim.requests.clear()
    result = CALLS[call](client)
    assert bool(result) is True
    assert result.changes == ()
    assert unsafe(sim) == []


def test_a_device_changes_in_what_was_asked_for(client: Driver, sim: Simulator) -> None:
    before = held(sim, DEVICE)
    result = client.update_hardware_config("H100005", {"name": "A", "capacityKw": 130.0, "enableBool": False})
    expected: JsonObject = {**before, "description": "A", "capacityKw": 130.0, "outOfService": True}
    read = get(DEVICE, PAGE, query={})
    assert wire(sim) == [read, Sent("PUT", "/api/edit/hardware", {}, PAGE, expected), read]
    assert [str(change) for change in result.changes] == [
        "capacityKw: 125.0 -> 130.0 kW",
        'description: "Inverter 1 (125 kW) CHINT SCH125KTL-DO/US-600" -> "A"',
        "outOfService: false -> true",
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"settings": {"dev:UnitID": 9}},
        {"settings": [{"name": "dev:UnitID", "value": 9}]},
        {"settings[dev:UnitID].value": 9},
        {"settings": {"dev:UnitID": 9}, "settings[dev:UnitID].value": 9},
    ],
)
def test_settings_of_a_driver_are_named_in_several_ways(client: Driver, sim: Simulator, data: Any) -> None:
    before = held(sim, DEVICE)
    result = client.update_hardware_driver("H100005", data)
    expected: JsonObject = {**before, "settings": with_setting(before, "dev:UnitID", 9)}
    assert unsafe(sim) == [Sent("PUT", "/api/edit/hardware", {}, PAGE, expected)]
    assert [change.path for change in result.changes] == ["settings[dev:UnitID].value"]
    assert result.verified


def test_a_driver_with_register_offsets(client: Driver, sim: Simulator) -> None:
    before = held(sim, DEVICE)
    address = objects(before["registerOffsets"])[0]["registerAddress"] if before["registerOffsets"] else 40001
    whole = {"registerModbusName": "kWh", "name": "", "index": 0}
    data = {"driverId": 5, "registerOffsets": [{"registerAddress": address, **whole, "value": 7.5}]}
    result = client.update_hardware_driver("H100005", data)
    assert result.verified
    [written] = puts(sim)
    assert written["driverId"] == 5
    assert [row["value"] for row in objects(written["registerOffsets"]) if row["registerAddress"] == address] == [7.5]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "nothing to change"),
        (None, "a patch is a dict, not NoneType"),
        ([{"settings": {}}], "a patch is a dict, not list"),
        ({5: 1}, "the patch has a name that is not a string"),
        (
            {"name": "x"},
            "name is nothing of a driver, which has driverId, registerOffsets, settings; update_hardware_con",
        ),
        ({"name": "x", "settings": {"dev:UnitID": 9}, "capacityKw": 5}, "name, capacityKw is nothing of a driver"),
        ({"settingsX": {}}, "settingsX is nothing of a driver"),
        ({'"settings': 5}, '"settings is nothing of a driver'),
        ({"settings": {"dev:UnitId": 9}}, "there is no settings[dev:UnitId]; nearest: dev:UnitID"),
        (
            {"settings": {"dev:UnitID": "9"}},
            "settings[dev:UnitID].value must be an integer, as the type beside it says, not a string",
        ),
        ({"settings": {"dev:UnitID": {"value": 9}}}, "settings[dev:UnitID].value must be "),
        ({"settings": {"dev:UnitID": 9}, "settings[dev:UnitID].value": 8}, "give settings[dev:UnitID].value different"),
        ({"driverId": "5"}, "driverId must be an integer, not a string"),
        ({"registerOffsets": [{"value": 5}]}, "registerOffsets[0] lacks registerAddress"),
    ],
)
def test_what_is_nothing_of_a_driver_is_refused(client: Driver, sim: Simulator, data: Any, problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        client.update_hardware_driver("H100005", data)
    assert problem in str(caught.value)
    assert unsafe(sim) == []


def test_several_devices_are_one_write_of_the_table(client: Driver, sim: Simulator, backups: Path) -> None:
    before = held(sim, TABLE)
    now = rows(sim)
    result = client.bulk_update_hardware("S10001", ROWS)
    expected_rows: list[JsonValue] = [
        {**row, "description": "A", "outOfService": True}
        if row["hardwareKey"] == "H100005"
        else {**row, "settings": with_setting(now["H100006"], "dev:UnitID", 9)}
        if row["hardwareKey"] == "H100006"
        else row
        for row in objects(before["hardware"])
    ]
    assert unsafe(sim) == [Sent("PUT", "/api/edit/sitehardware", {}, TABLE_PAGE, {**before, "hardware": expected_rows})]
    assert {request.path for request in wire(sim) if request.method == "GET"} == {TABLE}
    assert {change.path for change in result.changes} == {
        "hardware[H100005].description",
        "hardware[H100005].outOfService",
        "hardware[H100006].settings[dev:UnitID].value",
    }
    assert (result.document, result.key, result.parts) == ("SiteHardwareConfig", "S10001", ())
    assert [result.backup_path] == list(backups.glob("*.json"))
    assert held(sim, DEVICE)["description"] == "A"
    others = [key for key in now if key not in ("H100005", "H100006")]
    assert {key: rows(sim)[key] for key in others} == {key: now[key] for key in others}


def test_what_the_table_does_not_hold_is_written_to_the_devices(client: Driver, sim: Simulator) -> None:
    before = held(sim, "/api/edit/hardware/H100006")
    result = client.bulk_update_hardware(10001, [*ROWS, {"key": "H100006", "capacityKw": 6.5}])
    assert [(request.path, request.referer) for request in unsafe(sim)] == [
        ("/api/edit/sitehardware", TABLE_PAGE),
        ("/api/edit/hardware", "/powertrack/H100006/administration/config"),
    ]
    sent = puts(sim)[1]
    assert sent["capacityKw"] == 6.5
    assert sent["settings"] != before["settings"], "it is read again once the table is written"
    assert [(part.document, part.key) for part in result.parts] == [
        ("SiteHardwareConfig", "S10001"),
        ("HardwareConfig", "H100006"),
    ]
    assert "H100006.capacityKw" in {change.path for change in result.changes}
    assert result.verified
    assert result


def test_rows_of_one_device_are_put_together(client: Driver, sim: Simulator) -> None:
    result = client.bulk_update_hardware(
        "S10001", [{"hid": 100005, "name": "A"}, {"key": "h100005", "serialNum": "5", "name": "A"}]
    )
    assert {change.path for change in result.changes} == {
        "hardware[H100005].description",
        "hardware[H100005].serialNumber",
    }
    assert len(unsafe(sim)) == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], "there is nothing to change: no rows were given"),
        (None, "hardware_data is a list of dicts, one for each device"),
        (5, "hardware_data is a list of dicts, one for each device"),
        ("H100005", "hardware_data is a list of dicts, one for each device"),
        ({"hid": 100005, "name": "x"}, "hardware_data is a list of dicts, one for each device"),
        ([("H100005", {"name": "x"})], "hardware_data is a list of dicts, one for each device"),
        ([{"name": "x"}], "row 1 (SiteConfig S10001) names no device; give hid, hardwareKey or key"),
        ([{"key": "S10001", "name": "x"}], "row 1 (SiteConfig S10001) names no device"),
        ([{"key": "AS400020", "enabled": True}], "row 1 (AlertTrigger AS400020) names no device"),
        ([{"hid": 100005}], "row 1: nothing to change in H100005"),
        ([{"hid": "x", "name": "x"}], "row 1: 'x' is not a valid key"),
        (
            [{"hid": 100005, "name": "x"}, {"hid": 100005, "name": "y"}],
            "row 1 and row 2 set name of H100005 to different",
        ),
        ([{"hid": 100013, "name": "x"}], "row 1 (HardwareConfig H100013): H100013 is no device of S10001"),
        ([{"hid": 100013, "capacityKw": 5.0}], "H100013 is no device of S10001"),
        ([{"hid": 999999, "name": "x"}], "H999999 is no device of S10001"),
        (
            [{"hid": 100005, "siteKey": "S10002", "name": "x"}],
            "row 1 (HardwareConfig H100005) names the site S10002, not S10001",
        ),
        ([{"hid": 100005, "nmae": "x"}], "nmae is not a field; nearest: "),
        ([{"hid": 100005, "name": 5}], "description must be a string, not a number"),
        ([{"hid": 100005, "capacityKw": "5"}], "capacityKw must be a number, not a string"),
        ([{"hid": 100005, "enableBool": True, "outOfService": True}], "give outOfService different values"),
        ([{"hid": 100005, "settings[dev:UnitId].value": 5}], "there is no hardware[H100005].settings[dev:UnitId]"),
        ([{"hid": 100005, "driverName": "x"}], "driverName is read-only"),
        ([{"hid": 100005, "name": b"x"}], "row 1: name is a bytes, which JSON does not have"),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_rows_that_are_wrong_are_refused_and_nothing_is_sent(
    client: Driver, sim: Simulator, backups: Path, data: Any, problem: str, dry_run: bool
) -> None:
    with pytest.raises(ValidationError) as caught:
        client.bulk_update_hardware("S10001", data, dry_run)
    assert problem in str(caught.value)
    assert unsafe(sim) == []
    assert not backups.exists()


def test_one_row_that_is_wrong_stops_all_of_them(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError):
        client.bulk_update_hardware("S10001", [*ROWS, {"hid": 100007, "capacityKw": "5"}])
    assert unsafe(sim) == []


def test_all_rows_that_are_wrong_are_told(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError) as caught:
        client.bulk_update_hardware("S10001", [{"hid": 100013, "name": "x"}, {"hid": 100014, "name": "x"}])
    assert len(caught.value.problems) == 2
    assert unsafe(sim) == []


@pytest.mark.parametrize("key", ["H100005", "", None, "C1001"])
def test_what_is_no_site_is_refused(client: Driver, sim: Simulator, key: Any) -> None:
    with pytest.raises(ValidationError):
        client.bulk_update_hardware(key, ROWS)
    assert sim.requests == []


@pytest.mark.parametrize("key", ["S10001", "", None, "C1001"])
@pytest.mark.parametrize("method", ["update_hardware_config", "update_hardware_driver"])
def test_what_is_no_device_is_refused(client: Driver, sim: Simulator, method: str, key: Any) -> None:
    with pytest.raises(ValidationError):
        getattr(client, method)(key, {"settings": {"dev:UnitID": 9}})
    assert sim.requests == []


def test_more_than_a_few_devices_take_a_plan(connect: Connect, sim: Simulator, backups: Path) -> None:
    data = [{"hid": hid, "name": f"Inverter {hid}"} for hid in (100005, 100006, 100007)]
    client = connect(max_targets=2)
    with pytest.raises(
        ValidationError, match="this would write to 3 targets, and more than 2 take a plan; nothing was"
    ):
        client.bulk_update_hardware("S10001", data)
    assert unsafe(sim) == []
    assert not backups.exists()
    assert client.bulk_update_hardware("S10001", data, dry_run=True)
    assert client.apply_plan(client.plan_updates(data))
    assert held(sim, DEVICE)["description"] == "Inverter 100005"


def test_a_failure_of_the_table_stops_the_devices(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("server-error", method="PUT", path="/api/edit/sitehardware"))
    with pytest.raises(APIError, match=r"SiteHardwareConfig S10001 was not written .* answered 500"):
        client.bulk_update_hardware("S10001", [*ROWS, {"hid": 100005, "capacityKw": 5.5}])
    assert [request.path for request in unsafe(sim)] == ["/api/edit/sitehardware"]


def test_rows_may_come_from_a_generator_and_are_not_changed(client: Driver) -> None:
    kept = json.dumps(ROWS)
    assert client.bulk_update_hardware("S10001", (row for row in ROWS))
    assert json.dumps(ROWS) == kept
