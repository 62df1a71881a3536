"""The clock of the machine is put back between writes: what counts is the order in which they were made."""

from __future__ import annotations

from pathlib import Path

import pytest

from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.journal import RunRecord
from tests.clock import FakeClock
from tests.driver import Driver
from tests.plans.renaming import names_of
from tests.wire import held

SITE = "/api/edit/site/S10001"
NAME = "Maple Ridge Solar"
HOUR = 3600


@pytest.fixture(params=[(-HOUR, -HOUR), (HOUR, -3 * HOUR), (-3 * HOUR, HOUR), (0, 0)], ids=str)
def runs(request: pytest.FixtureRequest, client: Driver, clock: FakeClock) -> list[RunRecord]:
    """Three runs that rename a site, the first one first."""
    found: list[RunRecord] = []
    for name, step in zip(("first", "second", "third"), (*request.param, 0), strict=True):
        client.update_site_config("S10001", {"name": name})
        [run] = [one for one in client.history() if one.id not in {known.id for known in found}]
        found.append(run)
        clock.advance(step)
    return found


def test_history_has_the_run_first_that_was_made_last(client: Driver, runs: list[RunRecord]) -> None:
    assert [run.id for run in client.history()] == [run.id for run in reversed(runs)]


@pytest.mark.usefixtures("runs")
def test_the_earliest_backup_is_the_one_that_was_made_first(client: Driver, backups: Path) -> None:
    [entry] = client.plan_restore(backups.glob("*.json"))
    assert [change.after for change in entry.changes if change.path == "name"] == [NAME]


@pytest.mark.usefixtures("runs")
def test_runs_that_are_undone_in_the_order_of_the_history_bring_everything_back(client: Driver, sim: Simulator) -> None:
    seen = []
    for run in client.history():
        assert client.apply_plan(client.plan_undo(run.id))
        seen.append(names_of(sim)[0])
    assert seen == ["second", "first", NAME]


def test_a_write_that_was_undone_stays_so_when_it_was_made_in_the_future(
    client: Driver, sim: Simulator, clock: FakeClock
) -> None:
    """What is written before the clock is put back does not keep a later write waiting once its outcome is known."""
    before = held(sim, SITE)["name"]
    client.update_site_config("S10001", {"name": "x"})
    clock.advance(-HOUR)
    assert client.apply_plan(client.plan_undo(client.history()[0].id))
    assert held(sim, SITE)["name"] == before
    assert clock.slept == []
