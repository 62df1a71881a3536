"""What a photovoltaic model tells beyond its fields."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ModelingData


@pytest.mark.parametrize(
    ("sizes", "total"),
    [
        ([80.5, 80.5], 161.0),
        ([0.1] * 10, 1.0),
        ([80, None, "NaN", "Infinity", "-Infinity", "80", True], 80.0),
        ([], 0.0),
    ],
)
def test_the_capacity_of_all_arrays(sizes: list[JsonValue], total: float) -> None:
    inverters: list[JsonValue] = [{"dcSize": size} for size in sizes]
    found = ModelingData.from_json({"key": "S10001", "pvConfig": {"inverters": inverters}})
    assert len(found.inverters) == len(sizes)
    assert found.total_capacity_kw == total


@pytest.mark.parametrize("fields", [{}, {"pvConfig": None}, {"pvConfig": {}}, {"pvConfig": {"inverters": None}}])
def test_a_model_without_arrays(fields: JsonObject) -> None:
    found = ModelingData.from_json({"key": "S10001", **fields})
    assert found.inverters == []
    assert found.total_capacity_kw == 0.0
