"""The page about plans: its snippets run, and its tables are those of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from powertrack_sdk import PowerTrackClient, outcomes
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes import merge
from tests.pages import DOCS, assert_snippets_print_what_the_page_says

PAGE = (DOCS / "plans.md").read_text(encoding="utf-8")


def table(heading: str) -> list[str]:
    """The lines of the table that begins with a heading."""
    return PAGE[PAGE.index(f"| {heading} |") :].split("\n\n")[0].splitlines()


def test_snippets_print_what_the_page_says(sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), concurrency=1) as client:
        assert_snippets_print_what_the_page_says("plans.md", {"client": client})
        runs = client.history()
    assert {path.parent.name for path in tmp_path.glob("powertrack-backups/**/*.json")} == {
        "powertrack-backups",
        "runs",
    }
    told = {line.split("`")[1]: set(re.findall(r"`(\w+)`", line.split("|")[3])) for line in table("`event`")[2:]}
    for run in runs:
        for line in run.path.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            assert event.keys() == told[event["event"]] | {"event", "at"}
    assert told.keys() == {"started", "planned", "intended", "ended", "finished", "undone"}


def test_the_cases_of_a_merge_are_those_of_the_module() -> None:
    rows = [line for line in (merge.__doc__ or "").splitlines() if line.startswith("|")]
    assert table("in the document") == rows


def test_every_outcome_is_listed() -> None:
    assert [line.split("`")[1] for line in table("outcome | means")[2:]] == list(get_args(outcomes.Outcome))
