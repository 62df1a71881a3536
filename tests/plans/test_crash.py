"""What a crash leaves: a journal whose last line is cut off, or an intent whose end is not known."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import (
    ConfigurationError,
    Plan,
    PowerTrackClient,
    PowerTrackError,
    ServiceError,
    UnknownOutcomeError,
)
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.faults import FaultKind
from tests.clock import FakeClock
from tests.driver import Connect
from tests.plans.killed import kill_at_the_put
from tests.wire import held, puts

pytestmark = pytest.mark.slow

DEVICES = ["H100005", "H100006", "H100007"]
SECOND = "/api/edit/hardware/H100006"
CUTS: dict[str, Callable[[int], int]] = {
    "nothing of it is left": lambda _: 0,
    "a byte": lambda _: 1,
    "half": lambda length: length // 2,
    "all but its brace": lambda length: length - 2,
    "all but the line break": lambda length: length - 1,
}
"""How much of the last line is left, by its length with the line break."""


@pytest.fixture
def plan(sim: Simulator) -> Plan:
    """A plan for three devices."""
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        return client.plan_updates([(key, {"capacityKw": 250.5}) for key in DEVICES])


def cut(journal: Path, left: str) -> None:
    """Cut off the end of the last line of a journal."""
    content = journal.read_bytes()
    last = content.splitlines(keepends=True)[-1]
    journal.write_bytes(content[: len(content) - len(last) + CUTS[left](len(last))])


@pytest.mark.parametrize("left", CUTS)
def test_an_intent_that_was_cut_off(
    connect: Connect, sim: Simulator, clock: FakeClock, backups: Path, plan: Plan, left: str
) -> None:
    """It was not on the disk, so nothing was sent."""
    run = kill_at_the_put(sim, plan, clock, backups, DEVICES[1])
    cut(backups / "runs" / f"{run}.jsonl", left)
    done = connect(concurrency=1).resume_run(run)
    assert [one.outcome for one in done.entries] == ["written"] * 3
    assert [body["key"] for body in puts(sim)] == DEVICES
    [record] = connect().history()
    assert record.finished
    whole = left == "all but the line break"
    assert [(write.key, write.outcome) for write in record.writes] == [
        (DEVICES[0], "written"),
        *([(DEVICES[1], "not written")] if whole else []),
        (DEVICES[1], "written"),
        (DEVICES[2], "written"),
    ]


@pytest.mark.parametrize("left", CUTS)
def test_an_outcome_that_was_cut_off(connect: Connect, sim: Simulator, backups: Path, plan: Plan, left: str) -> None:
    """The document tells that it was written."""
    run = connect().apply_plan(plan, limit=1).run
    cut(backups / "runs" / f"{run}.jsonl", left)
    done = connect(concurrency=1).resume_run(run)
    assert [one.outcome for one in done.entries] == ["written"] * 3
    assert [body["key"] for body in puts(sim)] == DEVICES, "none is sent twice"
    [record] = connect().history()
    assert [(write.key, write.outcome) for write in record.writes] == [(key, "written") for key in DEVICES]


@pytest.mark.parametrize("left", [0, 1, 40])
def test_a_journal_without_its_first_line(
    connect: Connect, sim: Simulator, backups: Path, plan: Plan, left: int, caplog: pytest.LogCaptureFixture
) -> None:
    run = connect().apply_plan(plan, limit=1).run
    journal = backups / "runs" / f"{run}.jsonl"
    journal.write_bytes(journal.read_bytes()[:left])
    sim.requests.clear()
    with pytest.raises(ConfigurationError, match=r"was cut off before its first line, so nothing was sent\. Apply"):
        connect(concurrency=1).resume_run(run)
    assert connect().history() == []
    assert "it is skipped" in caplog.text
    assert sim.requests == []


@pytest.mark.parametrize("content", [b"notes", b"notes\n", b'{"plan": 1}', b'{"journal": 2}\n'])
def test_a_file_that_is_no_journal(connect: Connect, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes.txt").write_bytes(content)
    with pytest.raises(ConfigurationError, match="is not a journal of version 1"):
        connect().resume_run(tmp_path / "notes.txt")


@pytest.mark.parametrize(
    ("on_conflict", "status", "outcome"), [("skip", "differs", "differs"), ("replan", "written", "written")]
)
def test_a_write_that_was_done_before_someone_else_changed_the_document(
    connect: Connect,
    sim: Simulator,
    clock: FakeClock,
    backups: Path,
    plan: Plan,
    on_conflict: str,
    status: str,
    outcome: str | None,
) -> None:
    run = kill_at_the_put(sim, plan, clock, backups, DEVICES[1], acted=True)
    sim.inject(Fault("stamp-moved", path=SECOND))
    held(sim, SECOND)
    between = held(sim, SECOND)
    done = connect(concurrency=1).resume_run(run, on_conflict=on_conflict, on_error="continue")
    assert [one.outcome for one in done.entries] == ["written", status, "written"]
    assert held(sim, SECOND) == between, "neither change is lost"
    assert [body["key"] for body in puts(sim)] == DEVICES
    [record] = connect().history()
    write = record.last("HardwareConfig", DEVICES[1])
    assert write is not None
    assert write.outcome == outcome


def test_a_write_that_someone_else_overtook_is_merged_on_request(
    connect: Connect, sim: Simulator, clock: FakeClock, backups: Path, plan: Plan
) -> None:
    run = kill_at_the_put(sim, plan, clock, backups, DEVICES[1])
    sim.inject(Fault("stamp-moved", path=SECOND))
    held(sim, SECOND)
    between = held(sim, SECOND)
    done = connect(concurrency=1).resume_run(run, on_conflict="replan")
    assert [one.outcome for one in done.entries] == ["written"] * 3
    there = held(sim, SECOND)
    assert there == {**between, "capacityKw": 250.5, "ts": there["ts"], "outOfServiceUntil": there["outOfServiceUntil"]}


@pytest.mark.parametrize(("kind", "error"), [("server-error", ServiceError), ("empty-error", UnknownOutcomeError)])
def test_a_restore_of_several_triggers_that_fails_on_the_way_goes_on(
    connect: Connect, sim: Simulator, kind: FaultKind, error: type[PowerTrackError]
) -> None:
    client = connect(concurrency=1)
    place = f"/api/alerttrigger/{DEVICES[0]}"
    before = held(sim, place)["triggers"]
    added = client.add_alert_trigger(DEVICES[0], {"name": "High Temperature"})
    names = [{"key": row["key"], "name": f"Trigger {row['key']}"} for row in objects(before)]
    client.update_alert_triggers(DEVICES[0], names)
    sim.inject(Fault(kind, method="PUT"))
    with pytest.raises(error) as caught:
        client.restore_backup(added.backup_path)
    named = re.search(r"resume_run\('(.+?)'\)", "".join(caught.value.__notes__))
    assert named is not None
    assert client.resume_run(named[1])
    there = held(sim, place)["triggers"]
    assert [{**row, "lastChanged": ""} for row in objects(there)] == [
        {**row, "lastChanged": ""} for row in objects(before)
    ]
