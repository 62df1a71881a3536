"""A long answer through HTTP on this machine, against requests, json and a dataclass for each row, written by hand."""

from __future__ import annotations

import json
import multiprocessing
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import make_dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection

import requests

from bench.answers import portfolio
from bench.figures import Figure, exponent, medians
from powertrack_sdk import AuthManager, PowerTrackClient

_SITES = (50, 500, 5000)


def figures() -> Iterator[Figure]:
    """All of them."""
    times = []
    for sites in _SITES:
        content = portfolio(sites)
        with _served(content) as url, PowerTrackClient(AuthManager(cookie="a=b", base_url=url)) as client:
            session = requests.Session()
            row = _row(content)
            by_hand, ours = medians(
                lambda: _by_hand(session, url, row),  # noqa: B023  # it is called at once
                lambda: client.get_portfolio_overview("C1001"),
                times=5,
            )
        times.append(ours)
        last = sites == _SITES[-1]
        yield Figure(
            what="portfolio over HTTP: requests, json, dataclasses / client",
            size=f"{sites} sites, {len(content) / 1e6:.1f} MB",
            value=by_hand / ours,
            target=2.5 if last else None,
            at_least=True,
        )
    yield Figure(what="  growth", size="exponent", value=exponent(_SITES, times), unit="")


def _by_hand(session: requests.Session, url: str, row: type) -> list[object]:
    answer = session.get(f"{url}/api/view/portfolio/C1001", headers={"Cookie": "a=b"}, timeout=60)
    answer.raise_for_status()
    return [row(**{_snake(name): value for name, value in site.items()}) for site in json.loads(answer.text)["sites"]]


_NAMES: dict[str, str] = {}


def _snake(name: str) -> str:
    if name not in _NAMES:
        _NAMES[name] = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() + ("_" if name == "type" else "")
    return _NAMES[name]


def _row(content: bytes) -> type:
    """A dataclass with a field for each column."""
    site = json.loads(content)["sites"][0]
    return make_dataclass("Site", [_snake(name) for name in site])


@contextmanager
def _served(content: bytes) -> Iterator[str]:
    """Serve an answer from another process, so that it does not take time from what is measured."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(content, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.terminate()
        process.join()


def _serve(content: bytes, told: Connection) -> None:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the standard library
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.send(server.server_port)
    server.serve_forever()
