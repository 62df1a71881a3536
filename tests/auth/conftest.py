"""A place without any credentials, and the texts that bring some in."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from powertrack_sdk.auth import sources

FetchText = Callable[..., str]
SessionCookie = Callable[..., str]


@pytest.fixture(autouse=True)
def empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with an empty package folder and without variables."""
    work, package = tmp_path / "work", tmp_path / "package"
    work.mkdir()
    package.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr(sources, "PACKAGE_FOLDER", package)
    for name in ("COOKIE", "AE_S", "AE_V", "BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return work


@pytest.fixture
def fetch_text() -> FetchText:
    """A request as Chrome copies it with "Copy as fetch (Node.js)"."""

    def build(url: str = "https://apps.alsoenergy.com/api/view/site/S10001", **headers: str) -> str:
        options = {"headers": headers, "body": None, "method": "GET"}
        return f"fetch({json.dumps(url)}, {json.dumps(options, indent=2)});"

    return build


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.fixture
def session_cookie() -> SessionCookie:
    """A session cookie in chunks, with these claims in its access token."""

    def build(chunk: int = 60, **claims: object) -> str:
        token = ".".join([_encoded({"alg": "none"}), _encoded(claims), "c2lnbmF0dXJl"])
        session = base64.b64encode(json.dumps({"access_token": token, "token_type": "Bearer"}).encode()).decode()
        chunks = [session[start : start + chunk] for start in range(0, len(session), chunk)]
        parts = [f"AESessionC{number}={part}" for number, part in enumerate(chunks, 1)]
        return "; ".join(["theme=dark", f"AESession=chunks-{len(chunks)}", *parts, "_ga=GA1.2.3"])

    return build
