"""Writes, late arrivals, kills, edits of another user and resumed runs in any order, and then all of it undone.

`make test-late` tries more and longer orders.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from powertrack_api.inputs import AlertTriggerPatch
from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import ConflictError, PowerTrackClient, RunRecord, UnknownOutcomeError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.diff import concerns, diff
from powertrack_sdk.writes.documents import HARDWARE, spec_of
from powertrack_sdk.writes.journal import WriteRecord
from tests.plans.killed import Killed
from tests.plans.late import SharedClock
from tests.transports import Answering
from tests.wire import held

ORDERS = int(os.environ.get("POWERTRACK_ORDERS", "10"))
DEVICES = ["H100005", "H100006"]
# No write arrives later than the client looks for it (60 s).
SECONDS = st.integers(1, 55)
WRITES = ("PUT", "POST")


def trigger(name: str) -> AlertTriggerPatch:
    """A trigger to create."""
    return {"alertTypeKey": "AI250", "name": name}


class Mortal(SharedClock):
    """A clock at which a client dies: it asks for the time between all steps of a write."""

    def __init__(self, sim: Simulator) -> None:
        super().__init__(sim)
        self.left: int | None = None

    def now(self) -> datetime:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Killed
        return super().now()


FATES = st.one_of(
    st.just(("done", 0)),
    st.tuples(st.just("killed at step"), st.integers(0, 14)),
    st.tuples(st.just("late"), SECONDS),
    st.tuples(st.just("late, and killed at step"), st.integers(0, 14)),
    st.sampled_from([("killed before it arrived", 0), ("killed after it arrived", 0)]),
)


class Interleaving(RuleBasedStateMachine):
    """One simulator, one user whose programs die, and another user."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.sim = Simulator(1)
        self.clock = Mortal(self.sim)
        self.numbers = count(1)
        self.landed_by = 0.0
        self.edited: dict[str, str] = {}
        self.edits: list[tuple[str, datetime]] = []
        self.repeatable: list[tuple[str, str]] = []
        self.before = self.state()

    def state(self) -> dict[str, tuple[object, list[str]]]:
        """What the programs write."""
        return {key: (self.device(key)["capacityKw"], self.triggers(key)) for key in DEVICES}

    def device(self, key: str) -> JsonObject:
        """A device as it is."""
        return held(self.sim, f"/api/edit/hardware/{key}")

    def triggers(self, key: str) -> list[str]:
        """Names of the triggers of a device."""
        return sorted(str(row["name"]) for row in objects(held(self.sim, f"/api/alerttrigger/{key}")["triggers"]))

    def client(self, die: str = "") -> PowerTrackClient:
        """A new program."""
        transport = self.sim.transport()

        def answer(request: httpx.Request) -> httpx.Response:
            if request.method not in WRITES or not die:
                return transport.handle_request(request)
            if die == "killed after it arrived":
                transport.handle_request(request)
            raise Killed

        return PowerTrackClient(
            self.sim.auth_manager(),
            transport=Answering(answer),
            clock=self.clock,
            backup_dir=self.folder / "backups",
            concurrency=1,
        )

    def meet(self, fate: tuple[str, int], call: Callable[[PowerTrackClient], object]) -> bool:
        """Let a program do something; it is false if the program died or does not know the outcome."""
        kind, number = fate
        if kind.startswith("late"):
            seconds = number if kind == "late" else 40
            self.sim.inject(Fault("late", seconds=seconds, silent=seconds % 2 == 0))
            self.landed_by = self.clock.monotonic() + seconds
        if "step" in kind:
            self.clock.left = number
        try:
            with self.client(kind if "it arrived" in kind else "") as client:
                call(client)
        except (Killed, UnknownOutcomeError, ConflictError):
            return False
        finally:
            self.clock.left = None
            self.sim.clear_faults()
        return True

    @rule(key=st.sampled_from(DEVICES), fate=FATES)
    def update(self, key: str, fate: tuple[str, int]) -> None:
        value = 500.5 + next(self.numbers)
        if self.meet(fate, lambda client: client.update_hardware_config(key, {"capacityKw": value})):
            assert self.device(key)["capacityKw"] == value

    @rule(fate=FATES, limit=st.sampled_from([None, 1]))
    def apply(self, fate: tuple[str, int], limit: int | None) -> None:
        value = 500.5 + next(self.numbers)
        with self.client() as client:
            plan = client.plan_updates([(key, {"capacityKw": value}) for key in DEVICES])
        self.meet(fate, lambda client: client.apply_plan(plan, limit=limit))

    @rule(key=st.sampled_from(DEVICES), fate=FATES)
    def create(self, key: str, fate: tuple[str, int]) -> None:
        name = f"Low Voltage {next(self.numbers)}"
        if not self.meet(fate, lambda client: client.add_alert_trigger(key, trigger(name))):
            self.repeatable.append((key, name))

    @rule(fate=FATES)
    def repeat(self, fate: tuple[str, int]) -> None:
        """The user calls again what seems to have failed; not if the history shows it as done."""
        if not self.repeatable:
            return
        key, name = self.repeatable[-1]
        created = {one for run in self.runs() for write in run.writes for one in write.created}
        rows = objects(held(self.sim, f"/api/alerttrigger/{key}")["triggers"])
        if not any(row["name"] == name and row["key"] in created for row in rows):
            self.meet(fate, lambda client: client.add_alert_trigger(key, trigger(name)))

    @rule(key=st.sampled_from(DEVICES))
    def edit_of_another_user(self, key: str) -> None:
        if self.clock.monotonic() < self.landed_by:
            return  # the server lets a late document take all other edits back
        self.edited[key] = f"A-{next(self.numbers)}"
        self.edits.append((key, self.clock.now()))
        body = {**self.device(key), "assetId": self.edited[key]}
        with self.client() as client:
            client.request("PUT", "/api/edit/hardware", body=body, referer=f"/powertrack/{key}/administration/config")

    @rule(seconds=st.integers(1, 90))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule(fate=FATES, place=st.integers(0, 3))
    def resume(self, fate: tuple[str, int], place: int) -> None:
        unsettled = [run for run in self.runs() if not run.finished or any(one.in_doubt for one in run.writes)]
        if unsettled:
            run = unsettled[place % len(unsettled)]
            if run.writes or run.plan is not None:
                self.meet(fate, lambda client: client.resume_run(run.id))

    def runs(self) -> list[RunRecord]:
        with self.client() as client:
            return client.history()

    @invariant()
    def nothing_exists_twice(self) -> None:
        for key in DEVICES:
            assert max(Counter(self.triggers(key)).values(), default=0) <= 1

    @invariant()
    def what_another_user_edited_stays(self) -> None:
        for key, value in self.edited.items():
            assert self.device(key)["assetId"] == value

    def teardown(self) -> None:
        """Resume and undo all runs."""
        self.clock.advance(120)
        with self.client() as client:
            for run in client.history():
                if any(write.in_doubt for write in run.writes):
                    client.resume_run(run.id, on_error="continue")
            self.nothing_exists_twice()
            self.what_another_user_edited_stays()
            for write in self.unknown(client.history()):
                assert self.is_overwritten(write), str(write)
            for run in client.history():
                self.undo(client, run)
        assert self.state() == self.before

    def unknown(self, runs: list[RunRecord]) -> list[WriteRecord]:
        """Writes that stay in doubt."""
        return [write for run in runs for write in run.writes if write.in_doubt]

    def is_overwritten(self, write: WriteRecord) -> bool:
        """Whether another user went over a write."""
        return any(key == write.key and datetime.fromisoformat(write.intended_at) <= at for key, at in self.edits)

    def undo(self, client: PowerTrackClient, run: RunRecord) -> None:
        before = {key: self.device(key) for key in DEVICES}
        plan = client.plan_undo(run.id)
        assert client.apply_plan(plan)
        for key, was in before.items():
            shown = [change.path for entry in plan if entry.key == key for change in entry.changes]
            changes = diff(was, self.device(key), spec_of(HARDWARE).shape, ignore_volatile=True)
            assert all(concerns(change.path, shown) for change in changes)


def test_writes_in_any_order_with_what_may_happen_to_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = count()

    def begin() -> Interleaving:
        folder = tmp_path / str(next(numbers))
        monkeypatch.setenv("POWERTRACK_LOCK_DIR", str(folder / "locks"))
        return Interleaving(folder)

    run_state_machine_as_test(
        begin,  # type: ignore[arg-type]  # any function that makes one will do
        settings=settings(
            max_examples=ORDERS,
            stateful_step_count=10 if ORDERS < 100 else 25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
