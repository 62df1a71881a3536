"""The page of all commands: none is missing, and what they print with --json is as it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import typer

from powertrack_sdk import PowerTrackClient
from powertrack_sdk.cli.app import app
from powertrack_sdk.simulator import Simulator
from tests.cli.terminal import Terminal, environment
from tests.docs.guide import DOCS

pytestmark = pytest.mark.slow

PAGE = (DOCS / "cli.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### powertrack (?P<name>[^\n]+)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
SHAPE = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITHOUT = ("call", "simulate", "demo")
DAY = ("--from", "2026-06-23", "--to", "2026-06-23", "--bin", "720")
MEANT = {
    "portfolio": ["--limit", "3"],
    "site": ["S10001"],
    "hardware": ["S10001"],
    "production": ["S10001"],
    "device": ["H100005"],
    "alerts": ["C1001"],
    "chart": ["S10001", *DAY],
    "export": ["C1001", "--what", "sites,charts", "--from", "2026-06-23", "--to", "2026-06-23", "--format", "jsonl"],
    "diff": ["S10001", "S10002"],
    "report run": ["F3001", "--out", "report.csv"],
    "plan": ["changes.csv"],
    "show": ["plan.json"],
    "apply": ["plan.json", "--yes", "--limit", "1"],
    "resume": ["RUN", "--yes"],
    "history": [],
    "restore": ["BACKUP", "--yes"],
    "undo": ["RUN", "--yes"],
    "copy-alerts": ["H100003", "H100006", "--yes"],
    "drift": ["observed.json"],
}
"""Arguments with which the commands of the page are run, in the order of the page."""


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A terminal for the commands of the page one after the other, signed in to a simulator."""
    place = tmp_path_factory.mktemp("page")
    folder = place / "work"
    (folder / "build" / "docs").mkdir(parents=True)
    (folder / "build" / "docs" / "index.html").touch()
    (folder / "changes.csv").write_text("key,name\nS10001,Maple\nS10002,Clover\nS10003,Quail Landing Solar\n")
    simulator = Simulator(sites=12)
    simulator.renew_session(datetime.now(UTC))
    with simulator.serve() as server:
        (folder / "copied.txt").write_text(simulator.copied_request(server.url), encoding="utf-8")
        with PowerTrackClient(simulator.auth_manager(server.url), observe=folder / "observed.json") as client:
            client.get_report_configs()  # nobody ever saw a report in the list, so there is something to show
        yield Terminal(folder, environment(place))


def names() -> list[str]:
    """All commands, such as `auth import`."""
    found: list[str] = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # it is a group
        found += [f"{name} {below}" for below in command.commands] if hasattr(command, "commands") else [name]
    return found


def test_every_command_is_on_the_page_once() -> None:
    sections = {found["name"]: found["text"] for found in SECTION.finditer(PAGE)}
    assert sorted(found["name"] for found in SECTION.finditer(PAGE)) == sorted(names())
    for name, text in sections.items():
        assert f"```{{powertrack}} {name}\n```\n" in text
        assert bool(SHAPE.search(text)) is (name not in WITHOUT), name


def test_what_is_printed_for_machines_is_as_the_page_says(terminal: Terminal) -> None:
    sections = {found["name"]: found["text"] for found in SECTION.finditer(PAGE)}
    order = [
        "auth import",
        *(name for name in sections if name not in WITHOUT and name != "auth forget"),
        "auth forget",
    ]
    order.remove("auth import")
    for name in ["auth import", *order]:
        shapes = [json.loads(text) for text in SHAPE.findall(sections[name])]
        told = printed(terminal, name)
        assert problems(shapes[0], told) == [], name
        if name == "chart":
            listed = terminal.run("chart", "S10001", "--list", "--json").json
            assert problems(shapes[1], listed) == []


def printed(terminal: Terminal, name: str) -> Any:
    """What a command prints with --json."""
    arguments = ["copied.txt"] if name == "auth import" else MEANT.get(name, [])
    if "RUN" in arguments:
        run = terminal.run("history", "--json").json[-1]["run"]
        arguments = [run if word == "RUN" else word for word in arguments]
    if "BACKUP" in arguments:
        backup = min((terminal.folder / "powertrack-backups").glob("*.json"))
        arguments = [str(backup) if word == "BACKUP" else word for word in arguments]
    done = terminal.run(*name.split(), *arguments, "--json")
    assert done.code == (4 if name in ("apply", "drift") else 0), (name, done)
    return done.json


def problems(shape: Any, told: Any, path: str = "") -> list[str]:
    """Where something does not have the shape that the page gives it. What is not known is null, whatever it is."""
    if shape in (None, "...") or told is None:
        return []
    if isinstance(shape, dict) and isinstance(told, dict):
        known = {name: part for name, part in shape.items() if name != "..."}
        found = [f"{path}: there is no {name}" for name in known.keys() - told.keys()]
        if "..." not in shape:
            found += [f"{path}: {name} is not on the page" for name in told.keys() - known.keys()]
        for name, part in told.items():
            found += problems(known.get(name, shape.get("...")), part, f"{path}.{name}")
        return found
    if isinstance(shape, list) and isinstance(told, list):
        return [problem for place, part in enumerate(told) for problem in problems(shape[0], part, f"{path}[{place}]")]
    if isinstance(shape, (int, float)) and isinstance(told, (int, float)):
        same = isinstance(shape, bool) == isinstance(told, bool) and not (isinstance(shape, int) and told != int(told))
        return [] if same else [f"{path}: {told!r}"]
    return [] if type(shape) is type(told) else [f"{path}: {told!r} is a {type(told).__name__}"]


def test_a_shape_that_does_not_fit_is_seen() -> None:
    assert problems({"a": 1, "...": None}, {"a": 2, "b": "x"}) == []
    assert problems({"a": 1}, {"a": 1, "b": 2}) == [": b is not on the page"]
    assert problems({"a": 1}, {}) == [": there is no a"]
    assert problems([{"a": 1}], [{"a": 1}, {"a": "x"}]) == ["[1].a: 'x' is a str"]
    assert problems({"a": True}, {"a": 1}) == [".a: 1"]
    assert problems({"a": 1.5}, {"a": None}) == []
