"""A read warns of an answer about another object than the one asked for; a write sends nothing."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest

from powertrack_sdk import APIError, PowerTrackClient, PowerTrackWarning
from powertrack_sdk.simulator import Simulator
from tests.transports import JSON_TYPE, Answering

READS: dict[str, Callable[[PowerTrackClient], object]] = {
    "S10001 config": lambda client: client.get_site_config("S10001"),
    "S10001 info": lambda client: client.get_site_detailed_info("S10001"),
    "S10001 links": lambda client: client.get_site_links("S10001"),
    "S10001 shares": lambda client: client.get_site_shares("S10001"),
    "S10001 production": lambda client: client.get_site_hardware_production("S10001"),
    "S10001 modeling": lambda client: client.get_modeling_data("S10001"),
    "S10001 alerts": lambda client: client.get_active_alerts("S10001"),
    "S10001 triggers": lambda client: client.get_alert_triggers("S10001"),
    "H100002 details": lambda client: client.get_hardware_details("H100002"),
    "H100002 diagnostics": lambda client: client.get_hardware_diagnostics("H100002"),
    "H100002 triggers": lambda client: client.get_alert_triggers("H100002"),
    "C1001 portfolio": lambda client: client.get_portfolio_overview("C1001"),
}


def of_another(sim: Simulator, key: object, mark: bytes = b"") -> Answering:
    """The transport of a simulator that puts another key on every object that it answers with."""
    inner = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        found = inner.handle_request(request)
        body = json.loads(found.content)
        if isinstance(body, dict):
            body["key"] = key
        return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=mark + json.dumps(body).encode())

    return Answering(answer)


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_an_answer_about_another_object_is_a_warning(sim: Simulator, name: str, mark: bytes) -> None:
    asked = name.split(" ", maxsplit=1)[0]
    other = f"{asked[0]}999{asked[1:]}"
    transport = of_another(sim, other, mark)
    with (
        PowerTrackClient(sim.auth_manager(), transport=transport) as client,
        pytest.warns(PowerTrackWarning, match=f"the answer describes '{other}' instead of '{asked}'"),
    ):
        READS[name](client)
    assert len(transport.requests) == 1


@pytest.mark.parametrize("name", READS)
def test_an_answer_in_lower_case_is_taken(sim: Simulator, name: str) -> None:
    asked = name.split(" ", maxsplit=1)[0]
    with PowerTrackClient(sim.auth_manager(), transport=of_another(sim, asked.lower())) as client:
        assert READS[name](client) is not None


@pytest.mark.parametrize("key", ["", None, 10001, "no key"])
def test_an_answer_without_a_key_is_taken(sim: Simulator, key: object) -> None:
    with PowerTrackClient(sim.auth_manager(), transport=of_another(sim, key)) as client:
        assert client.get_site_links("S10001")
        assert client.get_site_hardware_production("S10001")


def test_a_write_to_an_object_that_answers_as_another_sends_nothing(sim: Simulator) -> None:
    transport = of_another(sim, "S10002")
    with (
        PowerTrackClient(sim.auth_manager(), transport=transport) as client,
        pytest.warns(PowerTrackWarning, match="describes 'S10002' instead"),
        pytest.raises(APIError, match="describes 'S10002' instead"),
    ):
        client.update_site_config("S10001", {"name": "x"})
    assert transport.methods == ["GET"]


@pytest.mark.parametrize("key", ["S10001", "C1001", "x2d0a"])
def test_a_key_of_another_kind_is_taken(sim: Simulator, key: str) -> None:
    """A device may be answered with the key of its site."""
    with PowerTrackClient(sim.auth_manager(), transport=of_another(sim, key)) as client:
        assert client.get_modeling_data("H100002") is not None
