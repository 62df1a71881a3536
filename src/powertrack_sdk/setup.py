"""What both clients are set up from."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import httpx

from powertrack_api.decoding import JsonValue, load
from powertrack_api.operation import Operation
from powertrack_sdk.auth import AuthManager
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.runner.clock import Clock, SystemClock
from powertrack_sdk.runner.discretion import keep_cookies_out_of_logs
from powertrack_sdk.runner.flow import Environment
from powertrack_sdk.writes import strict_json

# Printable ASCII but the blank and `#`, which would cut it short. A second slash at the start would name a host.
_PATH = re.compile(r"/(?!/)[!\"$-~]*")

DEFAULT_TIMEOUT = 30.0
DEFAULT_RETRIES = 4
DEFAULT_CONCURRENCY = 8
DEFAULT_BACKUP_DIR = "powertrack-backups"


def authenticated(auth_manager: AuthManager | None) -> AuthManager:
    """The credentials to use, found now rather than at the first request.

    Raises:
        AuthenticationError: There are none.
        ConfigurationError: They cannot be read.
    """
    keep_cookies_out_of_logs()
    auth = auth_manager if auth_manager is not None else AuthManager()
    auth.credentials  # noqa: B018  # looks for them
    return auth


def environment(backup_dir: str | os.PathLike[str], clock: Clock | None) -> Environment:
    """What flows may know of the client."""
    return Environment(backup_dir=Path(backup_dir), clock=clock if clock is not None else SystemClock())


def limits(concurrency: int) -> httpx.Limits:
    """Connections for as many requests as run at a time.

    Raises:
        ConfigurationError: It is no positive number.
    """
    if concurrency < 1:
        raise ConfigurationError(f"concurrency is {concurrency}; at least one request at a time is needed")
    return httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)


def undocumented(
    method: str, path: str, query: Mapping[str, str] | None, body: JsonValue, referer: str | None
) -> Operation[JsonValue]:
    """An operation that the specification does not know.

    Args:
        method: HTTP method.
        path: Path below the host, such as `/api/applinks`.
        query: Query parameters.
        body: JSON value to send.
        referer: Path of the page to name as sender.

    Raises:
        ValidationError: The path leads to another host, or the body is no JSON.
    """
    for name, value in (("path", path), ("referer", referer or "/")):
        if not _PATH.fullmatch(value):
            raise ValidationError(f"{name} is {value!r}; a path below the host such as /api/applinks is expected")
    try:
        strict_json.dumps(body)
    except (TypeError, ValueError) as error:
        raise ValidationError(f"the body cannot be sent as JSON ({error})") from None
    capitals = method.upper()
    return Operation(
        id=f"{capitals} {path}",
        method=capitals,
        path=path,
        parse=load,
        query=query or {},
        body=body,
        referer=referer,
        safe=capitals in ("GET", "HEAD"),
    )
