"""`powertrack alerts`."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import Simulator
from tests.bent import meddling
from tests.cli.terminal import Terminal
from tests.cli.way import Way


def heading(printed: str) -> list[str]:
    """The words of the first line of a table."""
    return printed.splitlines()[0].split()


@pytest.mark.parametrize("key", ["C1001", "S10004"])
def test_alerts_are_listed_open_ones_first_and_the_newest_of_each(terminal: Terminal, key: str) -> None:
    rows = terminal.run("alerts", key, "--simulate", "--json").json["rows"]
    assert rows == sorted(sorted(rows, key=lambda row: str(row["start"]), reverse=True), key=_acknowledged)
    shown = terminal.run("alerts", key, "--simulate", COLUMNS="200").out.splitlines()
    assert heading(shown[0])[:2] == ["State", "Alert"]
    assert len(shown) == len(rows) + 1 > 1


def _acknowledged(row: dict[str, object]) -> bool:
    return bool(row["is_acknowledged"])


def _alert(number: int, severity: JsonValue, acknowledged: JsonValue, start: str | None) -> JsonObject:
    return {"key": f"x{number}", "name": f"Alert {number}", "severity": severity, "start": start} | {
        "isAcknowledged": acknowledged
    }


def test_the_code_of_an_alert_orders_nothing(terminal: Terminal, served: str, way: Way, sim: Simulator) -> None:
    listed: list[JsonValue] = [
        _alert(1, 5, True, "2026-06-20T00:00:00Z"),
        _alert(2, 1, False, "2026-06-21T00:00:00Z"),
        _alert(3, 4, False, "2026-06-22T00:00:00Z"),
        _alert(4, 5, False, None),
        _alert(5, 9, None, "2026-06-23T00:00:00Z"),
        _alert(6, None, True, "2026-06-24T00:00:00Z"),
    ]

    def replace(body: JsonObject, _: JsonObject) -> None:
        body["list"] = listed

    way.meddle = meddling(sim, {"/api/view/activealerts": replace})
    assert [row["key"] for row in terminal.run("alerts", "S10001", "--json").json["rows"]] == [
        *("x4", "x5", "x3", "x2"),
        *("x6", "x1"),
    ]
    lines = terminal.run("alerts", "S10001", COLUMNS="200").out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["open"] * 4 + ["acknowledged"] * 2
    assert [line.split("  ")[-1].strip() for line in lines] == [
        *("5 (unresolved)", "9", "4 (acknowledged)", "1"),
        *("-", "5 (unresolved)"),
    ]
    shown = terminal.run("alerts", "S10001", "--severity", 5, "--json").json["rows"]
    assert [row["key"] for row in shown] == ["x4", "x1"]
    left = terminal.run("alerts", "S10001", "--unacknowledged", "--json").json["rows"]
    assert [row["key"] for row in left] == ["x4", "x5", "x3", "x2"]


def test_alerts_are_narrowed_down_by_their_code(terminal: Terminal, served: str) -> None:
    assert terminal.run("alerts", "S10001", "--severity", 5).out == "No alert is active.\n"
    assert [row["site_key"] for row in terminal.run("alerts", "C1001", "--severity", 5, "--json").json["rows"]]
