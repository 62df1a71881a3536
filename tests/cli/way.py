"""What happens to requests on their way to a simulator that is served."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define

from powertrack_sdk.simulator import Answer, Request, Simulator


def _nothing(request: Request) -> Answer | None:
    return None


@define
class Way:
    """The way to a simulator that is served.

    Attributes:
        sim: The simulator.
        meddle: What a test does with a request before it arrives; what it returns is the answer, unless it is None.
    """

    sim: Simulator
    meddle: Callable[[Request], Answer | None] = _nothing

    def handle(self, request: Request) -> Answer:
        """Answer a request."""
        return self.meddle(request) or self.sim.handle(request)
