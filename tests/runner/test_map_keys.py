"""A reading method for many keys: results in their order, errors in their places, nothing that writes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import pytest

from powertrack_sdk import (
    APIError,
    AsyncPowerTrackClient,
    AuthenticationError,
    HardwareDiagnostics,
    NetworkError,
    PowerTrackClient,
    ValidationError,
)
from powertrack_sdk.runner.descriptors import Method
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.runner.flows import asking, read
from tests.runner.meeting import Meeting
from tests.transports import Answering
from tests.wire import wire

KEYS = [f"H10000{number}" for number in range(1, 9)]


def method(client: Driver, name: str) -> Callable[..., Any]:
    """The client's own method, as its users name it."""
    found: Callable[..., Any] = getattr(client.client, name)
    return found


def get_kind(key: str) -> Flow[str]:
    """What an object is."""
    node = yield from ask(read(f"node/{key}"))
    assert isinstance(node, dict)
    return str(node["kind"])


def get_number(number: int) -> Flow[object]:
    """Ask for `/api/<number>`."""
    return (yield from asking(number))


def test_results_are_in_the_order_of_the_keys(client: Driver, sim: Simulator) -> None:
    found = client.map(method(client, "get_hardware_diagnostics"), KEYS[::-1])
    assert all(isinstance(one, HardwareDiagnostics) for one in found)
    assert [one.key for one in found] == KEYS[::-1]
    assert sorted(one.path for one in wire(sim)) == [f"/api/view/hardwarestatus/{key}" for key in KEYS]


def test_errors_stand_in_their_places(client: Driver, sim: Simulator) -> None:
    found = client.map(method(client, "get_site_config"), ["S10001", "S99999", "H100001", 10002])
    assert [found[0].key, found[3].key] == ["S10001", "S10002"]
    assert isinstance(found[1], APIError)
    assert found[1].status_code == 404
    assert isinstance(found[2], ValidationError)
    assert len(sim.requests) == 3, "nothing is sent for what is not a valid key"


def test_keys_may_come_one_by_one(client: Driver) -> None:
    config = method(client, "get_site_config")
    assert [one.key for one in client.map(config, (key for key in ("S10003", "S10001")))] == ["S10003", "S10001"]
    assert client.map(config, []) == []


def test_the_keys_of_a_list_of_sites(client: Driver, sim: Simulator) -> None:
    sites = client.get_sites(customer_id="C1001")
    found = client.map(method(client, "get_site_data"), sites.keys)
    assert [data.config.key for data in found] == sites.keys
    assert [data.failures for data in found] == [{}, {}, {}]


def test_what_a_method_needs_besides_the_key(client: Driver, sim: Simulator) -> None:
    chart = functools.partial(method(client, "get_chart_data"), 15, bin_size=60)
    found = client.map(chart, ["S10001", "S10002"])
    assert [len(one.series) > 0 for one in found] == [True, True]
    asked = [(one.body["source"], one.body["binSize"], one.body["chartType"]) for one in wire(sim)]  # type: ignore[index, call-overload]  # objects
    assert sorted(asked) == [(["S10001"], 60, 15), (["S10002"], 60, 15)]


def test_the_progress_counts_the_keys(client: Driver) -> None:
    told: list[tuple[int, int]] = []
    client.map(method(client, "get_site_config"), ["S10001", "S9", "S10002"], lambda *counts: told.append(counts))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_limit_of_requests_is_the_clients_one(sim: Simulator) -> None:
    class Numbers(PowerTrackClient):
        get_number = Method(get_number)

    transport = Meeting(3)
    with Numbers(sim.auth_manager(), transport=transport, concurrency=3) as client:
        assert client.map(client.get_number, range(12)) == list(range(12))
    assert transport.most == 3


@pytest.mark.anyio
async def test_the_limit_of_requests_of_an_asynchronous_client(sim: Simulator) -> None:
    class Numbers(AsyncPowerTrackClient):
        get_number = Method(get_number)

    transport = Meeting(3)
    async with Numbers(sim.auth_manager(), transport=transport, concurrency=3) as client:
        assert await client.map(client.get_number, range(12)) == list(range(12))
    assert transport.most == 3


@pytest.mark.parametrize(
    "name", ["update_site_config", "update_hardware_config", "restore_backup", "request", "send", "run", "close", "map"]
)
def test_what_is_no_reading_method_is_refused(client: Driver, sim: Simulator, name: str) -> None:
    with pytest.raises(ValidationError, match=f"{name} cannot be mapped: it is not a reading method of a client"):
        client.map(method(client, name), ["S10001"])
    assert sim.requests == []


def get_by_other_means(key: str) -> str:
    return key


@pytest.mark.parametrize("function", [str.upper, lambda key: key, get_by_other_means, get_number, "get_site_config"])
def test_functions_that_are_no_methods_of_a_client_are_refused(
    client: Driver, sim: Simulator, function: Callable[..., Any]
) -> None:
    for given in (function, functools.partial(function, 1)) if callable(function) else (function,):
        with pytest.raises(ValidationError, match="cannot be mapped: it is not a reading method of a client"):
            client.map(given, ["S10001"])
    assert sim.requests == []


def test_a_writing_flow_cannot_be_dressed_up(client: Driver, sim: Simulator) -> None:
    """Neither a wrapper with another name nor the class's function lets a write pass."""
    update = method(client, "update_site_config")
    renamed = functools.partial(update, config_data={"name": "x"})
    wrapped = functools.wraps(method(client, "get_site_config"))(lambda key: update(key, {"name": "x"}))
    for given in (renamed, wrapped, type(client.client).get_site_config):
        with pytest.raises(ValidationError, match="cannot be mapped"):
            client.map(given, ["S10001"])
    assert sim.requests == []


def test_the_method_of_another_client_is_refused(connect: Connect, sim: Simulator) -> None:
    one, other = connect(), connect()
    with pytest.raises(ValidationError, match="get_site_config cannot be mapped: it is the method of another client"):
        one.map(method(other, "get_site_config"), ["S10001"])
    assert sim.requests == []


def test_one_text_is_no_list_of_keys(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="keys is one text, 'S10001'; a list is expected"):
        client.map(method(client, "get_site_config"), "S10001")
    assert sim.requests == []


def test_wrong_arguments_are_told_before_anything_is_sent(client: Driver, sim: Simulator) -> None:
    with pytest.raises(TypeError):
        client.map(functools.partial(method(client, "get_site_config"), verbose=True), ["S10001"])
    assert sim.requests == []


def test_an_expired_session_ends_it_all(connect: Connect, sim: Simulator) -> None:
    sim.expire_session()
    client = connect(concurrency=2)
    with pytest.raises(AuthenticationError):
        client.map(method(client, "get_hardware_diagnostics"), KEYS)
    assert len({request.path for request in sim.requests} - {"/api/applinks"}) <= 2, "no further read begins"


def test_a_session_that_expires_on_the_way_ends_it_all(connect: Connect, sim: Simulator) -> None:
    client = connect(concurrency=1)
    sim.inject(Fault("login-page", path="H100004", times=None))
    sim.inject(Fault("login-page", path="applinks", times=None))
    with pytest.raises(AuthenticationError):
        client.map(method(client, "get_hardware_diagnostics"), KEYS)
    paths = [one.path.rpartition("/")[2] for one in wire(sim)]
    assert paths == [*KEYS[:4], KEYS[3], "applinks"], "the read is repeated once, then another request confirms"


def test_one_page_on_the_way_ends_nothing(connect: Connect, sim: Simulator) -> None:
    client = connect(concurrency=1)
    sim.inject(Fault("login-page", path="H100004"))
    found = client.map(method(client, "get_hardware_diagnostics"), KEYS)
    assert [one.key for one in found] == KEYS


def test_an_error_of_the_caller_ends_it_all(client: Driver) -> None:
    with pytest.raises(ZeroDivisionError):
        client.map(method(client, "get_site_config"), ["S10001", "S10002"], lambda done, total: 1 // 0)


def test_any_error_on_the_way_is_one_of_the_package(connect: Connect) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError

    client = connect(Answering(answer), max_retries=0)
    found = client.map(method(client, "get_site_config"), ["S1", "S2"])
    assert [type(one) for one in found] == [NetworkError, NetworkError]


def test_an_error_of_the_progress_is_raised(client: Driver) -> None:
    def broken(done: int, total: int) -> None:
        raise ValidationError("progress")

    with pytest.raises(ValidationError, match="progress"):
        client.map(method(client, "get_site_config"), ["S10001"], broken)


def test_an_interrupt_ends_it_all(sim: Simulator) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), concurrency=1) as client:
        with pytest.raises(KeyboardInterrupt):
            client.map(client.get_hardware_diagnostics, KEYS, interrupt)
        sent = len(sim.requests)
        assert client.get_site_config("S10001").key == "S10001", "the client goes on"
    assert sent < len(KEYS)


@pytest.mark.anyio
async def test_cancelling_ends_it_all(sim: Simulator) -> None:
    arrived, ended = list[str](), list[str]()

    class Holding(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            arrived.append(request.url.path)
            try:
                await anyio.sleep_forever()
            finally:
                ended.append(request.url.path)
            raise AssertionError("nobody cancelled the request")

    client = AsyncPowerTrackClient(sim.auth_manager(), transport=Holding(), concurrency=2)
    async with client, anyio.create_task_group() as tasks:
        tasks.start_soon(client.map, client.get_hardware_diagnostics, KEYS)
        while len(arrived) < 2:
            await anyio.lowlevel.checkpoint()
        tasks.cancel_scope.cancel()
    assert sorted(ended) == sorted(arrived) == [f"/api/view/hardwarestatus/{key}" for key in KEYS[:2]]


def test_a_method_of_ones_own_class_is_mapped_too(sim: Simulator) -> None:
    class Mine(PowerTrackClient):
        get_kind = Method(get_kind)

    with Mine(sim.auth_manager(), transport=sim.transport()) as client:
        assert client.map(client.get_kind, ["S10001", "H100001"]) == ["site", "hardware"]
