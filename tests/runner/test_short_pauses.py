"""What is left of a span can be shorter than any step of a clock, and still comes to its end."""

from __future__ import annotations

import pytest

from powertrack_sdk import UnknownOutcomeError
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Connect

# Moments at which the span of looks, 60 s, leaves a rest that is too small to move the clock.
MOMENTS = [0.1, 1 / 3, 1e6 + 0.1, 123456.789]


@pytest.mark.parametrize("moment", MOMENTS)
def test_looking_for_a_write_ends(connect: Connect, sim: Simulator, clock: FakeClock, moment: float) -> None:
    clock.advance(moment)
    sim.inject(Fault("reset-before", method="PUT", times=None))
    with pytest.raises(UnknownOutcomeError):
        connect(settle=60.1).update_site_config("S10001", {"name": "Renamed"})
    assert sum(clock.slept) == pytest.approx(60.1, abs=0.01)
