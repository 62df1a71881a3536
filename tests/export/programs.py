"""A simulator for programs that export: served, watched, and able to kill them at a request of the test's choice."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Lock

from attrs import define, field

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request
from powertrack_sdk.simulator.server import Server
from tests.export.exported import Point, asked, points

PROGRAM = Path(__file__).with_name("child.py")
PATIENCE = 600.0
GONE = Answer(status=0, failure="reset")
"""The answer to a program that is not there any more."""


@define
class Program:
    """A program that exports, and is killed when it asks for the so-manieth time.

    Attributes:
        name: Its name, which it sends with each request.
        kill_at: At which of its requests it is killed; None to let it end by itself.
        asked: What it asked for, in the order in which that arrived.
        process: Its process, once it is started.
    """

    name: str
    kill_at: int | None = None
    asked: list[str] = field(factory=list)
    process: subprocess.Popen[bytes] | None = None
    _started: Event = field(factory=Event)

    def start(self, wire: Wire, url: str, folder: Path, *arguments: object) -> None:
        """Start it."""
        credentials = wire.sim.auth_manager(url).credentials
        variables = {
            **os.environ,
            "COOKIE": credentials.cookie,
            "AE_S": credentials.ae_s or "",
            "AE_V": self.name,
            "BASE_URL": url,
            "POWERTRACK_LOCK_DIR": str(folder / "locks"),
        }
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), *map(str, arguments)],
            env=variables,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._started.set()

    def arrives(self, what: str) -> bool:
        """Take note of a request of it; whether it is killed now, or was before."""
        assert self._started.wait(PATIENCE)
        assert self.process is not None
        if self.process.returncode is not None:
            return True
        self.asked.append(what)
        if len(self.asked) != self.kill_at:
            return False
        self.process.kill()
        self.process.wait()
        return True

    def outcome(self) -> JsonObject:
        """What it printed, once it has ended by itself."""
        assert self.process is not None
        out, err = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, err.decode()
        found: JsonObject = json.loads(out)
        return found

    def was_killed(self) -> bool:
        """Whether it was killed, once it has ended."""
        assert self.process is not None
        _, err = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode in (0, -9), err.decode()
        return self.process.returncode == -9


@define
class Wire:
    """What is between programs and a simulator.

    Attributes:
        sim: The simulator.
        told: Digest of what each chart said, by what was asked.
    """

    sim: Simulator
    told: dict[str, str] = field(factory=dict)
    _programs: dict[str, Program] = field(factory=dict)
    _lock: Lock = field(factory=Lock)

    def program(self, name: str, kill_at: int | None = None) -> Program:
        """A program that may ask."""
        self._programs[name] = Program(name, kill_at)
        return self._programs[name]

    def handle(self, request: Request) -> Answer:
        """Answer one request at a time."""
        if len(request.body) < int(request.headers.get("content-length", "0")):
            return GONE  # its program was killed while it sent it
        what = asked(request.path, json.loads(request.body) if request.body else None)
        with self._lock:
            if self._programs[request.headers["ae_v"]].arrives(what):
                return GONE
            answer = self.sim.handle(request)
            self.sim.requests.clear()
        if what.startswith("charts"):
            self.told[what] = digest(points(json.loads(answer.body)))
        return answer

    def serve(self) -> Server:
        """Serve on the loopback interface while a `with` block runs."""
        return Server(self.handle, 0)


def digest(rows: Iterable[Point]) -> str:
    """Digest of some points."""
    found = hashlib.sha256()
    for time, *others in rows:
        found.update(repr((time.timestamp(), *others)).encode())
    return found.hexdigest()
