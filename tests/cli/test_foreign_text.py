"""Names that other users wrote: no terminal acts on them, and JSON keeps them exactly."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from attrs import evolve

from powertrack_sdk.simulator import Answer, Request, Simulator
from tests.cli.terminal import Terminal
from tests.cli.way import Way

NASTY = "x\x1b[1A\x1b[2Kgone \x1b]0;title\x07 \x9b31m \u202e \u200b\n "
SEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e]")
FIELDS = {"name", "description", "stringId", "displayName", "siteName", "title", "customUnit", "header", "eventCode"}


def spoilt(value: object) -> object:
    if isinstance(value, dict):
        return {
            name: NASTY + part if name in {*FIELDS, "email", "reportTitle"} and isinstance(part, str) else spoilt(part)
            for name, part in value.items()
        }
    return [spoilt(part) for part in value] if isinstance(value, list) else value


@pytest.fixture
def nasty(sim: Simulator, way: Way, served: str) -> str:
    """A simulator whose answers that only read have control characters in all names."""

    def meddle(request: Request) -> Answer | None:
        answer = sim.handle(request)
        if answer.status != 200 or request.method == "PUT":
            return answer
        try:
            return evolve(answer, body=json.dumps(spoilt(json.loads(answer.body))).encode())
        except ValueError:
            return answer

    way.meddle = meddle
    return served


@pytest.mark.parametrize(
    "command",
    [
        *("auth status", "sites", "portfolio C1001", "site S10001", "hardware S10001", "device H100005"),
        *("production S10001", "alerts C1001", "chart S10001", "chart S10001 --show", "chart S10001 --list"),
        *("diff S10001 S10002", "report list", "report run F3001"),
        *("export C1001 --what sites --format csv", "copy-alerts H100003 H100005 --dry-run"),
    ],
)
def test_no_command_passes_on_what_a_terminal_acts_on(terminal: Terminal, nasty: str, command: str) -> None:
    done = terminal.run(*command.split())
    assert not SEEN.search(done.out), done.out
    assert not SEEN.search(done.err), done.err


def test_plans_are_shown_without_it(terminal: Terminal, nasty: str) -> None:
    (terminal.folder / "c.csv").write_text("key,name\nS10001,New\n", encoding="utf-8")
    for command in (["plan", "c.csv"], ["show", "plan.json"], ["apply", "plan.json", "--dry-run"]):
        done = terminal.run(*command)
        assert done.code == 0, done
        assert "New" in done.out
        assert not SEEN.search(done.out + done.err)


def test_errors_are_told_without_it(terminal: Terminal, served: str) -> None:
    told = terminal.fails(2, "site", f"S1{NASTY}")
    assert not SEEN.search(told)
    assert not SEEN.search(terminal.run("plan", f"no{NASTY}.csv").err)
    assert not SEEN.search(terminal.run("sites", f"C1{NASTY}", "--debug").err.replace("\n", ""))


def test_json_keeps_names_exactly_and_prints_no_control_characters(terminal: Terminal, nasty: str) -> None:
    done = terminal.run("sites", "--json")
    assert not SEEN.search(done.out)
    assert done.json["rows"][0]["name"].startswith(NASTY)


@pytest.mark.parametrize("name", ["maple", "MAPLE", "ridge", "Maple*", "*solar", "maple ridge sola?"])
def test_a_part_of_a_name_finds_its_sites(terminal: Terminal, served: str, name: str) -> None:
    rows = terminal.run("sites", "--name", name, "--json").json["rows"]
    assert "S10001" in [row["key"] for row in rows]


def test_hints_to_install_work_in_every_shell() -> None:
    """Brackets without quotes are a pattern to zsh."""
    root = Path(__file__).parents[2]
    files = [*(root / "src").rglob("*.py"), *(root / "docs").rglob("*.md"), root / "README.md"]
    hints = [found for file in files for found in re.findall(r"pip install [^`\n]*", file.read_text(encoding="utf-8"))]
    assert [hint for hint in hints if "[" in hint], "there are hints"
    assert not [hint for hint in hints if re.search(r"(?<![\"'])powertrack-sdk\[", hint)]
