"""The page about tables: each of its snippets runs, and prints what the page says."""

from __future__ import annotations

from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.pages import assert_snippets_print_what_the_page_says


def test_snippets_print_what_the_page_says(sim: Simulator) -> None:
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        assert_snippets_print_what_the_page_says("tables.md", {"client": client})
