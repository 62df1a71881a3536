"""Creating reports: the server's template, what differs from it, and the list that tells that it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import (
    AuthenticationError,
    ReadOnlyError,
    ServiceError,
    UnknownOutcomeError,
    ValidationError,
    VerificationError,
)
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.wire import HOME, Sent, get, held, wire

TEMPLATE = "/api/reportconfig/new/C1001/0/undefined"
LIST = "/api/view/reportconfigs"


def unsafe(sim: Simulator) -> list[Sent]:
    """What arrived that may write."""
    questions = (LIST, "/api/node")
    return [request for request in wire(sim) if request.method != "GET" and request.path not in questions]


def reports(client: Driver) -> dict[str, JsonObject]:
    """The reports that there are, by name."""
    return {str(report["name"]): report for report in client.get_report_configs("C1001")}


def test_a_report_is_created_from_the_template(client: Driver, sim: Simulator) -> None:
    template = held(sim, TEMPLATE)
    result = client.create_report_config({"name": "Monthly", "recipients": ["a@example.com"]}, customer_id="C1001")
    expected: JsonObject = {**template, "name": "Monthly", "deliveryEmails": ["a@example.com"]}
    assert (expected["key"], expected["parentKey"]) == ("", "D4001")
    assert [f"{request.method} {request.path}" for request in wire(sim)] == [
        f"GET {TEMPLATE}",
        f"POST {LIST}",
        "POST /api/reportconfig",
        f"POST {LIST}",
    ]
    assert unsafe(sim) == [Sent("POST", "/api/reportconfig", {}, HOME, expected)]
    [created] = result.created
    assert reports(client)["Monthly"]["key"] == created
    assert (result.action, result.document, result.key) == ("create", "ReportConfigs", "C1001")
    assert result.verified
    assert str(result).splitlines() == ["ReportConfigs C1001: created and read back", "  + Monthly"]


def test_without_a_customer_the_topmost_one_is_asked_for(client: Driver, sim: Simulator) -> None:
    client.create_report_config({"name": "Monthly"})
    assert [request.path for request in wire(sim)][:3] == ["/api/node/favorites", "/api/node", TEMPLATE]


@pytest.mark.parametrize("customer", ["C1001", "c1001", 1001])
def test_the_customer_may_be_named(client: Driver, sim: Simulator, customer: str | int) -> None:
    client.create_report_config({"name": "Monthly"}, customer_id=customer)
    assert wire(sim)[0] == get(TEMPLATE, query={})


@pytest.mark.parametrize(
    ("sites", "items"),
    [
        (["S10001"], [{"key": "S10001"}]),
        (["S10001", "S10002"], [{"key": "S10001"}, {"key": "S10002"}]),
        ([{"key": "S10001", "indexMap": 0}], [{"key": "S10001", "indexMap": 0}]),
    ],
)
def test_a_report_is_of_the_sites_that_it_names_and_of_no_other(
    client: Driver, sim: Simulator, sites: list[JsonValue], items: list[JsonValue]
) -> None:
    assert objects(held(sim, TEMPLATE)["sourceItems"]), "the template has one of its own"
    client.create_report_config({"name": "Monthly", "sites": sites})
    [post] = unsafe(sim)
    assert isinstance(post.body, dict)
    assert post.body["sourceItems"] == items


def test_without_sites_a_report_is_of_what_the_template_names(client: Driver, sim: Simulator) -> None:
    client.create_report_config({"name": "Monthly"})
    [post] = unsafe(sim)
    assert isinstance(post.body, dict)
    assert post.body["sourceItems"] == held(sim, TEMPLATE)["sourceItems"]


def test_a_folder_may_be_named(client: Driver, sim: Simulator) -> None:
    result = client.create_report_config({"name": "Monthly", "parentKey": "D4001"})
    assert result.created


def test_a_dry_run_tells_and_creates_nothing(client: Driver, sim: Simulator, backups: Path) -> None:
    before = reports(client)
    result = client.create_report_config({"name": "Monthly", "sites": ["S10001"]}, dry_run=True)
    assert bool(result) is result.dry_run is True
    assert (result.applied, result.created) == (False, ())
    assert str(result).splitlines() == ["ReportConfigs C1001: would create", "  + Monthly"]
    assert unsafe(sim) == []
    assert reports(client) == before
    assert not backups.exists()


def test_a_client_that_only_reads_refuses(connect: Connect, sim: Simulator) -> None:
    client = connect(read_only=True)
    before = reports(client)
    with pytest.raises(ReadOnlyError):
        client.create_report_config({"name": "Monthly"})
    assert unsafe(sim) == []
    assert reports(client) == before


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "nothing to change"),
        (None, "a patch is a dict, not NoneType"),
        ([{"name": "x"}], "a patch is a dict, not list"),
        ({"description": "x"}, "a report needs a name, and the template has none"),
        ({"name": ""}, "a report needs a name, and the template has none"),
        ({"name": "x", "parentKey": ""}, "parentKey"),
        ({"name": 5}, "name must be a string, not a number"),
        ({"name": "x", "nmae": "y"}, "nmae is not a field; nearest: name"),
        ({"name": "x", "schedule": "monthly"}, "schedulePeriod must be an integer, not a string"),
        ({"name": "x", "type": "performance"}, "reportType must be an integer, not a string"),
        ({"name": "x", "key": "F1"}, 'key names what is written, and must stay ""'),
        ({"name": "x", "sites": "S10001"}, "sourceItems must be a list, not a string"),
        ({"name": "x", "sites": [5]}, "sourceItems"),
        ({"name": "x", "sites": ["S10001", "S10001"]}, "sourceItems[S10001] stands more than once in the patch"),
        ({"name": "x", "recipients": "a@example.com"}, "deliveryEmails must be a list, not a string"),
        ({"name": "x", "recipients": ["a"], "deliveryEmails": ["b"]}, "give deliveryEmails different values"),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_report_that_cannot_be_is_refused(
    client: Driver, sim: Simulator, backups: Path, data: Any, problem: str, dry_run: bool
) -> None:
    with pytest.raises(ValidationError) as caught:
        client.create_report_config(data, dry_run)
    assert problem in str(caught.value)
    assert unsafe(sim) == []
    assert not backups.exists()


@pytest.mark.parametrize("customer", ["S10001", "", 1.5])
def test_what_is_no_customer_is_refused(client: Driver, sim: Simulator, customer: Any) -> None:
    with pytest.raises(ValidationError):
        client.create_report_config({"name": "Monthly"}, customer_id=customer)
    assert sim.requests == []


def test_a_report_of_a_name_that_there_is_already_is_told_apart(client: Driver) -> None:
    first = client.create_report_config({"name": "Monthly"})
    second = client.create_report_config({"name": "Monthly"})
    assert second.verified
    assert first.created != second.created


def test_a_creation_without_an_answer_is_found(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("reset-after", method="POST", path="/api/reportconfig"))
    result = client.create_report_config({"name": "Monthly"})
    assert result.verified
    assert len(unsafe(sim)) == 1
    assert len([name for name in reports(client) if name == "Monthly"]) == 1


def test_a_creation_that_powertrack_refuses_was_not_made(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("server-error", method="POST", path="/api/reportconfig"))
    with pytest.raises(ServiceError, match=r"ReportConfigs C1001 was not written .* answered 500"):
        client.create_report_config({"name": "Monthly"})
    assert len(unsafe(sim)) == 1
    assert "Monthly" not in reports(client)
    assert client.history()[0].writes[0].outcome == "not written"


def test_a_creation_without_an_answer_that_is_not_there_is_unknown(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("reset-before", method="POST", path="/api/reportconfig"))
    with pytest.raises(UnknownOutcomeError, match="ReportConfigs C1001 was sent and had no answer"):
        client.create_report_config({"name": "Monthly"})
    assert len(unsafe(sim)) == 1
    assert "Monthly" not in reports(client)
    assert client.history()[0].writes[0].outcome == "unknown"


def test_a_list_that_cannot_be_read_back(connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("server-error", path=LIST, after=1, times=None))
    with pytest.raises(VerificationError, match="ReportConfigs C1001 was sent, but cannot be read back"):
        connect(max_retries=0).create_report_config({"name": "Monthly"})


def test_a_session_that_has_ended(client: Driver, sim: Simulator) -> None:
    sim.expire_session()
    with pytest.raises(AuthenticationError):
        client.create_report_config({"name": "Monthly"}, customer_id="C1001")
    assert unsafe(sim) == []


def test_it_is_in_the_history_with_its_key(client: Driver) -> None:
    result = client.create_report_config({"name": "Monthly"})
    [run] = client.history()
    [write] = run.writes
    assert (write.action, write.document, write.key) == ("create", "ReportConfigs", "C1001")
    assert (write.outcome, write.created) == ("written", result.created)
