"""A gateway between a client and a served simulator, which answers some requests in the simulator's place."""

from __future__ import annotations

import http.client
import random
from collections import Counter
from threading import Lock
from urllib.parse import urlsplit

HTML = b"Content-Type: text/html"
PAGES = {
    "firewall": (403, [HTML, b"cf-mitigated: challenge"], b"<title>Just a moment...</title>"),
    "challenge": (202, [b"x-amzn-waf-action: challenge"], b""),
    "maintenance": (200, [HTML], b"<title>Scheduled maintenance</title>"),
    "login page": (200, [HTML], b"<title>Sign in</title><input type='password'>"),
    "company login": (307, [b"Location: https://gateway.example.net/auth"], b""),
    "redirect": (302, [b"Location: /login?returnUrl=%2F"], b""),
    "bad gateway": (502, [HTML], b"<title>502 Bad Gateway</title>"),
    "unavailable": (503, [b"Retry-After: 1"], b""),
    "too many": (429, [], b""),
    "empty 500": (500, [], b""),
    "unauthorized": (401, [], b"{}"),
}
KINDS = [*PAGES, "reset before", "reset after", "cut", "wrong encoding", "wrong charset"]


class Gateway:
    """Passes requests on to a server, but for a share of them.

    What happens to a request depends on its path and on how often that was asked for, not on what runs beside it.

    Args:
        url: Address of the server behind it.
        share: Share of the requests that meet a fault, 0 to 1.
        seed: Which faults they meet.

    Attributes:
        faults: How often each fault was met.
        passed: What reached the server: method and path.
    """

    def __init__(self, url: str, share: float, seed: str) -> None:
        self.faults: Counter[str] = Counter()
        self.passed: list[tuple[str, str]] = []
        self._server = urlsplit(url).netloc
        self._share = share
        self._seed = seed
        self._times: Counter[str] = Counter()
        self._lock = Lock()

    def answer(self, request: bytes) -> bytes:
        """The raw answer to a raw request; none for a connection that is closed without one."""
        head, _, body = request.partition(b"\r\n\r\n")
        method, path, _ = head.split(b"\r\n")[0].decode().split(" ")
        with self._lock:
            self._times[f"{method} {path}"] += 1
            draw = random.Random(f"{self._seed} {method} {path} {self._times[f'{method} {path}']}")
            fault = draw.choice(KINDS) if draw.random() < self._share else None
            if fault is not None:
                self.faults[fault] += 1
        if fault == "reset before":
            return b""
        if fault in PAGES:
            status, fields, content = PAGES[fault]
            return raw(status, fields, content)
        status, content = self._pass_on(method, path, head, body)
        whole = raw(status, [], content)
        if fault == "reset after":
            return b""
        if fault == "cut":
            return whole[: -len(content) // 2 or -1]
        if fault == "wrong encoding":
            return raw(status, [b"Content-Encoding: gzip"], content)
        return raw(status, [], content.decode().encode("utf-16")) if fault == "wrong charset" else whole

    def _pass_on(self, method: str, path: str, head: bytes, body: bytes) -> tuple[int, bytes]:
        with self._lock:
            self.passed.append((method, path))
        fields = [line.decode("latin-1").partition(": ") for line in head.split(b"\r\n")[1:]]
        hop_by_hop = ("accept-encoding", "connection", "content-length")
        headers = {name: value for name, _, value in fields if name.lower() not in hop_by_hop}
        connection = http.client.HTTPConnection(self._server, timeout=30)
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


def raw(status: int, fields: list[bytes], content: bytes) -> bytes:
    """An answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status} X".encode(), *fields, f"Content-Length: {len(content)}".encode()]
    return b"\r\n".join([*lines, b"Connection: close", b"", content])
