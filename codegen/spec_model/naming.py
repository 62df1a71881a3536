"""Names in Python for names in the specification. The generator's own rules, so that both always agree."""

from __future__ import annotations

import json
import textwrap

from openapi_python_client.strings import ClassName, PythonIdentifier

from codegen.documents import JsonObject
from powertrack_core import decoding, operation, row, shapes
from powertrack_core import model as models

WIDTH = 118
_USED_BY_FUNCTIONS = frozenset({"body", "document", "given", "segment"})
_MEMBERS_OF_MODELS = frozenset((*dir(models.Model), *dir(row.Row)))
_OF_TEMPLATES = ("ClassVar", "Date", "Factory", "IntEnum", "Self", "TypedDict")

NAMES_OF_MACHINERY = frozenset(_OF_TEMPLATES).union(*map(vars, (decoding, models, operation, row, shapes)))
"""Names that generated modules import or define for themselves; no schema or operation may have one of them."""


def attribute(name: str) -> str:
    """Name of an argument, attribute or function."""
    return str(PythonIdentifier(name, prefix="field_"))


def member(name: str, node: JsonObject | None = None) -> str:
    """Name of the attribute for a field; an underscore is added if every model has something of that name.

    Args:
        name: Name of the field in JSON.
        node: Its description, which gives it another name if two fields of an object would have the same one.
    """
    found = attribute(str((node or {}).get("x-powertrack-name", name)))
    return f"{found}_" if found in _MEMBERS_OF_MODELS else found


def argument(name: str) -> str:
    """Name of the argument for a parameter; an underscore is added if the function itself uses the name."""
    found = attribute(name)
    return f"{found}_" if found in _USED_BY_FUNCTIONS else found


def class_name(name: str) -> str:
    """Name of a class."""
    return str(ClassName(name, prefix=""))


def module(name: str) -> str:
    """Name of the module that holds a class or function."""
    return attribute(name)


def constant(name: str) -> str:
    """Name of a module's constant."""
    return attribute(name).upper()


def sentence(*parts: str) -> str:
    """Texts joined to one line, ending in a full stop."""
    words = " ".join(" ".join(part.split()) for part in parts if part)
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def literal(text: str) -> str:
    """Source of a text."""
    return json.dumps(text, ensure_ascii=False)


def docstring(text: str, indent: int = 0) -> str:
    """A docstring literal with its text wrapped, to be placed at an indentation."""
    escaped = text.replace("\\", "\\\\").replace('"""', "'''")
    margin = " " * indent
    if "\n" not in escaped and len(escaped) <= WIDTH - indent - 6:
        return f'{margin}"""{escaped}"""'
    paragraphs = escaped.split("\n")
    lines = [
        line
        for number, paragraph in enumerate(paragraphs)
        for line in (_wrapped(paragraph, WIDTH - indent - (3 if number == 0 else 0)) or [""])
    ]
    body = "\n".join(f"{margin}{line}".rstrip() for line in lines[1:])
    tail = f"\n{body}" if body else ""
    return f'{margin}"""{lines[0]}{tail}\n{margin}"""'


def _wrapped(paragraph: str, width: int) -> list[str]:
    inner = paragraph[: len(paragraph) - len(paragraph.lstrip())]
    return textwrap.wrap(
        paragraph.strip(), width=width, initial_indent=inner, subsequent_indent=inner + ("    " if inner else "")
    )
