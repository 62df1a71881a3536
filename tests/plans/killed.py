"""Clients that end in the middle of everything, without a program of their own."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from powertrack_sdk import Plan, PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.transports import Answering


class Killed(BaseException):
    """Ends a client in the middle of everything."""


def kill_at_the_put(
    sim: Simulator, plan: Plan, clock: FakeClock, backups: Path, device: str, *, acted: bool = False
) -> str:
    """Apply a plan up to the moment after the intent for a device is in the journal.

    Args:
        sim: What the plan is for.
        plan: The plan.
        clock: Tells the time.
        backups: Folder of backups and journals.
        device: Key of the device.
        acted: Whether its PUT is acted on before the client ends.

    Returns:
        The name of the run.
    """
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        strikes = request.method == "PUT" and f'"{device}"'.encode() in request.content
        if not strikes:
            return transport.handle_request(request)
        if acted:
            transport.handle_request(request)
        raise Killed

    with PowerTrackClient(
        sim.auth_manager(), transport=Answering(answer), clock=clock, backup_dir=backups, concurrency=1
    ) as client:
        with pytest.raises(Killed):
            client.apply_plan(plan)
        [run] = client.history()
    assert (run.writes[-1].key, run.writes[-1].outcome) == (device, None)
    return run.id
