"""Links and shares of a site: what goes over the wire, and what comes back."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import get, held, wire


@pytest.mark.parametrize("site", ["S10002", "s10002", 10002])
def test_the_links_of_a_site(client: Driver, sim: Simulator, site: str | int) -> None:
    links = client.get_site_links(site)
    assert wire(sim) == [get("/api/view/sitelinks/S10002")]
    rows = objects(held(sim, "/api/view/sitelinks/S10002")["list"])
    assert [link.raw for link in links] == rows
    assert [(link.key, link.kind, link.name) for link in links] == [
        (row["key"], row["kind"], row["name"]) for row in rows
    ]
    assert {link.kind for link in links} == {"dashboard", "external"}
    assert all(link.extra == {} for link in links)


def test_the_address_of_a_link_is_not_printed(client: Driver) -> None:
    [address] = [link.key for link in client.get_site_links("S10001") if "arg=" in (link.key or "")]
    assert "MiniSite" in repr(client.get_site_links("S10001"))
    assert address[:40] not in repr(client.get_site_links("S10001"))


@pytest.mark.parametrize("site", ["S10002", " S10002", 10002])
def test_the_shares_of_a_site(client: Driver, sim: Simulator, site: str | int) -> None:
    shares = client.get_site_shares(site)
    assert wire(sim) == [get("/api/view/siteshares/S10002")]
    rows = objects(held(sim, "/api/view/siteshares/S10002")["rows"])
    assert [share.raw for share in shares] == rows
    [share] = shares
    assert (share.site_key, share.owner_customer_key, share.shared_to_customer_key) == ("S10002", "C1001", "C1002")
    assert (share.can_view, share.can_edit, share.can_control, share.can_manage) == (True, True, False, True)


@pytest.mark.parametrize("method", ["get_site_links", "get_site_shares"])
@pytest.mark.parametrize("key", ["H100005", "C1001", "site", ""])
def test_what_is_no_key_of_a_site_is_refused(client: Driver, sim: Simulator, method: str, key: str) -> None:
    with pytest.raises(ValidationError, match="the key of a site is expected, such as S10001"):
        getattr(client, method)(key)
    assert sim.requests == []


@pytest.mark.parametrize(("method", "name"), [("get_site_links", "list"), ("get_site_shares", "rows")])
@pytest.mark.parametrize(("rows", "left"), [(None, []), ([], []), ([{}, None], [{}])])
def test_what_is_missing_is_none(
    connect: Connect, method: str, name: str, rows: JsonValue, left: list[JsonObject]
) -> None:
    found = getattr(connect(answers({"key": "S10001", name: rows})), method)("S10001")
    assert [row.raw for row in found] == left
