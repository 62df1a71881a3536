"""Merging, comparing and checking one document, and planning many changes."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.answers import Prepared, asked
from bench.figures import Figure, exponent, medians
from powertrack_core.decoding import JsonObject
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import SITE, document
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.validate import check

_PATCH = {"name": "x", "latitude": 40.1, "longitude": -75.2, "acCapacityKw": 510.0, "tagLine": "y"}
_ROWS = (500, 5000, 50000)
_ROWS_A_DOCUMENT = 25
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


def _once(current: JsonObject) -> object:
    kind = document(SITE)
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
        for name, shape in document(SITE).shape.fields.items()
        if getattr(shape, "types", None) == frozenset({"string"})
        and not shape.read_only
        and not getattr(shape, "pattern", None)
    }
