"""What an update sends: the document as it came, with what was asked for and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_api import examples
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_core.exact_json import same
from powertrack_sdk import APIError, UpdateResult, ValidationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.transports import OneDocument
from tests.wire import Sent, get, held, puts, wire

SITE = "/api/edit/site/S10001"
SITE_PAGE = "/powertrack/S10001/administration/config"
INVERTER = "/api/edit/hardware/H100005"
INVERTER_PAGE = "/powertrack/H100005/administration/config"
MODEL_PAGE = "/powertrack/S10001/administration/modeling"


def exactly(value: JsonValue) -> str:
    """A document as text that tells 1 from 1.0, and one order of names from another."""
    return json.dumps(value, indent=1)


def with_value(document: JsonObject, path: str, value: JsonValue) -> JsonObject:
    """A copy of a document in which one value is another; the path is there already."""
    copy: JsonObject = json.loads(json.dumps(document))
    *above, name = path.split(".")
    place: JsonValue = copy
    for step in above:
        assert isinstance(place, dict)
        place = place[step]
    assert isinstance(place, dict)
    assert name in place
    place[name] = value
    return copy


def test_a_site_changes_in_what_was_asked_for_and_its_stamp(client: Driver, sim: Simulator) -> None:
    before = held(sim, SITE)
    assert len(before) == 170
    result = client.update_site_config("S10001", {"location": {"latitude": 40.6}})
    [written] = puts(sim)
    assert exactly(written) == exactly(with_value(before, "location.latitude", 40.6))
    others = [name for name in before if name != "location"]
    assert len(others) == 169
    assert all(same(written[name], before[name]) for name in others)
    after = held(sim, SITE)
    assert after["ts"] != before["ts"]
    assert exactly(after) == exactly({**written, "ts": after["ts"]})
    assert wire(sim) == [
        get(SITE, query={}),
        Sent("PUT", "/api/edit/site", {}, SITE_PAGE, written),
        get(SITE, query={}),
    ]
    assert result


def test_the_headers_of_a_write(client: Driver, sim: Simulator) -> None:
    client.update_site_config("S10001", {"name": "Maple"})
    [request] = [request for request in sim.requests if request.method == "PUT"]
    cookie = request.headers.pop("cookie")  # with cookies that came on the way, in an order of the client's own
    credentials = sim.auth_manager().credentials
    assert set(credentials.cookie.split("; ")) <= set(cookie.split("; "))
    assert request.headers == {
        "host": "simulator.invalid",
        "accept": "application/json, text/plain, */*",
        "accept-encoding": request.headers["accept-encoding"],
        "content-type": "application/json",
        "content-length": request.headers["content-length"],
        "referer": f"https://simulator.invalid{SITE_PAGE}",
        **{name.lower(): value for name, value in credentials.headers().items() if name != "Cookie"},
    }


def test_the_result_of_an_update(client: Driver, sim: Simulator, backups: Path) -> None:
    before = held(sim, SITE)
    result = client.update_site_config("S10001", {"location": {"latitude": 40.6}, "name": "Maple"})
    assert isinstance(result, UpdateResult)
    assert bool(result) is result.applied is result.verified is True
    assert result.dry_run is False
    assert (result.document, result.key, result.error_message) == ("SiteConfig", "S10001", None)
    assert {(change.path, change.before, change.after, change.unit) for change in result.changes} == {
        ("location.latitude", before["location"]["latitude"], 40.6, "deg"),  # type: ignore[index,call-overload]
        ("name", before["name"], "Maple", None),
    }
    assert result.side_effects == ()
    assert exactly(result.original_data) == exactly(before)
    assert exactly(result.updated_data) == exactly(puts(sim)[0])
    assert exactly(result.put_response) == exactly(held(sim, SITE))
    assert [result.backup_path] == list(backups.glob("*.json"))
    assert str(result).splitlines()[0] == "SiteConfig S10001: changed and read back"
    assert '  name: "Maple Ridge Solar" -> "Maple"' in str(result).splitlines()


PLANTED: JsonObject = {
    "ts": "2025-03-13T18:25:32.1234567Z",
    "grownInstant": "2025-03-13T18:25:32.7654321-04:00",
    "grownNumbers": [9223372036854775807, -9223372036854775808, 18446744073709551615, 9007199254740993, 1, 1.0, -0.0],
    "grownDecimals": {"tenth": 0.1, "small": 5e-324, "large": 1.7976931348623157e308, "whole": 100.0},
    "grownLists": [[1, [2.0, [None, {"ü": []}]], []], {}, [[]], [1, 1.0, True]],
    "grownTexts": [
        "Wechselrichter ☀ 北",
        '"quoted" \\ back/slash',
        "line\r\nbreak\ttab",
        "\x7f\u2028\ud83c",
        "",
        "NaN",
    ],
    "grownNull": None,
    "zzz": 1,
    "aaa": 1.0,
}


def planted() -> JsonObject:
    """An inverter with everything that a careless client would change, in no order of names."""
    document = examples.load("hardware/put_hardware_config__inverter.request")
    assert isinstance(document, dict)
    document["key"] = "H100005"
    names = sorted(document, key=lambda name: (len(name), name[::-1]))
    return {**{name: document[name] for name in names}, **PLANTED}


@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"ensure_ascii": True, "separators": (",", ":")}])
def test_a_planted_device_comes_back_as_it_was(connect: Connect, layout: dict[str, object]) -> None:
    document = planted()
    text = json.dumps(document, **{"ensure_ascii": False, **layout})  # type: ignore[arg-type]  # a choice of options
    transport = OneDocument(text.encode("utf-8", "surrogatepass") if layout.get("ensure_ascii") else _utf8(text))
    result = connect(transport).update_hardware_config("H100005", {"name": "Inverter ☀"})
    assert transport.methods == ["GET", "PUT", "GET"]
    written = json.loads(transport.requests[1].content)
    assert exactly(written) == exactly({**document, "description": "Inverter ☀"})
    assert list(written) == list(document)
    assert result.verified


def _utf8(text: str) -> bytes:
    """In UTF-8, but for half of a surrogate pair, which only an escape can carry."""
    return text.replace("\ud83c", "\\ud83c").encode()


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("0.1000000000000000055511151231257827", "would come out as 0.1"),
        ("1e400", "would come out as inf"),
        ("123456789.123456789123", "would come out as"),
        ("NaN", "NaN is no JSON number"),
        ('1, "grown": 2', "more than once"),
    ],
)
def test_what_cannot_be_sent_back_unchanged_is_not_written(connect: Connect, number: str, problem: str) -> None:
    text = json.dumps({**planted(), "grown": "here"}).replace('"here"', number)
    transport = OneDocument(text.encode())
    with pytest.raises(APIError, match=problem):
        connect(transport, max_retries=0).update_hardware_config("H100005", {"name": "x"})
    assert transport.methods == ["GET"]


def test_every_device_of_a_site_can_be_renamed(client: Driver, sim: Simulator) -> None:
    for device in client.get_hardware_list("S10001"):
        path = f"/api/edit/hardware/{device.key}"
        before = held(sim, path)
        result = client.update_hardware_config(device.key, {"name": f"{device.name} (new)"})
        assert result.verified, result
        assert exactly(puts(sim)[-1]) == exactly({**before, "description": f"{device.name} (new)"})
        assert held(sim, path)["description"] == f"{device.name} (new)"


@pytest.mark.parametrize(
    ("patch", "fields"),
    [
        ({"latitude": 40.6}, {"location.latitude": 40.6}),
        ({"longitude": -75.25, "elevation": 71}, {"location.longitude": -75.25, "location.elevation": 71}),
        ({"address": "1 Sun Rd", "city": "Sol"}, {"location.address1": "1 Sun Rd", "location.city": "Sol"}),
        (
            {"state": "NJ", "zipCode": "07001", "country": "Canada"},
            {"location.state": "NJ", "location.postalCode": "07001", "location.country": "Canada"},
        ),
        ({"acCapacityKw": 510.5}, {"capacityAc": 510.5, "capacityAcUnit": 10}),
        ({"dcCapacityKw": 700}, {"capacityDc": 700, "capacityDcUnit": 10}),
        ({"latitude": 40.6, "location": {"longitude": -75}}, {"location.latitude": 40.6, "location.longitude": -75}),
        ({"name": "Maple", "key": "S10001"}, {"name": "Maple"}),
    ],
)
def test_friendly_names_of_a_site_are_its_fields_on_the_wire(
    client: Driver, sim: Simulator, patch: JsonObject, fields: JsonObject
) -> None:
    expected = held(sim, SITE)
    for path, value in fields.items():
        expected = with_value(expected, path, value)
    result = client.update_site_config("S10001", patch)
    [written] = puts(sim)
    assert exactly(written) == exactly(expected)
    assert result.verified


def test_a_capacity_in_megawatts_becomes_one_in_kilowatts(client: Driver, sim: Simulator) -> None:
    assert held(sim, SITE)["capacityDcUnit"] == 12
    result = client.update_site_config("S10001", {"dcCapacityKw": 650.0})
    assert {change.path for change in result.changes} == {"capacityDc", "capacityDcUnit"}
    assert client.get_site_config("S10001").dc_capacity_kw == 650.0


def test_settings_are_found_by_name(client: Driver, sim: Simulator) -> None:
    before = held(sim, INVERTER)
    result = client.update_hardware_config("H100005", {"settings": [{"name": "dev:UnitID", "value": 4}]})
    settings: list[JsonValue] = [
        {**setting, "value": 4} if setting["name"] == "dev:UnitID" else setting
        for setting in objects(before["settings"])
    ]
    [written] = puts(sim)
    assert exactly(written) == exactly({**before, "settings": settings})
    assert [str(change) for change in result.changes] == ["settings[dev:UnitID].value: 1 -> 4"]
    assert result.verified
    assert wire(sim)[1] == Sent("PUT", "/api/edit/hardware", {}, INVERTER_PAGE, written)


def test_the_model_of_a_site(client: Driver, sim: Simulator) -> None:
    before = held(sim, "/api/edit/modeling/S10001")
    result = client.update_modeling_data("S10001", {"pvConfig": {"degrade": 0.7}, "dcRating": 641.5})
    expected = with_value(with_value(before, "pvConfig.degrade", 0.7), "dcRating", 641.5)
    read = get("/api/edit/modeling/S10001", query={})
    assert wire(sim) == [read, Sent("PUT", "/api/edit/modeling", {}, MODEL_PAGE, expected), read]
    assert exactly(puts(sim)[0]) == exactly(expected)
    assert result.verified


@pytest.mark.parametrize("key", ["H100005", "h100005"])
def test_the_model_of_an_inverter_is_sent_from_the_page_of_its_site(client: Driver, sim: Simulator, key: str) -> None:
    before = held(sim, "/api/edit/modeling/H100005")
    result = client.update_modeling_data(key, {"pvConfig": {"degrade": 0.7}})
    expected = with_value(before, "pvConfig.degrade", 0.7)
    read = get("/api/edit/modeling/H100005", query={})
    assert wire(sim) == [
        get("/api/node/H100005", INVERTER_PAGE),
        read,
        Sent("PUT", "/api/edit/modeling", {}, MODEL_PAGE, expected),
        read,
    ]
    assert exactly(puts(sim)[0]) == exactly(expected)
    assert result.verified


def test_a_key_may_be_a_number(client: Driver, sim: Simulator) -> None:
    assert client.update_site_config(10002, {"name": "x"}).key == "S10002"
    assert client.update_hardware_config(100006, {"name": "x"}).key == "H100006"
    assert client.update_modeling_data(10002, {"dcRating": 5}).key == "S10002"
    assert [body["key"] for body in puts(sim)] == ["S10002", "H100006", "S10002"]


METHODS = ["update_site_config", "update_hardware_config", "update_modeling_data"]
KEYS = dict(zip(METHODS, ["S10001", "H100005", "S10001"], strict=True))


@pytest.mark.parametrize(
    ("method", "patch", "problems"),
    [
        (0, {"latitud": 40}, ["latitud is not a field", "location.latitude (alias latitude)"]),
        (0, {"nmae": "x"}, ["nmae is not a field", "nearest: name"]),
        (0, {"location": {"lattitude": 40}}, ["location.lattitude is not a field", "location.latitude"]),
        (0, {"acCapacityKW": 5}, ["acCapacityKW is not a field", "acCapacityKw"]),
        (0, {"location.latitud": 40}, ["location.latitud is not a field", "location.latitude (alias latitude)"]),
        (0, {"location.latitude": 91}, ["location.latitude is 91, above the maximum of 90 deg"]),
        (0, {"location": {"latitude": "40"}}, ["location.latitude must be a number, not a string"]),
        (0, {"latitude": True}, ["location.latitude must be a number, not a boolean"]),
        (0, {"name": None}, ["name must be a string, not null"]),
        (0, {"location": [1]}, ["location must be an object, not a list"]),
        (0, {"latitude": 90.1}, ["location.latitude is 90.1, above the maximum of 90 deg"]),
        (0, {"longitude": -181}, ["location.longitude is -181, below the minimum of -180 deg"]),
        (0, {"latitude": float("nan")}, ["location.latitude must be a number, not nan"]),
        (0, {"ts": "2026-01-01T00:00:00Z"}, ["ts is read-only"]),
        (0, {"key": "S10002"}, ['key names what is written, and must stay "S10001"']),
        (0, {"latitude": 40, "location": {"latitude": 41}}, ["give location.latitude different values"]),
        (0, {}, ["nothing to change"]),
        (0, ["name"], ["a patch is a dict, not list"]),
        (0, {"nmae": "x", "latitude": 95}, ["2 problems", "nmae", "location.latitude"]),
        (1, {"enableBool": 1}, ["outOfService must be a boolean, not a number"]),
        (1, {"settings[dev:UnitId].value": 4}, ["no settings[dev:UnitId]", "dev:UnitID"]),
        (1, {"settings": [{"name": "dev:UnitId", "$remove": True}]}, ["settings[dev:UnitId] cannot be removed"]),
        (1, {"settings": [{"name": "dev:UnitId", "value": 4}]}, ["no settings[dev:UnitId]", "dev:UnitID"]),
        (1, {"settings": [{"value": 4}]}, ["settings[0] lacks name"]),
        (1, {"settings": {"dev:UnitID": 4}}, ["settings must be a list, not an object"]),
        (2, {"dcRating": -3}, ["dcRating is -3, below the minimum of 0 kW"]),
        (2, {"pvConfig": {"inverters": [{"tilt": 3}]}}, ["pvConfig.inverters[0] lacks", "would be lost"]),
        (2, {"pvConfig.inverters[7].tilt": 3}, ["pvConfig.inverters[7] is no item of the list"]),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_patch_that_does_not_fit_is_refused_and_nothing_is_sent(
    client: Driver, sim: Simulator, backups: Path, method: int, patch: JsonObject, problems: list[str], dry_run: bool
) -> None:
    name = METHODS[method]
    with pytest.raises(ValidationError) as caught:
        getattr(client, name)(KEYS[name], patch, dry_run=dry_run)
    for problem in problems:
        assert problem in str(caught.value)
    assert all(request.method == "GET" for request in sim.requests)
    assert not backups.exists()


@pytest.mark.parametrize("key", ["H100005", "C1001", "", "S", None])
def test_an_update_of_something_else_is_refused(client: Driver, sim: Simulator, key: str) -> None:
    with pytest.raises(ValidationError):
        client.update_site_config(key, {"name": "x"})
    assert sim.requests == []


def test_a_dry_run_tells_and_writes_nothing(client: Driver, sim: Simulator, backups: Path) -> None:
    before = held(sim, SITE)
    result = client.update_site_config("S10001", {"latitude": 40.6, "acCapacityKw": 510.0}, dry_run=True)
    assert bool(result) is result.dry_run is True
    assert result.applied is result.verified is False
    assert (result.backup_path, result.put_response) == (None, None)
    assert {change.path for change in result.changes} == {"location.latitude", "capacityAc"}
    assert str(result).splitlines()[0] == "SiteConfig S10001: would change"
    expected = with_value(with_value(before, "location.latitude", 40.6), "capacityAc", 510.0)
    assert exactly(result.updated_data) == exactly(expected)
    assert wire(sim) == [get(SITE, query={})]
    assert not backups.exists()
    assert held(sim, SITE) == before


@pytest.mark.parametrize("method", METHODS)
def test_what_a_dry_run_shows_is_what_is_sent(client: Driver, sim: Simulator, method: str) -> None:
    patch: JsonObject = {"dcRating": 12.5} if method == "update_modeling_data" else {"name": "new"}
    shown = getattr(client, method)(KEYS[method], patch, True)
    assert puts(sim) == []
    done = getattr(client, method)(KEYS[method], patch)
    assert exactly(puts(sim)[0]) == exactly(shown.updated_data)
    assert done.changes == shown.changes


@pytest.mark.parametrize("dry_run", [False, True])
def test_where_nothing_changes_nothing_is_sent(client: Driver, sim: Simulator, backups: Path, dry_run: bool) -> None:
    before = held(sim, SITE)
    assert before["capacityAc"] == 500
    patch = {"name": before["name"], "location": dict(before["location"]), "acCapacityKw": 500}  # type: ignore[arg-type]
    result = client.update_site_config("S10001", patch, dry_run)
    assert bool(result) is True
    assert result.applied is result.verified is False
    assert result.changes == ()
    assert str(result) == "SiteConfig S10001: nothing to change"
    assert wire(sim) == [get(SITE, query={})]
    assert not backups.exists()


def test_the_patch_is_not_changed(client: Driver) -> None:
    patch: JsonObject = {"latitude": 40.6, "location": {"longitude": -75.0}}
    client.update_site_config("S10001", patch)
    assert patch == {"latitude": 40.6, "location": {"longitude": -75.0}}


def test_an_answer_that_describes_something_else_is_not_written(connect: Connect) -> None:
    transport = OneDocument(json.dumps({**planted(), "key": "H999"}).encode())
    with pytest.raises(APIError, match="the answer describes 'H999' instead"):
        connect(transport).update_hardware_config("H100005", {"name": "x"})
    assert transport.methods == ["GET"]


def test_reading_before_a_write_is_repeated_after_a_passing_failure(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("truncated", path=SITE))
    sim.inject(Fault("unavailable", path=SITE, retry_after=2))
    assert client.update_site_config("S10001", {"name": "Maple"}).verified
    assert [request.method for request in sim.requests] == ["GET", "GET", "GET", "GET", "PUT", "GET"], (
        "after that long it is looked at once more"
    )


@pytest.mark.parametrize("field", [{"name": "Kiosk"}, {"nmae": "x"}, {"name": 5}])
def test_a_key_that_is_a_secret_is_never_repeated(connect: Connect, sim: Simulator, field: JsonObject) -> None:
    """A link's address lets in whoever has it; a misspelled one must not bring out the right one either."""
    address = "https://kiosk.invalid/?token=canary123"
    document = held(sim, "/api/edit/site/S10001")
    server = OneDocument(json.dumps({**document, "links": [{"key": address, "name": "Kiosk", "kind": 1}]}).encode())
    for patch in (
        {"links": [{"key": address[:-1], **field}]},
        {f"links[{address}]": {"key": f"{address}4", **field}},
        {f"links[{address}].name": "a", "links": [{"key": address, "name": "b"}]},
    ):
        with pytest.raises(ValidationError) as caught:
            connect(server).update_site_config("S10001", patch)
        assert "canary" not in str(caught.value)
