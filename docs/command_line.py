"""Sphinx directives that describe the command line as it is: `{powertrack} apply` and `{powertrack-options}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from powertrack_sdk.cli.app import app
from powertrack_sdk.cli.commands import PANEL


def commands() -> dict[str, Any]:
    """All commands by what stands behind `powertrack`, such as `auth import`."""
    found: dict[str, Any] = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # it is a group
        if hasattr(command, "commands"):
            found |= {f"{name} {below}": one for below, one in command.commands.items()}
        else:
            found[name] = command
    return found


def described(name: str) -> Iterator[str]:
    """A command in Markdown: how it is called, what it does, its arguments and options."""
    command = commands()[name]
    own = [one for one in command.params if one.rich_help_panel != PANEL]
    words = [_word(one) for one in own if one.param_type_name == "argument"]
    yield from ("```text", " ".join(["powertrack", name, *words, "[OPTIONS]"]), "```", "", command.help, "")
    if own:
        yield from _table(own)


def shared() -> Iterator[str]:
    """The options that all commands have, in Markdown."""
    yield from _table([one for one in commands()["sites"].params if one.rich_help_panel == PANEL])


def _word(argument: Any) -> str:
    word = argument.name.upper() + ("..." if argument.nargs == -1 or argument.multiple else "")
    return str(word if argument.required else f"[{word}]")


def _table(parameters: list[Any]) -> Iterator[str]:
    yield from ("| | |", "|---|---|")
    for one in parameters:
        name = _word(one) if one.param_type_name == "argument" else ", ".join([*one.opts, *one.secondary_opts])
        choices = getattr(one.type, "choices", None)
        told = [one.help]
        if choices:
            told.append(f"One of {', '.join(f'`{choice}`' for choice in choices)}.")
        if one.default not in (None, False, True) and not callable(one.default):
            told.append(f"By default `{one.default}`.")
        yield f"| `{name}` | {' '.join(told)} |"
    yield ""


class Command(SphinxDirective):
    """One command."""

    required_arguments = 1
    optional_arguments = 1  # the second word of its name

    def run(self) -> list[nodes.Node]:
        """The command as nodes of the page."""
        return _parsed(self, described(" ".join(self.arguments)))


class Options(SphinxDirective):
    """The options that all commands have."""

    def run(self) -> list[nodes.Node]:
        """The options as nodes of the page."""
        return _parsed(self, shared())


def _parsed(directive: SphinxDirective, lines: Iterator[str]) -> list[nodes.Node]:
    place = nodes.container()
    source, line = directive.get_source_info()
    directive.state.nested_parse(
        StringList([part for text in lines for part in text.splitlines() or [""]], source), line, place
    )
    return place.children


def setup(sphinx: Sphinx) -> dict[str, bool]:
    """Make the directives known to Sphinx."""
    sphinx.add_directive("powertrack", Command)
    sphinx.add_directive("powertrack-options", Options)
    return {"parallel_read_safe": True}
