"""Messages of the package in the words of the command line: options and commands for arguments and methods."""

from __future__ import annotations

import re

_OPTIONS = {
    "start_date": "--from",
    "end_date": "--to",
    "bin_size": "--bin",
    "chart_type": "--type",
    "backup_dir": "--backup-dir",
    "on_error": "--on-error",
    "encoding": "--encoding",
    "what": "--what",
    "format": "--format",
    "sites": "--sites",
    "limit": "--limit",
    "moved": "--moved",
    "timeout": "--timeout",
    "query": "--query",
    "body": "--body",
    "referer": "--referer",
}
"""Options by the arguments of methods that they become."""
_COMMANDS = {
    "resume_run": "resume",
    "plan_undo": "undo",
    "plan_updates": "plan",
    "apply_plan": "apply",
    "plan_restore": "restore",
    "restore_backup": "restore",
    "get_sites": "sites",
}
"""Commands by the methods that they call."""

_VALUE = re.compile(rf"\b({'|'.join(_OPTIONS)})=(?:'([^']*)'|(\w+))")
# Words of English count as arguments only where a message begins with them.
_ARGUMENT = re.compile(
    rf"\b({'|'.join(name for name in _OPTIONS if '_' in name)})\b|^({'|'.join(_OPTIONS)})(?= is (?!no )|=)"
)
_CALL = re.compile(rf"\b({'|'.join(_COMMANDS)})\b(?:\('([^']*)'\))?")


def worded(message: str) -> str:
    """A message for the user of the command line.

    Example:
        >>> worded("start_date is 'x'; a date such as 2025-06-21 is expected")
        "--from is 'x'; a date such as 2025-06-21 is expected"
        >>> worded("Go on with resume_run('r1'), or apply the plan with moved='replan'")
        'Go on with `powertrack resume r1`, or apply the plan with --moved replan'
    """
    message = _VALUE.sub(lambda found: f"{_OPTIONS[found[1]]} {found[2] or found[3]}", message)
    message = _ARGUMENT.sub(lambda found: _OPTIONS[found[1] or found[2]], message)
    return _CALL.sub(lambda found: f"`powertrack {_COMMANDS[found[1]]}{f' {found[2]}' if found[2] else ''}`", message)
