"""What this machine remembers of what it wrote."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from powertrack_sdk import RunRecord
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Driver
from tests.plans.renaming import renaming


def test_history_tells_all_runs_the_latest_first(one: Driver, sim: Simulator, clock: FakeClock) -> None:
    steps: list[Callable[[], object]] = [
        lambda: one.update_site_config("S10001", {"name": "a"}),
        lambda: one.apply_plan(renaming(one, "S10001", "S10002")),
        lambda: one.add_alert_trigger("H100005", {"name": "Low Voltage"}),
        lambda: one.delete_alert_trigger("H100005", "AS400020"),
    ]
    for step in steps:
        clock.advance(60)
        step()
    history: list[RunRecord] = one.history()
    assert [(run.what, run.started_at[11:16]) for run in history] == [
        ("delete", "17:04"),
        ("create", "17:03"),
        ("apply", "17:02"),
        ("update", "17:01"),
    ]
    assert [[str(write) for write in run.writes] for run in history] == [
        ["delete AlertTrigger AS400020: written"],
        ["create AlertTriggers H100005: written"],
        ["update SiteConfig S10001: written", "update SiteConfig S10002: written"],
        ["update SiteConfig S10001: written"],
    ]
    assert history[1].writes[0].created == ("x2d10000000",)
    assert history[3].writes[0].changes == ("name",)
    assert str(history[2]).splitlines()[0] == f"{history[2].id} apply"
    requests = len(sim.requests)
    one.history()
    assert len(sim.requests) == requests


def test_history_tells_what_is_not_finished(one: Driver) -> None:
    result = one.apply_plan(renaming(one), limit=1)
    [record] = one.history()
    assert (record.id, record.finished) == (result.run, False)
    assert str(record).splitlines()[0] == f"{result.run} apply (not finished)"


def test_history_tells_failures(one: Driver, sim: Simulator) -> None:
    sim.inject(Fault("ignored"))
    one.apply_plan(renaming(one, "S10001"))
    [record] = one.history()
    assert str(record.writes[0]).startswith("update SiteConfig S10001: differs (not as asked for after the write: ")


def test_a_journal_that_cannot_be_read_is_passed_over_with_a_warning(
    client: Driver, backups: Path, caplog: pytest.LogCaptureFixture
) -> None:
    result = client.apply_plan(renaming(client))
    (backups / "runs" / "29990101T000000-aaaaaa.jsonl").write_text("not a journal\n", encoding="utf-8")
    (backups / "runs" / "29990101T000000-bbbbbb.jsonl").write_text('{"journal": 99}\n', encoding="utf-8")
    (backups / "runs" / "29990101T000000-cccccc.jsonl").mkdir()
    with caplog.at_level(logging.WARNING, logger="powertrack_sdk"):
        assert [record.id for record in client.history()] == [result.run]
    for name in ("aaaaaa", "bbbbbb", "cccccc"):
        assert f"29990101T000000-{name}.jsonl" in caplog.text
    assert caplog.text.count("it is skipped") == 3


def test_where_nothing_was_written_there_is_no_history(client: Driver, backups: Path) -> None:
    assert client.history() == []
    assert not backups.exists()
