"""What a photovoltaic model can choose from: what goes over the wire, and what comes back."""

from __future__ import annotations

import pytest

from powertrack_api import examples
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import get, wire

EFFICIENCY = "/api/view/pvcurvemodels/efficiencycurvemodels"
INCIDENCE = "/api/view/pvcurvemodels/incidenceanglemodels"


@pytest.mark.parametrize(
    ("arguments", "path", "example"),
    [
        ({}, EFFICIENCY, "modeling/get_efficiency_curves"),
        ({"model_type": "efficiencycurvemodels"}, EFFICIENCY, "modeling/get_efficiency_curves"),
        ({"model_type": "incidenceanglemodels"}, INCIDENCE, "modeling/get_incidence_angle_curves"),
    ],
)
def test_curves(client: Driver, sim: Simulator, arguments: dict[str, str], path: str, example: str) -> None:
    curves = client.get_pv_model_curves(**arguments)
    assert wire(sim) == [get(path)]
    assert [curve.raw for curve in curves] == examples.load(example)
    assert curves[0].value == 0
    assert curves[0].name == curves[0].raw["name"]


@pytest.mark.parametrize("model_type", ["efficiency", "EfficiencyCurveModels", "", "../site", None, 5, ["x"]])
def test_other_curves_are_refused(client: Driver, sim: Simulator, model_type: object) -> None:
    with pytest.raises(ValidationError, match="it is one of efficiencycurvemodels, incidenceanglemodels"):
        client.get_pv_model_curves(model_type)
    assert sim.requests == []


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ({"hardware_id": "H100005"}, "H100005"),
        ({"hardware_id": 100005}, "H100005"),
        ({"site_id": "s10001"}, "S10001"),
        ({"site_id": 10001}, "S10001"),
    ],
)
def test_modules(client: Driver, sim: Simulator, arguments: dict[str, str | int], key: str) -> None:
    modules = client.get_pvsyst_modules(**arguments)
    assert wire(sim) == [get(f"/api/view/pvsystmodules/{key}")]
    assert [module.raw for module in modules] == examples.load("modeling/get_site_pv_syst_modules")
    assert ("Canadian Solar, CS6X-320P", 282) in [(module.name, module.value) for module in modules]


@pytest.mark.parametrize("arguments", [{}, {"hardware_id": "H100005", "site_id": "S10001"}])
def test_modules_are_those_of_one_object(client: Driver, sim: Simulator, arguments: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="give either hardware_id or site_id"):
        client.get_pvsyst_modules(**arguments)
    assert sim.requests == []


@pytest.mark.parametrize("arguments", [{"hardware_id": "S10001"}, {"site_id": "H100005"}, {"site_id": ""}])
def test_modules_of_something_else_are_refused(client: Driver, sim: Simulator, arguments: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="is expected, such as"):
        client.get_pvsyst_modules(**arguments)
    assert sim.requests == []


def test_names_repeat_and_keep_their_blanks(connect: Connect) -> None:
    rows: list[JsonObject] = [{"name": "A, B ", "value": 3}, {"name": "A, B ", "value": 4}, {"name": None}]
    body: JsonValue = [*rows, None]
    found = connect(answers(body)).get_pv_model_curves()
    assert [(curve.name, curve.value) for curve in found] == [("A, B ", 3), ("A, B ", 4), (None, None)]
