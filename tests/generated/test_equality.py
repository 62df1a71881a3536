"""Models compare by value: NaN equals NaN, and every attribute counts."""

from __future__ import annotations

import copy
import json
import math
import pickle
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import powertrack_sdk
from powertrack_api.models import ChartData as PlainChart
from powertrack_api.models import HardwareConfig, SiteOverview
from powertrack_core.decoding import JsonValue
from powertrack_core.model import Model, equal
from powertrack_sdk import ChartData, PortfolioMetrics, PowerTrackClient, Rows
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.tables.columns import Column, Table
from tests.every import every
from tests.generated.decoding_tree import parts
from tests.generated.example_files import WITH_OBJECTS, body, content, decoded, described
from tests.generated.example_files import name as example_name
from tests.generated.test_leniency import model_classes

NAN = st.builds(lambda: float("nan"))  # a new object each time: containers take one and the same object for equal
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | NAN | st.text(max_size=4),
    lambda part: (
        st.lists(part, max_size=4) | st.tuples(part, part) | st.dictionaries(st.text(max_size=3), part, max_size=4)
    ),
    max_leaves=20,
)
by_file = every("file", WITH_OBJECTS, ids=example_name)


def with_nan(value: JsonValue) -> JsonValue:
    """A body in which every fraction is the text that PowerTrack sends for a missing measurement."""
    if isinstance(value, dict):
        return {name: with_nan(part) for name, part in value.items()}
    if isinstance(value, list):
        return [with_nan(part) for part in value]
    return "NaN" if isinstance(value, float) else value


def chart(*figures: JsonValue, **fields: JsonValue) -> ChartData:
    points: list[JsonValue] = [{"x": place * 900_000, "y": figure} for place, figure in enumerate(figures)]
    series: JsonValue = [{"name": "Power", "dataMax": "NaN", "dataXy": points}]
    return ChartData.parse(json.dumps({"series": series, "namedResults": {"snow": "NaN"}, **fields}).encode())


@by_file
def test_two_reads_of_an_answer_are_equal_and_so_are_copies(file: Path) -> None:
    answer = content(with_nan(body(file)), described(file))
    one, other = (described(file).operation().parse(answer) for _ in range(2))

    assert one == other
    for same in (one, copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert one == same
        assert same == one


@by_file
def test_every_attribute_counts(file: Path) -> None:
    for _, part in parts(decoded(file)):
        for attribute in attrs.fields(type(part)):
            changed = copy.deepcopy(part)
            setattr(changed, attribute.name, object())
            assert (changed == part) is (attribute.name == "raw"), attribute.name


def test_no_model_compares_in_a_way_of_its_own() -> None:
    assert powertrack_sdk.PredefinedChart in _subclasses(Model)
    assert len(_subclasses(Model)) >= len(model_classes()) > 100
    for kind in _subclasses(Model):
        assert "__eq__" not in vars(kind) or kind.__name__ == "Row", kind
        assert kind.__hash__ is None, f"{kind} can change, so that no hash of it lasts"


def _subclasses(kind: type[Model]) -> set[type[Model]]:
    below = kind.__subclasses__()
    return set(below).union(*map(_subclasses, below))


@given(value=values)
def test_a_value_equals_its_pickled_copy(value: object) -> None:
    assert equal(value, pickle.loads(pickle.dumps(value)))


@given(one=values, other=values)
def test_equality_agrees_with_pythons_but_for_nan(one: object, other: object) -> None:
    assert equal(one, other) == equal(other, one) == (_plain(one) == _plain(other))


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return type(value)(map(_plain, value))
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return "not a number" if isinstance(value, float) and math.isnan(value) else value


@pytest.mark.parametrize(
    "change",
    [
        lambda found: setattr(found, "title", "Else"),
        lambda found: setattr(found.series[0], "name", "Else"),
        lambda found: setattr(found.series[0], "data_max", None),
        lambda found: found.series[0].data_xy.pop(),
        lambda found: found.series[0].data_xy.__setitem__(0, (0, 0.0)),
        lambda found: found.series[0].data_binned.append(1),
        lambda found: found.series.append(found.series[0]),
        lambda found: found.named_results.__setitem__("snow", 0.0),
        lambda found: found.named_results.clear(),
    ],
    ids=["text", "nested", "NaN to None", "points", "point", "empty list", "series", "map", "fewer"],
)
@pytest.mark.parametrize("read_before", [False, True])
def test_a_change_by_hand_shows(change: Callable[[ChartData], object], read_before: bool) -> None:
    one, other = chart(1.0, "NaN", None), chart(1.0, "NaN", None)
    if read_before:
        assert repr(one) == repr(other)
        assert one == other
    change(one)

    assert one != other
    assert other != one
    change(other)
    assert one == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (chart("NaN"), chart(None)),
        (chart("NaN"), chart(0.0)),
        (chart("Infinity"), chart("-Infinity")),
        (chart("NaN", 1.0), chart(1.0, "NaN")),
        (chart("NaN"), chart("NaN", "NaN")),
        (chart("NaN"), PlainChart.parse(b'{"series": []}')),
    ],
    ids=["null", "zero", "sign", "order", "length", "class"],
)
def test_what_differs_is_unequal(one: Model, other: Model) -> None:
    assert one != other
    assert other != one


def test_equal_answers_of_another_shape_are_equal() -> None:
    """Order of the fields, white space and unknown fields are no attributes."""
    assert chart(1, "NaN") == chart(1.0, "NaN", somethingNew=[1, 2])
    assert SiteOverview(key="S1", name=None, power=math.nan) == SiteOverview(key="S1", name=None, power=float("nan"))
    assert SiteOverview(key="S1", name=None) != HardwareConfig(key="S1")
    assert Model() == Model(raw={"a": 1})


def test_lists_tables_and_maps_of_models_are_equal(sim: Simulator) -> None:
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        one, other = (client.get_portfolio_overview("C1001") for _ in range(2))
        devices = [client.get_hardware_list("S10001") for _ in range(2)]

    assert isinstance(devices[0], Rows)
    assert devices[0] == devices[1] == pickle.loads(pickle.dumps(devices[0]))
    assert isinstance(one, PortfolioMetrics)
    assert {"a": one} == {"a": other}
    assert one.table() == other.table() == pickle.loads(pickle.dumps(one.table()))


def test_columns_that_hold_nan_are_equal() -> None:
    def table(figure: float | None, unit: str = "kW") -> Table:
        return Table(title="T", columns=(Column(name="power", kind="number", values=[1.0, figure], unit=unit),))

    assert table(float("nan")) == table(float("nan")) == copy.deepcopy(table(float("nan")))
    assert table(float("nan")) != table(None)
    assert table(1.0) != table(1.0, "MW")
    assert table(1.0).columns[0] != "power"
