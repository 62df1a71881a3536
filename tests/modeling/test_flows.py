"""Reads of photovoltaic models: what goes over the wire, and what comes back."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver
from tests.wire import get, held, wire


@pytest.mark.parametrize("key", ["S10001", 10001, "s10001", "H100005"])
def test_the_model_of_a_site_or_an_inverter(client: Driver, sim: Simulator, key: str | int) -> None:
    model = client.get_modeling_data(key)
    path = f"/api/edit/modeling/{'H100005' if key == 'H100005' else 'S10001'}"
    assert wire(sim) == [get(path, query={})]
    document = held(sim, path)
    assert model.raw == document
    config = document["pvConfig"]
    assert isinstance(config, dict)
    rows = objects(config["inverters"])
    assert [(array.dc_size, array.tilt) for array in model.inverters] == [(row["dcSize"], row["tilt"]) for row in rows]
    assert model.pv_config is not None
    assert model.total_capacity_kw == pytest.approx(sum(float(str(row["dcSize"])) for row in rows))


@pytest.mark.parametrize("key", ["C1001", "U2001", "", "S", "H"])
def test_what_has_no_model_is_refused(client: Driver, sim: Simulator, key: str) -> None:
    with pytest.raises(ValidationError):
        client.get_modeling_data(key)
    assert sim.requests == []
