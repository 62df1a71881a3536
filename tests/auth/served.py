"""A server of our own that says which cookies it got, and a clock that goes with the simulator's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import TypeAlias

from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock

Answer: TypeAlias = tuple[int, list[tuple[str, str]], object]
"""Status, headers and JSON body."""


class Served:
    """A server on the loopback interface.

    Args:
        answer: Makes the answer to a request, from its path and the cookies in it.

    Attributes:
        cookies: The Cookie header of each request, in order; empty if it had none.
        url: Where it is.
    """

    def __init__(self, answer: Callable[[str, str], Answer]) -> None:
        self.cookies: list[str] = []
        lock = Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(handler) -> None:  # noqa: N805  # `self` is the server around it
                cookie = handler.headers.get("Cookie", "")
                with lock:
                    self.cookies.append(cookie)
                    status, headers, body = answer(handler.path, cookie)
                content = json.dumps(body).encode()
                handler.send_response(status)
                for name, value in [
                    *headers,
                    ("Content-Type", "application/json"),
                    ("Content-Length", str(len(content))),
                ]:
                    handler.send_header(name, value)
                handler.end_headers()
                handler.wfile.write(content)

            def log_message(handler, format: str, *args: object) -> None:  # noqa: A002, N805  # as above
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    @contextmanager
    def running(self) -> Iterator[Served]:
        """Serve while a `with` block runs."""
        thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            thread.join()
            self._http.server_close()


def setting(*cookies: str, status: int = 200) -> Answer:
    """An answer that sets cookies."""
    return status, [("Set-Cookie", cookie) for cookie in cookies], {}


class SharedClock(FakeClock):
    """A clock for clients of a simulator: the time of both passes together."""

    def __init__(self, sim: Simulator) -> None:
        super().__init__(sim.now)
        self._sim = sim

    def pass_on(self, span: timedelta) -> None:
        """Let time pass, here and there."""
        self.advance(span.total_seconds())
        self._sim.advance(span)


def crumbs_of(header: str) -> dict[str, str]:
    """The cookies in a Cookie header."""
    return dict(crumb.split("=", 1) for crumb in header.split("; ")) if header else {}
