"""Two ways to reach a simulator: over the loopback interface, and as a transport of httpx."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from urllib.parse import parse_qsl, unquote

import anyio
import httpx

from powertrack_sdk.simulator.core.messages import Answer, Request

_HOST = "127.0.0.1"
_WITHOUT_BODY = (204, 304)
_LARGEST_BODY = 64 * 1024 * 1024
_RESET = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)  # linger for no time: close with a reset
_PATIENCE = 60.0  # seconds for which a request without an answer is held open at most


class SimulatorTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers the requests of an `httpx.Client` or `httpx.AsyncClient` without a network.

    Args:
        handle: Answers a request.
    """

    def __init__(self, handle: Callable[[Request], Answer]) -> None:
        self._handle = handle

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a sync client."""
        answer = self._handle(_from_httpx(request, request.read()))
        if answer.delay:
            time.sleep(answer.delay)
        return _to_httpx(answer, request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of an async client."""
        answer = self._handle(_from_httpx(request, await request.aread()))
        if answer.delay:
            await anyio.sleep(answer.delay)
        return _to_httpx(answer, request)


def _from_httpx(request: httpx.Request, body: bytes) -> Request:
    return Request(
        method=request.method,
        path=request.url.path,
        query=dict(request.url.params.multi_items()),
        headers=dict(request.headers),
        body=body,
        secure=request.url.scheme == "https",
    )


def _to_httpx(answer: Answer, request: httpx.Request) -> httpx.Response:
    if answer.failure == "refused":
        raise httpx.ConnectError("simulated: connection refused", request=request)
    if answer.failure == "reset":
        raise httpx.ReadError("simulated: connection reset", request=request)
    if answer.failure == "timeout":
        raise httpx.ReadTimeout("simulated: no answer in time", request=request)
    if answer.failure == "cut":
        raise httpx.RemoteProtocolError("simulated: connection closed in the middle of the body", request=request)
    return httpx.Response(answer.status, headers=list(answer.headers), content=answer.body, request=request)


class Server:
    """Serves a simulator, in a thread while a `with` block runs, or in the foreground.

    Args:
        handle: Answers a request.
        port: The port; 0 for any free one.

    Raises:
        OSError: The port is taken.
    """

    def __init__(self, handle: Callable[[Request], Answer], port: int) -> None:
        self._http = _HTTPServer((_HOST, port), _Handler)
        self._http.handle = handle
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        """Its address, such as `http://127.0.0.1:8080`."""
        return f"http://{_HOST}:{self._http.server_port}"

    def run(self) -> None:
        """Serve until interrupted."""
        try:
            with contextlib.suppress(KeyboardInterrupt):
                self._http.serve_forever(poll_interval=0.1)
        finally:
            self._http.server_close()

    def close(self) -> None:
        """Stop serving."""
        if self._thread is not None:
            self._http.shutdown()
            self._thread.join()
            self._thread = None
        self._http.server_close()

    def __enter__(self) -> Server:
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # connections opened at the same time; more than these wait a second and longer
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share one port
    handle: Callable[[Request], Answer]

    def shutdown_request(self, request: object) -> None:
        """Close a connection at once, so that a reset arrives as one and not as an end."""
        if isinstance(request, socket.socket):
            self.close_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: clients may disconnect at any time."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _HTTPServer  # pyright: ignore[reportIncompatibleVariableOverride]  # no other server has this handler

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def answer(self) -> None:
        """Answer one request, whatever its method."""
        body = self._body()
        if body is None:
            self.close_connection = True
            self.send_error(413)
            return
        path, _, query = self.path.partition("?")
        answer = self.server.handle(
            Request(
                method=self.command,
                path=unquote(path),
                query=dict(parse_qsl(query, keep_blank_values=True)),
                headers={name.lower(): value for name, value in self.headers.items()},
                body=body,
            )
        )
        if answer.delay:
            time.sleep(answer.delay)
        if answer.failure not in (None, "cut"):
            self._fail(wait=answer.failure == "timeout")
            return
        self._send(answer)

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Find `answer` for every HTTP method: the standard library looks for a function for each."""
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the standard library
        """Print nothing: the simulator has its own log."""

    def _body(self) -> bytes | None:
        """Read the body; None if its length is unknown or too large."""
        length = self.headers.get("content-length", "0")
        if "transfer-encoding" in self.headers or not length.isascii() or not length.isdigit():
            return None
        return self.rfile.read(int(length)) if int(length) <= _LARGEST_BODY else None

    def _send(self, answer: Answer) -> None:
        """Send an answer; if it is cut, its head and half of its body."""
        self.send_response_only(answer.status)
        self.send_header("date", self.date_time_string())
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status not in _WITHOUT_BODY:
            self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        if self.command == "HEAD" or answer.status in _WITHOUT_BODY:
            return
        if answer.failure == "cut":
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.close_connection = True
        else:
            self.wfile.write(answer.body)

    def _fail(self, *, wait: bool) -> None:
        """Break the connection without an answer, or first wait for the client to give up."""
        self.close_connection = True
        if wait:
            self.connection.settimeout(_PATIENCE)
            with contextlib.suppress(OSError):
                self.connection.recv(1)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
