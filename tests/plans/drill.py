"""A plan applied by programs that are killed at moments of the test's choice, and what has to hold after each kill."""

from __future__ import annotations

import random
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from attrs import define, evolve, field, frozen

from powertrack_core.decoding import JsonObject
from powertrack_sdk import Plan, PlanEntry
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request
from powertrack_sdk.writes.backup import load_backup
from powertrack_sdk.writes.journal import read_history
from tests.plans.served import AREAS, GONE, PATIENCE, Programs, Wire, ended_by_a_kill, name_of, outcome_of
from tests.wire import held

IN_THE_PROGRAM = ("lock", "backup", "intent", "outcome")
ON_THE_WIRE = ("read", "received", "acted", "read back")


@frozen
class Kill:
    """When a program is killed.

    Attributes:
        moment: Just before a file is opened, as `child.py` tells; or at a request: `read` when a document is asked for,
            `received` when a write has arrived and is not acted on, `acted` when it was acted on and the answer has not
            left, `read back` when the answer has come and the document is asked for again.
        number: At which such moment.
        concurrency: How many requests the program sends at a time.
    """

    moment: str
    number: int
    concurrency: int


def kills(count: int, seed: int, concurrency: int) -> Iterator[Kill]:
    """Kills at all moments in turn, each time in another order."""
    rng = random.Random(seed)
    moments: list[str] = []
    for _ in range(count):
        moments = moments or rng.sample([*IN_THE_PROGRAM, *ON_THE_WIRE], 8)
        moment = moments.pop()
        # As many writes are open as the program did at a time, and the next one begins with them. So that no write is
        # lost on the way twice, one that is lost comes after those.
        number = rng.randint(1, 2) + (concurrency if moment == "received" else 0)
        yield Kill(moment, number, 1 if moment in ("intent", "outcome") else rng.choice([1, concurrency]))


@define
class Killer:
    """Kills a program at a request.

    Attributes:
        kill: When.
        program: The program, once it is started.
        started: Set when it is.
    """

    kill: Kill
    program: subprocess.Popen[bytes] | None = None
    started: Event = field(factory=Event)
    _seen: int = 0
    _written: set[str] = field(factory=set)

    def before(self, request: Request) -> Answer | None:
        """Kill it before a request is acted on."""
        name = name_of(request)
        if request.method != "GET":
            return GONE if self._strikes("received") else None
        if self._strikes("read back" if name in self._written else "read"):
            return GONE
        self._written.discard(name)
        return None

    def after(self, request: Request) -> None:
        """Kill it after a request was acted on."""
        if request.method != "GET":
            self._written.add(name_of(request))
            self._strikes("acted")

    def _strikes(self, moment: str) -> bool:
        if moment != self.kill.moment:
            return False
        self._seen += 1
        if self._seen != self.kill.number:
            return False
        assert self.started.wait(PATIENCE)
        assert self.program is not None
        self.program.kill()
        self.program.wait()
        return True


@define
class Drill:
    """A plan that is applied by programs that are killed.

    Attributes:
        sim: What it is applied to.
        plan: The plan.
        folder: Where its file, backups, journals and locks are.
        wire: What arrived at the simulator.
        before: What each entry writes, as it was before.
    """

    sim: Simulator
    plan: Plan
    folder: Path
    wire: Wire = field(init=False)
    before: dict[str, JsonObject] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.wire = Wire(self.sim)
        # It was made in this process, and is applied to the same simulator where that is served.
        evolve(self.plan, host=None).save(self.folder / "plan.json")
        self.before = {name_in(entry): held(self.sim, path_of(entry)) for entry in self.plan}

    @property
    def backups(self) -> Path:
        """Folder of the backups."""
        return self.folder / "backups"

    def run(self, moments: Sequence[Kill]) -> dict[str, str]:
        """Apply the plan, killed at all of these moments, and tell what came of each entry."""
        with self.wire.serve() as server:
            programs = Programs(self.sim, server.url, self.folder / "locks")
            for kill in moments:
                assert ended_by_a_kill(self._start(programs, kill)), f"it was done before {kill}"
                self.wire.drain(server.url)
                self.wire.watch()
                self._check_traces()
            return outcome_of(programs.start(self.folder / "plan.json", self.backups))

    def writes(self, *, acted: bool) -> Counter[str]:
        """How often each document was written to, or was about to be and the write was lost on the way."""
        return Counter(one.name for one in self.wire.log if one.method != "GET" and one.acted is acted)

    def _start(self, programs: Programs, kill: Kill) -> subprocess.Popen[bytes]:
        plan = self.folder / "plan.json"
        if kill.moment in IN_THE_PROGRAM:
            return programs.start(plan, self.backups, kill.concurrency, "skip", kill.moment, kill.number)
        killer = Killer(kill)
        self.wire.watch(killer.before, killer.after)
        killer.program = programs.start(plan, self.backups, kill.concurrency)
        killer.started.set()
        return killer.program

    def _check_traces(self) -> None:
        """The journal can be read; whatever was sent has its intent in it, and a backup of what was there before."""
        [record] = read_history(self.backups)
        assert not record.finished
        done, lost = self.writes(acted=True), self.writes(acted=False)
        for entry in self.plan:
            if name_in(entry) not in done + lost:
                continue
            write = record.last(entry.document, entry.key)
            assert write is not None, f"{entry.name} was sent and is not in the journal"
            assert write.outcome in (None, "written" if done[name_in(entry)] else "not written")
            assert write.action == entry.action
            backup = load_backup(self.backups / str(write.backup))
            assert (backup.document, backup.key) == (entry.document, entry.key)
            before = self.before[name_in(entry)]
            if entry.action == "create":
                before = {"key": entry.key, "triggers": before["triggers"]}
            assert repr(backup.content) == repr(before)


def name_in(entry: PlanEntry) -> str:
    """What an entry writes, by the name that it has on the wire."""
    areas = {name: area for area, name in AREAS.items()}
    return f"{areas.get(entry.document, 'alerttrigger')}/{entry.key}"


def path_of(entry: PlanEntry) -> str:
    """Where what an entry writes can be read."""
    name = name_in(entry)
    return f"/api/{name}" if name.startswith("alerttrigger") else f"/api/edit/{name}"
