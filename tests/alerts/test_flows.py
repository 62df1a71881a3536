"""Reads of alerts: what goes over the wire, and what comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import EmptyResponseError, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import HOME, get, held, wire

TRIGGERS = "/api/alerttrigger/H100005"
SUMMARY = "/api/view/activealerts/activesummary/"


@pytest.mark.parametrize("key", ["H100005", "h100005", "S10001", 100005])
def test_the_triggers_of_a_device_or_a_site(client: Driver, sim: Simulator, key: str | int) -> None:
    found = client.get_alert_triggers(key)
    path = f"/api/alerttrigger/{'H100005' if '100005' in str(key) else 'S10001'}"
    page = "/powertrack/S10001/administration/alertsettings" if path.endswith("S10001") else HOME
    assert wire(sim) == [get(path, page)]
    document = held(sim, path)
    assert found.raw == document
    assert bool(found)
    rows = objects(document["triggers"])
    assert [(trigger.key, trigger.name) for trigger in found.triggers] == [(row["key"], row["name"]) for row in rows]
    assert [trigger.key for trigger in found.active_triggers] == [row["key"] for row in rows if row["isActive"]]
    assert [t.name for t in found.default_triggers] == [row["name"] for row in objects(document["defaultTriggers"])]


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2020, 1, 1, tzinfo=UTC), "2020-01-01T00:00:00.000000Z"),
        (datetime(2020, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2020-01-01T00:00:00.000000Z"),
        (datetime(2020, 1, 1, 0, 0, 0, 123456, tzinfo=UTC), "2020-01-01T00:00:00.123456Z"),
        ("2020-01-01T00:00:00.000Z", "2020-01-01T00:00:00.000Z"),
    ],
)
def test_what_changed_after_a_moment(client: Driver, sim: Simulator, moment: datetime | str, sent: str) -> None:
    assert client.get_alert_triggers("H100005", last_changed=moment).triggers
    assert wire(sim) == [get(TRIGGERS, query={"lastChanged": sent})]


def test_nothing_changed_after_a_moment(client: Driver, sim: Simulator) -> None:
    found = client.get_alert_triggers("H100005", sim.now + timedelta(days=1))
    assert not found
    assert found.unchanged
    assert (found.key, found.triggers, found.active_triggers, found.default_triggers) == ("H100005", [], [], [])


def test_an_empty_answer_where_all_was_asked_for_is_an_error(connect: Connect) -> None:
    with pytest.raises(EmptyResponseError):
        connect(answers(b"")).get_alert_triggers("H100005")


def test_a_moment_without_a_zone_is_refused(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="last_changed needs a time zone"):
        client.get_alert_triggers("H100005", datetime(2026, 1, 1))
    assert sim.requests == []


@pytest.mark.parametrize("customer", ["C1001", 1001])
def test_the_active_alerts_of_a_customer(client: Driver, sim: Simulator, customer: str | int) -> None:
    found = client.get_alert_summary(customer_id=customer)
    assert wire(sim) == [get(f"{SUMMARY}C1001", "/powertrack/C1001/overview/sites")]
    document = held(sim, f"{SUMMARY}C1001")
    assert found.raw == document
    assert found.total_alerts == document["total"] == 1
    summaries = document["hardwareSummary"]
    assert isinstance(summaries, dict)
    assert {
        key: {"count": one.count, "maxSeverity": one.max_severity} for key, one in found.hardware_summaries.items()
    } == (summaries)
    assert found.critical_hardware == list(summaries)


@pytest.mark.parametrize("site", ["S10003", 10003])
def test_the_active_alerts_of_a_site(client: Driver, sim: Simulator, site: str | int) -> None:
    found = client.get_alert_summary(site_id=site)
    assert wire(sim) == [get(f"{SUMMARY}S10003", HOME)]
    assert found.raw == held(sim, f"{SUMMARY}S10003")
    assert list(found.site_summaries) == ["S10003"]


def test_a_site_without_active_alerts(client: Driver) -> None:
    found = client.get_alert_summary(None, "S10001")
    assert (found.total_alerts, found.critical_hardware, found.hardware_summaries) == (0, [], {})


@pytest.mark.parametrize("arguments", [{}, {"customer_id": "C1001", "site_id": "S10001"}, {"customer_id": None}])
def test_exactly_one_of_customer_and_site_is_given(client: Driver, sim: Simulator, arguments: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="give either customer_id or site_id"):
        client.get_alert_summary(**arguments)
    assert sim.requests == []


@pytest.mark.parametrize("arguments", [{"customer_id": "S10001"}, {"site_id": "H1"}, {"site_id": ""}])
def test_a_summary_of_something_else_is_refused(client: Driver, sim: Simulator, arguments: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="is expected"):
        client.get_alert_summary(**arguments)
    assert sim.requests == []


@pytest.mark.parametrize("key", ["C1001", "AS1", "", "H", "x"])
def test_what_is_no_key_of_a_device_or_site_is_refused(client: Driver, sim: Simulator, key: str) -> None:
    with pytest.raises(ValidationError):
        client.get_alert_triggers(key)
    assert sim.requests == []
