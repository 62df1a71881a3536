"""Writes YAML as the specification is written: short things in a line, long ones below each other."""

from __future__ import annotations

import json
import re

from codegen.documents import Json

WIDTH = 120
_INDENT = "  "
_PLAIN = re.compile(r"[A-Za-z./][^\n]*")
_PLAIN_NAME = re.compile(r"[A-Za-z/$][\w$./{}-]*")
_SPECIAL = re.compile(r": |:$| #|[ \t]$")
_SPECIAL_IN_FLOW = re.compile(r"[,\[\]{}]")
_MEANS_SOMETHING = re.compile(r"(?i:true|false|null|yes|no|on|off|nan|y|n)|~|\.(?:inf|nan)")


def scalar(value: Json, *, inner: bool) -> str:
    """A single value.

    Args:
        value: The value.
        inner: Whether it stands within braces or brackets.
    """
    if not isinstance(value, str):
        return json.dumps(value)
    special = _SPECIAL.search(value) or (inner and _SPECIAL_IN_FLOW.search(value))
    if _PLAIN.fullmatch(value) and value.isprintable() and not special and not _MEANS_SOMETHING.fullmatch(value):
        return value
    return _quoted(value)


def name(value: str, *, inner: bool = False) -> str:
    """A name before a colon."""
    plain = _PLAIN_NAME.fullmatch(value) and not _MEANS_SOMETHING.fullmatch(value)
    return value if plain and not (inner and _SPECIAL_IN_FLOW.search(value)) else _quoted(value)


def flow(value: Json) -> str:
    """A value within one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name(key, inner=True)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return scalar(value, inner=True)


def entry(key: str, value: Json, indent: int) -> str:
    """A name with its value, in as many lines as it takes, without the last line's end."""
    margin = " " * indent
    if not isinstance(value, dict | list) or not value:
        told = scalar(value, inner=False) if not isinstance(value, dict | list) else flow(value)
        return _folded(f"{margin}{name(key)}: ", told, value, indent)
    line = f"{margin}{name(key)}: {flow(value)}"
    if len(line) <= WIDTH and not _wants_lines(key, value):
        return line
    if isinstance(value, dict):
        return "\n".join([f"{margin}{name(key)}:", *(entry(part, inner, indent + 2) for part, inner in value.items())])
    return "\n".join([f"{margin}{name(key)}:", *(item(part, indent + 2) for part in value)])


def item(value: Json, indent: int) -> str:
    """An item of a list, without the last line's end."""
    margin = " " * indent
    line = f"{margin}- {flow(value) if isinstance(value, dict | list) else scalar(value, inner=False)}"
    if not isinstance(value, dict) or not value or (len(line) <= WIDTH and len(value) == 1):
        return line
    lines = "\n".join(entry(part, inner, indent + 2) for part, inner in value.items())
    return f"{margin}- {lines[indent + 2 :]}"


def _quoted(value: str) -> str:
    if value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    escaped = (letter if letter.isprintable() and letter not in '"\\' else f"\\U{ord(letter):08X}" for letter in value)
    return f'"{"".join(escaped)}"'


def _wants_lines(key: str, value: Json) -> bool:
    """Whether something is always written below each other."""
    if not isinstance(value, dict):
        parts = value if isinstance(value, list) else []
        return key == "parameters" or any(isinstance(part, dict) and len(part) > 1 for part in parts)
    if "/" in key or key in ("examples", "properties", "responses", "content", "requestBody"):
        return True
    return any(isinstance(part, dict) and (len(part) > 1 or _wants_lines(inner, part)) for inner, part in value.items())


def _folded(before: str, told: str, value: Json, indent: int) -> str:
    """A text, folded where it is too long for a line."""
    if len(before) + len(told) <= WIDTH or not isinstance(value, str):
        return before + told
    if "  " in value or value != value.strip() or not value.isprintable():  # what folding would change
        return before + told
    margin = " " * (indent + 2)
    lines = [""]
    for word in value.split(" "):
        if lines[-1] and len(margin) + len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join([f"{before}>-", *(margin + line for line in lines)])
