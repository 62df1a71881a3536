"""Journals: what is on the disk line by line, and what is read of it, however the program ended."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.runner.flow import Environment
from powertrack_sdk.writes.journal import Run, append_lines, read_history, read_run
from tests.clock import FakeClock

NOW = datetime(2026, 6, 24, 17, 0, tzinfo=UTC)
HEAD: JsonObject = {
    "journal": 1,
    "event": "started",
    "at": NOW.isoformat(),
    "run": "a",
    "what": "update",
    "host": "https://example.com",
    "plan": None,
}


def place(folder: Path) -> Environment:
    return Environment(host="https://example.com", backup_dir=folder, clock=FakeClock())


def intended(key: str, **facts: JsonValue) -> JsonObject:
    return {"event": "intended", "at": "", "action": "update", "document": "SiteConfig", "key": key, **facts}


def ended(key: str, outcome: str = "written", **facts: JsonValue) -> JsonObject:
    return {"event": "ended", "at": "", "document": "SiteConfig", "key": key, "outcome": outcome, **facts}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "a.jsonl"


def written(file: Path, *lines: JsonObject) -> list[tuple[str, str | None]]:
    append_lines(file, [HEAD, *lines])
    return [(write.key, write.outcome) for write in read_run(file).writes]


def test_a_run_is_named_by_its_moment_and_by_chance(tmp_path: Path) -> None:
    one, other = Run.new(place(tmp_path), "apply"), Run.new(place(tmp_path), "apply")
    assert one.id.startswith("20260624T170000-")
    assert one.id != other.id
    assert one.path == tmp_path / "runs" / f"{one.id}.jsonl"
    assert not one.path.exists(), "its file is made with the first line"


def test_the_first_line_tells_what_the_run_is(tmp_path: Path) -> None:
    run = Run.new(place(tmp_path), "apply")
    run.plan = "x.plan.json"
    run.record("intended", NOW, document="SiteConfig", key="S10001")
    run.record("ended", NOW + timedelta(seconds=1), document="SiteConfig", key="S10001", outcome="written")
    head, *lines = [json.loads(line) for line in run.path.read_text(encoding="utf-8").splitlines()]
    assert head == {**HEAD, "run": run.id, "what": "apply", "plan": "x.plan.json"}
    assert lines == [
        {"event": "intended", "at": "2026-06-24T17:00:00+00:00", "document": "SiteConfig", "key": "S10001"},
        {
            "event": "ended",
            "at": "2026-06-24T17:00:01+00:00",
            "document": "SiteConfig",
            "key": "S10001",
            "outcome": "written",
        },
    ]


def test_a_run_that_goes_on_has_no_second_first_line(tmp_path: Path) -> None:
    run = Run.new(place(tmp_path), "apply")
    run.record("planned", NOW)
    Run(tmp_path, run.id, run.what, run.host, run.plan).record("finished", NOW)
    events = [json.loads(line)["event"] for line in run.path.read_text(encoding="utf-8").splitlines()]
    assert events == ["started", "planned", "finished"]


def test_lines_of_several_threads_stay_whole(tmp_path: Path) -> None:
    run = Run.new(place(tmp_path), "apply")
    threads = [Thread(target=run.record, args=("intended", NOW), kwargs={"key": "x" * 5000}) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = [json.loads(line)["event"] for line in run.path.read_text(encoding="utf-8").splitlines()]
    assert events == ["started", *["intended"] * 20]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    run = Run.new(place(tmp_path / "backups"), "apply")
    run.record("planned", NOW)
    assert stat.S_IMODE(run.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(run.path.parent.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"the journal cannot be written to .*\. Choose another folder with"):
        Run.new(place(tmp_path), "apply").record("planned", NOW)


def test_a_line_that_was_cut_off_stays_by_itself(file: Path) -> None:
    append_lines(file, [HEAD, intended("S1")])
    content = file.read_bytes()
    file.write_bytes(content + b'{"event": "ended", "document": "SiteCo')
    append_lines(file, [intended("S2")])
    assert [write.key for write in read_run(file).writes] == ["S1", "S2"]
    assert file.read_bytes().startswith(content)


@pytest.mark.parametrize("length", range(0, 400, 7))
def test_a_journal_that_was_cut_off_anywhere_tells_what_it_can(file: Path, length: int) -> None:
    append_lines(file, [HEAD, intended("S1", backup="b.json"), ended("S1")])
    whole = file.read_bytes()
    file.write_bytes(whole[:length])
    first = whole.index(b"\n")
    if length < first:
        with pytest.raises(ConfigurationError):
            read_run(file)
        return
    found = [(write.key, write.backup, write.outcome) for write in read_run(file).writes]
    second = whole.index(b"\n", first + 1)
    expected = [] if length < second else [("S1", "b.json", "written" if length >= len(whole) - 1 else None)]
    assert found == expected


def test_each_intent_has_the_end_that_follows_it(file: Path) -> None:
    found = written(
        file,
        intended("S1"),
        intended("S2"),
        ended("S2", "differs"),
        intended("S3"),
        ended("S1", "not written"),
        intended("S1"),
        ended("S1"),
        intended("S2"),
    )
    assert found == [("S1", "not written"), ("S2", "differs"), ("S3", None), ("S1", "written"), ("S2", None)]
    record = read_run(file)
    last = record.last("SiteConfig", "S2")
    assert last is not None
    assert last.outcome is None
    assert record.last("SiteConfig", "S9") is record.last("HardwareConfig", "S1") is None


def test_an_end_without_an_intent_is_passed_over(file: Path) -> None:
    assert written(file, ended("S1", "differs"), intended("S1")) == [("S1", None)]


def test_an_end_that_was_not_known_is_known_later(file: Path) -> None:
    assert written(file, intended("S1"), ended("S1", "unknown"), ended("S1")) == [("S1", "written")]


def test_an_intent_whose_end_is_found_out_later(file: Path) -> None:
    lost = intended("S1", backup="b.json", changes=["name", 5], before="sha256:1", after="sha256:2")
    append_lines(file, [HEAD, lost, ended("S1", message="found to be written", created=["x2d1"])])
    [write] = read_run(file).writes
    assert (write.backup, write.changes, write.before, write.after) == ("b.json", ("name",), "sha256:1", "sha256:2")
    assert (write.outcome, write.message, write.created) == ("written", "found to be written", ("x2d1",))
    assert str(write) == "update SiteConfig S1: written (found to be written)"


def test_a_write_without_an_outcome_is_unknown(file: Path) -> None:
    append_lines(file, [HEAD, intended("S1")])
    record = read_run(file)
    assert str(record).splitlines() == [
        "a update (not finished)",
        "  update SiteConfig S1: unknown: the program ended",
    ]


@pytest.mark.parametrize(
    ("plan", "lines", "finished"),
    [
        (None, [], False),
        (None, [intended("S1")], False),
        (None, [intended("S1"), ended("S1")], True),
        (None, [intended("S1"), ended("S1", "differs")], True),
        ("p", [intended("S1"), ended("S1")], False),
        ("p", [intended("S1"), ended("S1"), {"event": "finished", "at": ""}], True),
    ],
)
def test_a_run_has_come_to_its_end(file: Path, plan: str | None, lines: list[JsonObject], finished: bool) -> None:
    append_lines(file, [{**HEAD, "plan": plan}, *lines])
    assert read_run(file).finished is finished


def test_a_single_update_is_finished(file: Path) -> None:
    append_lines(file, [HEAD, intended("S1"), ended("S1")])
    assert str(read_run(file)) == "a update\n  update SiteConfig S1: written"


def test_lines_of_a_later_version_are_read_as_far_as_they_are_known(file: Path) -> None:
    found = written(file, {"event": "rested", "at": ""}, intended("S1", more={"a": 1}), {"event": 5}, ended("S1"))
    assert found == [("S1", "written")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"hello\n", "is not a journal of version 1"),
        (b'{"event": "started"}\n', "is not a journal of version 1"),
        (b'{"journal": 2, "event": "started"}\n', "is not a journal of version 1"),
        (b"[1]\n", "is not a journal of version 1"),
        (b'{"jour', "was cut off before its first line, so nothing was sent"),
        (b"", "was cut off before its first line, so nothing was sent"),
    ],
)
def test_what_is_no_journal_is_refused(file: Path, content: bytes, problem: str) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=problem):
        read_run(file)
    assert read_history(file.parent.parent) == []


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(parents=True)])
def test_a_journal_that_cannot_be_read(file: Path, make: Callable[[Path], None]) -> None:
    make(file)
    with pytest.raises(ConfigurationError, match="cannot be read as a journal"):
        read_run(file)


def test_history_is_in_order_also_within_a_second(tmp_path: Path) -> None:
    for number, name in enumerate(["zz", "aa", "mm"]):
        at = (NOW + timedelta(milliseconds=number)).isoformat()
        append_lines(tmp_path / "runs" / f"20260624T170000-{name}.jsonl", [{**HEAD, "run": name, "at": at}])
    assert [record.id.split("-")[1] for record in read_history(tmp_path)] == ["mm", "aa", "zz"]


def test_history_is_in_order_although_the_clock_was_put_back(tmp_path: Path) -> None:
    for hours, name in ((5, "first"), (1, "second"), (3, "third")):
        Run(tmp_path, name, "apply", "https://x.example").record("planned", NOW + timedelta(hours=hours))
    assert [record.id for record in read_history(tmp_path)] == ["third", "second", "first"]


def test_a_folder_without_journals(tmp_path: Path) -> None:
    assert read_history(tmp_path / "nothing") == []
