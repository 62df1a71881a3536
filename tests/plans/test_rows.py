"""Rows of a plan: which target each names, and what all of them ask for of one document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from powertrack_sdk.errors import ValidationError
from powertrack_sdk.plans.rows import Request, RowLike, refuse, requests_of, rows_of


def asked(*rows: RowLike) -> list[Request]:
    return requests_of(rows_of(rows))


def told(*rows: RowLike) -> tuple[str, ...]:
    with pytest.raises(ValidationError) as caught:
        asked(*rows)
    return caught.value.problems


@pytest.mark.parametrize(
    ("row", "document", "key", "site"),
    [
        ({"key": "S10001"}, "SiteConfig", "S10001", None),
        ({"key": " s10001 "}, "SiteConfig", "S10001", None),
        ({"siteKey": "S10001"}, "SiteConfig", "S10001", "S10001"),
        ({"siteKey": 10001}, "SiteConfig", "S10001", "S10001"),
        ({"key": "H100005"}, "HardwareConfig", "H100005", None),
        ({"hardwareKey": "H100005"}, "HardwareConfig", "H100005", None),
        ({"hardwareKey": 100005}, "HardwareConfig", "H100005", None),
        ({"hid": 100005}, "HardwareConfig", "H100005", None),
        ({"hid": "100005"}, "HardwareConfig", "H100005", None),
        ({"hid": 100005, "key": "H100005", "siteKey": "S10001"}, "HardwareConfig", "H100005", "S10001"),
        ({"hid": None, "key": "H100005", "hardwareKey": ""}, "HardwareConfig", "H100005", None),
        ({"key": "AS400020"}, "AlertTrigger", "AS400020", None),
        ({"key": "X2D061A95"}, "AlertTrigger", "x2d061a95", None),
        ({"key": "AS400020", "document": "trigger"}, "AlertTrigger", "AS400020", None),
        ({"key": "S10001", "document": "modeling"}, "ModelingData", "S10001", None),
        ({"siteKey": "S10001", "document": "modeling"}, "ModelingData", "S10001", "S10001"),
        ({"hid": 100005, "document": " Modeling "}, "ModelingData", "H100005", None),
        ({"hid": 100005, "document": "ModelingData"}, "ModelingData", "H100005", None),
        ({"key": "H100005", "document": "hardware"}, "HardwareConfig", "H100005", None),
    ],
)
def test_a_row_names_its_target(row: Mapping[str, object], document: str, key: str, site: str | None) -> None:
    [request] = asked({**row, "name": "x"})
    assert (request.document, request.key, request.site, request.patch) == (document, key, site, {"name": "x"})


@pytest.mark.parametrize("key", ["S10001", "H100005", "AS400020"])
def test_a_row_may_be_a_pair(key: str) -> None:
    as_list: Any = [key, {"name": "x"}]
    assert asked((key, {"name": "x"})) == asked(as_list) == asked({"key": key, "name": "x"})


def test_a_pair_says_nothing_else_of_its_target() -> None:
    """What stands in its dict is all to be changed."""
    [request] = asked(("S10001", {"document": "x", "name": "y"}))
    assert request.patch == {"document": "x", "name": "y"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"name": "x"}, "row 1: it names no target; give key, hardwareKey, hid or siteKey"),
        ({"key": "", "hid": None, "name": "x"}, "row 1: it names no target; give key, hardwareKey, hid or siteKey"),
        (
            {"key": 100005, "name": "x"},
            "row 1: key is 100005, which may be the key of a site or a device; write S100005 or H100005",
        ),
        (
            {"key": " 100005 ", "name": "x"},
            "row 1: key is 100005, which may be the key of a site or a device; write S100005 or H100005",
        ),
        ({"key": "C1001", "name": "x"}, "row 1: 'C1001' is the key of a customer;"),
        ({"key": "nothing", "name": "x"}, "row 1: 'nothing' is not a valid key;"),
        ({"key": True, "name": "x"}, "row 1: key is True, which is not a key"),
        ({"hid": 1.5, "name": "x"}, "row 1: hid is 1.5, which is not a key"),
        ({"hid": "S10001", "name": "x"}, "row 1: 'S10001' is the key of a site;"),
        ({"siteKey": "H100005", "name": "x"}, "row 1: 'H100005' is the key of a device;"),
        ({"hid": 100005, "key": "H100006", "name": "x"}, "row 1: key and hid name different targets"),
        ({"key": "S10001", "document": "hardware", "name": "x"}, "row 1: 'S10001' is the key of a site;"),
        ({"key": "AS400020", "document": "site", "name": "x"}, "row 1: 'AS400020' is the key of an alert trigger;"),
        (
            {"key": "S10001", "document": "sight", "name": "x"},
            "row 1: 'sight' is not a kind of document; there are site, hardware, modeling, trigger",
        ),
        (
            {"key": "H100005", "document": "AlertTriggers", "name": "x"},
            "row 1: 'AlertTriggers' is not a kind of document;",
        ),
        (
            {"key": "S10001", "document": "SiteHardwareConfig", "name": "x"},
            "row 1: 'SiteHardwareConfig' is not a kind of document;",
        ),
        ({"key": "F3001", "document": "ReportConfig", "name": "x"}, "row 1: 'ReportConfig' is not a kind of document;"),
        ({"key": "S10001"}, "row 1: nothing to change in S10001"),
        (("S10001", {}), "row 1: nothing to change in S10001"),
    ],
)
def test_a_row_whose_target_is_not_clear_is_refused(row: RowLike, problem: str) -> None:
    [found] = told(row)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    "row", [5, "S10001", None, ("S10001",), ("S10001", "name"), ("S10001", {}, {}), ["S10001", ["a"]]]
)
def test_what_is_no_row_is_refused(row: RowLike) -> None:
    assert told(("S10001", {"name": "x"}), row) == ("row 2 is neither a dict nor a pair of a key and a dict",)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(Decimal("1.5"), "Decimal"), (date(2026, 1, 1), "date"), ((1, 2), "tuple"), ({1}, "set"), (b"x", "bytes")],
)
def test_what_json_does_not_have_is_refused(value: object, kind: str) -> None:
    assert told({"key": "S10001", "name": value}) == (f"row 1: name is a {kind}, which JSON does not have",)
    assert told({"key": value, "name": "x"}) == (f"row 1: key is a {kind}, which JSON does not have",)


def test_rows_of_one_target_are_put_together_in_the_order_of_the_targets() -> None:
    requests = asked(
        {"hid": 100006, "name": "B"},
        {"key": "S10001", "name": "Site"},
        {"hardwareKey": "H100006", "capacityKw": 5.0},
        {"hid": 100006, "document": "modeling", "dcRating": 1.0},
    )
    assert [(request.document, request.key, request.patch) for request in requests] == [
        ("HardwareConfig", "H100006", {"name": "B", "capacityKw": 5.0}),
        ("SiteConfig", "S10001", {"name": "Site"}),
        ("ModelingData", "H100006", {"dcRating": 1.0}),
    ]
    assert requests[0].places == ["row 1", "row 3"]
    assert requests[0].place_of == {"name": "row 1", "capacityKw": "row 3"}
    assert str(requests[0]) == "row 1, row 3 (HardwareConfig H100006)"


def test_of_many_rows_of_one_target_the_first_few_are_named() -> None:
    [request] = asked(*({"key": "S10001", "name": "x"} for _ in range(9)))
    assert str(request) == "row 1, row 2, row 3 (SiteConfig S10001)"


@pytest.mark.parametrize(("one", "other"), [("x", "x"), (1, 1.0), ({"a": [1]}, {"a": [1.0]}), (None, None)])
def test_rows_may_say_the_same_twice(one: object, other: object) -> None:
    [request] = asked({"key": "S10001", "name": one}, {"siteKey": "S10001", "name": other})
    assert request.places == ["row 1", "row 2"]


@pytest.mark.parametrize(
    ("one", "other"), [("x", "y"), (1, True), (1, "1"), ([1], [1, 2]), (None, ""), ("canary", "b")]
)
def test_rows_that_disagree_are_refused_without_their_values(one: object, other: object) -> None:
    problems = told(
        {"key": "S10001", "name": one, "a": 1}, {"key": "S10002", "name": 1}, {"key": "S10001", "name": other}
    )
    assert problems == ("row 1 and row 3 set name of S10001 to different values",)


def test_rows_that_name_different_sites_for_one_device_are_refused() -> None:
    rows = [{"hid": 100005, "siteKey": site, name: 1} for site, name in (("S10001", "a"), (None, "b"), ("S10002", "c"))]
    assert told(*rows) == ("row 1 and row 3 name different sites for H100005",)


def test_a_site_that_one_row_names_counts_for_all() -> None:
    [request] = asked({"hid": 100005, "a": 1}, {"hid": 100005, "siteKey": "S10001", "b": 1})
    assert request.site == "S10001"


def test_no_rows_at_all() -> None:
    assert told() == ("there is nothing to change: no rows were given",)


def test_all_faults_are_told_at_once() -> None:
    problems = told(
        {"name": "x"},
        {"key": "S10001", "name": "a"},
        {"key": "S10001", "name": "b"},
        {"key": "S10002"},
        {"key": 5, "name": "x"},
    )
    assert [problem.split(":")[0] for problem in problems] == [
        "row 1",
        "row 2 and row 3 set name of S10001 to different values",
        "row 4",
        "row 5",
    ]


def test_one_fault_is_told_in_a_line() -> None:
    with pytest.raises(ValidationError) as caught:
        refuse(["row 7: nothing to change in S10001"])
    assert str(caught.value) == "row 7: nothing to change in S10001"


def test_of_many_faults_some_are_told_and_the_rest_counted() -> None:
    with pytest.raises(ValidationError) as caught:
        asked(*({"name": "x"} for _ in range(500)))
    lines = str(caught.value).splitlines()
    assert lines[0] == "500 problems; nothing was sent"
    assert lines[1] == "  - row 1: it names no target; give key, hardwareKey, hid or siteKey"
    assert lines[-1] == "  ... and 480 more"
    assert len(lines) == 22
    assert len(caught.value.problems) == 500


def test_nothing_wrong_is_nothing_to_refuse() -> None:
    refuse([])


def test_rows_are_not_changed() -> None:
    row = {"key": "S10001", "siteKey": "S10001", "name": "x"}
    asked(row)
    assert row == {"key": "S10001", "siteKey": "S10001", "name": "x"}
