"""Servers on this machine for connections that transports do not stand for: over TLS, and through a proxy."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import trustme

_AUTHORITY = trustme.CA()
_FOLDER = tempfile.TemporaryDirectory(prefix="certificates-")  # gone when the tests end

CERTIFICATE = Path(_FOLDER.name) / "authority.pem"
"""The authority that the servers here are certified by, and nobody else."""

_AUTHORITY.cert_pem.write_to_path(CERTIFICATE)


class Recording(HTTPServer):
    """Answers with an empty object, and refuses to be a proxy.

    Args:
        host: Name by which clients reach it.

    Attributes:
        lines: The first line and the headers of each request.
        statuses: The statuses of the next answers; 200 once there are none left. All ask to wait for 0 seconds.
    """

    def __init__(self, host: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lines: list[list[str]] = []
        self.statuses: list[int] = []
        self.scheme = "http"
        self._host = host

    @property
    def url(self) -> str:
        """Where it is, such as `https://localhost:8443`."""
        return f"{self.scheme}://{self._host}:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that does not trust the certificate breaks off; that is none of the test's output."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self._record()
        status = server.statuses.pop(0) if server.statuses else 200
        self.send_response(status)
        self.send_header("Content-Length", "2")
        if status != 200:
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_CONNECT(self) -> None:
        self._record()
        self.send_response(502)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the standard library
        pass

    def _record(self) -> Recording:
        server = self.server
        assert isinstance(server, Recording)
        server.lines.append([self.requestline, *(f"{name}: {value}" for name, value in self.headers.items())])
        return server


@contextmanager
def serving(*, tls: bool, host: str = "localhost") -> Iterator[Recording]:
    """Serve while a block runs.

    Args:
        tls: Whether to serve over TLS.
        host: Name by which clients reach it; the certificate is for that name.
    """
    server = Recording(host)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        _AUTHORITY.issue_cert(host).configure_cert(context)
        # Each connection has its handshake in its turn: one that fails must not end the loop that accepts others.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.scheme = "https"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
