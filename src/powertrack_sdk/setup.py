"""What both clients are set up from."""

from __future__ import annotations

import os
import ssl

import httpx
from attrs import evolve

from powertrack_sdk.auth import AuthManager
from powertrack_sdk.auth.address import is_loopback
from powertrack_sdk.auth.renewal import AsyncOnSessionEnd
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path
from powertrack_sdk.runner.clock import Clock, SystemClock
from powertrack_sdk.runner.connecting import Verify
from powertrack_sdk.runner.discretion import keep_secrets_out_of_logs
from powertrack_sdk.runner.exchange import check_address
from powertrack_sdk.runner.flow import Environment
from powertrack_sdk.runner.log import write_log_where_asked
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.rate_limit import DEFAULT_RATE, RateLimit

DEFAULT_TIMEOUT = 30.0
DEFAULT_RETRIES = 4
DEFAULT_CONCURRENCY = 8
DEFAULT_BACKUP_DIR = "powertrack-backups"


def options(
    auth_manager: AuthManager | None,
    *,
    profile: str | None,
    on_session_end: AsyncOnSessionEnd | None,
    timeout: float | httpx.Timeout,
    max_retries: int,
    concurrency: int,
    backup_dir: str | os.PathLike[str],
    max_targets: int,
    read_only: bool,
    settle: float | None,
    observe: str | os.PathLike[str] | None,
    clock: Clock | None,
    verify: Verify,
    rate_limit: float | None,
    transport: object,
) -> Options:
    """How a client goes about its requests. The credentials are looked for now rather than at the first request.

    Raises:
        AuthenticationError: There are no credentials.
        ConfigurationError: They cannot be read, or an argument cannot be used.
    """
    write_log_where_asked()
    keep_secrets_out_of_logs()
    if auth_manager is not None and profile is not None:
        raise ConfigurationError("give profile or auth_manager, not both: AuthManager(profile=...) takes one")
    if on_session_end is not None and not callable(on_session_end):
        raise ConfigurationError(f"on_session_end is {on_session_end!r}; a function is expected")
    auth = auth_manager if auth_manager is not None else AuthManager(profile=profile)
    verified = verify is not False
    if isinstance(verify, ssl.SSLContext):
        verified = verify.verify_mode == ssl.CERT_REQUIRED and verify.check_hostname
    check_address(auth.credentials.base_url, verified=verified)
    told = clock if clock is not None else SystemClock()
    made = Options(
        auth=auth,
        environment=Environment(
            host=auth.credentials.base_url,
            backup_dir=local_path(backup_dir),
            clock=told,
            max_targets=max_targets,
            read_only=read_only,
            settle=settle,
        ),
        timeout=timeout,
        retries=max_retries,
        concurrency=concurrency,
        verified=verified,
        on_session_end=on_session_end,
        rate_limit=RateLimit(
            _usual_rate(auth.credentials.base_url, transport) if rate_limit is None else rate_limit, told.monotonic
        ),
    )
    if observe is None:
        return made
    from powertrack_sdk.traffic.recorder import Recorder

    return evolve(made, observer=Recorder(observe, told))


def _usual_rate(base_url: str, transport: object) -> float:
    """Requests per second where none are given: no limit for a simulator, in this process or on this machine."""
    is_network = transport is None or isinstance(transport, (httpx.HTTPTransport, httpx.AsyncHTTPTransport))
    return DEFAULT_RATE if is_network and not is_loopback(httpx.URL(base_url).host) else 0.0
