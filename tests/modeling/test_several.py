"""A model that is saved for other inverters as well: they are treated as the one that was named."""

from __future__ import annotations

from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import Plan, ValidationError, VerificationError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.backup import load_backup
from tests.driver import Connect, Driver
from tests.plans.renaming import statuses
from tests.wire import held, puts

NAMED, OTHER = "H100005", "H100006"
AZIMUTH = "pvConfig.inverters[0].azimuth"
TILT = "pvConfig.inverters[0].tilt"


def model(sim: Simulator, key: str) -> JsonObject:
    return held(sim, f"/api/edit/modeling/{key}")


def figures(sim: Simulator) -> list[tuple[object, object]]:
    """Azimuth and tilt of both models."""
    configs = [objects([model(sim, key)["pvConfig"]])[0] for key in (NAMED, OTHER)]
    return [(row["azimuth"], row["tilt"]) for config in configs for row in objects(config["inverters"])[:1]]


@pytest.fixture
def selected(client: Driver, sim: Simulator) -> Driver:
    """The other inverter is selected in the model, and has a tilt of its own."""
    assert client.update_modeling_data(NAMED, {f"selectedHardware[{OTHER}].selected": True})
    assert client.update_modeling_data(OTHER, {TILT: 44})
    sim.requests.clear()
    return client


def run_of(client: Driver, path: str) -> str:
    """The run that changed a field."""
    [run] = [str(record.id) for record in client.history() if path in record.writes[0].changes]
    return run


def put(client: Driver, document: JsonObject) -> None:
    """Someone saves a model from the page of the web application."""
    page = "/powertrack/S10001/administration/modeling"
    client.request("PUT", "/api/edit/modeling", body=document, referer=page)


def row(key: str, **changes: object) -> JsonObject:
    return {"key": key, "document": "modeling", **changes}  # type: ignore[dict-item]


def test_the_other_is_told_backed_up_and_read_back(selected: Driver, sim: Simulator) -> None:
    before = {key: model(sim, key) for key in (NAMED, OTHER)}
    result = selected.update_modeling_data(NAMED, {AZIMUTH: 170})
    assert bool(result) is result.verified is True
    assert [str(change) for change in result.changes] == [
        f"{AZIMUTH}: 185.0 -> 170 deg",
        f"{OTHER}.{AZIMUTH}: 185.0 -> 170 deg",
        f"{OTHER}.{TILT}: 44 -> 10.0 deg",
    ]
    assert [part.key for part in result.parts] == [NAMED, OTHER]
    for part in result.parts:
        assert load_backup(part.backup_path).content == before[part.key]
    assert figures(sim) == [(170, 10.0)] * 2
    [sent] = puts(sim)
    assert objects(sent["selectedHardware"]) == objects(before[NAMED]["selectedHardware"]), "it goes back as it came"


def test_a_dry_run_tells_of_the_other(selected: Driver, sim: Simulator) -> None:
    result = selected.update_modeling_data(NAMED, {AZIMUTH: 170}, dry_run=True)
    assert [change.path for change in result.changes] == [AZIMUTH, f"{OTHER}.{AZIMUTH}", f"{OTHER}.{TILT}"]
    assert puts(sim) == []


def test_a_patch_that_selects_another_is_told_what_that_does(client: Driver, sim: Simulator, tmp_path: Path) -> None:
    client.update_modeling_data(OTHER, {TILT: 44})
    result = client.update_modeling_data(NAMED, {f"selectedHardware[{OTHER}].selected": True})
    assert f"{OTHER}.{TILT}: 44 -> 10.0 deg" in [str(change) for change in result.changes]
    assert {path.stem for path in (tmp_path / "locks").glob("*.lock")} == {NAMED, OTHER}


@pytest.mark.parametrize("way", ["undo", "undo after a limit", "restore"])
def test_both_are_brought_back(selected: Driver, sim: Simulator, way: str) -> None:
    before = {key: model(sim, key) for key in (NAMED, OTHER)}
    result = selected.update_modeling_data(NAMED, {AZIMUTH: 170})
    if way == "restore":
        plan = selected.plan_restore([part.backup_path for part in result.parts])
    else:
        plan = selected.plan_undo(run_of(selected, AZIMUTH))
    assert [entry.key for entry in plan] == [NAMED, OTHER]
    if way == "undo after a limit":
        run = selected.apply_plan(plan, limit=1).run
        assert statuses(selected.resume_run(run)) == ["written", "written"]
    else:
        assert statuses(selected.apply_plan(plan)) == ["written", "written"]
    assert {key: model(sim, key) for key in (NAMED, OTHER)} == before


@pytest.mark.parametrize("outcome", ["written", "not written"])
def test_a_run_that_was_cut_off_is_found_out(selected: Driver, sim: Simulator, outcome: str) -> None:
    plan = selected.plan_updates([row(NAMED, **{AZIMUTH: 170})])
    result = selected.apply_plan(plan)
    lines = result.journal.read_bytes().splitlines(keepends=True)
    cut = [line for line in lines if b'"ended"' not in line and b'"finished"' not in line]
    assert len(lines) - len(cut) == 3
    result.journal.write_bytes(b"".join(cut))
    if outcome == "not written":
        for part in result.entries[0].result.parts:
            put(selected, part.original_data)
    sim.requests.clear()
    again = selected.resume_run(result.run)
    assert statuses(again) == ["written"]
    assert len(puts(sim)) == (0 if outcome == "written" else 1)
    assert figures(sim) == [(170, 10.0)] * 2
    [record] = [record for record in selected.history() if record.id == result.run]
    assert {(write.key, write.outcome) for write in record.writes[-2:]} == {(NAMED, "written"), (OTHER, "written")}


def test_a_write_that_was_ignored_is_told(selected: Driver, sim: Simulator) -> None:
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError, match=f"ModelingData {NAMED} is not as asked for"):
        selected.update_modeling_data(NAMED, {AZIMUTH: 170})
    [record] = [record for record in selected.history() if record.writes[0].outcome != "written"]
    assert [(write.key, write.outcome) for write in record.writes] == [(NAMED, "differs"), (OTHER, "differs")]
    assert str(record.writes[1]).startswith(f"update ModelingData {OTHER}: differs (along with ModelingData {NAMED}; ")


def test_the_other_may_not_have_been_changed_since_the_plan(selected: Driver, sim: Simulator, tmp_path: Path) -> None:
    plan = selected.plan_updates([row(NAMED, **{AZIMUTH: 170})])
    selected.update_modeling_data(OTHER, {TILT: 45})
    result = selected.apply_plan(Plan.load(plan.save(tmp_path / "plan.json")))
    assert statuses(result) == ["conflict"]
    assert f"ModelingData {OTHER}, which is written along with {NAMED}, was changed since" in str(result)
    assert figures(sim)[1] == (185.0, 45)


def test_one_document_is_not_written_twice_by_a_plan(selected: Driver) -> None:
    with pytest.raises(
        ValidationError, match=f"{OTHER} would be written along with {NAMED}, where it is selected, and"
    ):
        selected.plan_updates([row(NAMED, **{AZIMUTH: 170}), row(OTHER, **{TILT: 1})])
    rows = [row(NAMED, **{AZIMUTH: 170, f"selectedHardware[{OTHER}].selected": False}), row(OTHER, **{TILT: 1})]
    assert len(selected.plan_updates(rows)) == 2


def test_a_look_at_the_other_that_fails_keeps_all_from_being_sent(connect: Connect, sim: Simulator) -> None:
    client = connect(max_retries=0)
    client.update_modeling_data(NAMED, {f"selectedHardware[{OTHER}].selected": True})
    sim.requests.clear()
    sim.inject(Fault("server-error", path=f"/modeling/{OTHER}", times=None))
    with pytest.raises(Exception, match="500"):
        client.update_modeling_data(NAMED, {AZIMUTH: 170})
    assert puts(sim) == []


def test_someone_elses_change_of_the_other_is_a_conflict(connect: Connect, sim: Simulator) -> None:
    client = connect()
    client.update_modeling_data(NAMED, {f"selectedHardware[{OTHER}].selected": True})
    client.update_modeling_data(OTHER, {TILT: 44})
    sim.inject(Fault("stamp-moved", path=f"/modeling/{OTHER}"))
    sim.requests.clear()
    plan = client.plan_updates([row(NAMED, **{AZIMUTH: 170})])
    assert statuses(client.apply_plan(plan)) == ["conflict"]
    assert puts(sim) == []
