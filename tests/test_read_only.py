"""A client that only reads lets nothing out that may write."""

from __future__ import annotations

from typing import Any

import pytest

from powertrack_api.api import nodes, site
from powertrack_sdk import PowerTrackError, ReadOnlyError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.test_clients import READS, WRITES
from tests.wire import held

PAGE = "/powertrack/S10001/administration/config"


@pytest.fixture
def reading(connect: Connect) -> Driver:
    """A client that only reads."""
    return connect(read_only=True)


def written(sim: Simulator) -> list[str]:
    """Requests that are neither GETs nor questions."""
    asked = ("POST /api/node", "POST /api/view/")
    sent = [f"{one.method} {one.path}" for one in sim.requests if one.method != "GET"]
    return [line for line in sent if not line.startswith(asked)]


@pytest.mark.parametrize("name", READS)
def test_everything_can_be_read(reading: Driver, name: str) -> None:
    result = getattr(reading, name)(*READS[name])
    assert result is not None


@pytest.mark.parametrize("name", WRITES)
def test_nothing_can_be_written(reading: Driver, sim: Simulator, name: str) -> None:
    before = held(sim, "/api/edit/site/S10001"), held(sim, "/api/edit/hardware/H100005")
    with pytest.raises(ReadOnlyError, match="the client was made with read_only=True, so this was not sent"):
        getattr(reading, name)(*WRITES[name])
    assert written(sim) == []
    assert (held(sim, "/api/edit/site/S10001"), held(sim, "/api/edit/hardware/H100005")) == before


def test_a_dry_run_tells_what_would_change(reading: Driver, sim: Simulator) -> None:
    result = reading.update_site_config("S10001", {"name": "x"}, dry_run=True)
    assert [change.path for change in result.changes] == ["name"]
    assert {request.method for request in sim.requests} == {"GET"}


def test_an_update_that_changes_nothing_is_no_write(reading: Driver, sim: Simulator) -> None:
    assert reading.update_site_config("S10001", {"name": held(sim, "/api/edit/site/S10001")["name"]})
    assert written(sim) == []


def test_restoring_a_backup_is_a_write(client: Driver, reading: Driver, sim: Simulator) -> None:
    result = client.update_site_config("S10001", {"name": "x"})
    sim.requests.clear()
    with pytest.raises(ReadOnlyError):
        reading.restore_backup(result.backup_path)
    assert written(sim) == []
    assert held(sim, "/api/edit/site/S10001")["name"] == "x"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "put", "OPTIONS"])
def test_requests_of_ones_own_are_refused_too(reading: Driver, sim: Simulator, method: str) -> None:
    with pytest.raises(ReadOnlyError, match=f"{method.upper()} /api/edit/site: "):
        reading.request(method, "/api/edit/site", body={"key": "S10001"}, referer=PAGE)
    assert sim.requests == []


def test_documented_operations_are_refused_by_what_they_do(reading: Driver, sim: Simulator) -> None:
    with pytest.raises(ReadOnlyError):
        reading.send(site.put_site_config("S10001", {"key": "S10001"}))
    assert sim.requests == []
    question: Any = {"key": "S10001", "context": "query", "kinds": [], "subKinds": [], "nodes": []}
    assert reading.send(nodes.query_nodes(question)).nodes, "a POST that only reads"
    assert reading.request("GET", "/api/node/S10001")


def test_it_is_an_error_of_its_own(reading: Driver) -> None:
    with pytest.raises(PowerTrackError) as caught:
        reading.request("PUT", "/api/x?token=canary")
    assert type(caught.value) is ReadOnlyError
    assert "canary" not in str(caught.value)


def test_clients_write_unless_told_otherwise(client: Driver) -> None:
    assert client.update_site_config("S10001", {"name": "x"}).applied
