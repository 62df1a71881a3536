"""A signed-in browser, as far as the simulator can tell."""

from __future__ import annotations

from typing import Protocol

import httpx

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator import Simulator

ADDRESS = "https://simulator.invalid"
CUSTOMER = "C1001"
SITE, OTHER_SITE, EMPTY_SITE, FAULTED_SITE = "S10001", "S10002", "S10003", "S10004"
METER, STATION, INVERTER, SECOND_INVERTER = "H100003", "H100004", "H100005", "H100006"


class OpenBrowser(Protocol):
    """Opens a browser on a simulator; without one, on a new one of the given size."""

    def __call__(self, simulator: Simulator | None = None, *, sites: int = 3) -> Browser: ...


class Browser:
    """Sends requests with the session of a simulator.

    Args:
        simulator: The simulator.
        address: Where it is; its own address stands for the transport in-process.
    """

    def __init__(self, simulator: Simulator, address: str = ADDRESS) -> None:
        self.simulator = simulator
        self.address = address
        credentials = simulator.auth_manager(base_url=address).credentials
        self.headers = {"cookie": credentials.cookie, "ae_s": credentials.ae_s or ""}
        transport = simulator.transport() if address == ADDRESS else None
        self.client = httpx.Client(base_url=address, headers=self.headers, transport=transport, trust_env=False)

    def get(self, path: str, **query: str) -> httpx.Response:
        return self.client.get(f"/api/{path}", params=query)

    def read(self, path: str, **query: str) -> JsonObject:
        """The object that a GET answers with."""
        return an_object(self.get(path, **query))

    def save(self, kind: str, document: JsonObject, page: str | None = None) -> httpx.Response:
        """PUT a document from its page, or from another one."""
        page = page_of(kind, str(document.get("key"))) if page is None else page
        return self.client.put(f"/api/edit/{kind}", json=document, headers={"referer": self.address + page})

    def ask(self, path: str, question: JsonValue) -> httpx.Response:
        return self.client.post(f"/api/{path}", json=question)

    def chart(self, site: str = SITE, /, **changes: JsonValue) -> httpx.Response:
        """Ask for a chart of the power of a day."""
        question: JsonObject = {
            "binSize": None,
            "chartType": 15,
            "context": "site",
            "end": "2026-06-22",
            "query": None,
            "sectionCode": -1,
            "source": [site],
            "start": "2026-06-22",
        }
        return self.ask("view/chart", question | changes)

    def nodes(self, key: str, **changes: JsonValue) -> JsonObject:
        """What lies below a key."""
        question: JsonObject = {
            "key": key,
            "context": "query",
            "kinds": [],
            "subKinds": [],
            "nodes": [],
            "filter": "",
            "filterBy": "Name",
        }
        return an_object(self.ask("node", question | changes))


def page_of(kind: str, key: str) -> str:
    """The page that saves a document of a site, or of one of the first site's inverters."""
    if kind == "sitehardware":
        return f"/powertrack/{key}/administration/hardware/list"
    if kind == "modeling":
        return f"/powertrack/{SITE if key.startswith('H') else key}/administration/modeling"
    return f"/powertrack/{key}/administration/config"


def an_object(response: httpx.Response) -> JsonObject:
    assert response.status_code == 200, response.text
    body = response.json()
    assert isinstance(body, dict)
    return body


def part(document: JsonObject, name: str) -> JsonObject:
    """The object in a field."""
    value = document[name]
    assert isinstance(value, dict)
    return value


def rows(document: JsonObject, name: str) -> list[JsonObject]:
    """The objects in a list."""
    return objects(document[name])


def row_of(document: JsonObject, name: str, key: str, field: str = "key") -> JsonObject:
    """The object of a list that has that key."""
    return next(row for row in rows(document, name) if row[field] == key)


def figure(value: JsonValue) -> float:
    """A value that has to be a number."""
    assert isinstance(value, (int, float))
    assert not isinstance(value, bool)
    return float(value)
