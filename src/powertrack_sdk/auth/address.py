"""Which addresses credentials may be sent to: https, or http on this machine."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

from powertrack_sdk.errors import ConfigurationError

DEFAULT_BASE_URL: Final = "https://apps.alsoenergy.com"

# Several parsers read an address on its way. Only addresses that all of them read alike are accepted.
_PLAIN = re.compile(r"[!-\[\]-~]+")
_NETLOC = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*)|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?")
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_LOOPBACK: Final = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1"))


def checked_base_url(address: str, where: str) -> str:
    """The address of a PowerTrack in its plain form: scheme, host, and port unless it is the usual one.

    Args:
        address: The address that the user gave.
        where: Where it was given. The message names this place; the address itself may hold a password.

    Raises:
        ConfigurationError: The address may not be used.
    """
    if "?" in address or "#" in address:
        raise _refused(where, "has a query or a fragment; only scheme and host belong there")
    origin, path = _split(address, where)
    if path.strip("/"):
        raise _refused(where, "has a path; only scheme and host belong there")
    return origin


def origin_of(url: str, where: str) -> str:
    """Scheme, host and port of the URL of a request, under the same rules as a base URL."""
    return _split(url, where)[0]


def _split(address: str, where: str) -> tuple[str, str]:
    """Origin and path of an address that credentials may be sent to."""
    try:
        parts = urlsplit(address if _PLAIN.fullmatch(address) else "")
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), 0
    if port == 0 or parts.scheme not in _DEFAULT_PORTS or not parts.netloc:
        raise _refused(where, "is not an address like https://apps.alsoenergy.com")
    if "@" in parts.netloc:
        raise _refused(where, "holds a user name or a password")
    if not _NETLOC.fullmatch(parts.netloc):
        raise _refused(where, "does not name a host")
    host = parts.hostname or ""
    if parts.scheme == "http" and not is_loopback(host):
        raise _refused(where, "is plain http, which is allowed on this machine only (localhost); use https")
    shown = f"[{host}]" if ":" in host else host
    suffix = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{shown}{suffix}", parts.path


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in _LOOPBACK)


def _refused(where: str, reason: str) -> ConfigurationError:
    return ConfigurationError(f"{where} cannot be used: it {reason}.")
