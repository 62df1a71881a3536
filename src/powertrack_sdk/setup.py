"""What both clients are set up from."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypedDict, TypeVar

import httpx
from attrs import evolve

from powertrack_sdk.auth import AuthManager
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path
from powertrack_sdk.runner.clock import Clock, SystemClock
from powertrack_sdk.runner.discretion import keep_secrets_out_of_logs
from powertrack_sdk.runner.exchange import check_address
from powertrack_sdk.runner.flow import Environment
from powertrack_sdk.runner.log import write_log_where_asked
from powertrack_sdk.runner.options import Options

DEFAULT_TIMEOUT = 30.0
DEFAULT_RETRIES = 4
DEFAULT_CONCURRENCY = 8
DEFAULT_BACKUP_DIR = "powertrack-backups"

Proxy: TypeAlias = str | httpx.URL | httpx.Proxy
Verify: TypeAlias = bool | str | os.PathLike[str] | ssl.SSLContext

C = TypeVar("C")


class Connections(TypedDict):
    """How `httpx.Client` and `httpx.AsyncClient` connect."""

    proxy: Proxy | None
    verify: bool | ssl.SSLContext
    mounts: Mapping[str, None]
    limits: httpx.Limits


def options(
    auth_manager: AuthManager | None,
    *,
    timeout: float | httpx.Timeout,
    max_retries: int,
    concurrency: int,
    backup_dir: str | os.PathLike[str],
    max_targets: int,
    read_only: bool,
    observe: str | os.PathLike[str] | None,
    clock: Clock | None,
    verify: Verify,
) -> Options:
    """How a client goes about its requests. The credentials are looked for now rather than at the first request.

    Raises:
        AuthenticationError: There are no credentials.
        ConfigurationError: They cannot be read, or an argument cannot be used.
    """
    write_log_where_asked()
    keep_secrets_out_of_logs()
    auth = auth_manager if auth_manager is not None else AuthManager()
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
        ),
        timeout=timeout,
        retries=max_retries,
        concurrency=concurrency,
        verified=verified,
    )
    if observe is None:
        return made
    from powertrack_sdk.drift.observing import Observer

    return evolve(made, observer=Observer(observe, told))


def connections(options: Options, *, transport: object, proxy: Proxy | None, verify: Verify) -> Connections:
    """How to connect.

    Raises:
        ConfigurationError: The arguments contradict each other, or the certificates cannot be read.
    """
    if transport is not None and (proxy is not None or verify is not True):
        raise ConfigurationError("transport is given, so proxy and verify have no say: set the transport up with them")
    here = httpx.URL(options.auth.credentials.base_url).scheme == "http"
    if proxy is not None and (here or not options.verified):
        raise ConfigurationError(
            "proxy is given, but the host is this machine, and what goes there without a checked certificate must not"
            " pass elsewhere. Leave proxy away"
        )
    # Neither does a proxy that the environment names see what is not protected by a checked certificate.
    directly = ("http://",) if options.verified else ("http://", "https://")
    return Connections(
        proxy=proxy,
        verify=_certificates(verify),
        mounts=dict.fromkeys(directly),
        # The runner limits the requests, and with them the connections.
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
    )


def connected(connect: Callable[[], C]) -> C:
    """What is made to connect. What httpx says of proxies becomes an error of ours.

    Raises:
        ConfigurationError: A proxy cannot be used. Its address is not repeated, as it may hold a password.
    """
    problem = "its address is not one like http://proxy.example.com:3128"
    try:
        return connect()
    except ImportError:
        problem = "a SOCKS proxy needs the package socksio"
    except (ValueError, httpx.InvalidURL):
        pass
    raise ConfigurationError(
        f"The proxy that is given, or that the environment names (HTTPS_PROXY, ALL_PROXY), cannot be used: {problem}."
    )


def _certificates(verify: Verify) -> bool | ssl.SSLContext:
    if isinstance(verify, (bool, ssl.SSLContext)):
        return verify
    path = local_path(verify).expanduser()
    try:
        if path.is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except OSError as error:
        reason = "it holds no certificate" if isinstance(error, ssl.SSLError) else error.strerror
        raise ConfigurationError(f"verify is {str(path)!r}, which cannot be used as a CA file: {reason}") from None
