"""The page about exports: each of its snippets runs, and prints what the page says."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.export.exported import Point, peppered, plain

PAGE = Path(__file__).parents[2] / "docs" / "export.md"
TEXT = PAGE.read_text(encoding="utf-8")
SNIPPET = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)
COMMAND = re.compile(r"```sh\npowertrack (?P<code>.*?)\n```\n\n```text\n(?P<output>.*?)```", re.DOTALL)
QUERY = re.compile(r"```sql\n(?P<code>.*?)```", re.DOTALL)


def test_snippets_print_what_the_page_says(sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    snippets = list(SNIPPET.finditer(TEXT))
    assert len(snippets) == TEXT.count("```python") >= 5

    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        namespace: dict[str, object] = {"client": client}
        for snippet in snippets:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(snippet["code"], namespace)
            assert printed.getvalue() == snippet["output"], snippet["code"]


def test_commands_print_what_the_page_says(tmp_path: Path) -> None:
    commands = list(COMMAND.finditer(TEXT))
    assert len(commands) == TEXT.count("```sh") >= 1
    for command in commands:
        program = [sys.executable, "-c", "from powertrack_sdk.cli import main; main()", *shlex.split(command["code"])]
        done = subprocess.run(program, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, command["output"], "")


def test_queries_read_what_is_there(sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told: dict[tuple[str, str], list[Point]] = {}
    with PowerTrackClient(sim.auth_manager(), transport=peppered(sim, told)) as client:
        client.export_portfolio("C1001", "solar", ["charts"], "2026-06-01", "2026-06-02", format="jsonl")
    [query] = QUERY.finditer(TEXT)
    with duckdb.connect() as database:
        found = database.sql(query["code"])
        place = found.columns.index("value")
        assert str(found.types[place]) == "DOUBLE"
        values = [plain(row[place]) for row in found.fetchall()]
    assert sorted(map(str, values)) == sorted(str(point[-1]) for points in told.values() for point in points)
