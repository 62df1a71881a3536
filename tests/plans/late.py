"""Writes that land after their sender was told that they failed."""

from __future__ import annotations

from collections.abc import Callable

from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock


class SharedClock(FakeClock):
    """A clock whose time passes for a simulator as well, so that a late write lands while its client waits.

    Attributes:
        sim: The simulator.
    """

    def __init__(self, sim: Simulator) -> None:
        super().__init__()
        self.sim = sim

    def advance(self, seconds: float) -> None:
        super().advance(seconds)
        self.sim.advance(seconds)


Call = Callable[[], object]
