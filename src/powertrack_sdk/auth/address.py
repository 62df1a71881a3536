"""Which addresses credentials may be sent to: https, or http on this machine."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from powertrack_sdk.errors import ConfigurationError

DEFAULT_BASE_URL: Final = "https://apps.alsoenergy.com"

# The parts of an address that follow are read by several parsers on the way; only what all of them read alike passes.
_PLAIN = re.compile(r"[!-\[\]-~]+")
_NETLOC = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*)|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?")
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_LOOPBACK_V4 = ipaddress.ip_network("127.0.0.0/8")
_LOOPBACK_V6 = ipaddress.ip_address("::1")


def checked_base_url(address: str, where: str) -> str:
    """The address of a PowerTrack, in its plain form: scheme, host, port where it is not the usual one.

    Args:
        address: What the user gave.
        where: Who gave it, for the message; the address itself is not repeated, as it may hold a password.

    Raises:
        ConfigurationError: The address may not be used.
    """
    if "?" in address or "#" in address:
        raise _refused(where, "has a query or a fragment; only scheme and host belong there")
    parts = _split(address, where)
    if parts.path.strip("/"):
        raise _refused(where, "has a path; only scheme and host belong there")
    return _origin(parts, where)


def origin_of(url: str, where: str) -> str:
    """Scheme, host and port of the URL of a request, under the same rules as a base URL.

    Raises:
        ConfigurationError: Credentials may not be sent there.
    """
    return _origin(_split(url, where), where)


def _split(address: str, where: str) -> SplitResult:
    try:
        parts = urlsplit(address) if _PLAIN.fullmatch(address) else None
        usable = parts is not None and (parts.port is None or parts.port > 0)
    except ValueError:
        parts, usable = None, False
    if parts is None or not usable or parts.scheme not in _DEFAULT_PORTS or not parts.netloc:
        raise _refused(where, "is not an address like https://apps.alsoenergy.com")
    if "@" in parts.netloc:
        raise _refused(where, "holds a user name or a password")
    if not _NETLOC.fullmatch(parts.netloc):
        raise _refused(where, "does not name a host")
    return parts


def _origin(parts: SplitResult, where: str) -> str:
    host = parts.hostname or ""
    if parts.scheme == "http" and not is_loopback(host):
        raise _refused(where, "is plain http, which is allowed on this machine only (localhost); use https")
    shown = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{shown}{port}"


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address == _LOOPBACK_V6 or address in _LOOPBACK_V4


def _refused(where: str, reason: str) -> ConfigurationError:
    return ConfigurationError(f"{where} cannot be used: it {reason}.")
