"""Plans, journals and backups that were tampered with: what is shown is what is applied, and no name is a path."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_core import exact_json
from powertrack_sdk import ConfigurationError, Plan
from powertrack_sdk.files import member
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.plans.renaming import another_user, renaming, statuses
from tests.wire import held, puts

Tamper = Callable[[dict[str, Any]], None]

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")


def tampered(path: Path, tamper: Tamper) -> Plan:
    """A plan file that was changed by someone who knows how its digest is made."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data.pop("digest")
    tamper(data)
    told = hashlib.sha256(exact_json.dumps(data)).hexdigest()
    path.write_text(json.dumps({**data, "digest": f"sha256:{told}"}), encoding="utf-8")
    return Plan.load(path)


def exchange_patch(data: dict[str, Any]) -> None:
    data["entries"][0]["patch"] = {"tagLine": "exchanged"}


def add_to_patch(data: dict[str, Any]) -> None:
    data["entries"][0]["patch"]["tagLine"] = "exchanged"


def exchange_value(data: dict[str, Any]) -> None:
    data["entries"][0]["patch"]["name"] = "exchanged"


def show_less(data: dict[str, Any]) -> None:
    data["entries"][0]["changes"] = []


def show_another_value(data: dict[str, Any]) -> None:
    data["entries"][0]["changes"][0]["after"] = "shown"


def show_another_value_before(data: dict[str, Any]) -> None:
    data["entries"][0]["changes"][0]["before"] = "shown"


def show_another_unit(data: dict[str, Any]) -> None:
    data["entries"][0]["changes"][0]["unit"] = "MW"


def hide_the_value(data: dict[str, Any]) -> None:
    data["entries"][0]["changes"][0].update(secret=True, before="(hidden)", after="(hidden)")
    data["entries"][0]["patch"]["name"] = "exchanged"


def show_it_twice(data: dict[str, Any]) -> None:
    changes = data["entries"][0]["changes"]
    changes.insert(0, {**changes[0], "after": "shown"})


TAMPERS = [
    exchange_patch,
    add_to_patch,
    exchange_value,
    show_less,
    show_another_value,
    show_another_value_before,
    show_another_unit,
    hide_the_value,
    show_it_twice,
]


@pytest.mark.parametrize("tamper", TAMPERS)
def test_a_plan_that_does_not_do_what_it_shows_is_refused(
    one: Driver, sim: Simulator, tmp_path: Path, tamper: Tamper
) -> None:
    plan = tampered(renaming(one, "S10001").save(tmp_path / "plan.json"), tamper)
    with pytest.raises(ConfigurationError, match="the plan does not do what it shows for SiteConfig S10001"):
        one.apply_plan(plan)
    assert puts(sim) == []


@pytest.mark.parametrize("tamper", [exchange_patch, add_to_patch, exchange_value, hide_the_value])
def test_replanning_does_not_go_beyond_what_was_shown(
    one: Driver, sim: Simulator, tmp_path: Path, tamper: Tamper
) -> None:
    plan = tampered(renaming(one, "S10001").save(tmp_path / "plan.json"), tamper)
    another_user(one, sim, "S10001", city="Elsewhere")
    sim.requests.clear()
    result = one.apply_plan(plan, on_conflict="replan")
    assert statuses(result) == ["conflict"]
    assert "the plan would change more than it shows" in str(result)
    assert puts(sim) == []


def test_replanning_an_honest_plan_merges(one: Driver, sim: Simulator, tmp_path: Path) -> None:
    plan = Plan.load(renaming(one, "S10001").save(tmp_path / "plan.json"))
    another_user(one, sim, "S10001", name="Mine", tagLine="theirs")
    assert statuses(one.apply_plan(plan, on_conflict="replan")) == ["written"]
    there = held(sim, "/api/edit/site/S10001")
    assert (there["name"], there["tagLine"]) == ("New S10001", "theirs")


@pytest.mark.parametrize("what", ["bodies", "content", "delete"])
def test_creations_restores_and_deletions_do_what_is_shown(
    one: Driver, sim: Simulator, tmp_path: Path, what: str
) -> None:
    if what == "bodies":
        plan = one.plan_alert_additions(["H100005"], {"name": "Low Voltage"})
    elif what == "content":
        one.apply_plan(renaming(one, "S10001"))
        plan = one.plan_undo(one.history()[0].id)
    else:
        plan = one.plan_alert_deletions(["H100005"])
    sim.requests.clear()

    def tamper(data: dict[str, Any]) -> None:
        [entry] = data["entries"][:1]
        if what == "bodies":
            entry["bodies"][0]["description"] = "exchanged"
        elif what == "content":
            entry["content"]["tagLine"] = "exchanged"
        else:
            entry["changes"] = [change for change in entry["changes"] if change["path"] != "name"]

    with pytest.raises(ConfigurationError, match="does not do what it shows"):
        one.apply_plan(tampered(plan.save(tmp_path / "plan.json"), tamper))
    assert [request.method for request in sim.requests if request.method in ("PUT", "POST", "DELETE")] == []


def test_secrets_are_written_although_they_were_not_shown(one: Driver, sim: Simulator, tmp_path: Path) -> None:
    plan = one.plan_updates([("H100005", {"settings[dev:UnitID].value": 9, "serialNum": "SN 1"})])
    assert one.apply_plan(Plan.load(plan.save(tmp_path / "plan.json")))


BAD_NAMES = ["../../x", "/etc/x", "..", "a/../b", "C:x", "C:\\x", "a\\b", "x\0y", "", ".hidden", "a..b", "x" * 300]


@pytest.mark.parametrize("name", BAD_NAMES)
@pytest.mark.parametrize("where", ["key", "along", "owner", "undoes"])
def test_a_name_in_a_plan_is_never_a_path(
    one: Driver, sim: Simulator, tmp_path: Path, backups: Path, name: str, where: str
) -> None:
    def tamper(data: dict[str, Any]) -> None:
        entry = data["entries"][0]
        if where == "undoes":
            data["undoes"] = name
        elif where == "along":
            entry["along"] = {name: "sha256:0"}
        else:
            entry[where] = name

    plan = tampered(renaming(one, "S10001").save(tmp_path / "plan.json"), tamper)
    before = files(tmp_path)
    sim.requests.clear()
    with pytest.raises(ConfigurationError):
        one.apply_plan(plan)
    assert sim.requests == []
    assert {path for path in files(tmp_path) - before if backups not in path.parents} == set()


@pytest.mark.parametrize("name", BAD_NAMES[:9])
@pytest.mark.parametrize(("event", "field"), [("started", "plan"), ("intended", "backup")])
def test_a_name_in_a_journal_is_never_a_path(
    one: Driver, sim: Simulator, tmp_path: Path, name: str, event: str, field: str
) -> None:
    result = one.apply_plan(renaming(one, "S10001", "S10002"), limit=1)
    lines = [json.loads(line) for line in result.journal.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["event"] == event:
            line[field] = name
    result.journal.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    (tmp_path / "x").write_text("{}", encoding="utf-8")
    sim.requests.clear()
    call = one.resume_run if field == "plan" else one.plan_undo
    with pytest.raises(ConfigurationError, match="is not the name of a file"):
        call(result.run)
    assert sim.requests == []


def test_a_journal_that_names_the_backup_of_another_document(one: Driver, sim: Simulator) -> None:
    result = one.apply_plan(renaming(one, "S10001", "S10002"))
    lines = [json.loads(line) for line in result.journal.read_text(encoding="utf-8").splitlines()]
    named = [line["backup"] for line in lines if line["event"] == "intended"]
    for line in lines:
        if line["event"] == "intended":
            line["backup"] = named[0]
    result.journal.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="as the backup of SiteConfig S10002, but it is one of"):
        one.plan_undo(result.run)


@ON_POSIX
@pytest.mark.parametrize("what", ["plan", "backup", "journal"])
def test_a_link_out_of_the_folder_is_not_followed(
    one: Driver, sim: Simulator, tmp_path: Path, backups: Path, what: str
) -> None:
    result = one.apply_plan(renaming(one, "S10001", "S10002"), limit=1)
    [backup] = backups.glob("*.json")
    inside = {"plan": backups / "runs" / f"{result.run}.plan.json", "backup": backup, "journal": result.journal}[what]
    outside = tmp_path / "outside"
    inside.rename(outside)
    inside.symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(ConfigurationError, match="is a link that leads out of"):
        one.plan_undo(result.run) if what == "backup" else one.resume_run(result.run)
    assert outside.read_bytes() == before


@given(name=st.text(max_size=30))
def test_a_member_of_a_folder_is_in_it(name: str) -> None:
    folder = Path("somewhere")
    try:
        path = member(folder, name)
    except ConfigurationError:
        return
    assert path.parent == folder
    assert os.path.normpath(path) == os.path.join("somewhere", name)  # noqa: PTH118  # pathlib would hide what is odd
    assert not set(name) & set('/\\:\0*?"<>|')


@ON_POSIX
@pytest.mark.parametrize("kind", ["plan", "update", "creation"])
def test_what_is_left_behind_is_for_the_user_alone(connect: Connect, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "a" / "b" / "backups"
    old = os.umask(0o022)
    try:
        client = connect(backup_dir=folder)
        if kind == "plan":
            client.apply_plan(renaming(client, "S10001"))
        elif kind == "update":
            client.update_site_config("S10001", {"tagLine": "x"})
        else:
            client.add_alert_trigger("H100005", {"name": "Low Voltage"})
    finally:
        os.umask(old)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert stat.S_IMODE((tmp_path / "locks").stat().st_mode) == 0o700


def files(folder: Path) -> set[Path]:
    """All files below a folder, but for locks."""
    return {path for path in folder.rglob("*") if path.is_file() and "locks" not in path.parts}
