"""Errors of commands name options and commands, not the arguments and methods of Python behind them."""

from __future__ import annotations

import re

import pytest

from powertrack_sdk.cli import wording
from powertrack_sdk.cli.wording import set_options, worded
from tests.cli.terminal import Terminal

PYTHON = re.compile(r"\b(?:[a-z]+_[a-z_]+|on_conflict=|encoding=|with backup_dir)")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("chart S10001 --from June", "--from is 'June'"),
        ("chart S10001 --to June", "--to is 'June'"),
        ("chart S10001 --from 2026-06-02 --to 2026-06-01", "--from 2026-06-02 lies after --to 2026-06-01"),
        ("chart S10001 --bin 0", "--bin is 0"),
        ("export C1001 --from June", "--from is 'June'"),
        ("export C1001 --what moon", "--what is 'moon'"),
        ("export C1001 --what sites --from 2026-06-01", "--from and --to apply to charts only"),
        ("export C1001 --to 9999-12-31", "--to is 9999-12-31"),
        ("plan changes.csv --encoding klingon", "--encoding is 'klingon'"),
        ("apply plan.json --yes --backup-dir file/backups", "Choose another folder with --backup-dir"),
        ("sites --backup-dir s3://bucket", "s3://bucket is a URL"),
    ],
)
def test_errors_name_options(terminal: Terminal, served: str, command: str, words: str) -> None:
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,x\n", encoding="utf-8")
    assert terminal.run("plan", "changes.csv").code == 0
    (terminal.folder / "file").write_text("", encoding="utf-8")
    done = terminal.run(*command.split())
    assert done.code in (1, 2)
    assert words in done.err
    assert not PYTHON.search(done.err), done.err


def test_a_conflict_names_the_option(terminal: Terminal, served: str) -> None:
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,x\n", encoding="utf-8")
    for out in ("one.json", "other.json"):
        assert terminal.run("plan", "changes.csv", "--out", out).code == 0
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,y\n", encoding="utf-8")
    assert terminal.run("plan", "changes.csv", "--out", "first.json").code == 0
    assert terminal.run("apply", "first.json", "--yes").code == 0
    done = terminal.run("apply", "other.json", "--yes")
    assert done.code == 5
    assert "or apply the plan with --on-conflict replan" in done.out
    assert not PYTHON.search(done.out + done.err)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (
            "Go on with resume_run('r1'), or undo it with plan_undo.",
            "Go on with `powertrack resume r1`, or undo it with `powertrack undo`.",
        ),
        ("on_error is 'x'; it may be stop or continue", "--on-error is 'x'; it may be stop or continue"),
        ("limit is 0; at least one", "--limit is 0; at least one"),
        ("The format is unknown", "The format is unknown"),
        ("what follows is text", "what follows is text"),
        ("name is 'start'", "name is 'start'"),
    ],
)
def test_words_of_messages(message: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_running", {})
    set_options({"on_error": "--on-error", "limit": "--limit", "format": "--format", "what": "--what"})
    assert worded(message) == words
