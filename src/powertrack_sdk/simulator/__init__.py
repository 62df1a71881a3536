"""A fictional PowerTrack for tests, documentation and dry runs.

sim = Simulator(sites=3, seed=0)
client = PowerTrackClient(auth_manager=sim.auth_manager(), transport=sim.transport())
"""

from __future__ import annotations

from powertrack_sdk.simulator.core.faults import Fault, FaultKind
from powertrack_sdk.simulator.core.messages import Answer, ReceivedRequest, Request
from powertrack_sdk.simulator.core.session import SessionRules
from powertrack_sdk.simulator.core.sign_in import Account
from powertrack_sdk.simulator.server import Server, SimulatorTransport
from powertrack_sdk.simulator.simulator import Simulator

__all__ = [
    "Account",
    "Answer",
    "Fault",
    "FaultKind",
    "ReceivedRequest",
    "Request",
    "Server",
    "SessionRules",
    "Simulator",
    "SimulatorTransport",
]
