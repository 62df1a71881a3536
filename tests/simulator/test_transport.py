"""In-process for sync and async clients, and served on the loopback interface."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

import anyio
import httpx
import pytest

from powertrack_sdk.simulator import Fault, FaultKind, Server, Simulator

from .browser import ADDRESS, CUSTOMER, INVERTER, SITE, Browser, an_object, page_of

PATH = f"/api/edit/site/{SITE}"


@pytest.fixture
def server(simulator: Simulator) -> Iterator[Server]:
    with simulator.serve() as running:
        yield running


@pytest.fixture
def visitor(simulator: Simulator, server: Server) -> Iterator[Browser]:
    """A browser that comes over the network."""
    browser = Browser(simulator, server.url)
    with browser.client:
        yield browser


def test_async(browser: Browser) -> None:
    async def read() -> list[int]:
        statuses = []

        async def one() -> None:
            statuses.append((await client.get(PATH)).status_code)

        transport = browser.simulator.transport()
        async with httpx.AsyncClient(base_url=ADDRESS, headers=browser.headers, transport=transport) as client:
            async with anyio.create_task_group() as tasks:
                for _ in range(5):
                    tasks.start_soon(one)
            document = (await client.get(PATH)).json()
            headers = {"referer": ADDRESS + page_of("site", SITE)}
            statuses.append((await client.put("/api/edit/site", json=document, headers=headers)).status_code)
        return statuses

    assert anyio.run(read) == [200] * 6


@pytest.mark.parametrize(
    ("kind", "error"),
    [("refused", httpx.ConnectError), ("reset-after", httpx.ReadError), ("timeout", httpx.ReadTimeout)],
)
def test_async_failures(browser: Browser, kind: FaultKind, error: type[Exception]) -> None:
    async def read() -> None:
        transport = browser.simulator.transport()
        async with httpx.AsyncClient(base_url=ADDRESS, headers=browser.headers, transport=transport) as client:
            await client.get(PATH)

    browser.simulator.inject(Fault(kind))
    browser.simulator.inject(Fault("latency", seconds=0.01))
    with pytest.raises(error):
        anyio.run(read)


def test_many_threads_lose_no_write(browser: Browser) -> None:
    document = browser.read(f"edit/site/{SITE}")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: an_object(browser.save("site", document))["ts"], range(40)))
    assert len(set(answers)) == 40
    assert len(browser.simulator.requests) == 41


def test_served_on_the_loopback_interface_only(server: Server) -> None:
    assert server.url.startswith("http://127.0.0.1:")


def test_served_answers_are_those_in_process(browser: Browser, visitor: Browser) -> None:
    for path in (f"edit/site/{SITE}", f"view/portfolio/{CUSTOMER}", f"view/hardwarestatus/{INVERTER}", "nothing"):
        assert visitor.get(path).content == browser.get(path).content


def test_a_served_write(visitor: Browser) -> None:
    document = visitor.read(f"edit/site/{SITE}")
    assert an_object(visitor.save("site", document | {"name": "Café Solaire"}))["name"] == "Café Solaire"
    assert visitor.read(f"edit/site/{SITE}")["name"] == "Café Solaire"
    assert visitor.client.put("/api/edit/site", json=document).status_code == 403
    elsewhere = {"referer": ADDRESS + page_of("site", SITE)}
    assert visitor.client.put("/api/edit/site", json=document, headers=elsewhere).status_code == 403


def test_served_questions_and_queries(visitor: Browser) -> None:
    assert len(an_object(visitor.chart())["hardwareKeys"]) == 3  # type: ignore[arg-type]
    assert visitor.get(f"view/site/{SITE}", lastChanged="2099-01-01T00:00:00Z").content == b""
    assert visitor.simulator.requests[-1].query == {"lastChanged": "2099-01-01T00:00:00Z"}


def test_a_connection_is_kept(visitor: Browser, server: Server) -> None:
    address = urlsplit(server.url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=10)
    try:
        for _ in range(3):
            connection.request("GET", PATH, headers=visitor.headers)
            assert len(connection.getresponse().read()) > 1000
            assert connection.sock is not None
    finally:
        connection.close()


def test_without_credentials(server: Server) -> None:
    assert httpx.get(server.url + PATH, trust_env=False).status_code == 401


def test_a_browser_is_told_what_this_is(server: Server, visitor: Browser) -> None:
    response = httpx.get(server.url, trust_env=False)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert "fictional" in response.text
    assert visitor.headers["ae_s"] in response.text


@pytest.mark.parametrize("kind", ["refused", "reset-before", "reset-after"])
def test_a_served_connection_breaks(visitor: Browser, kind: FaultKind) -> None:
    visitor.simulator.inject(Fault(kind))
    with pytest.raises(httpx.TransportError):
        visitor.get(f"edit/site/{SITE}")
    assert visitor.get(f"edit/site/{SITE}").status_code == 200


def test_a_served_answer_does_not_come(visitor: Browser) -> None:
    visitor.simulator.inject(Fault("timeout"))
    with pytest.raises(httpx.ReadTimeout):
        visitor.client.get(PATH, timeout=0.1)
    assert visitor.get(f"edit/site/{SITE}").status_code == 200


def test_served_errors(visitor: Browser) -> None:
    visitor.simulator.inject(Fault("rate-limit", retry_after=3))
    response = visitor.get(f"edit/site/{SITE}")
    assert (response.status_code, response.headers["retry-after"]) == (429, "3")
    assert visitor.client.delete(PATH).status_code == 405
    assert visitor.client.head(PATH).status_code == 405


@pytest.mark.parametrize("length", ["-1", "many", str(10**9)])
def test_a_body_of_unknown_length_is_refused(server: Server, length: str) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as connection:
        connection.sendall(f"PUT /api/edit/site HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
        assert connection.recv(100).split(b" ", 2)[1] == b"413"


def test_a_closed_server_answers_no_more(simulator: Simulator) -> None:
    with simulator.serve() as running:
        url = running.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


def test_a_port_serves_one(server: Server, simulator: Simulator) -> None:
    with pytest.raises(OSError, match=r"[Aa]ddress|[Pp]ort|socket"):
        simulator.serve(port=urlsplit(server.url).port or 0)
