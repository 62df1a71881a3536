"""What a device tells beyond its fields."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import Hardware, HardwareDetails, HardwareDiagnostics, Node


def register(name: str = "", value: JsonValue = "", units: JsonValue = "") -> JsonObject:
    return {"name": name, "value": value, "units": units}


def status(*registers: JsonObject, **fields: JsonValue) -> HardwareDiagnostics:
    sets: list[JsonValue] = [{"name": "Data", "registers": [*registers], "brokenRegisters": []}]
    return HardwareDiagnostics.from_json({"key": "H100005", "registerSets": sets, **fields})


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, "Inverter"),
        (2, "Production meter"),
        (5, "Weather station"),
        (10, "Gateway"),
        (31, "Cell modem"),
        (4711, "Function 4711"),
        (None, "Unknown"),
        ("1", "Unknown"),
    ],
)
def test_what_a_device_is_in_words(code: JsonValue, words: str) -> None:
    assert Hardware.from_json({"key": "H1", "functionCode": code}).type_name == words
    assert HardwareDetails.from_json({"key": "H1", "functionCode": code}).type_name == words


def test_abbreviations_stay_in_capitals() -> None:
    names = {Hardware.from_json({"key": "H1", "functionCode": code}).type_name for code in range(100)}
    assert any(name.startswith("DC ") for name in names)
    assert not any(word in ("Dc", "dc", "Bess", "bess") for name in names for word in name.split())


def test_a_device_of_a_node() -> None:
    node = Node.from_json({"key": "H1", "name": "Inverter 1", "subKind": 1, "sort": 4, "kind": "hardware"})
    device = Hardware.from_node(node)
    assert (device.key, device.name, device.type_name, device.sort_order) == ("H1", "Inverter 1", "Inverter", 4)
    assert device.raw == node.raw


def test_a_device_of_a_node_of_which_little_is_known() -> None:
    device = Hardware.from_node(Node.from_json({"key": "H1"}))
    assert (device.name, device.function_code, device.type_name) == (None, None, "Unknown")


@pytest.mark.parametrize(
    ("registers", "celsius"),
    [
        ([register("Temp", "50.9", "°C")], 50.9),
        ([register("Temp", "123.62", "°F")], 50.9),
        ([register("Temp", "32", "°F")], 0.0),
        ([register("Temp", "-40", "°F")], -40.0),
        ([register("Temp", "-12.5", "°C")], -12.5),
        ([register("Temp", "+3", "°C")], 3.0),
        ([register("Power", "100.8", "kW"), register("Module temp", "41.0", "°C"), register("Air", "20", "°C")], 41.0),
        ([register("Temp", "NaN", "°C"), register("Temp", "50", "°F")], 10.0),
        ([register("Temp", "", "°C")], None),
        ([register("Temp", "OK", "°C")], None),
        ([register("Temp", None, "°C")], None),
        ([register("Temp", 41.0, "°C")], None),
        ([register("Temp", "41.0", "C")], None),
        ([register("Temp", "41.0", None)], None),
        ([], None),
    ],
)
def test_the_temperature(registers: list[JsonObject], celsius: float | None) -> None:
    assert status(*registers).temperature == (None if celsius is None else pytest.approx(celsius))


def test_a_device_without_registers() -> None:
    found = HardwareDiagnostics.from_json({"key": "H100005", "registerSets": None})
    assert (found.registers, found.temperature, found.critical_issues) == ([], None, [])
    assert found.overall_status == "Unknown", "nothing was read of it, so nothing says that it is well"


def test_registers_of_all_sets() -> None:
    sets: list[JsonValue] = [
        {"registers": [register("a")]},
        {"registers": None},
        None,
        {"registers": [register("b"), 7]},
    ]
    found = HardwareDiagnostics.from_json({"key": "H1", "registerSets": sets})
    assert [one.name for one in found.registers] == ["a", "b"]


BROKEN: JsonObject = {"name": "Data", "registers": [], "brokenRegisters": [{}]}
BROKEN_TWICE: JsonObject = {"name": "More", "registers": [], "brokenRegisters": [{}, {}]}


@pytest.mark.parametrize(
    ("fields", "issues", "overall"),
    [
        pytest.param({}, [], "Unknown", id="nothing known"),
        pytest.param({"outOfService": True}, ["Out of service"], "Out of service", id="out of service"),
        pytest.param(
            {"outOfService": True, "outOfServiceNote": "fan"}, ["Out of service: fan"], "Out of service", id="and why"
        ),
        pytest.param({"outOfService": False, "outOfServiceNote": "old"}, [], "Unknown", id="back in service"),
        pytest.param({"lastCommunication": 0, "lastSuccess": "2026-06-24T16:58:49Z"}, [], "OK", id="answers"),
        pytest.param({"lastCommunication": 17}, ["Communication failed with code 17"], "Critical", id="fails"),
        pytest.param({"lastAttempt": "2026-06-24T16:58:49Z"}, ["Never answered"], "Critical", id="never answered"),
        pytest.param({"lastAttempt": "0001-01-01T00:00:00"}, [], "Unknown", id="never asked"),
        pytest.param({"registerSets": [BROKEN]}, ["1 broken register"], "Critical", id="a broken register"),
        pytest.param(
            {"registerSets": [BROKEN, BROKEN_TWICE]}, ["3 broken registers"], "Critical", id="broken registers"
        ),
    ],
)
def test_what_keeps_a_device_from_working(fields: JsonObject, issues: list[str], overall: str) -> None:
    found = HardwareDiagnostics.from_json({"key": "H1", **fields})
    assert found.critical_issues == issues
    assert found.has_critical_issues is bool(issues)
    assert found.overall_status == overall


@pytest.mark.parametrize("value", ["", "OK", "ok", "Normal", "None", "No", "0", "0.0", "17", "0000.0000", " OK ", None])
def test_fault_registers_that_tell_of_no_fault(value: JsonValue) -> None:
    assert status(register("Fault Code", value)).critical_issues == []


@pytest.mark.parametrize("name", ["Fault Code", "GROUND FAULT", "Inverter fault 2"])
def test_fault_registers_that_tell_of_a_fault(name: str) -> None:
    assert status(register(name, "DC insulation")).critical_issues == [f"{name}: DC insulation"]


def test_words_in_other_registers_are_no_fault() -> None:
    assert status(register("Operating Status", "Running")).critical_issues == []
