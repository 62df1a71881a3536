"""Plans from files: spreadsheets and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import ConfigurationError, Plan, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver
from tests.wire import held


def lines(plan: Plan) -> dict[str, list[str]]:
    """The changes of a plan, by what they are of."""
    return {entry.name: [str(change) for change in entry.changes] for entry in plan}


@pytest.mark.parametrize("name", ["rows.json", "rows.JSON"])
@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"rows": rows}])
def test_rows_from_a_json_file(client: Driver, tmp_path: Path, name: str, wrap: Callable[[object], object]) -> None:
    rows = [{"key": "S10001", "name": "Maple"}, {"hid": 100005, "capacityKw": 5.5}]
    file = tmp_path / name
    file.write_text(json.dumps(wrap(rows)), encoding="utf-8")
    assert lines(client.plan_updates(file)) == lines(client.plan_updates(str(file))) == lines(client.plan_updates(rows))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the document is not JSON"),
        ("[{]", "the document is not JSON"),
        ('[{"key": "S10001", "name": "a", "name": "b"}]', 'the name "name" stands more than once'),
        ('[{"key": "S10001", "latitude": 1e999}]', "the number 1e999 would come out as inf"),
        ('"S10001"', "holds no list of objects, nor an object with such a list as its rows"),
        ('{"key": "S10001"}', "holds no list of objects, nor an object with such a list as its rows"),
        ('{"rows": {}}', "holds no list of objects, nor an object with such a list as its rows"),
        ('[["S10001", {}]]', "holds no list of objects, nor an object with such a list as its rows"),
    ],
)
def test_a_json_file_that_holds_no_rows(
    client: Driver, sim: Simulator, tmp_path: Path, text: str, problem: str
) -> None:
    file = tmp_path / "rows.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValidationError) as caught:
        client.plan_updates(file)
    assert problem in str(caught.value)
    assert str(file) in str(caught.value)
    assert sim.requests == []


def test_an_empty_json_file_changes_nothing(client: Driver, tmp_path: Path) -> None:
    (tmp_path / "rows.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValidationError, match="there is nothing to change: no rows were given"):
        client.plan_updates(tmp_path / "rows.json")


@pytest.mark.parametrize("name", ["rows.json", "rows.csv", ""])
def test_a_file_that_is_not_there(client: Driver, sim: Simulator, tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        client.plan_updates(tmp_path / name)
    assert sim.requests == []


def test_rows_from_a_spreadsheet_get_the_types_of_the_documents(client: Driver, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(
        "key;name;acCapacityKw;settings[dev:UnitID].value;settings[dev:Network].value;threshold;enabled\n"
        "S10001;Maple;600,5;;;;\n"
        "H100005;;;7;;;\n"
        "x2d061a96;;;;;80,5;no\n",
        encoding="utf-8",
    )
    plan = client.plan_updates(file)
    assert {entry.name: entry.to_json()["patch"] for entry in plan} == {
        "SiteConfig S10001": {"name": "Maple", "capacityAc": 600.5, "capacityAcUnit": 10},
        "HardwareConfig H100005": {"settings": [{"name": "dev:UnitID", "value": 7}]},
        "AlertTrigger x2d061a96": {"isActive": False, "parameters": [{"name": "Threshold", "value": 80.5}]},
    }


def test_settings_from_a_spreadsheet_keep_the_types_that_they_have(
    client: Driver, sim: Simulator, tmp_path: Path
) -> None:
    settings = {str(row["name"]): row["value"] for row in objects(held(sim, "/api/edit/hardware/H100005")["settings"])}
    others: dict[type, object] = {bool: "true", int: "12", float: "12", str: "other"}
    headings = ",".join(f"settings[{name}].value" for name in settings)
    cells = ",".join(str(others[type(value)]) for value in settings.values())
    file = tmp_path / "rows.csv"
    file.write_text(f"hid,{headings}\n100005,{cells}\n", encoding="utf-8")
    [entry] = client.plan_updates(file)
    found = {change.path: type(change.after) for change in entry.changes}
    assert found
    for path, kind in found.items():
        before = settings[path.removeprefix("settings[").removesuffix("].value")]
        assert (kind is bool) == isinstance(before, bool)
        assert (kind is str) == isinstance(before, str)


def test_a_cell_that_does_not_fit_the_type_of_a_setting(client: Driver, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("hid,settings[dev:UnitID].value,name\n100005,canary,x\n100006,5,y\n", encoding="utf-8")
    with pytest.raises(ValidationError) as caught:
        client.plan_updates(file)
    assert str(caught.value) == (
        "row 2 (HardwareConfig H100005): hardware[H100005].settings[dev:UnitID].value must be a whole number,"
        " written in full"
    )


def test_items_are_removed_from_a_spreadsheet(client: Driver, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("hid,settings[dev:UnitID]\n100005,$remove\n", encoding="utf-8")
    [entry] = client.plan_updates(file)
    assert [str(change).split(":")[0] for change in entry.changes] == ["- settings[dev"]
    assert entry.to_json()["patch"] == {"settings": [{"name": "dev:UnitID", "$remove": True}]}
