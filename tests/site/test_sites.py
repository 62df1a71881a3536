"""Which sites there are: a file that is named, the tree of a customer, the usual file, the tree of the session."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import httpx
import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import APIError, AuthenticationError, ConfigurationError, SiteList, ValidationError
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import START
from tests.driver import Connect, Driver
from tests.transports import Answering
from tests.wire import ALL, HOME, Sent, wire


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def question(customer: str) -> Sent:
    body: JsonObject = {
        "key": customer,
        "context": "query",
        "kinds": ["customer", "site"],
        "subKinds": [],
        "nodes": [],
        "filter": "",
        "filterBy": "Name",
    }
    return Sent("POST", "/api/node", ALL, HOME, body)


def save(path: Path, content: JsonValue) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))
    return path


def test_the_tree_of_a_customer(client: Driver, sim: Simulator) -> None:
    sites = client.get_sites(customer_id="c1001")
    assert isinstance(sites, SiteList)
    assert wire(sim) == [question("C1001")]
    assert sorted(sites.keys) == sim.site_keys
    names = [site.name or "" for site in sites]
    assert names == sorted(names, key=str.casefold)
    assert (sites.customer, sites.fetched_at) == ("C1001", START)
    assert sites[0].customer_key == "C1001"
    assert sites[0].raw["icon"] == "Site"


def test_a_file_that_is_named(client: Driver, sim: Simulator, tmp_path: Path) -> None:
    file = save(tmp_path / "mine.json", {"S10002": "two", "S10001": "one"})
    for given in (file, str(file)):
        assert client.get_sites(given).keys == ["S10002", "S10001"]
    assert sim.requests == []


def test_the_usual_file(client: Driver, sim: Simulator, folder: Path) -> None:
    save(folder / "portfolio" / "SiteList.json", [{"key": "S10003", "name": "three"}])
    assert client.get_sites().keys == ["S10003"]
    assert sim.requests == []


def test_a_customer_stands_above_the_usual_file(client: Driver, sim: Simulator, folder: Path) -> None:
    save(folder / "portfolio" / "SiteList.json", ["S10003"])
    assert len(client.get_sites(customer_id=1001)) == 3
    assert len(sim.requests) == 1


def test_without_any_hint_the_tree_of_the_session(client: Driver, sim: Simulator) -> None:
    sites = client.get_sites()
    assert sites.customer == sim.customer
    assert sorted(sites.keys) == sim.site_keys
    assert wire(sim)[-1] == question(sim.customer)
    assert {request.method for request in sim.requests} <= {"GET", "POST"}


def test_what_was_fetched_is_kept_for_the_next_time(client: Driver, sim: Simulator) -> None:
    fetched = client.get_sites(customer_id="C1001")
    fetched.to_json_file("portfolio/SiteList.json")
    sim.requests.clear()
    saved = client.get_sites()
    assert saved == fetched
    assert (saved.customer, saved.fetched_at) == ("C1001", START)
    assert [site.raw["icon"] for site in saved] == ["Site"] * 3
    assert sim.requests == []


def test_a_file_is_not_read_where_it_would_hold_up_others(
    client: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read by a thread of the client, not by the caller or the event loop."""
    file, readers = save(tmp_path / "mine.json", ["S1"]), list[threading.Thread]()
    read = SiteList.from_json_file

    def watched(path: Path) -> SiteList:
        readers.append(threading.current_thread())
        return read(path)

    monkeypatch.setattr(SiteList, "from_json_file", watched)
    client.get_sites(file)
    [reader] = readers
    loop = client.run(where())
    assert reader not in (threading.main_thread(), loop)


def where() -> Flow[threading.Thread]:
    """A flow that tells which thread advances it."""
    yield from ()
    return threading.current_thread()


@pytest.mark.parametrize("arguments", [("x.json", "C1001"), ("", "C1001"), ("x.json", "")])
def test_a_file_and_a_customer_are_too_much(client: Driver, sim: Simulator, arguments: tuple[str, str]) -> None:
    with pytest.raises(ValidationError, match="give site_list_file or customer_id, not both"):
        client.get_sites(*arguments)
    assert sim.requests == []


@pytest.mark.parametrize("customer", ["S10001", "", True])
def test_what_is_no_customer_is_refused(client: Driver, sim: Simulator, customer: str) -> None:
    with pytest.raises(ValidationError, match="the key of a customer is expected"):
        client.get_sites(customer_id=customer)
    assert sim.requests == []


def test_a_file_that_is_not_there_is_no_reason_to_ask_the_tree(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.json cannot be read"):
        client.get_sites("nowhere.json")
    assert sim.requests == []


def test_a_broken_usual_file_is_told(client: Driver, sim: Simulator, folder: Path) -> None:
    save(folder / "portfolio" / "SiteList.json", {"sites": 5})
    with pytest.raises(ConfigurationError, match=r"SiteList\.json: sites is a number"):
        client.get_sites()
    assert sim.requests == []


def test_failures_of_the_tree(connect: Connect, sim: Simulator) -> None:
    client = connect(max_retries=0)
    sim.inject(Fault("server-error", path="/api/node"))
    with pytest.raises(APIError):
        client.get_sites(customer_id="C1001")
    with pytest.raises(APIError, match="404"):
        client.get_sites(customer_id="C9")
    sim.expire_session()
    with pytest.raises(AuthenticationError):
        client.get_sites(customer_id="C1001")


def node(key: str, name: str | None, *path: str, sort: int | None = 2**31 - 1) -> JsonObject:
    kind = "site" if key.startswith("S") else "customer"
    above: list[JsonValue] = [*path]
    return {
        "key": key,
        "name": name,
        "kind": kind,
        "sort": sort,
        "parentKey": path[-1] if path else None,
        "path": above,
    }


TREE = [
    node("S1", "b", "C1"),
    node("C2", "a customer", "C1"),
    node("C3", "below a", "C1", "C2"),
    node("C4", "z", "C1"),
    node("S2", "Z", "C1", "C2"),
    node("S3", "A", "C1", "C2", "C3"),
    node("S4", None, "C1", "C4"),
    node("S5", "first by its place", "C1", sort=1),
    node("S6", "B", "C1"),
]
IN_ORDER = ["S5", "S3", "S2", "S1", "S6", "S4"]


class Tree(Answering):
    """Answers questions about `TREE`: with all that is below a customer, or with the next level alone.

    Attributes:
        asked: The customers that were asked for.
    """

    def __init__(self, *, all_levels: bool, nodes: list[JsonObject] = TREE) -> None:
        super().__init__(self._tell)
        self.asked: list[str] = []
        self._all_levels = all_levels
        self._nodes = nodes

    def _tell(self, request: httpx.Request) -> httpx.Response:
        key = json.loads(request.content)["key"]
        self.asked.append(key)
        found = [one for one in self._nodes if key in (one["path"] if self._all_levels else [one["parentKey"]])]  # type: ignore[operator]  # a list
        return httpx.Response(200, json={"key": "", "nodes": found})


@pytest.mark.parametrize("all_levels", [True, False])
def test_sites_of_customers_below_the_customer_in_the_order_of_the_tree(connect: Connect, all_levels: bool) -> None:
    transport = Tree(all_levels=all_levels)
    sites = connect(transport).get_sites(customer_id="C1")
    assert sites.keys == IN_ORDER
    assert sites.get_by_key("S3").path == ["C1", "C2", "C3"]
    expected = ["C1"] if all_levels else ["C1", "C2", "C3", "C4"]
    assert sorted(transport.asked) == expected


def test_a_customer_without_sites_is_asked_for_once(connect: Connect) -> None:
    transport = Tree(all_levels=True, nodes=[node("C2", "empty", "C1"), node("S1", "a", "C1")])
    assert connect(transport).get_sites(customer_id="C1").keys == ["S1"]
    assert transport.asked == ["C1", "C2"]


def test_customers_that_are_below_each_other_are_asked_for_once(connect: Connect) -> None:
    nodes = [node("C2", "a", "C1"), node("C1", "b", "C2")]
    transport = Tree(all_levels=False, nodes=nodes)
    assert len(connect(transport).get_sites(customer_id="C1")) == 0
    assert transport.asked == ["C1", "C2"]


def test_nodes_that_tell_little(connect: Connect) -> None:
    nodes: list[JsonObject] = [
        {"key": "S2", "kind": "site", "parentKey": "C1", "path": None, "sort": None},
        {"key": "S1", "kind": "site", "parentKey": "C1", "path": ["C1"], "name": 7},
        {"key": "S1", "kind": "site", "parentKey": "C1", "path": ["C1"], "name": "once more"},
        {"key": "S3", "kind": "site", "parentKey": "C1", "path": ["C1"], "isHidden": True},
        {"key": "H1", "kind": "hardware", "parentKey": "C1", "path": ["C1"]},
        {"key": "X", "kind": None, "parentKey": "C1", "path": ["C1"]},
    ]
    sites = connect(Tree(all_levels=False, nodes=nodes)).get_sites(customer_id="C1")
    assert sites.keys == ["S1", "S2", "S3"]
    assert [site.is_hidden for site in sites] == [None, None, True]
