"""Runs gone on with: after a limit, a failure, a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from powertrack_sdk import ConfigurationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.plans.renaming import another_user, journal, names_of, renaming, site, statuses, writes
from tests.wire import get, wire


def test_a_limit_and_the_rest_later(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    first = one.apply_plan(plan, limit=1)
    assert bool(first) is False
    assert statuses(first) == ["written", "skipped", "skipped"]
    assert [entry.message for entry in first.failures] == ["beyond the limit"] * 2
    assert str(first).splitlines()[0] == "SiteConfig S10002: skipped (beyond the limit)"
    assert first.summary == "1 written, 2 skipped"
    assert writes(sim) == ["S10001"]
    assert one.history()[0].finished is False

    second = one.resume_run(first.run, limit=1)
    assert statuses(second) == ["written", "written", "skipped"]
    assert (second.run, second.journal) == (first.run, first.journal)
    third = one.resume_run(first.journal)
    assert bool(third) is True
    assert statuses(third) == ["written"] * 3
    assert writes(sim) == ["S10001", "S10002", "S10003"]
    assert one.history()[0].finished is True


def test_resuming_what_was_finished_sends_nothing(client: Driver, sim: Simulator) -> None:
    result = client.apply_plan(renaming(client))
    sim.requests.clear()
    again = client.resume_run(result.run)
    assert bool(again) is True
    assert statuses(again) == ["written"] * 3
    assert sim.requests == []


def test_resuming_does_not_do_again_what_someone_undid(client: Driver, sim: Simulator) -> None:
    result = client.apply_plan(renaming(client), limit=2)
    done = sorted(writes(sim))
    for key in done:
        another_user(client, sim, key, name="Mine")
    client.resume_run(result.run)
    assert sorted(names_of(sim), key=str).count("Mine") == len(done) == 2


def test_a_run_that_there_is_not(client: Driver, backups: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no run 20260101T000000-000000 in .*runs"):
        client.resume_run("20260101T000000-000000")


def test_a_run_without_a_plan_has_nothing_to_resume(client: Driver) -> None:
    client.update_site_config("S10001", {"name": "x"})
    [record] = client.history()
    with pytest.raises(ConfigurationError, match=f"the run {record.id} applied no plan, so there is nothing to resume"):
        client.resume_run(record.id)


def test_a_run_whose_plan_is_gone_or_altered(one: Driver, backups: Path) -> None:
    result = one.apply_plan(renaming(one), limit=1)
    kept = backups / "runs" / f"{result.run}.plan.json"
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("New S10003", "Old S10003"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="was altered since it was saved"):
        one.resume_run(result.run)
    kept.unlink()
    with pytest.raises(ConfigurationError, match="cannot be read as a plan"):
        one.resume_run(result.run)


def test_a_run_is_resumed_by_the_path_of_its_journal_from_anywhere(
    one: Driver, connect: Connect, sim: Simulator, tmp_path: Path, backups: Path
) -> None:
    first = one.apply_plan(renaming(one), limit=1)
    elsewhere = connect(backup_dir=tmp_path / "elsewhere")
    assert elsewhere.resume_run(str(first.journal))
    assert not (tmp_path / "elsewhere").exists()
    assert len(list(backups.glob("*.json"))) == 3


def test_an_intent_without_an_end_is_looked_into(one: Driver, sim: Simulator) -> None:
    """As where the program was killed after sending; here the last lines of the journal are cut off."""
    result = one.apply_plan(renaming(one, "S10001"))
    kept = result.journal.read_text(encoding="utf-8").splitlines(keepends=True)[:3]
    result.journal.write_text("".join(kept), encoding="utf-8")
    sim.requests.clear()
    again = one.resume_run(result.run)
    assert statuses(again) == ["written"]
    assert wire(sim) == [get(site("S10001"), query={})]
    assert [line["event"] for line in journal(again)][3:] == ["ended", "finished"]
    assert one.history()[0].writes[0].message == "found to be written"


def test_a_line_that_was_cut_off_is_passed_over(one: Driver, sim: Simulator) -> None:
    result = one.apply_plan(renaming(one), limit=1)
    with result.journal.open("ab") as file:
        file.write(b'{"event": "intended", "document": "SiteConf')
    assert one.resume_run(result.run)
    assert writes(sim) == ["S10001", "S10002", "S10003"]
    assert [record.finished for record in one.history()] == [True]
