"""No message that a command can print names an argument or a method of Python."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

import powertrack_sdk
from powertrack_sdk import AsyncPowerTrackClient, PowerTrackClient
from powertrack_sdk.auth import AuthManager
from powertrack_sdk.cli import wording
from powertrack_sdk.cli.app import app
from powertrack_sdk.cli.wording import speak_of, worded
from tests.cli.terminal import Terminal

SOURCE = Path(powertrack_sdk.__file__).parent
PYTHON_ONLY = {
    "ae_s",  # the headers, too
    "ae_v",
    "auth_manager",
    "customer_id",  # of calls that take one of two keys
    "site_id",
    "base_url",  # in messages that name BASE_URL first, or that need the argument
    "dc_capacity_kw",
    "hardware_data",
    "hardware_id",
    "hardware_key",
    "last_changed",
    "max_retries",
    "max_targets",
    "model_type",
    "on_session_end",
    "pan_data",
    "read_only",
    "site_list_file",
}
"""Arguments that no command passes, or passes only in a form that cannot be wrong."""
PYTHON_ONLY_METHODS = {
    "apply_plan",  # `several`: calls that write without a plan; commands make plans
    "get_site_config",  # `map`
    "update_hardware_config",  # `hardware.writes`: no command
}
COMMANDS = {
    "sites": ["C1001"],
    "portfolio": ["C1001"],
    "hardware": ["S10001"],
    "alerts": ["C1001"],
    "chart": ["S10001"],
    "export": ["C1001", "--what", "sites", "--format", "csv"],
    "plan": ["changes.csv"],
    "history": [],
    "call": ["GET", "/api/applinks"],
}
EXEMPT = {"arguments.py", "setup.py", "runner/mapping.py", "runner/options.py", "plans/several.py"}
"""Modules whose messages need an argument that no command passes."""


def names() -> tuple[set[str], set[str]]:
    """Arguments and methods of the clients, those that no English text could mean."""
    arguments: set[str] = set()
    methods: set[str] = set()
    for kind in (PowerTrackClient, AsyncPowerTrackClient, AuthManager):
        arguments |= set(inspect.signature(kind).parameters)
        for name in dir(kind):
            found = getattr(kind, name)
            if name.startswith("_") or not callable(found):
                continue
            methods.add(name)
            arguments |= set(inspect.signature(found).parameters)
    return {name for name in arguments if "_" in name}, {name for name in methods if "_" in name}


def messages() -> Iterator[tuple[str, str]]:
    """Every text of the package with at least two words that is no docstring, and where it is."""
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        if module.startswith(("simulator/", "cli/")) or module in EXEMPT:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        joined = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | joined:
                text = node.value
            else:
                continue
            if " " in text.strip():
                yield f"{module}:{node.lineno}", text


def options() -> dict[str, str]:
    """The options of all commands by the arguments that they become."""
    found: dict[str, str] = {}
    group = get_command(app)
    for command in [*group.commands.values(), *group.commands["report"].commands.values()]:  # type: ignore[attr-defined]
        for parameter in command.params:
            if parameter.param_type_name == "option":
                found[parameter.name] = parameter.opts[0]
    return found


def test_no_message_names_an_argument_or_a_method(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_running", {})
    speak_of(options())
    arguments, methods = names()
    assert {"start_date", "backup_dir", "chart_type"} <= arguments  # the search has something to search for
    assert "resume_run" in methods
    python = re.compile(
        rf"\b({'|'.join(sorted((arguments | methods) - PYTHON_ONLY - PYTHON_ONLY_METHODS))})\b|\b[a-z_]+='"
    )
    left = {}
    seen = 0
    for place, text in messages():
        seen += 1
        if found := python.search(worded(text)):
            left[place] = (found[0], text)
    assert seen > 500
    assert left == {}


@pytest.mark.parametrize("value", ["", "nan", "-1"])
def test_no_value_of_an_option_is_answered_in_python(terminal: Terminal, served: str, value: str) -> None:
    group = get_command(app)
    python = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[a-z_]+='|Traceback|should not have happened")
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,x\n", encoding="utf-8")
    shared = {parameter.name for parameter in group.commands["sites"].params} - {"name", "out"}  # type: ignore[attr-defined]
    for name, arguments in COMMANDS.items():
        for parameter in group.commands[name].params:  # type: ignore[attr-defined]
            if name != "sites" and parameter.name in shared:
                continue
            if (
                parameter.param_type_name != "option"
                or getattr(parameter, "is_flag", False)
                or parameter.name == "help"
            ):
                continue
            done = terminal.run(name, *arguments, parameter.opts[0], value)
            told = done.err.replace("powertrack_sdk", "").replace(value or "\0", "")
            assert not python.search(told), (name, parameter.opts[0], done.err)


def test_options_are_named_as_the_arguments_that_they_become() -> None:
    found = options()
    assert found["start_date"] == "--from"
    assert found["end_date"] == "--to"
    assert found["chart_type"] == "--type"
    assert found["bin_size"] == "--bin"
    assert found["reread_days"] == "--reread-days"
    assert found["rate_limit"] == "--rate-limit"
