"""Reads of the portfolio: what goes over the wire, and what comes back."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, number, objects
from powertrack_sdk import APIError, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import ALL, get, held, wire

PORTFOLIO = get("/api/view/portfolio/C1001", "/powertrack", {**ALL, "mergeHash": ""})


def test_the_portfolio(client: Driver, sim: Simulator) -> None:
    table = client.get_portfolio_overview("C1001")
    assert wire(sim) == [PORTFOLIO]
    document = held(sim, "/api/view/portfolio/C1001")
    assert table.raw == document
    rows = objects(document["sites"])
    assert [site.key for site in table.sites] == sim.site_keys
    for site, row in zip(table.sites, rows, strict=True):
        assert (site.name, site.status) == (row["name"], row["status"])
        figures = [
            site.availability,
            site.power,
            site.today,
            site.energy_ratio,
            site.pv_capacity_ac,
            site.pv_capacity_dc,
        ]
        names = ["availability", "power", "today", "energyRatio", "pvCapacityAc", "pvCapacityDc"]
        assert figures == pytest.approx([number(row[name]) for name in names], nan_ok=True)
        assert (site.inverter_faults, site.alert_severity) == (row["inverterFaults"], row["alertSeverity"])


@pytest.mark.parametrize("customer", ["C1001", "c1001", " C1001 ", 1001, "1001"])
def test_a_customer_is_named_by_key_or_number(client: Driver, sim: Simulator, customer: str | int) -> None:
    assert client.get_portfolio_overview(customer).key == "C1001"
    assert wire(sim) == [PORTFOLIO]


@pytest.mark.parametrize("key", ["S10001", "S10003", 10002])
def test_the_row_of_a_site(client: Driver, sim: Simulator, key: str | int) -> None:
    row = client.get_site_overview(key)
    assert row.key == f"S{str(key).removeprefix('S')}"
    assert wire(sim) == [get(f"/api/view/site/{row.key}"), PORTFOLIO]
    assert row.raw in objects(held(sim, "/api/view/portfolio/C1001")["sites"])


def test_a_site_of_no_customer_has_no_row(connect: Connect) -> None:
    transport = answers({"key": "S10001"})
    with pytest.raises(APIError, match="S10001: the answer names no customer"):
        connect(transport).get_site_overview("S10001")
    assert len(transport.requests) == 1


def test_a_site_that_its_portfolio_lacks_has_no_row(connect: Connect) -> None:
    table: JsonObject = {"key": "C1001", "sites": [{"key": "S10002"}]}
    with pytest.raises(APIError, match="S10001 is not in the portfolio of C1001"):
        connect(answers({"key": "S10001", "parentKey": "C1001"}, table)).get_site_overview("S10001")


@pytest.mark.parametrize("key", ["S10001", "H1", "", "C", "C1 OR 1", "C1001/..", True, "C\u0661"])
def test_what_is_no_key_of_a_customer_is_refused(client: Driver, sim: Simulator, key: str) -> None:
    with pytest.raises(ValidationError, match="the key of a customer is expected, such as C10001"):
        client.get_portfolio_overview(key)
    assert sim.requests == []
