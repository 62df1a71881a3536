"""Both clients: the same methods, the same credentials with each request, the same refusals."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import httpx
import pytest

from powertrack_sdk import (
    AsyncPowerTrackClient,
    AuthenticationError,
    AuthManager,
    ConfigurationError,
    NetworkError,
    PowerTrackClient,
)
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.site.flows import get_site_config
from tests.driver import COLOURS, Colour, Connect, Driver
from tests.generated.specification import READING_POSTS
from tests.modeling.pan_texts import MODULE
from tests.transports import answers
from tests.wire import session_cookies

BOTH = (PowerTrackClient, AsyncPowerTrackClient)

READS: dict[str, tuple[Any, ...]] = {
    "get_portfolio_overview": ("C1001",),
    "get_sites": (None, "C1001"),
    "get_site_overview": ("S10001",),
    "get_site_detailed_info": ("S10001",),
    "get_site_config": ("S10001",),
    "get_site_data": ("S10001",),
    "get_hardware_list": ("S10001",),
    "get_hardware_details": ("H100005",),
    "get_hardware_diagnostics": ("H100005",),
    "get_site_hardware_production": ("S10001",),
    "get_alert_triggers": ("H100005",),
    "get_alert_summary": ("C1001",),
    "get_active_alerts": ("C1001",),
    "get_modeling_data": ("S10001",),
    "get_chart_data": (15, "S10001"),
    "get_chart_definitions": (),
    "get_pv_model_curves": (),
    "get_pvsyst_modules": ("H100005",),
    "get_driver_settings": ("H100005",),
    "get_driver_settings_list": (20631,),
    "get_driver_list": (),
    "get_register_offsets": ("H100005",),
    "get_site_links": ("S10001",),
    "get_site_shares": ("S10001",),
    "get_reporting_capabilities": (),
    "get_user_preferences": (),
    "get_audit_log": (),
    "get_report_configs": (),
}
WRITES: dict[str, tuple[Any, ...]] = {
    "update_site_config": ("S10001", {"name": "x"}),
    "update_hardware_config": ("H100005", {"name": "x"}),
    "update_hardware_driver": ("H100005", {"settings": {"dev:UnitID": 9}}),
    "bulk_update_hardware": ("S10001", [{"hid": 100005, "name": "x"}]),
    "update_modeling_data": ("H100005", {"dcRating": 5.0}),
    "update_inverter_model": ("H100005", {"powerRating": 120000}),
    "update_bifacial_settings": ("H100005", {"bifacialityFactor": 0.5}),
    "update_alert_triggers": ("H100005", {"name": "High Temperature", "enabled": False}),
    "add_alert_trigger": ("H100005", {"name": "Low Voltage"}),
    "delete_alert_trigger": ("H100005",),
    "copy_alert_triggers": ("H100003", ["H100005"]),
    "create_report_config": ({"name": "x"},),
    "upload_pan_data": (MODULE,),
    "start_report": ("F3001",),
    "run_report": ("F3001", {"skipNotInService": True}),
}
PLANS: dict[str, tuple[Any, ...]] = {
    "plan_updates": ([("S10001", {"name": "x"})],),
    "plan_alert_additions": (["H100005"], {"name": "Low Voltage"}),
    "plan_alert_deletions": (["H100005"],),
    "plan_alert_copy": ("H100003", ["H100005"]),
    "compare": ("S10001", "S10002"),
    "compare_with_template": ("S10001", {"name": "x"}),
}
"""They read, and tell what would change."""
CALLS = {**READS, **WRITES, **PLANS}
FOLLOWING = ["wait_for_report", "restore_backup", "plan_restore", "plan_undo", "apply_plan", "resume_run", "history"]
"""They need what another method left behind."""
GENERAL = ["session_alive", "export_portfolio", "send", "request", "map", "with_options", "run", "close"]
ALL = [*CALLS, *FOLLOWING, *GENERAL]


# The methods to map are blocking in one client and asynchronous in the other.
DIFFERENT = {"map": {"method"}}


def public(owner: type) -> dict[str, Callable[..., object]]:
    found = {name: getattr(owner, name) for name in dir(owner) if not name.startswith("_")}
    assert all(callable(value) for value in found.values())
    return found


def alike(name: str, signature: inspect.Signature) -> inspect.Signature:
    """A signature without what may differ between both clients."""
    kept = [one for one in signature.parameters.values() if one.name not in DIFFERENT.get(name, ())]
    return signature.replace(parameters=kept)


def only_reads(sim: Simulator) -> bool:
    """Whether nothing arrived that may write."""
    return all(one.method == "GET" or (one.method == "POST" and one.path in READING_POSTS) for one in sim.requests)


def test_both_clients_have_these_methods() -> None:
    for client in BOTH:
        assert sorted(public(client)) == sorted(ALL)


@pytest.mark.parametrize("name", [*ALL, "__init__"])
def test_both_clients_have_the_same_signatures(name: str) -> None:
    blocking, concurrent = (inspect.signature(getattr(client, name)) for client in BOTH)
    assert alike(name, blocking) == alike(name, concurrent)
    assert list(blocking.parameters) == list(concurrent.parameters)
    assert next(iter(blocking.parameters)) == "self"


@pytest.mark.parametrize("name", ALL)
def test_methods_of_a_client_are_told_from_others(sim: Simulator, name: str) -> None:
    """What help() and editors see of the method of an instance."""
    blocking = PowerTrackClient(sim.auth_manager(), transport=sim.transport())
    concurrent = AsyncPowerTrackClient(sim.auth_manager(), transport=sim.transport())
    signatures = []
    for client in (blocking, concurrent):
        method = getattr(client, name)
        assert method.__name__ == name
        assert method.__doc__
        signatures.append(inspect.signature(method))
        assert "self" not in signatures[-1].parameters
        returned = str(method.__annotations__["return"])
        assert returned == str(signatures[-1].return_annotation)
        assert not returned.startswith("Flow[")
    assert alike(name, signatures[0]) == alike(name, signatures[1])
    blocking.close()


@pytest.mark.parametrize("name", ALL)
def test_docstrings_say_the_same_and_enough(name: str) -> None:
    blocking, concurrent = (inspect.getdoc(getattr(client, name)) for client in BOTH)
    assert blocking == concurrent
    assert blocking
    assert blocking.splitlines()[0].endswith(".")
    if name not in GENERAL:
        assert "Raises:" in blocking
        assert "\nOperation" in blocking
    if name in CALLS:
        assert "/api/" in blocking.partition("\nOperation")[2], "the operation is named"
    for parameter in list(inspect.signature(getattr(PowerTrackClient, name)).parameters)[1:]:
        assert f"    {parameter}: " in blocking


def test_the_constructor_says_what_every_argument_is() -> None:
    told = inspect.getdoc(PowerTrackClient.__init__) or ""
    assert told == inspect.getdoc(AsyncPowerTrackClient.__init__)
    for parameter in list(inspect.signature(PowerTrackClient.__init__).parameters)[1:]:
        assert f"\n    {parameter}: " in told


@pytest.mark.parametrize("name", CALLS)
def test_every_request_carries_the_session_and_names_its_page(client: Driver, sim: Simulator, name: str) -> None:
    result = getattr(client, name)(*CALLS[name])
    assert result or result == []
    expected = {name.lower(): value for name, value in sim.auth_manager().credentials.headers().items()}
    assert set(expected) == {"cookie", "ae_s", "ae_v", "user-agent"}
    assert sim.requests
    for request in sim.requests:
        assert {name: request.headers.get(name) for name in expected} == expected | {
            "cookie": request.headers["cookie"]
        }
        assert session_cookies(request.headers["cookie"]) == session_cookies(expected["cookie"])
        assert request.headers["accept"] == "application/json, text/plain, */*"
        assert request.headers["referer"].startswith("https://simulator.invalid/powertrack")
        assert request.path.startswith("/api/")
        assert request.status == 200 or (request.status == 404 and name == "delete_alert_trigger")  # it is gone
        assert (request.headers.get("content-type") == "application/json") is (request.body is not None)


@pytest.mark.parametrize("name", CALLS)
def test_every_method_tells_an_expired_session(client: Driver, sim: Simulator, name: str) -> None:
    sim.expire_session()
    with pytest.raises(AuthenticationError, match="copy a fresh request"):
        getattr(client, name)(*CALLS[name])
    assert only_reads(sim)


@pytest.mark.parametrize("name", [*READS, *PLANS])
def test_what_only_reads_sends_nothing_else(client: Driver, sim: Simulator, name: str) -> None:
    getattr(client, name)(*CALLS[name])
    assert only_reads(sim)


@pytest.mark.parametrize("name", WRITES)
def test_what_writes_sends_something_else(client: Driver, sim: Simulator, name: str) -> None:
    getattr(client, name)(*WRITES[name])
    assert not only_reads(sim)


@pytest.mark.parametrize("name", READS)
def test_both_clients_read_the_same(name: str) -> None:
    found, logs = [], []
    for colour in COLOURS:
        sim = Simulator(sites=3)
        driver = Driver(colour, sim.auth_manager(), sim.transport())
        result = getattr(driver, name)(*READS[name])
        driver.close()
        found.append(getattr(result, "raw", None) or [getattr(row, "raw", row) for row in _rows(result)])
        logs.append(sorted((one.method, one.path, sorted(one.query.items()), str(one.body)) for one in sim.requests))
    assert found[0] == found[1]
    assert logs[0] == logs[1]


def _rows(result: object) -> list[object]:
    if isinstance(result, Iterable):
        return [*result]
    return [result.site, result.config, *result.hardware, result.modeling]  # type: ignore[attr-defined]


def test_nothing_is_sent_before_it_is_asked_for(client: Driver, sim: Simulator) -> None:
    assert client.client is not None
    assert sim.requests == []


def test_methods_take_no_unknown_arguments(client: Driver, sim: Simulator) -> None:
    with pytest.raises(TypeError):
        client.get_site_config("S10001", verbose=True)
    with pytest.raises(TypeError):
        client.get_site_config()
    assert sim.requests == []


def test_an_address_on_this_machine(sim: Simulator, colour: Colour) -> None:
    """Over a real connection, as over the network."""
    with sim.serve() as server:
        driver = Driver(colour, sim.auth_manager(server.url), None)
        try:
            assert driver.get_site_data("S10001").failures == {}
        finally:
            driver.close()
    assert {request.headers["host"] for request in sim.requests} == {server.url.removeprefix("http://")}


def test_a_server_that_is_not_there(sim: Simulator, colour: Colour) -> None:
    with sim.serve() as server:
        pass
    driver = Driver(colour, sim.auth_manager(server.url), None, max_retries=0, timeout=5)
    with pytest.raises(NetworkError, match=r"the connection was refused.*Check address and port"):
        driver.get_site_config("S10001")
    driver.close()


def test_the_timeout_reaches_the_transport(connect: Connect) -> None:
    transport = answers({})
    connect(transport, timeout=7.5).request("GET", "/api/x")
    assert transport.requests[0].extensions["timeout"] == dict.fromkeys(("connect", "read", "write", "pool"), 7.5)


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("client", BOTH)
def test_without_credentials_no_client_is_made(client: type) -> None:
    with pytest.raises(AuthenticationError) as caught:
        client()
    words = str(caught.value)
    assert words.startswith("There are no credentials. To provide them, log in to PowerTrack in the browser")
    assert "run `powertrack auth import` and paste it" in words
    assert "set the environment variables COOKIE and AE_S" in words
    places = words.partition("Looked at: ")[2]
    for place in ("arguments", "environment", ".env", "mostRecentFetch.js", "cookie.txt", "the stored sessions"):
        assert place in places


@pytest.mark.parametrize("client", BOTH)
def test_credentials_of_the_environment_are_found(
    client: type, nowhere: Path, monkeypatch: pytest.MonkeyPatch, sim: Simulator
) -> None:
    credentials = sim.auth_manager().credentials
    monkeypatch.setenv("COOKIE", credentials.cookie)
    monkeypatch.setenv("AE_S", credentials.ae_s or "")
    monkeypatch.setenv("BASE_URL", "https://simulator.invalid")
    made = client(transport=sim.transport())
    assert "simulated" not in repr(made)
    if client is PowerTrackClient:
        with made:
            assert made.get_site_config("S10001").key == "S10001"


@pytest.mark.parametrize("content", ["fetch(", 'fetch("https://x.invalid/", {})', "\0", "not a request", "fetch({})"])
@pytest.mark.parametrize("client", BOTH)
def test_a_broken_fetch_file_is_one_clear_error(client: type, nowhere: Path, content: str) -> None:
    (nowhere / "mostRecentFetch.js").write_text(content)
    with pytest.raises(ConfigurationError, match=r"mostRecentFetch\.js gives no credentials"):
        client()


def test_credentials_are_looked_for_when_the_client_is_made(sim: Simulator) -> None:
    with pytest.raises(ConfigurationError):
        PowerTrackClient(AuthManager(fetch_file="nowhere.js"), transport=sim.transport())


def test_a_flow_of_ones_own(client: Driver) -> None:
    def both() -> Flow[str]:
        first = yield from get_site_config("S10001")
        second = yield from get_site_config("S10002")
        return f"{first.name}, {second.name}"

    names = [client.get_site_config(key).name for key in ("S10001", "S10002")]
    assert client.run(both()) == ", ".join(names)


def test_an_answer_without_a_body(connect: Connect) -> None:
    assert connect(answers(httpx.Response(200, content=b"null"))).request("GET", "/api/x") is None
