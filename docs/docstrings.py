"""Shows docstrings in the pages: what stands in single backticks there is code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SINGLE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_BEFORE_SECTIONS_ARE_READ = 400


def _as_code(_: Sphinx, _what: str, _name: str, _item: object, _options: object, lines: list[str]) -> None:
    lines[:] = _SINGLE.sub(r"``\1``", "\n".join(lines)).split("\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx show docstrings."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.connect("autodoc-process-docstring", _as_code, priority=_BEFORE_SECTIONS_ARE_READ)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
