"""Patches of places in lists, and of values of any type."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Document, ListShape, ObjectShape, Scalar
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.validate import check

from .documents import NUMBER, SITE, TEXT, site


@pytest.mark.parametrize("now", [None, [], "missing"])
def test_a_list_that_is_not_there_has_no_places(now: JsonValue) -> None:
    dashboard: JsonObject = {} if now == "missing" else {"charts": now}
    with pytest.raises(ValidationError, match=r"chartDashboard.charts\[0\] is no item of the list: it is empty"):
        check({"chartDashboard": {"charts": {"0": {"chartName": "x"}}}}, SITE, {**site(), "chartDashboard": dashboard})


@pytest.mark.parametrize("now", [None, "missing"])
def test_an_object_does_not_take_the_place_of_a_list_that_is_not_there(now: JsonValue) -> None:
    dashboard: JsonObject = {} if now == "missing" else {"charts": now}
    with pytest.raises(ValidationError, match=r"chartDashboard.charts must be a list, not an object"):
        check({"chartDashboard": {"charts": {}}}, SITE, {**site(), "chartDashboard": dashboard})


def test_an_object_does_not_take_the_place_of_a_list_in_an_item_that_is_replaced() -> None:
    shape = ObjectShape(name="Row", fields={"marks": ListShape(item=NUMBER), "name": TEXT})
    rows = Document(
        name="Rows", identity="key", stamp="ts", shape=ObjectShape(name="Rows", fields={"rows": ListShape(item=shape)})
    )
    current: JsonObject = {"rows": [{"marks": [1, 2], "name": "a"}]}
    check({"rows": [{"marks": [1], "name": "b"}]}, rows, current)
    with pytest.raises(ValidationError, match=r"rows\[0\].marks must be a list, not an object"):
        check({"rows": [{"marks": {}, "name": "b"}]}, rows, current)
    with pytest.raises(ValidationError, match=r"rows\[0\].marks\[0\] is no item of the list"):
        check({"rows": [{"marks": {"0": 5}, "name": "b"}]}, rows, current)


ANY = Scalar(types=frozenset({"boolean", "integer", "number", "string"}))


VALUES = Document(
    name="Values",
    identity="key",
    stamp="ts",
    shape=ObjectShape(
        name="Values",
        fields={
            "list": ListShape(item=ObjectShape(name="Value", fields={"name": TEXT, "value": ANY}), merge_key="name")
        },
    ),
)


@pytest.mark.parametrize(
    ("now", "value", "problem"),
    [
        ("1", "2", None),
        ("1", "", None),
        (1, 2, None),
        (1, 2.5, None),
        (2.5, 1, None),
        (True, False, None),
        (None, 5, None),
        ("1", 2, "must be a string, as it is now, not a number"),
        (1, "2", "must be a number, as it is now, not a string"),
        (1, True, "must be a number, as it is now, not a boolean"),
        (False, 0, "must be a boolean, as it is now, not a number"),
        (1, None, "must be a boolean or an integer or a number or a string, not null"),
    ],
)
def test_a_value_of_any_type_keeps_the_one_that_it_has(now: JsonValue, value: JsonValue, problem: str | None) -> None:
    current: JsonObject = {"list": [{"name": "a", "value": now}]}
    patch: JsonObject = {"list": [{"name": "a", "value": value}]}
    if problem is None:
        check(patch, VALUES, current)
        return
    with pytest.raises(ValidationError) as error:
        check(patch, VALUES, current)
    assert str(error.value) == f"Values: list[a].value {problem}"


@pytest.mark.parametrize("value", ["x", 5, 5.5, True])
def test_a_value_of_an_item_that_is_added_may_have_any_type(value: JsonValue) -> None:
    check({"list": [{"name": "b", "value": value}]}, VALUES, {"list": [{"name": "a", "value": 1}]})
    check({"list": [{"name": "a", "value": value}]}, VALUES, {"list": [{"name": "a"}]})
