"""Names in Python for names in the specification. The generator's own rules, so that both always agree."""

from __future__ import annotations

import textwrap

from openapi_python_client.strings import ClassName, PythonIdentifier

WIDTH = 118


def attribute(name: str) -> str:
    """Name of an argument, attribute or function."""
    return str(PythonIdentifier(name, prefix="field_"))


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
