"""The connections of clients: trusted certificates, and the proxy for a host."""

from __future__ import annotations

import os
import re
import ssl
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias, TypedDict, TypeVar

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


class Arguments(TypedDict):
    """Arguments of `httpx.Client` and `httpx.AsyncClient`."""

    proxy: Proxy | None
    verify: bool | ssl.SSLContext
    trust_env: bool
    limits: httpx.Limits


def connecting(
    make: Callable[[Arguments], C], *, transport_given: bool, proxy: Proxy | None, verify: Verify
) -> Callable[[str], C]:
    """A function that makes connections to a host, named by scheme and host.

    The environment is read here: httpx reads all of it, and fails for a proxy or certificates that are never needed.

    Args:
        make: Makes the connections from arguments; such as `httpx.Client`.
        transport_given: Whether the caller's own transport sends the requests.
        proxy: Address of a proxy; None for the one that the environment names.
        verify: The certificates to trust.

    Raises:
        ConfigurationError: The arguments contradict each other, or, from the function, the certificates or the proxy
            cannot be used. The proxy's address may hold a password, so the message does not repeat it.
    """
    if transport_given and (proxy is not None or verify is not True):
        raise ConfigurationError(
            "transport is given, so proxy and verify have no effect: set the transport up with them"
        )
    certificates = cache(lambda: _certificates(verify))

    def connect(base_url: str) -> C:
        url = httpx.URL(base_url)
        if proxy is not None and (url.scheme == "http" or verify is False):
            raise ConfigurationError(
                "proxy is given, but the host is this machine, and what goes there without a checked certificate must"
                " not pass elsewhere. Omit proxy"
            )
        uses_environment = proxy is None and not transport_given and not is_loopback(url.host)
        # Plain http goes to this machine only, so it needs no certificate, and a bad CA file must not stop it.
        needs_none = url.scheme == "http" or transport_given
        arguments = Arguments(
            proxy=_proxy_of_environment(url) if uses_environment else proxy,
            verify=_NO_CERTIFICATES if needs_none else certificates(),
            trust_env=False,
            # The runner limits the requests, and with them the connections.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
        )
        problem = "its address is not one like http://proxy.example.com:3128"
        try:
            return make(arguments)
        except ImportError:
            problem = "a SOCKS proxy needs the package socksio"
        except (ValueError, httpx.InvalidURL):
            pass
        raise ConfigurationError(
            "The proxy that is given, or that the environment names (HTTPS_PROXY, ALL_PROXY), cannot be used:"
            f" {problem}."
        )

    return connect


def _certificates(verify: Verify) -> bool | ssl.SSLContext:
    if isinstance(verify, ssl.SSLContext) or verify is False:
        return verify
    if verify is not True:
        return _authorities(local_path(verify).expanduser())
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        if path := os.environ.get(variable):
            return _authorities(Path(path), variable)
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
    if variable is None:
        raise ConfigurationError(f"The CA file {str(path)!r} cannot be used: {reason}")
    raise ConfigurationError(
        f"{variable} is {str(path)!r}, which cannot be used as a CA file: {reason}."
        f" Correct the environment variable {variable}, or remove it"
    )


def _proxy_of_environment(url: httpx.URL) -> str | None:
    """The proxy for a host elsewhere that the environment names, or the settings of Windows or macOS."""
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
