"""Looking for a write without an answer ends with its span, whatever the clock shows."""

from __future__ import annotations

import pytest

from powertrack_sdk import UnknownOutcomeError
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Driver


class ShortClock(FakeClock):
    """A clock that fails after many sleeps, in place of a loop without end."""

    def _sleep(self, seconds: float) -> None:
        assert len(self.slept) < 100, "no end of looking"
        super()._sleep(seconds)


@pytest.fixture
def clock() -> FakeClock:
    return ShortClock()


@pytest.mark.parametrize("start", [0.0, 50.892, 56.695, 58.082, 510.138, 990.87])
def test_looking_ends_with_the_span(client: Driver, sim: Simulator, clock: FakeClock, start: float) -> None:
    clock.advance(start)
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(UnknownOutcomeError, match="60 s later it is as it was"):
        client.update_site_config("S10001", {"name": "Elsewhere"})
    assert sum(clock.slept) == pytest.approx(60)
