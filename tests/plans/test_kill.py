"""Programs that apply a plan are killed again and again; each time the next one goes on.

`make test-kill` kills more often, over more devices.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import Plan, PowerTrackClient
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import spec_of
from powertrack_sdk.writes.edits import Create
from powertrack_sdk.writes.journal import read_history
from tests.plans.drill import IN_THE_PROGRAM, ON_THE_WIRE, Drill, kills, name_in
from tests.plans.served import AREAS, Programs, Wire, all_documents, ended_by_a_kill, inverters_of, outcome_of
from tests.wire import held

KILLS = int(os.environ.get("POWERTRACK_KILLS", "8"))
SITES, INVERTERS = (5, 40) if KILLS >= 30 else (2, 20)
SEED = int(os.environ.get("POWERTRACK_KILL_SEED", "5"))

Changes = dict[str, dict[str, JsonValue]]
"""Documents by their names on the wire, each with the paths that changed and what is there now."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="kills with signals")]


def planning(sim: Simulator, folder: Path) -> PowerTrackClient:
    return PowerTrackClient(sim.auth_manager(), transport=sim.transport(), backup_dir=folder / "unused")


def changes(before: dict[str, JsonObject], after: dict[str, JsonObject]) -> Changes:
    """All that changed, but for alert triggers and what the server changes by itself."""
    assert before.keys() == after.keys()
    found = {}
    for name, old in before.items():
        area = name.partition("/")[0]
        if area in AREAS:
            moved = diff(old, after[name], spec_of(AREAS[area]).shape, ignore_volatile=True)
            found[name] = {change.path: change.after for change in moved}
    return {name: moved for name, moved in found.items() if moved}  # type: ignore[misc]  # nothing is MISSING


def triggers(there: JsonObject) -> list[JsonObject]:
    """The triggers of a device without what the server gives them, in one order."""
    rows = [{**row, "key": "", "id": 0, "lastChanged": ""} for row in objects(there["triggers"])]
    return sorted(rows, key=lambda row: (str(row["alertTypeKey"]), str(row["name"])))


def test_every_moment_is_among_the_kills() -> None:
    assert {kill.moment for kill in kills(KILLS, SEED, 4)} == {*IN_THE_PROGRAM, *ON_THE_WIRE}


def test_devices_in_great_number(tmp_path: Path) -> None:
    sim = Simulator(SITES, inverters=INVERTERS)
    devices = [key for site in sim.site_keys for key in inverters_of(sim, site)]
    capacity = {key: 200.5 + place for place, key in enumerate(devices)}
    with planning(sim, tmp_path) as client:
        plan = client.plan_updates([(key, {"capacityKw": value}) for key, value in capacity.items()])
    assert plan.targets == len(devices) == SITES * INVERTERS
    before, drill, moments = all_documents(sim), Drill(sim, plan, tmp_path), list(kills(KILLS, SEED, 4))

    assert drill.run(moments) == dict.fromkeys(devices, "written")

    assert drill.writes(acted=True) == Counter(f"hardware/{key}" for key in devices), "none is written twice"
    lost = drill.writes(acted=False)
    assert max(lost.values()) == 1, "each was sent once more than needed at the most"
    assert lost.total() == sum(1 for kill in moments if kill.moment == "received")
    expected: Changes = {f"hardware/{key}": {"capacityKw": value} for key, value in capacity.items()}
    assert changes(before, all_documents(sim)) == expected
    assert all(
        triggers(there) == triggers(before[name]) for name, there in all_documents(sim).items() if "alert" in name
    )
    [record] = read_history(drill.backups)
    assert record.finished
    assert Counter(write.key for write in record.writes if write.outcome == "written") == Counter(devices)


def test_sites_models_tables_and_alert_triggers(tmp_path: Path) -> None:
    sim = Simulator(2, inverters=8)
    first, second = (inverters_of(sim, site) for site in sim.site_keys)
    table = objects(held(sim, "/api/edit/sitehardware/S10002")["hardware"])
    others = [str(row["hardwareKey"]) for row in table if row["functionCode"] != 1]
    assert len(others) == 3
    with planning(sim, tmp_path) as client:
        plans = [
            client.plan_updates(
                [
                    {"key": "S10001", "latitude": 40.625},
                    {"key": "S10002", "name": "Example Site B"},
                    {"key": "S10001", "document": "modeling", "dcRating": 641.5},
                    {"key": first[0], "document": "modeling", "pvConfig": {"degrade": 0.7}},
                    {"key": first[1], "capacityKw": 201.5},
                    {"key": first[2], "capacityKw": 202.5},
                    *({"key": key, "name": f"Inverter {key}"} for key in second),
                ]
            ),
            client.plan_alert_additions(second[:4], {"name": "High Temperature"}),
            client.plan_alert_copy(first[0], others),
            client.plan_alert_deletions(first[3:5]),
        ]
    plan = Plan(entries=tuple(entry for part in plans for entry in part), made_at=plans[0].made_at)
    assert Counter((entry.action, entry.document) for entry in plan) == {
        ("update", "SiteConfig"): 2,
        ("update", "ModelingData"): 2,
        ("update", "HardwareConfig"): 2,
        ("update", "SiteHardwareConfig"): 1,
        ("create", "AlertTriggers"): 4 + 3,
        ("delete", "AlertTrigger"): 6,
    }
    before, drill = all_documents(sim), Drill(sim, plan, tmp_path)

    outcome = drill.run(list(kills(8, SEED + 1, 2)))

    assert set(outcome.values()) == {"written"}
    assert drill.writes(acted=True) == Counter(map(name_in, plan)), "nothing is written, created or deleted twice"
    assert max(drill.writes(acted=False).values()) == 1
    after = all_documents(sim)
    assert changes(before, after) == {
        "site/S10001": {"location.latitude": 40.625},
        "site/S10002": {"name": "Example Site B"},
        "modeling/S10001": {"dcRating": 641.5},
        f"modeling/{first[0]}": {"pvConfig.degrade": 0.7},
        f"hardware/{first[1]}": {"capacityKw": 201.5},
        f"hardware/{first[2]}": {"capacityKw": 202.5},
        "sitehardware/S10002": {f"hardware[{key}].description": f"Inverter {key}" for key in second},
        **{f"hardware/{key}": {"description": f"Inverter {key}"} for key in second},
    }
    for name, old in before.items():
        key = name.removeprefix("alerttrigger/")
        if key != name:
            added = [
                body
                for entry in plan
                if isinstance(entry.edit, Create) and entry.key == key
                for body in entry.edit.bodies
            ]
            gone = {entry.key for entry in plan if entry.edit.owner == key}
            kept: list[JsonValue] = [row for row in objects(old["triggers"]) if row["key"] not in gone]
            assert triggers(after[name]) == triggers({"triggers": [*kept, *added]}), name


def test_a_program_that_is_killed_before_the_journal_is_made_leaves_nothing_behind(tmp_path: Path) -> None:
    sim = Simulator(1)
    with planning(sim, tmp_path) as client:
        Drill(sim, client.plan_updates([("H100005", {"capacityKw": 200.5})]), tmp_path)
    wire, plan, backups = Wire(sim), tmp_path / "plan.json", tmp_path / "backups"
    with wire.serve() as server:
        programs = Programs(sim, server.url, tmp_path / "locks")
        assert ended_by_a_kill(programs.start(plan, backups, 4, "skip", "start", 1))
        assert wire.log == []
        assert read_history(backups) == []
        assert outcome_of(programs.start(plan, backups)) == {"H100005": "written"}
    assert held(sim, "/api/edit/hardware/H100005")["capacityKw"] == 200.5
