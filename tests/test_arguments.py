"""What is given where a list, a plan or a number is expected."""

from __future__ import annotations

from typing import Any

import pytest

from powertrack_sdk import SiteList, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver

LISTS = [
    ("copy_alert_triggers", ("H100005",), "targets"),
    ("plan_alert_copy", ("H100005",), "targets"),
    ("plan_alert_deletions", (), "hardware_keys"),
    ("plan_restore", (), "paths"),
]


@pytest.mark.parametrize(("method", "before", "name"), LISTS)
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("H100006", "is one text, 'H100006'; a list is expected, such as ['H100006']"),
        (None, "is NoneType; a list is expected"),
        (7, "is int; a list is expected"),
    ],
)
def test_one_thing_is_no_list(
    client: Driver, sim: Simulator, method: str, before: tuple[str, ...], name: str, given: Any, told: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        getattr(client, method)(*before, given)
    assert str(caught.value) == f"{name} {told}"
    assert sim.requests == []


def test_one_device_is_no_list_of_devices_to_add_a_trigger_to(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="hardware_keys is one text"):
        client.plan_alert_additions("H100005", {"name": "Low"})
    assert sim.requests == []


def test_one_row_is_no_list_of_rows(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="changes is a dict; a list of them is expected, one for each row"):
        client.plan_updates({"key": "S10001", "name": "North field"})
    assert sim.requests == []


def test_one_key_is_no_list_of_keys() -> None:
    with pytest.raises(ValidationError, match="wanted is one text, 'S10001'"):
        SiteList().filter_by_keys("S10001")


def test_the_path_of_a_plan_is_no_plan(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match=r"plan is str; a Plan is expected, which Plan\.load reads from a file"):
        client.apply_plan("plan.json")
    assert sim.requests == []
