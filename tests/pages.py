"""Pages of the documentation whose snippets run and print what the page says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
_SNIPPET = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)


def assert_snippets_print_what_the_page_says(page: str, names: dict[str, object]) -> None:
    """Run the snippets of a page one after another, each knowing what those before it defined.

    Args:
        page: Name of the page.
        names: What the first snippet knows.
    """
    text = (DOCS / page).read_text(encoding="utf-8")
    snippets = list(_SNIPPET.finditer(text))
    assert len(snippets) == text.count("```python") > 0
    for snippet in snippets:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(snippet["code"], names)
        assert printed.getvalue() == snippet["output"], snippet["code"]
