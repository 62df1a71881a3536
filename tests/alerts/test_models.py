"""What alerts tell beyond their fields."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import AlertSummaryResponse, AlertTriggers


def test_active_triggers() -> None:
    rows: list[JsonValue] = [
        {"key": "AS1", "isActive": True},
        {"key": "AS2", "isActive": False},
        {"key": "AS3", "isActive": None},
        {"key": "AS4"},
        {"key": "AS5", "isActive": 1},
        None,
    ]
    found = AlertTriggers.from_json({"key": "H1", "triggers": rows})
    assert [trigger.key for trigger in found.triggers] == ["AS1", "AS2", "AS3", "AS4", "AS5"]
    assert [trigger.key for trigger in found.active_triggers] == ["AS1"]


def test_an_answer_without_triggers_is_not_unchanged() -> None:
    found = AlertTriggers.from_json({"key": "H1", "triggers": []})
    assert found
    assert not found.unchanged


@pytest.mark.parametrize(
    ("fields", "total"),
    [
        ({"total": 7, "siteSummary": {"S1": {"count": 3}}}, 7),
        ({"total": 0, "siteSummary": {"S1": {"count": 3}}}, 0),
        ({"siteSummary": {"S1": {"count": 3}, "S2": {"count": 2}, "S3": {"count": None}, "S4": {}}}, 5),
        ({"total": None, "siteSummary": None}, 0),
        ({"total": "7"}, 0),
        ({}, 0),
    ],
)
def test_the_number_of_active_alerts(fields: JsonObject, total: int) -> None:
    assert AlertSummaryResponse.from_json(fields).total_alerts == total


def test_devices_with_the_highest_severity() -> None:
    severities: list[JsonValue] = [5, 4, None, 6, "5", 0]
    summaries: JsonObject = {f"H{place}": {"count": 1, "maxSeverity": one} for place, one in enumerate(severities)}
    found = AlertSummaryResponse.from_json({"hardwareSummary": summaries})
    assert found.critical_hardware == ["H0", "H3"]
    assert list(found.hardware_summaries) == list(summaries)
    assert found.hardware_summaries["H1"].max_severity == 4
