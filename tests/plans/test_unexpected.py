"""Errors that nothing foresees, plans that are applied twice at once, and runs of great size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from powertrack_sdk import ConflictError, PowerTrackError
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.journal import Run, append_lines, read_run
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.plans.renaming import names_of, renaming, statuses, writes


def test_an_unexpected_error_names_the_run(one: Driver, sim: Simulator) -> None:
    def progress(done: int, total: int) -> None:
        if done == 2:
            raise ZeroDivisionError("canary")

    with pytest.raises(
        PowerTrackError, match=r"was ended in progress by an unexpected ZeroDivisionError; resume_run\("
    ) as caught:
        one.apply_plan(renaming(one), progress=progress)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert "canary" not in str(caught.value)
    [run] = one.history()
    assert run.id in str(caught.value)
    assert statuses(one.resume_run(run.id)) == ["written"] * 3
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]
    assert writes(sim) == ["S10001", "S10002", "S10003"], "none is written twice"


def test_a_plan_that_is_being_applied_is_refused_to_another_program(
    one: Driver, connect: Connect, sim: Simulator, tmp_path: Path
) -> None:
    plan = renaming(one)
    other = connect(backup_dir=tmp_path / "other")
    told: list[str] = []

    def progress(done: int, total: int) -> None:
        if done == 1:
            with pytest.raises(ConflictError) as caught:
                other.apply_plan(plan)
            told.append(str(caught.value))

    assert one.apply_plan(plan, progress=progress)
    assert ["this plan is being applied at the moment" in one_told for one_told in told] == [True]
    assert writes(sim) == ["S10001", "S10002", "S10003"]
    assert not (tmp_path / "other").exists(), "it left no run behind"


def test_finding_a_write_takes_as_long_in_a_run_of_any_size(tmp_path: Path, clock: FakeClock) -> None:
    run = Run(tmp_path, "a", "apply", "https://x.example", "a.plan.json")
    run.record("planned", clock.now(), writes=20_000, fields=20_000)
    lines = [
        {"event": "intended", "at": "", "action": "update", "document": "SiteConfig", "key": f"S{number}"}
        for number in range(20_000)
    ]
    append_lines(run.path, [dict(line) for line in lines])
    record = read_run(run.path)
    begin = time.perf_counter()
    assert all(record.last("SiteConfig", f"S{number}") is not None for number in range(20_000))
    assert time.perf_counter() - begin < 5, "it took minutes when each search went through all writes"
