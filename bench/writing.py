"""Merging, comparing and checking one document, and planning many changes."""

from __future__ import annotations

import csv
import gc
import json
import os
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from bench.answers import Prepared, asked
from bench.figures import Figure, exponent, medians
from powertrack_core.decoding import JsonObject
from powertrack_sdk import Plan, PowerTrackClient
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import SITE, spec_of
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.validate import check

T = TypeVar("T")

_PATCH = {"name": "x", "latitude": 40.1, "longitude": -75.2, "acCapacityKw": 510.0, "tagLine": "y"}
_ROWS = (500, 5000, 50000)
_ROWS_A_DOCUMENT = 25
_SITES = (40, 160)
# Four times as many sites at a growth with the exponent 1.1.
_FOURFOLD = 4.6
_FIELDS = 25


def figures() -> Iterator[Figure]:
    """All of them."""
    current: JsonObject = json.loads(asked(Simulator(sites=1), "GET", "/api/edit/site/S10001"))
    yield Figure(
        what="resolve, check, merge and diff",
        size=f"{len(current)} fields, 5 in the patch",
        value=medians(lambda: _once(current), times=201)[0] * 1000,
        unit="ms",
        target=1.0,
    )
    times = []
    for rows in _ROWS:
        seconds = _planned(rows)
        times.append(seconds)
        yield Figure(
            what="plan from CSV, a thousand rows",
            size=f"{rows} rows, {rows // _ROWS_A_DOCUMENT} documents",
            value=seconds / rows * 1e6,
            unit="ms",
        )
    yield Figure(what="  growth", size="exponent", value=exponent(_ROWS, times), unit="", target=1.1)
    small, large = (_whole_runs(sites) for sites in _SITES)
    for step, (seconds, peak) in large.items():
        size = f"{_SITES[1]} sites / {_SITES[0]} sites"
        yield Figure(what=f"{step}: time", size=size, value=seconds / small[step][0], target=_FOURFOLD)
        yield Figure(what="  peak of memory", size=size, value=peak / small[step][1], target=_FOURFOLD)


def _whole_runs(sites: int) -> dict[str, tuple[float, float]]:
    """Time of the processor (seconds) and peak of memory (bytes) of each step of a plan and of its undoing."""
    found: dict[str, tuple[float, float]] = {}

    def measured(name: str, step: Callable[[], T]) -> T:
        gc.collect()
        simulator.requests.clear()
        tracemalloc.start()
        begin = time.process_time()
        result = step()
        found[name] = time.process_time() - begin, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return result

    simulator = Simulator(sites)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POWERTRACK_LOCK_DIR"] = str(Path(folder) / "locks")
        file = Path(folder) / "plan.json"
        with PowerTrackClient(
            simulator.auth_manager(), transport=simulator.transport(), backup_dir=Path(folder) / "backups"
        ) as client:
            changes = [(site, {"tagLine": "new"}) for site in simulator.site_keys]
            plan = measured("plan", lambda: client.plan_updates(changes))
            run = client.apply_plan(plan, limit=sites // 2).run
            measured("resume", lambda: client.resume_run(run))
            measured("history", client.history)
            undo = measured("plan to undo", lambda: client.plan_undo(run))
            undo.save(file)
            undo = measured("load a plan", lambda: Plan.load(file))
            measured("apply", lambda: client.apply_plan(undo))
    return found


def _once(current: JsonObject) -> object:
    kind = spec_of(SITE)
    patch = resolve(_PATCH, kind)
    check(patch, kind, current)
    return diff(current, merge(current, patch, kind.shape), kind.shape)


def _planned(rows: int) -> float:
    """Median time of a plan (seconds), its documents in memory."""
    simulator = Simulator(sites=1)
    sample: JsonObject = json.loads(asked(simulator, "GET", "/api/edit/site/S10001"))
    keys = [f"S{20000 + number}" for number in range(rows // _ROWS_A_DOCUMENT)]
    answers = {f"/api/edit/site/{key}": json.dumps({**sample, "key": key}).encode() for key in keys}
    fields = [name for name, value in sample.items() if isinstance(value, str) and name in _writable()][:_FIELDS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "changes.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["key", *fields])
            for number in range(rows):
                place = number // len(keys)
                cells = ["" for _ in fields]
                cells[place % len(fields)] = f"text {number}"
                writer.writerow([keys[number % len(keys)], *cells])
        with PowerTrackClient(simulator.auth_manager(), transport=Prepared(answers)) as client:
            return medians(lambda: client.plan_updates(path), times=3)[0]


def _writable() -> set[str]:
    """Fields of a site that take any text."""
    return {
        name
        for name, shape in spec_of(SITE).shape.fields.items()
        if getattr(shape, "types", None) == frozenset({"string"})
        and not shape.read_only
        and not getattr(shape, "pattern", None)
    }
