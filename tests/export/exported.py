"""What an export left on the disk, and what the API had said."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import httpx

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ExportResult
from powertrack_sdk.simulator import ReceivedRequest, Simulator
from tests.driver import Driver
from tests.transports import JSON_TYPE, Answering

FIRST, LAST = "2026-04-28", "2026-05-03"
"""A few days of two months."""

MONTHS = ("2026-04", "2026-05")
SITES = ("S10001", "S10002", "S10003")

VIEWS = ("sites", "hardware", "hardware_registers", "alerts")
"""Data sets that are views of a moment."""

Point: TypeAlias = tuple[datetime, str, str, str, "float | str | None"]
"""Moment, series, its key, its unit, and the value; NaN as a text, so that it equals itself."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS: dict[JsonValue, str] = {10: "kW", 57: "W/m2"}
_VIEWS = {"portfolio": "sites", "sitehardwareproduction": "hardware", "activealerts": "alerts"}


def files(folder: Path) -> dict[str, bytes]:
    """The files of all data sets by their paths."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.parent != folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def manifest(folder: Path) -> JsonObject:
    """The manifest of a folder."""
    found: JsonObject = json.loads((folder / "manifest.json").read_bytes())
    return found


def parts(folder: Path) -> dict[str, JsonObject]:
    """The parts that a manifest names, by their paths."""
    return {str(part["path"]): part for part in objects(manifest(folder)["parts"])}


def asked(path: str, body: JsonValue) -> str:
    """What a request is about, such as `alerts S10001` or `charts S10001 2026-05`."""
    if isinstance(body, dict) and path == "/api/view/chart":
        source = body["source"]
        assert isinstance(source, list)
        return f"charts {source[0]} {str(body['start'])[:7]}"
    view, key = path.removeprefix("/api/view/").split("/")
    return f"{_VIEWS[view]} {key}"


def asked_by(requests: Iterable[ReceivedRequest]) -> list[str]:
    """What requests were about, in order."""
    return sorted(asked(one.path, one.body) for one in requests)


def needed(path: str, customer: str = "C1001") -> str:
    """What has to be asked for a part."""
    data_set, *folders = path.split("/")[:-1]
    keys = [folder.partition("=")[2] for folder in folders] or [customer]
    return " ".join([data_set.removesuffix("_registers"), *keys])


def points(answer: JsonObject) -> list[Point]:
    """What a chart says, straight from its JSON."""
    return sorted(
        (
            _EPOCH + timedelta(milliseconds=int(str(point["x"]))),
            str(series["name"]),
            str(series["key"]),
            _UNITS[series["units"]],
            plain(point["y"]),
        )
        for series in objects(answer["series"])
        for point in objects(series["dataXy"])
    )


def plain(value: object) -> float | str | None:
    """A value that equals itself: NaN and the infinities as texts."""
    if value is None or isinstance(value, str):
        return value
    assert isinstance(value, (int, float))
    return float(value) if math.isfinite(value) else {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")


def peppered(sim: Simulator, told: dict[tuple[str, str], list[Point]]) -> Answering:
    """The transport of a simulator in whose charts values are missing, and others are no numbers.

    Args:
        sim: The simulator.
        told: Gets what the charts say, by site and month.
    """
    transport = sim.transport()
    pepper: list[JsonValue] = [None, "NaN", "Infinity", "-Infinity", 0, 1]

    def answer(request: httpx.Request) -> httpx.Response:
        response = transport.handle_request(request)
        if request.url.path != "/api/view/chart":
            return response
        body = json.loads(response.content)
        for series in body["series"]:
            for place, point in enumerate(series["dataXy"]):
                if place % 5 == 0:
                    point["y"] = pepper[place // 5 % len(pepper)]
        _, site, month = asked(request.url.path, json.loads(request.content)).split()
        told[site, month] = points(body)
        return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=json.dumps(body))

    return Answering(answer)


def export(client: Driver, out: Path, **options: Any) -> ExportResult:
    """Export the portfolio of the simulator, by default for the days from `FIRST` to `LAST`."""
    result = client.export_portfolio("C1001", out, **{"start_date": FIRST, "end_date": LAST, **options})
    assert isinstance(result, ExportResult)
    return result


def anew(sim: Simulator) -> list[str]:
    """What was asked since this was called last."""
    found = asked_by(sim.requests)
    sim.requests.clear()
    return found
