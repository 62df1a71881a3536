"""A fictional PowerTrack: what tests, documentation and dry runs stand on.

sim = Simulator(sites=3, seed=0)
client = PowerTrackClient(auth_manager=sim.auth_manager(), transport=sim.transport())
"""

from __future__ import annotations

from powertrack_sdk.simulator.core.sign_in import Account
from powertrack_sdk.simulator.faults import Fault, FaultKind
from powertrack_sdk.simulator.messages import Answer, ReceivedRequest, Request
from powertrack_sdk.simulator.server import Server
from powertrack_sdk.simulator.session import SessionRules
from powertrack_sdk.simulator.simulator import Simulator
from powertrack_sdk.simulator.transport import SimulatorTransport

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
