"""Messages of the package in the words of the command line: options and commands for arguments and methods."""

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
"""Commands by the methods that they call."""

_CALL = re.compile(rf"\b({'|'.join(_COMMANDS)})\b(?:\('([^']*)'\))?")
# A word of English counts as an argument only if a message begins with it.
_VALUE = re.compile(r"\b([a-z]+(?:_[a-z]+)*)=(?:'([^']*)'|(\w+))")
_ARGUMENT = re.compile(r"\b([a-z]+(?:_[a-z]+)+)\b|^([a-z]+)(?= is (?!no )|=)")

_running: dict[str, str] = {}


def options_of(parameters: Iterable[inspect.Parameter]) -> dict[str, str]:
    """The options of a command by the parameters of its function.

    A parameter is named as the argument of the client's method that it becomes, so messages can be translated by it.
    """
    import typer

    found: dict[str, str] = {}
    for parameter in parameters:
        for info in getattr(parameter.annotation, "__metadata__", ()):
            if isinstance(info, typer.models.OptionInfo):
                # Typer takes the first of the names as a default until it reads the annotation.
                names = [name for name in (info.default, *(info.param_decls or ())) if str(name).startswith("--")]
                default = f"--{parameter.name.replace('_', '-')}"
                found[parameter.name] = str(names[0]) if names else default
    return found


def speak_of(options: Mapping[str, str]) -> None:
    """Set the options of the command that this process runs."""
    _running.clear()
    _running.update(options)


def worded(message: str) -> str:
    """A message for the user of the command line.

    Example:
        >>> speak_of({"start_date": "--from", "on_conflict": "--on-conflict"})
        >>> worded("start_date is 'x'; a date such as 2025-06-21 is expected")
        "--from is 'x'; a date such as 2025-06-21 is expected"
        >>> worded("Continue with resume_run('r1'), or apply the plan with on_conflict='replan'")
        'Continue with `powertrack resume r1`, or apply the plan with --on-conflict replan'
    """

    def value(found: re.Match[str]) -> str:
        option = _running.get(found[1])
        return found[0] if option is None else f"{option} {found[2] or found[3]}"

    message = _VALUE.sub(value, message)
    message = _ARGUMENT.sub(lambda found: _running.get(found[1] or found[2], found[0]), message)
    return _CALL.sub(lambda found: f"`powertrack {_COMMANDS[found[1]]}{f' {found[2]}' if found[2] else ''}`", message)
