"""The snippets of the order that write, as they are written there: what each call sends, or why it is refused."""

from __future__ import annotations

import ast

import pytest
from attrs import field, frozen

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.order.order_text import needs_text, snippets
from tests.order.running import methods_called, served
from tests.order.test_reading_snippets import CHECKS
from tests.wire import ALL, held

SITE_PAGE = "/powertrack/S10001/administration/config"
TABLE_PAGE = "/powertrack/S10001/administration/hardware/list"
DEVICE_PAGE = "/powertrack/H100005/administration/config"
NEIGHBOUR_PAGE = "/powertrack/H100006/administration/config"
ALERTS_PAGE = "/powertrack/H100005/administration/alertsettings"
TRIGGERS = ("AS400020", "x2d061a95", "x2d061a96", "x2d10000000")
"""Those that the device has from the start, and the one that is added."""


@frozen
class Write:
    """A request that may write.

    Attributes:
        request: Method, path and page.
        body: What its body says, among all else that the document has.
        document: Path of the GET that gives the document; None where nothing was there to be lost.
    """

    request: str
    body: JsonObject | None = None
    document: str | None = None


@frozen
class Done:
    """A call that does what it says.

    Attributes:
        call: The method.
        writes: What it sends besides reads, in whatever order.
    """

    call: str
    writes: list[Write] = field(repr=False)


@frozen
class Refused:
    """A call whose arguments name what the API does not have.

    Attributes:
        call: The method.
        told: What the error names.
        reads: Paths of what was read to find out, for the API itself is asked what its documents have.
    """

    call: str
    told: list[str] = field(repr=False)
    reads: list[str] = field(repr=False)


EXPECTED: dict[str, list[Done | Refused]] = {
    "Configuration Management": [
        Done(
            "update_site_config",
            [
                Write(
                    f"PUT /api/edit/site {SITE_PAGE}",
                    {
                        "key": "S10001",
                        "location": {"latitude": 40.7128, "longitude": -74.006},
                        "capacityAc": 500.0,
                        "capacityAcUnit": 10,
                        "capacityDc": 550.0,
                        "capacityDcUnit": 10,
                    },
                    "/api/edit/site/S10001",
                )
            ],
        ),
        Done(
            "update_hardware_config",
            [
                Write(
                    f"PUT /api/edit/hardware {DEVICE_PAGE}",
                    {
                        "key": "H100005",
                        "description": "Updated Inverter Name",
                        "capacityKw": 250.0,
                        "outOfService": False,
                    },
                    "/api/edit/hardware/H100005",
                )
            ],
        ),
        Done(
            "bulk_update_hardware",
            [
                Write(
                    f"PUT /api/edit/sitehardware {TABLE_PAGE}",
                    {
                        "hardware": [
                            {"hardwareKey": "H100005", "description": "Inverter 1"},
                            {"hardwareKey": "H100006", "description": "Inverter 2"},
                        ]
                    },
                    "/api/edit/sitehardware/S10001",
                ),
                # The table has no capacity. That of the other device is 250 kW since the call before.
                Write(
                    f"PUT /api/edit/hardware {NEIGHBOUR_PAGE}",
                    {"key": "H100006", "description": "Inverter 2", "capacityKw": 250.0},
                    "/api/edit/hardware/H100006",
                ),
            ],
        ),
    ],
    "Alert Management": [
        Done(
            "update_alert_triggers",
            [
                Write(
                    f"PUT /api/alerttrigger {ALERTS_PAGE}",
                    {
                        "name": "High Temperature",
                        "parentKey": "H100005",
                        "priorityLevel": 2,
                        "isActive": True,
                        "parameters": [{"name": "Threshold", "value": 80.0}],
                    },
                    "/api/alerttrigger/x2d061a96",
                )
            ],
        ),
        Done(
            "add_alert_trigger",
            [
                Write(
                    f"POST /api/alerttrigger {ALERTS_PAGE}",
                    {
                        "key": "",
                        "name": "Low Voltage",
                        "parentKey": "H100005",
                        "priorityLevel": 3,
                        "isActive": True,
                        "parameters": [{"name": "Threshold", "value": 200.0}],
                    },
                )
            ],
        ),
        Done(
            "delete_alert_trigger",
            [Write(f"DELETE /api/alerttrigger/H100005/{key} {ALERTS_PAGE}") for key in TRIGGERS],
        ),
    ],
    "Modeling Updates": [
        Refused("update_modeling_data", ["pvConfig.inverters[0].id is not a field"], ["/api/edit/modeling/S10001"]),
        Refused(
            "update_inverter_model",
            ["efficiencyCurve is not a field", "efficiencyCurveId"],
            ["/api/node/H100005", "/api/edit/modeling/H100005"],
        ),
        Refused("update_bifacial_settings", ["groundReflectance", "bifacialityFactor"], []),
    ],
    "Reporting Operations": [
        Refused(
            "create_report_config",
            ["reportType must be an integer", "schedulePeriod must be an integer"],
            ["/api/node/favorites", "/api/node", "/api/reportconfig/new/C1001/0/undefined"],
        ),
        Refused(
            "start_report",
            ["dateRange is not a field; nearest: siteRange, range", "includeCharts is not a field"],
            ["/api/reportconfig/F3001"],
        ),
        Refused(
            "upload_pan_data",
            [f"{name} is not a field" for name in ("siteId", "performanceData", "timestamp")],
            [],
        ),
    ],
}


def holds(value: JsonValue, part: JsonValue) -> bool:
    """Whether a value has all that a part of it says; items of lists may have others between them."""
    if isinstance(part, dict):
        return isinstance(value, dict) and all(
            name in value and holds(value[name], inner) for name, inner in part.items()
        )
    if isinstance(part, list):
        return isinstance(value, list) and all(any(holds(item, inner) for item in value) for inner in part)
    return type(value) is type(part) and value == part


@needs_text
@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("heading", EXPECTED)
def test_a_snippet_that_writes_does_what_it_says_or_tells_why_not(
    heading: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [snippet] = [one for one in snippets() if one.heading == heading]
    with served(monkeypatch) as world:
        ran, _ = world.run(snippet)
    calls = [one for one in ran if one.calls]
    assert [one.requests for one in ran if not one.calls] == [[]] * (len(ran) - len(calls))
    for statement, expected in zip(calls, EXPECTED[heading], strict=True):
        assert statement.calls == [expected.call]
        if isinstance(expected, Refused):
            assert isinstance(statement.error, ValidationError), expected
            assert [told for told in expected.told if told not in str(statement.error)] == []
            assert [one.path for one in statement.requests] == expected.reads
            assert statement.writes == []
            continue
        assert statement.error is None, expected
        assert statement.success
        found = {f"{one.method} {one.path} {one.referer}": one.body for one in statement.writes}
        assert len(found) == len(statement.writes)
        assert found.keys() == {write.request for write in expected.writes}
        for write in expected.writes:
            assert holds(found[write.request], write.body), write.body


CHANGED = [
    (write.document, write.body)
    for calls in EXPECTED.values()
    for call in calls
    if isinstance(call, Done)
    for write in call.writes
    if write.document is not None
]


@pytest.mark.parametrize(("document", "body"), CHANGED)
def test_what_is_expected_to_be_written_is_not_so_from_the_start(document: str, body: JsonObject) -> None:
    assert not holds(held(Simulator(sites=3), document, ALL), body)


@needs_text
@pytest.mark.usefixtures("nowhere")
def test_documents_are_sent_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a document has is left out, as a field that is not sent is lost."""
    checked = 0
    for snippet in snippets():
        calls = [call for call in EXPECTED.get(snippet.heading, []) if isinstance(call, Done)]
        documents = {write.request: write.document for call in calls for write in call.writes if write.document}
        if not documents:
            continue
        with served(monkeypatch) as world:
            ran, _ = world.run(snippet)
        for one in [write for statement in ran for write in statement.writes]:
            document = documents.get(f"{one.method} {one.path} {one.referer}")
            if document is not None:
                assert isinstance(one.body, dict)
                assert one.body.keys() == held(Simulator(sites=3), document, ALL).keys()
                checked += 1
    assert checked == len(CHANGED)


@needs_text
def test_every_snippet_of_the_order_is_tried() -> None:
    found = snippets()
    assert len(found) == 16
    assert sorted(one.heading for one in found) == sorted([*CHECKS, *EXPECTED])
    assert not CHECKS.keys() & EXPECTED.keys()


@needs_text
def test_every_call_that_writes_is_expected_to_do_something_or_be_refused() -> None:
    for snippet in snippets():
        written = [name for name in methods_called(ast.parse(snippet.code)) if not name.startswith("get_")]
        assert written == [call.call for call in EXPECTED.get(snippet.heading, [])]
