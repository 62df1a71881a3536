"""Reads of a site, in parts and whole."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import APIError, AuthenticationError, SiteData, ValidationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import Sent, get, held, wire

PARTS = {
    "site": "/api/view/site/S10001",
    "config": "/api/edit/site/S10001",
    "hardware": "/api/view/sitehardwareproduction/S10001",
    "alert_summary": "/api/view/activealerts/activesummary/S10001",
    "modeling": "/api/edit/modeling/S10001",
}


def test_the_master_data(client: Driver, sim: Simulator) -> None:
    site = client.get_site_detailed_info("S10001")
    assert wire(sim) == [get(PARTS["site"])]
    document = held(sim, PARTS["site"])
    assert site.raw == document
    assert (site.key, site.parent_key, site.name) == ("S10001", "C1001", document["name"])
    address = document["address"]
    assert isinstance(address, dict)
    assert site.full_address == (
        f"{address['address1']}, {address['city']}, {address['stateProvince']} {address['postalCode']}, "
        f"{address['country']}"
    )


def test_the_configuration(client: Driver, sim: Simulator) -> None:
    config = client.get_site_config("S10001")
    assert wire(sim) == [get(PARTS["config"], query={})]
    document = held(sim, PARTS["config"])
    assert config.raw == document
    assert len(document) == 170
    assert config.extra == {}
    place = document["location"]
    assert isinstance(place, dict)
    assert (config.name, config.latitude, config.longitude, config.elevation, config.address) == (
        document["name"],
        place["latitude"],
        place["longitude"],
        place["elevation"],
        place["address1"],
    )
    assert (config.city, config.state, config.zip_code, config.country, config.timezone) == (
        place["city"],
        place["state"],
        place["postalCode"],
        place["country"],
        document["tz"],
    )
    assert config.install_date is not None
    assert document["capacityAcUnit"] == 10
    assert config.ac_capacity_kw == document["capacityAc"]


def test_the_capacities_of_both_reads_agree(client: Driver) -> None:
    """The one gives the DC capacity in kW, the other in MW."""
    config, row = client.get_site_config("S10001"), client.get_site_overview("S10001")
    assert config.ac_capacity_kw == pytest.approx(row.pv_capacity_ac)
    assert config.dc_capacity_kw == pytest.approx(row.pv_capacity_dc)


def whole(sim: Simulator, *parts: str) -> list[Sent]:
    """What is sent for parts of a site, in the order of paths."""
    paths = [PARTS["site"], PARTS["config"], *(PARTS[part] for part in parts)]
    sent = [get(path, query={}) if "/edit/" in path else get(path) for path in paths]
    if {"hardware", "alert_summary"} <= set(parts):
        devices = objects(held(sim, PARTS["hardware"])["hardware"])
        sent += [get(f"/api/alerttrigger/{device['key']}") for device in devices]
    return sorted(sent, key=lambda request: request.path)


@pytest.mark.parametrize("hardware", [True, False])
@pytest.mark.parametrize("alerts", [True, False])
@pytest.mark.parametrize("modeling", [True, False])
def test_a_site_whole(client: Driver, sim: Simulator, hardware: bool, alerts: bool, modeling: bool) -> None:
    data = client.get_site_data("S10001", hardware, alerts, modeling)
    wanted = {"hardware": hardware, "alert_summary": alerts, "modeling": modeling}
    expected = whole(sim, *(part for part, included in wanted.items() if included))
    assert sorted(wire(sim), key=lambda request: request.path) == expected
    assert data.failures == {}
    assert data.site.raw == held(sim, PARTS["site"])
    assert data.config.raw == held(sim, PARTS["config"])
    assert data.hardware_count == len(data.hardware) == (8 if hardware else 0)
    assert set(data.alerts) == ({device.key for device in data.hardware} if alerts else set())
    assert (data.alert_summary is not None) is alerts
    assert (data.modeling is not None) is modeling


def test_a_site_whole_by_names(client: Driver, sim: Simulator, clock: FakeClock) -> None:
    data = client.get_site_data(site_id=10003, include_hardware=False, include_alerts=True, include_modeling=False)
    assert isinstance(data, SiteData)
    assert data.site is not None
    assert data.site.key == "S10003"
    assert data.active_alerts_count == held(sim, "/api/view/activealerts/activesummary/S10003")["total"] == 1
    assert data.fetched_at == clock.now()


def test_the_devices_are_in_their_order(client: Driver, sim: Simulator) -> None:
    data = client.get_site_data("S10002")
    devices = objects(held(sim, "/api/view/sitehardwareproduction/S10002")["hardware"])
    assert [device.key for device in data.hardware] == [device["key"] for device in devices]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_cannot_be_read_is_told(connect: Connect, sim: Simulator, part: str) -> None:
    sim.inject(Fault("server-error", path=PARTS[part], times=None))
    data = connect(max_retries=0).get_site_data("S10001")
    assert list(data.failures) == [part]
    error = data.failures[part]
    assert isinstance(error, APIError)
    assert error.status_code == 500
    missing: dict[str, object] = {"site": None, "config": None, "hardware": [], "alert_summary": None, "modeling": None}
    for name, empty in missing.items():
        assert (getattr(data, name) == empty) is (name == part)
    assert data.active_alerts_count == 0


def test_a_device_whose_triggers_cannot_be_read_is_told(connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("server-error", path="/api/alerttrigger/H100003", times=None))
    data = connect(max_retries=0).get_site_data("S10001")
    assert list(data.failures) == ["H100003"]
    assert len(data.alerts) == 7


def test_a_site_of_which_nothing_can_be_read_is_an_error(client: Driver) -> None:
    with pytest.raises(APIError, match=r"GET /api/view/site/S99999: PowerTrack answered 404") as caught:
        client.get_site_data("S99999")
    assert caught.value.status_code == 404


def test_an_expired_session_is_an_error_of_the_whole(client: Driver, sim: Simulator) -> None:
    sim.expire_session()
    with pytest.raises(AuthenticationError):
        client.get_site_data("S10001")


def test_a_session_that_expires_on_the_way_is_an_error_of_the_whole(client: Driver, sim: Simulator) -> None:
    for path in ("/api/alerttrigger/", "/api/applinks"):
        sim.inject(Fault("login-page", path=path, times=None))
    with pytest.raises(AuthenticationError):
        client.get_site_data("S10001")


def test_one_page_on_the_way_ends_nothing(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("login-page", path="/api/alerttrigger/"))
    data = client.get_site_data("S10001")
    assert data.failures == {}
    assert data.alerts.keys() == {device.key for device in data.hardware}


@pytest.mark.parametrize("alerts", [True, False])
def test_the_progress_of_a_whole_site_only_grows(client: Driver, alerts: bool) -> None:
    told: list[tuple[int, int]] = []
    client.get_site_data("S10001", include_alerts=alerts, progress=lambda *counts: told.append(counts))
    parts = 5 + 8 if alerts else 4
    assert [done for done, _ in told] == list(range(1, parts + 1))
    totals = [total for _, total in told]
    assert totals == sorted(totals)
    assert told[-1] == (parts, parts)


@pytest.mark.parametrize("method", ["get_site_detailed_info", "get_site_config", "get_site_data", "get_site_overview"])
@pytest.mark.parametrize("key", ["H100001", "C1001", "site", "", "S", "S1/../S2", "S\uff11"])
def test_what_is_no_key_of_a_site_is_refused(client: Driver, sim: Simulator, method: str, key: str) -> None:
    with pytest.raises(ValidationError, match="the key of a site is expected, such as S10001"):
        getattr(client, method)(key)
    assert sim.requests == []


def test_fields_that_nobody_knows_are_kept(connect: Connect) -> None:
    document: JsonObject = {"key": "S10001", "name": 7, "batteryHealth": {"cycles": 12}}
    config = connect(answers(document)).get_site_config("S10001")
    assert config.extra == {"batteryHealth": {"cycles": 12}}
    assert config.name is None
    assert config.raw == document
