"""A simulator for programs of their own: served, watched, and able to kill them at a request of the test's choice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import httpx
from attrs import define, field, frozen

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request
from powertrack_sdk.simulator.server import Server
from powertrack_sdk.writes.documents import HARDWARE, HARDWARE_TABLE, MODELING, SITE
from tests.wire import held

AREAS = {"site": SITE, "hardware": HARDWARE, "sitehardware": HARDWARE_TABLE, "modeling": MODELING}
"""Documents by the names that they have on the wire."""

PROGRAM = Path(__file__).with_name("child.py")
PATIENCE = 60.0
_FENCE = "/fence"
GONE = Answer(status=0, failure="reset")
"""The answer to a program that is not there any more."""


@frozen
class Arrived:
    """A request that arrived.

    Attributes:
        method: Its method.
        name: What it is about, such as `hardware/H100005`.
        acted: Whether it was acted on.
    """

    method: str
    name: str
    acted: bool


def name_of(request: Request) -> str:
    """What a request is about: the kind of document and the key, the same for a GET and the write of it."""
    path = request.path.removeprefix("/api/").removeprefix("edit/")
    if request.method in ("PUT", "POST"):
        body = json.loads(request.body)
        first = body[0] if isinstance(body, list) else body
        return f"{path.removesuffix('s')}/{first['key'] or first['parentKey']}"
    area, *keys = path.split("/")
    return f"{area}/{keys[-1]}"


Before: TypeAlias = Callable[[Request], Answer | None]
After: TypeAlias = Callable[[Request], None]


@define
class Wire:
    """What is between programs and a simulator.

    Attributes:
        sim: The simulator.
        log: What arrived, in order.
    """

    sim: Simulator
    log: list[Arrived] = field(factory=list)
    _before: Before | None = field(default=None, init=False)
    _after: After | None = field(default=None, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False, repr=False)

    def watch(self, before: Before | None = None, after: After | None = None) -> None:
        """Let something be called with each request.

        Args:
            before: Before it is acted on; an answer that it returns stands for the simulator's.
            after: After it was acted on, before the answer leaves.
        """
        self._before, self._after = before, after

    def handle(self, request: Request) -> Answer:
        """Answer one request at a time."""
        if request.path == _FENCE:
            return Answer(status=204)
        if len(request.body) < int(request.headers.get("content-length", "0")):
            return GONE  # its program was killed while it sent it
        with self._lock:
            answer = self._before(request) if self._before is not None else None
            self.log.append(Arrived(request.method, name_of(request), answer is None))
            if answer is None:
                answer = self.sim.handle(request)
                if self._after is not None:
                    self._after(request)
            return answer

    def serve(self) -> Server:
        """Serve on the loopback interface while a `with` block runs."""
        return Server(self.handle, 0)

    def drain(self, url: str) -> None:
        """Wait until all is acted on that programs sent before they ended.

        Args:
            url: Where it is served.
        """
        httpx.get(f"{url}{_FENCE}")  # connections are accepted in order, so those from before are by now
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(PATIENCE)
                assert not thread.is_alive()


@define
class Programs:
    """Starts programs that apply plans.

    Attributes:
        sim: Whose credentials they have.
        url: Where it is served.
        locks: Folder of their locks.
    """

    sim: Simulator
    url: str
    locks: Path

    def start(
        self,
        plan: Path,
        backups: Path,
        concurrency: int = 4,
        on_conflict: str = "skip",
        *moment: object,
        name: str = "",
    ) -> subprocess.Popen[bytes]:
        """Start one.

        Args:
            plan: File of the plan.
            backups: Folder of its backups and journals.
            concurrency: How many requests it sends at a time.
            on_conflict: How it treats documents that were changed since.
            moment: When it kills itself, if it is to.
            name: Sent with each request in the header `ae_v`.
        """
        credentials = self.sim.auth_manager(self.url).credentials
        variables = {
            **os.environ,
            "COOKIE": credentials.cookie,
            "AE_S": credentials.ae_s or "",
            "AE_V": name or credentials.ae_v,
            "BASE_URL": self.url,
            "POWERTRACK_LOCK_DIR": str(self.locks),
            # What a killed program sent is acted on before the next one starts, or never.
            "POWERTRACK_SETTLE": "0",
        }
        arguments = [PROGRAM, plan, backups, concurrency, on_conflict, *moment]
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)], env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )


def outcome_of(program: subprocess.Popen[bytes]) -> dict[str, str]:
    """What came of each entry of its plan, by key, once a program has ended by itself."""
    out, err = program.communicate(timeout=PATIENCE)
    assert program.returncode == 0, err.decode()
    return {str(row["key"]): str(row["status"]) for row in objects(json.loads(out))}


def ended_by_a_kill(program: subprocess.Popen[bytes]) -> bool:
    """Whether a program was killed, once it has ended."""
    _, err = program.communicate(timeout=PATIENCE)
    assert program.returncode in (0, -9), err.decode()
    return program.returncode == -9


def all_documents(sim: Simulator) -> dict[str, JsonObject]:
    """Everything that can be written, by the name that it has on the wire."""
    names = [f"{area}/{site}" for site in sim.site_keys for area in ("site", "sitehardware", "modeling")]
    for site in sim.site_keys:
        for row in objects(held(sim, f"/api/edit/sitehardware/{site}")["hardware"]):
            names += [f"{area}/{row['hardwareKey']}" for area in ("hardware", "modeling", "alerttrigger")]
    return {name: held(sim, f"/api/{'' if name.startswith('alert') else 'edit/'}{name}") for name in names}


def inverters_of(sim: Simulator, site: str) -> list[str]:
    """Keys of the inverters of a site."""
    rows = objects(held(sim, f"/api/edit/sitehardware/{site}")["hardware"])
    return [str(row["hardwareKey"]) for row in rows if row["functionCode"] == 1]
