"""The common part of both clients: arguments, options and methods."""

from __future__ import annotations

import copy
import os
import ssl
from abc import ABC, abstractmethod
from typing import Generic, Protocol, Self, TypeVar

import httpx

from powertrack_sdk.auth import AuthManager
from powertrack_sdk.auth.address import is_loopback
from powertrack_sdk.auth.renewal import AsyncOnSessionEnd
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path
from powertrack_sdk.methods import Methods
from powertrack_sdk.runner.clock import Clock, SystemClock
from powertrack_sdk.runner.connecting import Proxy, Verify
from powertrack_sdk.runner.exchange import check_address
from powertrack_sdk.runner.flow import DEFAULT_MAX_TARGETS, Environment
from powertrack_sdk.runner.log import set_up_logging
from powertrack_sdk.runner.options import Options
from powertrack_sdk.runner.rate_limit import DEFAULT_RATE, RateLimit

DEFAULT_TIMEOUT = 30.0
DEFAULT_RETRIES = 4
DEFAULT_CONCURRENCY = 8
DEFAULT_BACKUP_DIR = "powertrack-backups"


class Runner(Protocol):
    """Runs the flows of a client."""

    @property
    def options(self) -> Options:
        """How it sends requests."""
        ...

    def sharing(self, options: Options) -> Self:
        """Make a runner with the same connections and other options."""
        ...


R = TypeVar("R", bound=Runner)
Transport = TypeVar("Transport", httpx.BaseTransport, httpx.AsyncBaseTransport)
Hook = TypeVar("Hook", bound=AsyncOnSessionEnd)


class BaseClient(Methods, ABC, Generic[R, Transport, Hook]):
    """Base of both clients."""

    def __init__(
        self,
        auth_manager: AuthManager | None = None,
        *,
        profile: str | None = None,
        on_session_end: Hook | None = None,
        transport: Transport | None = None,
        proxy: Proxy | None = None,
        verify: Verify = True,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        max_retries: int = DEFAULT_RETRIES,
        concurrency: int = DEFAULT_CONCURRENCY,
        rate_limit: float | None = None,
        backup_dir: str | os.PathLike[str] = DEFAULT_BACKUP_DIR,
        max_targets: int = DEFAULT_MAX_TARGETS,
        read_only: bool = False,
        settle: float | None = None,
        observe: str | os.PathLike[str] | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Find the credentials and set up the client. Nothing is sent yet.

        Args:
            auth_manager: Credentials. By default they come from the environment, from files or from the stored session
                `default`.
            profile: Name of the stored session to use, instead of an `auth_manager`.
            on_session_end: Called once, without arguments, when the session has ended. It may return fresh credentials
                for the same host, as `Credentials`, an `AuthManager` or the text of a copied request, or None if there
                are none. Refused reads are repeated; a refused write is looked up first. With `AsyncPowerTrackClient`
                it may be asynchronous. It must not use this client.
            transport: Sends the requests; by default over the network. `Simulator.transport()` reaches a simulator.
                A transport of httpx, such as `httpx.HTTPTransport(http2=True)`, takes more settings than this client.
            proxy: Address of a proxy, such as `http://proxy.example.com:3128`. By default the one that the environment
                names, for example in `HTTPS_PROXY`. Plain http to this machine never uses a proxy.
            verify: Certificates to trust: True for the usual authorities, the path of a CA file (PEM) or folder, or an
                `ssl.SSLContext`. False checks nothing and is accepted for this machine only.
            timeout: Longest wait for a connection, and for each piece of an answer (seconds); or an `httpx.Timeout`.
            max_retries: Further attempts for a read that fails for a passing reason. Writes are never repeated.
            concurrency: Most requests at a time.
            rate_limit: Sustained requests per second, after a burst of 60; 0 switches the limit off. By default 10, and
                off for a simulator in this process or on this machine. After a 429 or 503 all requests of the client
                slow down together.
            backup_dir: Folder for backups of documents before they change, and for the journals of writes.
            max_targets: Most sites, devices or triggers that one call may write; more take a plan.
            read_only: Whether to refuse, with a `ReadOnlyError`, every request that may write. Dry runs still work.
            settle: How long (seconds) to look for a write without an answer before its outcome counts as unknown, as
                it may arrive late. By default the environment variable POWERTRACK_SETTLE, or 60.
            observe: File that collects the shapes of answers, never their values, for `powertrack drift`. Shapes that
                the specification lacks are logged. Several clients and programs may share a file.
            clock: Time source; override in tests.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: The credentials cannot be read, or an argument is invalid.
        """
        set_up_logging()
        if auth_manager is not None and profile is not None:
            raise ConfigurationError("give profile or auth_manager, not both: AuthManager(profile=...) takes one")
        if on_session_end is not None and not callable(on_session_end):
            raise ConfigurationError(f"on_session_end is {on_session_end!r}; a function is expected")
        auth = auth_manager if auth_manager is not None else AuthManager(profile=profile)
        host = auth.credentials.base_url
        verified = verify is not False
        if isinstance(verify, ssl.SSLContext):
            verified = verify.verify_mode == ssl.CERT_REQUIRED and verify.check_hostname
        check_address(host, verified=verified)
        time = clock if clock is not None else SystemClock()
        rate = _usual_rate(host, transport) if rate_limit is None else rate_limit
        observer = None
        if observe is not None:
            from powertrack_sdk.traffic.recorder import Recorder  # imports the specification, which few clients need

            observer = Recorder(observe, time)
        options = Options(
            auth=auth,
            environment=Environment(
                host=host,
                backup_dir=local_path(backup_dir),
                clock=time,
                max_targets=max_targets,
                read_only=read_only,
                settle=settle,
            ),
            timeout=timeout,
            retries=max_retries,
            concurrency=concurrency,
            verified=verified,
            on_session_end=on_session_end,
            rate_limit=RateLimit(rate, time.monotonic),
            observer=observer,
        )
        self._runner = self._make_runner(options, transport, proxy, verify)

    @abstractmethod
    def _make_runner(self, options: Options, transport: Transport | None, proxy: Proxy | None, verify: Verify) -> R:
        """Make the runner of flows."""

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        concurrency: int | None = None,
        rate_limit: float | None = None,
    ) -> Self:
        """Make a copy of the client that sends its requests with other options.

        The copy shares the credentials and connections of this client, which keeps owning them: closing the copy leaves
        this client open; closing this client ends the copy. A copy with another `concurrency` or `rate_limit` has a
        limit of its own beside that of this client.

        Args:
            timeout: Longest wait for a connection, and for each piece of an answer (seconds); or an `httpx.Timeout`,
                which can also switch the limit off. None, here and below, keeps the option of this client.
            max_retries: Further attempts for a read that fails for a passing reason.
            concurrency: Most requests at a time.
            rate_limit: Sustained requests per second; 0 switches the limit off.

        Raises:
            ConfigurationError: A number is invalid.
        """
        other = copy.copy(self)
        other._runner = self._runner.sharing(
            self._runner.options.changed(timeout, max_retries, concurrency, rate_limit)
        )
        return other


def _usual_rate(base_url: str, transport: object) -> float:
    """Default requests per second: no limit for a simulator, in this process or on this machine."""
    is_network = transport is None or isinstance(transport, (httpx.HTTPTransport, httpx.AsyncHTTPTransport))
    return DEFAULT_RATE if is_network and not is_loopback(httpx.URL(base_url).host) else 0.0
