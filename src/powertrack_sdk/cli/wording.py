"""Translates messages of the package for the command line: arguments to options, methods to commands."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Final

_COMMANDS: Final = {
    "resume_run": "resume",
    "plan_undo": "undo",
    "plan_updates": "plan",
    "apply_plan": "apply",
    "plan_restore": "restore",
    "restore_backup": "restore",
    "get_sites": "sites",
}
"""Commands by method."""

_CALL = re.compile(rf"\b({'|'.join(_COMMANDS)})\b(?:\('([^']*)'\))?")
# An English word is an argument only at the start of a message.
_VALUE = re.compile(r"\b([a-z]+(?:_[a-z]+)*)=(?:'([^']*)'|(\w+))")
_ARGUMENT = re.compile(r"\b([a-z]+(?:_[a-z]+)+)\b|^([a-z]+)(?= is (?!no )|=)")

_running: dict[str, str] = {}


def options_of(parameters: Iterable[inspect.Parameter]) -> dict[str, str]:
    """Return the options of a command by parameter, which has the name of the argument of the client's method."""
    import typer

    found: dict[str, str] = {}
    for parameter in parameters:
        for info in getattr(parameter.annotation, "__metadata__", ()):
            if isinstance(info, typer.models.OptionInfo):
                # Until Typer reads the annotation, the first name is in `default`.
                names = [name for name in (info.default, *(info.param_decls or ())) if str(name).startswith("--")]
                default = f"--{parameter.name.replace('_', '-')}"
                found[parameter.name] = str(names[0]) if names else default
    return found


def set_options(options: Mapping[str, str]) -> None:
    """Set the options of the running command."""
    _running.clear()
    _running.update(options)


def worded(message: str) -> str:
    """Translate a message for the command line.

    Example:
        >>> set_options({"start_date": "--from", "on_conflict": "--on-conflict"})
        >>> worded("start_date is 'x'; a date such as 2025-06-21 is expected")
        "--from is 'x'; a date such as 2025-06-21 is expected"
        >>> worded("Resume with resume_run('r1'), or apply the plan with on_conflict='replan'")
        'Resume with `powertrack resume r1`, or apply the plan with --on-conflict replan'
    """

    def value(found: re.Match[str]) -> str:
        option = _running.get(found[1])
        return found[0] if option is None else f"{option} {found[2] or found[3]}"

    message = _VALUE.sub(value, message)
    message = _ARGUMENT.sub(lambda found: _running.get(found[1] or found[2], found[0]), message)
    return _CALL.sub(lambda found: f"`powertrack {_COMMANDS[found[1]]}{f' {found[2]}' if found[2] else ''}`", message)
