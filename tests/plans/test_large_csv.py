"""Files with tens of thousands of rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect
from tests.plans.test_csv import told
from tests.wire import held

pytestmark = pytest.mark.slow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def test_fifty_thousand_rows_over_two_thousand_devices(connect: Connect, file: Path) -> None:
    sim = Simulator(sites=300)
    devices = [
        str(row["hardwareKey"])
        for site in sim.site_keys
        for row in objects(held(sim, f"/api/edit/sitehardware/{site}")["hardware"])
    ][:2000]
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(["hid", "name", "serialNum"])
        for turn in range(25):
            writer.writerows([key, f"Device {key}" if turn % 5 == 0 else "", f"SN {key}"] for key in devices)
    plan = connect(sim.transport(), auth=sim.auth_manager()).plan_updates(file)
    after = {change.path: change.after for entry in plan for change in entry.changes}
    expected = {f"hardware[{key}].description": f"Device {key}" for key in devices}
    expected |= {f"hardware[{key}].serialNumber": f"SN {key}" for key in devices}
    assert len(expected) == 4000
    assert after == expected
    assert plan.targets == len({request.path for request in sim.requests if "sitehardware" in request.path})


def test_one_wrong_cell_among_fifty_thousand_rows_is_found(file: Path) -> None:
    lines = [f"S{10000 + number % 2000},{number % 90}" for number in range(2000)] * 25
    lines[40_001] = "S10001,north"
    problems = told(file, "\n".join(["key,latitude", *lines]))
    assert problems == ("row 3 and row 40003 set latitude of S10001 to different values",)
