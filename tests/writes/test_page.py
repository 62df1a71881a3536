"""The page about writes: its snippets run, and print what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.pages import assert_snippets_print_what_the_page_says


def test_snippets_print_what_the_page_says(sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), concurrency=1) as client:
        assert_snippets_print_what_the_page_says("writes.md", {"client": client})
