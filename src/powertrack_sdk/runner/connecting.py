"""How clients connect: whose certificates are trusted, and through which proxy a host is reached."""

from __future__ import annotations

import os
import re
import ssl
import urllib.request
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypedDict, TypeVar

import certifi
import httpx
import truststore

from powertrack_sdk.auth.address import is_loopback
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path

Proxy: TypeAlias = str | httpx.URL | httpx.Proxy
Verify: TypeAlias = bool | str | os.PathLike[str] | ssl.SSLContext

C = TypeVar("C")

_HASHED: Final = re.compile(r"[0-9a-f]{8}\.[0-9]+")
_VARIABLES: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")


class Arguments(TypedDict):
    """How `httpx.Client` and `httpx.AsyncClient` connect."""

    proxy: Proxy | None
    verify: bool | ssl.SSLContext
    trust_env: bool
    limits: httpx.Limits


class Connect(Generic[C]):
    """Makes connections to a host.

    The environment is read here: httpx reads all of it, and fails for a proxy or certificates that are never needed.

    Args:
        make: Makes them, given a transport; such as `httpx.Client`.
        transport_given: Whether requests travel in a way of the caller's own.
        proxy: Address of a proxy; None for what the environment names.
        verify: How servers prove who they are.

    Raises:
        ConfigurationError: The arguments contradict each other.
    """

    def __init__(
        self, make: Callable[[Arguments], C], *, transport_given: bool, proxy: Proxy | None, verify: Verify
    ) -> None:
        if transport_given and (proxy is not None or verify is not True):
            raise ConfigurationError(
                "transport is given, so proxy and verify have no effect: set the transport up with them"
            )
        self._make = make
        self._transport_given = transport_given
        self._proxy = proxy
        self._verify = verify

    def __call__(self, base_url: str) -> C:
        """Connect to a host, named by scheme and host.

        Raises:
            ConfigurationError: The certificates or the proxy cannot be used. The proxy's address is not repeated, as
                it may hold a password.
        """
        url = httpx.URL(base_url)
        if self._proxy is not None and (url.scheme == "http" or self._verify is False):
            raise ConfigurationError(
                "proxy is given, but the host is this machine, and what goes there without a checked certificate must"
                " not pass elsewhere. Omit proxy"
            )
        proxy = self._proxy
        if proxy is None and not self._transport_given and not is_loopback(url.host):
            proxy = _proxy_of_environment(url)
        # Plain http goes to this machine only, so no certificate is needed, and none can be in the way.
        needs_none = url.scheme == "http" or self._transport_given
        arguments = Arguments(
            proxy=proxy,
            verify=_NO_CERTIFICATES if needs_none else self._certificates,
            trust_env=False,
            # The runner limits the requests, and with them the connections.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
        )
        problem = "its address is not one like http://proxy.example.com:3128"
        try:
            return self._make(arguments)
        except ImportError:
            problem = "a SOCKS proxy needs the package socksio"
        except (ValueError, httpx.InvalidURL):
            pass
        raise ConfigurationError(
            "The proxy that is given, or that the environment names (HTTPS_PROXY, ALL_PROXY), cannot be used:"
            f" {problem}."
        )

    @cached_property
    def _certificates(self) -> bool | ssl.SSLContext:
        verify = self._verify
        if isinstance(verify, ssl.SSLContext) or verify is False:
            return verify
        if verify is not True:
            return _authorities(local_path(verify).expanduser())
        for variable in _VARIABLES:
            named = os.environ.get(variable)
            if named:
                return _authorities(Path(named), variable)
        # The authorities of the system, such as a company's own, and the usual ones for systems that have none.
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cafile=certifi.where())
        return context


def _authorities(path: Path, variable: str | None = None) -> ssl.SSLContext:
    try:
        if path.is_dir():
            if not any(_HASHED.fullmatch(one.name) for one in path.iterdir()):
                raise ssl.SSLError
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except OSError as error:
        named = " with a name as `openssl rehash` gives it" if path.is_dir() else ""
        reason = f"it holds no certificate{named}" if isinstance(error, ssl.SSLError) else error.strerror
    advice = "" if variable is None else f". Correct the environment variable {variable}, or remove it"
    where = "The CA file" if variable is None else f"{variable} is"
    raise ConfigurationError(
        f"{where} {str(path)!r}{'' if variable is None else ', which'} cannot be used as a CA file: {reason}{advice}"
    )


def _proxy_of_environment(url: httpx.URL) -> str | None:
    """The proxy that the environment names for a host elsewhere, or the system does on Windows and macOS."""
    proxies = urllib.request.getproxies()
    named = proxies.get(url.scheme) or proxies.get("all")
    if not named or urllib.request.proxy_bypass(url.host):
        return None
    scheme, separator, rest = named.partition("://")
    if not separator:
        return f"http://{named}"
    # Desktops write `socks` for the protocol that is version 5 today.
    return f"socks5://{rest}" if scheme.lower() == "socks" else named


_NO_CERTIFICATES: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
