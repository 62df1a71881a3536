"""The page about tables: each of its snippets runs, and prints what the page says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
SNIPPET = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<output>.*?)```", re.DOTALL)


def test_snippets_print_what_the_page_says(sim: Simulator) -> None:
    text = PAGE.read_text(encoding="utf-8")
    snippets = list(SNIPPET.finditer(text))
    assert len(snippets) == text.count("```python") >= 5

    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        namespace: dict[str, object] = {"client": client}
        for snippet in snippets:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(snippet["code"], namespace)
            assert printed.getvalue() == snippet["output"], snippet["code"]
