"""Reads traffic from files of any kind and keeps the requests to PowerTrack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from attrs import evolve

from codegen.documents import Json, JsonObject, child
from codegen.observe.bodies import parse
from codegen.observe.har import HarFile
from codegen.observe.pasted import LARGEST, PastedError, read_pasted
from powertrack_sdk.traffic.exchange import UNRECORDED, Body, BodyState, Exchange
from powertrack_sdk.traffic.operations import METHODS, filled

HOST = "apps.alsoenergy.com"
_REQUESTS = frozenset({".txt", ".js", ".sh"})
_SUFFIXES = _REQUESTS | {".har", ".json"}
_HEAD = 4096
_UNKNOWN = "is not a HAR file, a copied request or evidence"
_HAR = re.compile(r'\s*\{\s*"log"\s*:')


class Traffic:
    """The requests of PowerTrack in some files and folders.

    Args:
        paths: The files and folders.
        hosts: Hosts that count, each as `name` or `name:port`.

    Attributes:
        complaints: What could not be read, one line each.
        files: How many files were read.
        kept: How many requests were kept.
        skipped: How many were skipped, by reason.
    """

    def __init__(self, paths: list[Path], hosts: list[str]) -> None:
        self._paths = paths
        self._hosts = {re.sub(r"^https?://|/+$", "", host.lower()) for host in hosts}
        self.complaints: list[str] = []
        self.files = 0
        self.kept = 0
        self.skipped: Counter[str] = Counter()

    def exchanges(self) -> Iterator[Exchange]:
        """Read the requests in the order of the files, each with its path as its address."""
        for path in self._files():
            try:
                for exchange in self._read(path):
                    if (kept := self._kept(exchange)) is not None:
                        yield kept
            except OSError as error:
                self.complaints.append(f"{path}: {error.strerror or 'cannot be read'}")

    def _files(self) -> list[Path]:
        """All files, including those in folders, except answers that are saved beside their requests."""
        found: list[Path] = []
        for path in self._paths:
            below = sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES and file.is_file())
            if path.is_dir() and not below:
                self.complaints.append(f"{path}: contains no traffic")
            found += below if path.is_dir() else [path]
        requests = {file.with_suffix("") for file in found if file.suffix.lower() in _REQUESTS}
        return [file for file in found if file.suffix.lower() != ".json" or file.with_suffix("") not in requests]

    def _read(self, path: Path) -> Iterator[Exchange | None]:
        with path.open("rb") as stream:
            head = stream.read(_HEAD).decode("utf-8", errors="replace").removeprefix("\ufeff")
        if _HAR.match(head) or path.suffix.lower() == ".har":
            yield from self._read_har(path)
            return
        if path.stat().st_size > LARGEST:
            self.complaints.append(f"{path}: is not a HAR file, and too large for anything else")
            return
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.complaints.append(f"{path}: is not text")
            return
        if text.lstrip().startswith(("{", "[")):
            yield from self._read_evidence(path, text)
            return
        try:
            exchange = read_pasted(text, path.with_suffix(".json"))
        except PastedError as error:
            self.complaints.append(f"{path}: {error}")
            return
        if exchange is None:
            self.complaints.append(f"{path}: {_UNKNOWN}")
            return
        self.files += 1
        yield exchange

    def _read_har(self, path: Path) -> Iterator[Exchange | None]:
        file = HarFile(path)
        yield from file.exchanges()
        self.files += 1
        if file.trouble and not file.entries:
            self.complaints.append(f"{path}: {file.trouble} before its first entry")
        elif file.trouble:
            self.complaints.append(f"{path}: {file.trouble} after entry {file.entries}; everything before was read")
        elif not file.entries:
            self.complaints.append(f"{path}: has no entries; a HAR file has them in log.entries")

    def _read_evidence(self, path: Path, text: str) -> Iterator[Exchange]:
        try:
            content = parse(text)
        except ValueError:
            content = None
        if not isinstance(content, dict) or not {"method", "path", "response_body"} <= content.keys():
            self.complaints.append(f"{path}: {_UNKNOWN}")
            return
        self.files += 1
        yield _evidence(path, content)

    def _kept(self, exchange: Exchange | None) -> Exchange | None:
        reason, path = "", ""
        if exchange is None:
            reason = "no request"
        elif exchange.evidence:
            path = exchange.url
        else:
            parts = urlsplit(exchange.url)
            path = unquote(parts.path)
            if parts.scheme not in ("http", "https") or self._host(exchange.url) not in self._hosts:
                reason = "another host"
        if exchange is not None and not reason:
            if not path.startswith("/api/"):
                reason = "not below /api/"
            elif exchange.method not in METHODS:
                reason = "another method"
            elif exchange.status is not None and not 100 <= exchange.status < 600:
                reason = "no answer"
            else:
                self.kept += 1
                return evolve(exchange, url=path)
        self.skipped[reason] += 1
        return None

    @staticmethod
    def _host(url: str) -> str:
        netloc = urlsplit(url).netloc.rpartition("@")[2].lower()
        name, colon, port = netloc.rpartition(":")
        return name if colon and port in ("443", "80", "") else netloc


def _evidence(path: Path, content: JsonObject) -> Exchange:
    page = content.get("referer_page")
    return Exchange(
        method=str(content["method"]).upper(),
        url=filled(str(content["path"])),
        query={name: str(value) for name, value in child(content, "query").items()},
        referer=page if isinstance(page, str) else None,
        request=_seen(content.get("request_body")),
        status=200,
        response=_seen(content.get("response_body")),
        evidence=path.resolve().as_posix(),
    )


def _seen(body: Json) -> Body:
    return UNRECORDED if body is None else Body(state=BodyState.JSON, value=body)
