"""Plans from rows: every target is read, nothing is written, and what is wrong is told all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import APIError, AuthenticationError, Plan, ValidationError
from powertrack_sdk.plans.rows import RowLike
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.faults import FaultKind
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.documents import spec_of
from powertrack_sdk.writes.edits import Update
from tests.clock import START
from tests.driver import Driver
from tests.wire import Sent, get, held, wire

SITE = get("/api/edit/site/S10001", query={})
TABLE_PAGE = "/powertrack/S10001/administration/hardware/list"

MIXED: list[RowLike] = [
    {"key": "S10001", "latitude": 40.5, "acCapacityKw": 600},
    ("H100005", {"name": "A", "capacityKw": 130.0}),
    {"hid": 100013, "enableBool": False},
    {"siteKey": "S10002", "document": "modeling", "dcRating": 5.0},
    {"hid": 100006, "document": "modeling", "pvConfig.inverters[0].powerRating": 120000},
    {"key": "x2d061a96", "threshold": 80.0, "enabled": False},
]


def paths(sim: Simulator) -> list[str]:
    """What was asked for, whatever the order."""
    return sorted(f"{request.method} {request.path}" for request in sim.requests)


def lines(plan: Plan) -> dict[str, list[str]]:
    """The changes of a plan, by what they are of."""
    return {entry.name: [str(change) for change in entry.changes] for entry in plan}


def told(client: Driver, *rows: RowLike) -> tuple[str, ...]:
    with pytest.raises(ValidationError) as caught:
        client.plan_updates(rows)
    return caught.value.problems


def test_a_plan_over_all_kinds_of_documents(client: Driver, sim: Simulator, backups: Path) -> None:
    plan = client.plan_updates(MIXED)
    assert lines(plan) == {
        "SiteConfig S10001": ["capacityAc: 500.0 -> 600 kW", "location.latitude: 40.5630616 -> 40.5 deg"],
        "HardwareConfig H100005": [
            "capacityKw: 125.0 -> 130.0 kW",
            'description: "Inverter 1 (125 kW) CHINT SCH125KTL-DO/US-600" -> "A"',
        ],
        "HardwareConfig H100013": ["outOfService: false -> true"],
        "ModelingData S10002": ["dcRating: 310.0 -> 5.0 kW"],
        "ModelingData H100006": ["pvConfig.inverters[0].inverterKw: 125.0 -> 120.0 kW"],
        "AlertTrigger x2d061a96": ["isActive: true -> false", "parameters[Threshold].value: 75.0 -> 80.0"],
    }
    assert {request.method for request in sim.requests} <= {"GET", "POST"}
    assert paths(sim) == [
        "GET /api/alerttrigger/x2d061a96",
        "GET /api/alerttrigger/x2d061a96",
        "GET /api/edit/hardware/H100005",
        "GET /api/edit/hardware/H100013",
        "GET /api/edit/modeling/H100006",
        "GET /api/edit/modeling/S10002",
        "GET /api/edit/site/S10001",
        "GET /api/node/H100006",
    ]
    assert not backups.exists()


def test_the_counts_of_a_plan(client: Driver, sim: Simulator) -> None:
    plan = client.plan_updates([*MIXED, {"key": "S10003", "name": held(sim, "/api/edit/site/S10003")["name"]}])
    assert (plan.targets, len(plan), plan.fields, plan.no_ops) == (6, 6, 9, 1)
    assert bool(plan) is True
    assert plan.unchanged == ("SiteConfig S10003",)
    assert plan.summary == "6 writes, 9 fields changed, 1 unchanged"
    assert plan.made_at == START.isoformat()
    assert str(plan).splitlines()[-1] == plan.summary
    assert repr(plan) == f"<Plan {plan.summary}>"


def test_an_entry_holds_what_it_was_computed_from(client: Driver, sim: Simulator) -> None:
    before = held(sim, "/api/edit/site/S10001")
    [entry] = client.plan_updates([("S10001", {"acCapacityKw": 600})])
    assert (entry.action, entry.document, entry.key, entry.parent) == ("update", "SiteConfig", "S10001", "C1001")
    assert entry.stamp == before["ts"]
    assert entry.digest == digest(before, spec_of("SiteConfig").shape)
    assert entry.edit == Update(document="SiteConfig", key="S10001", patch={"capacityAc": 600, "capacityAcUnit": 10})
    [trigger] = client.plan_updates([("AS400020", {"enabled": False})])
    assert (trigger.parent, trigger.edit.owner) == ("H100005", "H100005")
    assert trigger.stamp == held(sim, "/api/alerttrigger/AS400020")["lastChanged"]


def test_what_goes_over_the_wire_for_a_site(client: Driver, sim: Simulator) -> None:
    client.plan_updates([("S10001", {"name": "x"})])
    assert wire(sim) == [SITE]


@pytest.mark.parametrize("name", ["name", "description"])
def test_devices_of_a_site_go_into_its_table(client: Driver, sim: Simulator, name: str) -> None:
    plan = client.plan_updates(
        [
            {"hid": 100005, name: "A"},
            {"key": "S10001", "name": "Maple"},
            {"hid": 100006, name: "B", "settings[dev:UnitID].value": 7, "serialNum": "5"},
        ]
    )
    assert [entry.name for entry in plan] == ["SiteHardwareConfig S10001", "SiteConfig S10001"]
    assert [change.path for change in next(iter(plan)).changes] == [
        "hardware[H100005].description",
        "hardware[H100006].description",
        "hardware[H100006].serialNumber",
        "hardware[H100006].settings[dev:UnitID].value",
    ]
    assert paths(sim) == ["GET /api/edit/site/S10001", "GET /api/edit/sitehardware/S10001", "POST /api/node/batch"]
    [batch] = [request for request in wire(sim) if request.method == "POST"]
    assert isinstance(batch.body, list)
    assert [row["key"] for row in objects(batch.body)] == ["H100005", "H100006"]


def test_devices_of_several_sites_go_into_the_tables_of_each(client: Driver) -> None:
    rows = [{"hid": hid, "name": f"Inverter {hid}"} for hid in (100005, 100013, 100006, 100014, 100020)]
    assert [entry.name for entry in client.plan_updates(rows)] == [
        "SiteHardwareConfig S10001",
        "SiteHardwareConfig S10002",
        "HardwareConfig H100020",
    ]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([{"hid": 100005, "name": "A"}], ["HardwareConfig H100005"]),
        (
            [{"hid": 100005, "name": "A"}, {"hid": 100013, "name": "B"}],
            ["HardwareConfig H100005", "HardwareConfig H100013"],
        ),
        (
            [{"hid": 100005, "name": "A"}, {"hid": 100006, "name": "B"}, {"hid": 100007, "capacityKw": 5.0}],
            ["HardwareConfig H100005", "HardwareConfig H100006", "HardwareConfig H100007"],
        ),
        (
            [{"hid": 100005, "name": "A"}, {"hid": 100006, "name": "B", "capacityKw": 5.0}],
            ["HardwareConfig H100005", "HardwareConfig H100006"],
        ),
        (
            [{"hid": 100005, "name": "A"}, {"hid": 100006, "name": "B"}, ("H100005", {"capacityKw": 5.0})],
            ["HardwareConfig H100005", "HardwareConfig H100006"],
        ),
        (
            [
                {"hid": 100005, "name": "A"},
                {"hid": 100006, "name": "B"},
                {"hid": 100013, "name": "C"},
                {"hid": 100014, "capacityKw": 5.0},
            ],
            ["SiteHardwareConfig S10001", "HardwareConfig H100013", "HardwareConfig H100014"],
        ),
    ],
)
def test_devices_are_written_by_themselves_where_the_table_does_not_hold_it_all(
    client: Driver, rows: list[RowLike], names: list[str]
) -> None:
    assert [entry.name for entry in client.plan_updates(rows)] == names


def test_what_is_so_already_is_no_write(client: Driver, sim: Simulator) -> None:
    name = held(sim, "/api/edit/hardware/H100005")["description"]
    plan = client.plan_updates([{"key": "S10001", "acCapacityKw": 500}, {"hid": 100005, "name": name}])
    assert not plan
    assert plan.unchanged == ("SiteConfig S10001", "HardwareConfig H100005")
    assert str(plan) == "0 writes, 0 fields changed, 2 unchanged"


def test_all_faults_are_told_at_once_with_their_rows(client: Driver, sim: Simulator) -> None:
    problems = told(
        client,
        {"key": "S10001", "latitude": 95, "nmae": "x"},
        {"hid": 999999, "name": "A"},
        {"hid": 999998, "name": "A"},
        {"key": "S99999", "name": "A"},
        {"key": "AS999999", "enabled": False},
        {"hid": 100005, "siteKey": "S10002", "name": "A"},
        {"key": "S10003", "name": "fine"},
        {"hid": 999999, "document": "modeling", "dcRating": 5.0},
    )
    assert [problem.partition("(")[0] for problem in problems] == [f"row {n} " for n in (1, 1, 2, 3, 4, 5, 6, 8)]
    assert problems[0] == "row 1 (SiteConfig S10001): location.latitude is 95, above the maximum of 90 deg"
    assert problems[1].startswith("row 1 (SiteConfig S10001): nmae is not a field; nearest: name")
    for problem in (*problems[2:6], problems[7]):
        assert "PowerTrack answered 404" in problem
    assert problems[6] == "row 6 (HardwareConfig H100005): H100005 does not belong to S10002, but to S10001"
    assert all(request.method in ("GET", "POST") for request in sim.requests)


def test_faults_of_the_rows_are_reported_together_with_those_of_their_documents(client: Driver, sim: Simulator) -> None:
    problems = told(
        client, {"name": "x"}, {"key": "S10002"}, {"key": "S10001", "latitude": 95}, {"key": "S9", "name": "x"}
    )
    assert [problem.split(":")[0] for problem in problems] == [
        "row 1",
        "row 2",
        "row 3 (SiteConfig S10001)",
        "row 4 (SiteConfig S9)",
    ]
    problems = told(
        client,
        {"key": "S10001", "latitude": 40, "location.latitude": 41},
        {"hid": 100005, "enableBool": True, "outOfService": True},
    )
    assert problems == (
        "row 1 (SiteConfig S10001): location.latitude and another name of the patch give location.latitude different"
        " values",
        "row 2 (HardwareConfig H100005): outOfService and another name of the patch give outOfService different values",
    )
    assert {request.method for request in sim.requests} <= {"GET", "POST"}


def test_a_fault_in_a_table_names_the_row_of_its_device(client: Driver) -> None:
    rows = [{"hid": hid, "name": "x"} for hid in (100005, 100006, 100007)]
    [problem] = told(client, *rows, {"hid": 100008, "name": 5})
    assert problem == ("row 4 (HardwareConfig H100008): hardware[H100008].description must be a string, not a number")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"hid": 100005, "siteKey": "S10002", "name": "x"}, "H100005 does not belong to S10002, but to S10001"),
        ({"hid": 100005, "siteKey": "S99999", "name": "x"}, "H100005 does not belong to S99999, but to S10001"),
        (
            {"hid": 100005, "siteKey": "S10002", "document": "modeling", "dcRating": 5.0},
            "H100005 does not belong to S10002, but to S10001",
        ),
        (
            {"key": "AS400020", "siteKey": "S10002", "enabled": False},
            "AS400020 does not belong to S10002, but to S10001",
        ),
        ({"key": "S10001", "siteKey": "S10002", "name": "x"}, "S10001 does not belong to S10002, but to S10001"),
        (
            {"key": "S10001", "siteKey": "S10002", "document": "modeling", "dcRating": 5.0},
            "S10001 does not belong to S10002, but to S10001",
        ),
    ],
)
def test_what_does_not_belong_to_the_site_of_its_row_is_refused(client: Driver, row: RowLike, problem: str) -> None:
    [found] = told(client, row)
    assert found.endswith(f": {problem}")


@pytest.mark.parametrize(
    "row",
    [
        {"hid": 100005, "siteKey": "S10001", "name": "x"},
        {"hid": 100005, "siteKey": "S10001", "document": "modeling", "dcRating": 5.0},
        {"key": "AS400020", "siteKey": 10001, "enabled": False},
        {"key": "S10001", "siteKey": "s10001", "name": "x"},
    ],
)
def test_what_belongs_to_the_site_of_its_row_is_planned(client: Driver, row: RowLike) -> None:
    assert client.plan_updates([row]).targets == 1


def test_strangers_among_the_devices_of_a_table(client: Driver) -> None:
    rows = [{"hid": hid, "siteKey": "S10001", "name": "x"} for hid in (100005, 100006, 100013, 100014)]
    [problem] = told(client, *rows)
    assert problem.startswith("row 3 (HardwareConfig H100013); row 4 (HardwareConfig H100014): ")
    assert problem.endswith("H100013, H100014 does not belong to S10001, but to S10002")


def test_patches_are_checked_as_those_of_single_updates(client: Driver) -> None:
    [problem] = told(client, {"hid": 100005, "settings[dev:UnitId].value": 4})
    assert "there is no settings[dev:UnitId]; nearest: dev:UnitID" in problem
    [problem] = told(client, {"hid": 100005, "ts": "2026-01-01T00:00:00Z"})
    assert problem.endswith(": ts is read-only")


def test_rows_may_come_from_a_generator_and_are_not_changed(client: Driver) -> None:
    rows: list[JsonObject] = [{"key": "S10001", "location": {"latitude": 40.5}}]
    assert client.plan_updates(row for row in rows).targets == 1
    assert rows == [{"key": "S10001", "location": {"latitude": 40.5}}]


def test_progress(client: Driver) -> None:
    steps: list[tuple[int, int]] = []
    client.plan_updates(MIXED, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(done, 6) for done in range(1, 7)]


def test_a_session_that_has_ended(client: Driver, sim: Simulator) -> None:
    sim.expire_session()
    with pytest.raises(AuthenticationError):
        client.plan_updates(MIXED)


@pytest.mark.parametrize("kind", ["server-error", "timeout", "truncated"])
def test_a_target_that_cannot_be_read(client: Driver, sim: Simulator, kind: str) -> None:
    sim.inject(Fault(kind, path="/api/edit/site/S10001", times=None))  # type: ignore[arg-type]
    with pytest.raises(APIError):
        client.plan_updates([*MIXED])


@pytest.mark.parametrize("kind", ["firewall", "maintenance"])
def test_a_404_of_a_gateway_is_no_fault_of_a_row(client: Driver, sim: Simulator, kind: FaultKind) -> None:
    sim.inject(Fault(kind, path="/api/edit/site/S10001", status=404, times=None))
    with pytest.raises(APIError) as caught:
        client.plan_updates([*MIXED])
    assert caught.value.status_code == 404


def test_a_plan_reads_alone(client: Driver, sim: Simulator) -> None:
    client.plan_updates(MIXED)
    posts = [request for request in wire(sim) if request.method != "GET"]
    assert all(isinstance(request, Sent) and request.path.startswith("/api/node") for request in posts)
