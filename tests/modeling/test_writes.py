"""Writes of photovoltaic models: what goes over the wire, and what is refused before anything does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ReadOnlyError, UpdateResult, ValidationError, VerificationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.wire import Sent, get, held, puts, wire

INVERTER = "/api/edit/modeling/H100005"
SITE = "/api/edit/modeling/S10001"
PAGE = "/powertrack/S10001/administration/modeling"
NODE = get("/api/node/H100005", "/powertrack/H100005/administration/config")

CALLS: dict[str, Callable[..., UpdateResult]] = {
    "site": lambda client, **options: client.update_modeling_data("S10001", {"dcRating": 5.5}, **options),
    "inverter's model": lambda client, **options: client.update_modeling_data(
        "H100005", {"pvConfig.inverters[0].tilt": 12.5}, **options
    ),
    "inverter": lambda client, **options: client.update_inverter_model("H100005", {"tilt": 12.5}, **options),
    "bifacial": lambda client, **options: client.update_bifacial_settings(
        "H100005", {"bifacialityFactor": 0.7}, **options
    ),
}

each_call = pytest.mark.parametrize("call", CALLS)


def unsafe(sim: Simulator) -> list[Sent]:
    """What arrived that may write."""
    return [request for request in wire(sim) if request.method != "GET"]


def entries(document: JsonObject) -> list[JsonObject]:
    """What a model says of inverters."""
    config = document["pvConfig"]
    assert isinstance(config, dict)
    return objects(config["inverters"])


def with_entry(document: JsonObject, place: int, **fields: JsonValue) -> JsonObject:
    """A model with other values in an entry of its inverters."""
    config = document["pvConfig"]
    assert isinstance(config, dict)
    changed: list[JsonValue] = [
        {**entry, **fields} if index == place else entry for index, entry in enumerate(entries(document))
    ]
    return {**document, "pvConfig": {**config, "inverters": changed}}


@pytest.fixture
def twofold(client: Driver, sim: Simulator) -> Driver:
    """A client of a simulator in which the model of H100005 has two entries."""
    [entry] = entries(held(sim, INVERTER))
    client.update_modeling_data("H100005", {"pvConfig": {"inverters": [entry, {**entry, "tilt": 3.0}]}})
    assert len(entries(held(sim, INVERTER))) == 2
    sim.requests.clear()
    return client


@each_call
def test_a_dry_run_tells_and_writes_nothing(client: Driver, sim: Simulator, backups: Path, call: str) -> None:
    before = held(sim, SITE), held(sim, INVERTER)
    result = CALLS[call](client, dry_run=True)
    assert bool(result) is result.dry_run is True
    assert result.applied is result.verified is False
    assert result.changes
    assert unsafe(sim) == []
    assert not backups.exists()
    assert (held(sim, SITE), held(sim, INVERTER)) == before


@each_call
def test_what_a_dry_run_shows_is_what_is_done(client: Driver, sim: Simulator, call: str) -> None:
    shown = CALLS[call](client, dry_run=True)
    done = CALLS[call](client)
    assert done.verified
    assert done.changes == shown.changes
    assert puts(sim) == [shown.updated_data]


@each_call
def test_a_client_that_only_reads_refuses(connect: Connect, sim: Simulator, call: str) -> None:
    before = held(sim, SITE), held(sim, INVERTER)
    with pytest.raises(ReadOnlyError):
        CALLS[call](connect(read_only=True))
    assert unsafe(sim) == []
    assert (held(sim, SITE), held(sim, INVERTER)) == before


@each_call
def test_nothing_is_left_to_do_afterwards(client: Driver, sim: Simulator, call: str) -> None:
    CALLS[call](client)
    result = CALLS[call](client)
    assert bool(result) is True
    assert result.changes == ()
    assert len(puts(sim)) == 1


def test_an_inverter_changes_in_what_was_asked_for(client: Driver, sim: Simulator) -> None:
    before = held(sim, INVERTER)
    result = client.update_inverter_model("H100005", {"powerRating": 120500, "tilt": 12.5, "dcRating": 150.5})
    expected = {**with_entry(before, 0, inverterKw=120.5, tilt=12.5), "dcRating": 150.5}
    read = get(INVERTER, query={})
    assert wire(sim) == [NODE, read, Sent("PUT", "/api/edit/modeling", {}, PAGE, expected), read]
    assert json.dumps(puts(sim)[0]) == json.dumps(expected), "in the order in which it came"
    assert {str(change) for change in result.changes} == {
        f"dcRating: {before['dcRating']} -> 150.5 kW",
        f"pvConfig.inverters[0].inverterKw: {entries(before)[0]['inverterKw']} -> 120.5 kW",
        f"pvConfig.inverters[0].tilt: {entries(before)[0]['tilt']} -> 12.5 deg",
    }
    assert (result.document, result.key) == ("ModelingData", "H100005")
    assert result.verified


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"model": "SCH125"}, {"inverterName": "SCH125"}),
        ({"power": 99}, {"inverterKw": 0.099}),
        ({"inverterKw": 99}, {"inverterKw": 99}),
        ({"powerRating": 99000, "inverterKw": 99}, {"inverterKw": 99.0}),
        ({"bifacialityFactor": 0.65}, {"bifacialRatio": 0.65}),
    ],
)
def test_friendly_names_of_an_inverter(client: Driver, sim: Simulator, data: JsonObject, fields: JsonObject) -> None:
    before = held(sim, INVERTER)
    assert client.update_inverter_model(100005, data).verified
    assert puts(sim) == [with_entry(before, 0, **fields)]


def test_fields_inside_of_an_entry_are_named_by_paths(client: Driver, sim: Simulator) -> None:
    [entry] = entries(held(sim, INVERTER))
    nested = next(name for name, value in entry.items() if isinstance(value, dict) and value)
    inner = entry[nested]
    assert isinstance(inner, dict)
    name = next(name for name, value in inner.items() if isinstance(value, str))
    result = client.update_inverter_model("H100005", {f"{nested}.{name}": "other"})
    assert [change.path for change in result.changes] == [f"pvConfig.inverters[0].{nested}.{name}"]
    assert entries(puts(sim)[0])[0][nested] == {**inner, name: "other"}


def test_fields_of_the_model_itself_are_named_beside_those_of_the_entry(client: Driver, sim: Simulator) -> None:
    data = {"pvConfig.degrade": 0.8, "tilt": 12.5, "pvConfig": {"degrade": 0.8}}
    result = client.update_inverter_model("H100005", data)
    assert {change.path for change in result.changes} == {"pvConfig.degrade", "pvConfig.inverters[0].tilt"}


@pytest.mark.parametrize("entry", [0, 1])
def test_of_several_entries_the_one_that_is_told_changes(twofold: Driver, sim: Simulator, entry: int) -> None:
    before = held(sim, INVERTER)
    result = twofold.update_inverter_model("H100005", {"tilt": 12.5}, entry=entry)
    assert puts(sim) == [with_entry(before, entry, tilt=12.5)]
    assert [change.path for change in result.changes] == [f"pvConfig.inverters[{entry}].tilt"]
    twofold.update_bifacial_settings("H100005", {"bifacialRatio": 0.7}, entry=entry)
    assert entries(held(sim, INVERTER))[entry]["bifacialRatio"] == 0.7
    assert entries(held(sim, INVERTER))[1 - entry]["bifacialRatio"] != 0.7


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (None, "the model of H100005 has 2 entries in pvConfig.inverters; say which with entry"),
        (2, "entry is 2, but the model of H100005 has 2 entries, from 0"),
        (-1, "entry is -1, but the model of H100005 has 2 entries, from 0"),
    ],
)
def test_an_entry_that_is_not_clear_is_refused(
    twofold: Driver, sim: Simulator, entry: int | None, problem: str
) -> None:
    for call in (twofold.update_inverter_model, twofold.update_bifacial_settings):
        with pytest.raises(ValidationError) as caught:
            call("H100005", {"bifacialRatio": 0.5}, entry=entry)
        assert str(caught.value) == problem
    assert unsafe(sim) == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "nothing to change in the model"),
        (None, "a patch is a dict, not NoneType"),
        ([{"tilt": 5}], "a patch is a dict, not list"),
        ({5: 1}, "the patch has a name that is not a string"),
        ({"tlit": 5}, "tlit is not a field; nearest: "),
        ({"tilt": "5"}, "pvConfig.inverters[0].tilt must be a number, not a string"),
        ({"powerRating": "5"}, "pvConfig.inverters[0].inverterKw must be a number, not a string"),
        ({"powerRating": -1}, "pvConfig.inverters[0].inverterKw is -0.001, below the minimum of 0 kW"),
        ({"powerRating": 10**400}, "pvConfig.inverters[0].inverterKw must be a number, not a number of more than 300"),
        ({"powerRating": 1000, "inverterKw": 2}, "give pvConfig.inverters[0].inverterKw different values"),
        ({"tilt": 5, "pvConfig": {"inverters": []}}, "one sets pvConfig.inverters, one sets a field in it"),
        ({"key": "H100006", "tilt": 5}, 'key names what is written, and must stay "H100005"'),
        ({"bifacialRatio": 1.5}, "pvConfig.inverters[0].bifacialRatio is 1.5, above the maximum of 1"),
    ],
)
def test_a_model_that_cannot_be_is_refused(
    client: Driver, sim: Simulator, backups: Path, data: Any, problem: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        client.update_inverter_model("H100005", data)
    assert problem in str(caught.value)
    assert unsafe(sim) == []
    assert not backups.exists()


@pytest.mark.parametrize(
    ("data", "ratio"),
    [
        ({"bifacialityFactor": 0.7}, 0.7),
        ({"bifacialRatio": 0.7}, 0.7),
        ({"bifacialRatio": 1}, 1),
        ({"bifacialRatio": 0.7, "bifacialityFactor": 0.7}, 0.7),
        ({"enabled": True, "bifacialityFactor": 0.7}, 0.7),
        ({"enabled": False}, 0),
        ({"enabled": False, "bifacialityFactor": 0}, 0),
    ],
)
def test_the_rear_side_of_modules(client: Driver, sim: Simulator, data: JsonObject, ratio: float) -> None:
    client.update_inverter_model("H100005", {"bifacialRatio": 0.25})
    before = held(sim, INVERTER)
    sim.requests.clear()
    result = client.update_bifacial_settings("H100005", data)
    read = get(INVERTER, query={})
    expected = with_entry(before, 0, bifacialRatio=ratio)
    assert wire(sim) == [NODE, read, Sent("PUT", "/api/edit/modeling", {}, PAGE, expected), read]
    assert [change.path for change in result.changes] == ["pvConfig.inverters[0].bifacialRatio"]
    assert result.verified


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "bifacialityFactor is needed, from 0 to 1"),
        ({"enabled": True}, "bifacialityFactor is needed, from 0 to 1"),
        ({"enabled": "yes", "bifacialityFactor": 0.5}, "enabled must be true or false"),
        ({"enabled": False, "bifacialityFactor": 0.5}, "enabled is false, but there is a ratio other than 0"),
        ({"bifacialRatio": 0.5, "bifacialityFactor": 0.6}, "are one thing, and have different values"),
        ({"bifacialityFactor": "0.5"}, "bifacialityFactor must be a number from 0 to 1"),
        ({"bifacialityFactor": True}, "bifacialityFactor must be a number from 0 to 1"),
        ({"bifacialityFactor": None}, "bifacialityFactor must be a number from 0 to 1"),
        ({"bifacialityFactor": 70}, "bifacialRatio is 70, above the maximum of 1"),
        ({"bifacialityFactor": -0.1}, "bifacialRatio is -0.1, below the minimum of 0"),
        ({"bifacialityFactor": float("nan")}, "bifacialRatio must be a number, not nan"),
        ({"groundReflectance": 0.2}, "Unknown bifacial setting groundReflectance. Known settings: bifacialRatio"),
        ({"bifacialFactor": 0.2}, "Unknown bifacial setting bifacialFactor; nearest: bifacialityFactor"),
        (None, "a patch is a dict, not NoneType"),
        ([0.5], "a patch is a dict, not list"),
    ],
)
def test_a_rear_side_that_cannot_be_is_refused(client: Driver, sim: Simulator, data: Any, problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        client.update_bifacial_settings("H100005", data)
    assert problem in str(caught.value)
    assert unsafe(sim) == []


@pytest.mark.parametrize("method", ["update_inverter_model", "update_bifacial_settings"])
@pytest.mark.parametrize("key", ["S10001", "", None, "C1001"])
def test_what_is_no_inverter_is_refused(client: Driver, sim: Simulator, method: str, key: Any) -> None:
    with pytest.raises(ValidationError):
        getattr(client, method)(key, {"bifacialRatio": 0.5})
    assert sim.requests == []


@pytest.mark.parametrize("key", ["", None, "C1001", "AS400020"])
def test_what_has_no_model_is_refused(client: Driver, sim: Simulator, key: Any) -> None:
    with pytest.raises(ValidationError):
        client.update_modeling_data(key, {"dcRating": 5.5})
    assert sim.requests == []


def test_other_inverters_that_are_selected_are_locked_too(connect: Connect, sim: Simulator, tmp_path: Path) -> None:
    """The model is saved for them as well."""
    document = held(sim, INVERTER)
    selected = [str(row["key"]) for row in objects(document["selectedHardware"]) if row.get("selected") is True]
    connect().update_inverter_model("H100005", {"tilt": 12.5})
    locks = {path.stem for path in (tmp_path / "locks").glob("*.lock")}
    assert locks == {"H100005", *selected}


def test_a_model_that_is_not_saved_is_an_error(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError, match="ModelingData H100005 is not as asked for after the write"):
        client.update_inverter_model("H100005", {"tilt": 12.5})


def test_the_data_is_not_changed(client: Driver) -> None:
    data = {"powerRating": 120500, "enabled": True, "bifacialityFactor": 0.5}
    client.update_inverter_model("H100005", {name: data[name] for name in ("powerRating", "bifacialityFactor")})
    bifacial = {"enabled": True, "bifacialityFactor": 0.6}
    client.update_bifacial_settings("H100005", bifacial)
    assert bifacial == {"enabled": True, "bifacialityFactor": 0.6}
    assert data == {"powerRating": 120500, "enabled": True, "bifacialityFactor": 0.5}
