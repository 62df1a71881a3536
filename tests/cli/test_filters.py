"""A filter that leaves nothing is reported as that, with a way to match; so is a selection of nothing."""

from __future__ import annotations

from datetime import datetime

import pytest

from powertrack_sdk.cli.printer import Printer
from powertrack_sdk.simulator import Simulator
from tests.cli.terminal import Terminal


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("sites --name zzz", "None of the 3 sites has a name like 'zzz': the text may stand anywhere in the name"),
        ("sites --name z*", "None of the 3 sites has a name like 'z*': * stands for any text"),
        ("sites --name ridge?", "the whole name has to match"),
        ("sites --name [z]*", "None of the 3 sites"),
        ("alerts C1001 --severity 2", "--severity 2 (there are 5)"),
        ("alerts C1001 --unacknowledged --severity 1", "--severity 1 (there are 5) and --unacknowledged"),
    ],
)
def test_a_filter_without_a_match_is_explained(terminal: Terminal, served: str, command: str, words: str) -> None:
    done = terminal.run(*command.split())
    assert done.code == 0
    assert words in done.out


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [("--sites", ",", "--sites is empty"), ("--sites", "", "--sites is empty"), ("--what", ",", "--what is empty")],
)
def test_an_export_of_nothing_is_refused(
    terminal: Terminal, sim: Simulator, served: str, option: str, value: str, words: str
) -> None:
    assert words in terminal.fails(2, "export", "C1001", option, value, "--out", "solar")
    assert sim.requests == []
    assert not (terminal.folder / "solar").exists()


def test_a_time_without_a_zone_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    Printer(as_json=False).facts({"Last answer": datetime(2026, 6, 1, 12)})  # as some answers are
    assert "2026-06-01 12:00 (zone unknown)" in capsys.readouterr().out
