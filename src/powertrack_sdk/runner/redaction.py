"""Keeps what nobody should see out of logs: those of the HTTP libraries show the headers of answers, and URLs whole."""

from __future__ import annotations

import logging
import re
from typing import Final

HIDDEN: Final = "(hidden)"

_BYTES = r"""b(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_HEADER = re.compile(rf"(b'(?:set-cookie|cookie|ae_s|authorization|proxy-authorization)', ){_BYTES}", re.IGNORECASE)
# User and password of a SOCKS proxy.
_PROXY_LOGIN = re.compile(rf"(\bauth=)\({_BYTES}, {_BYTES}\)")
_PARAMETER = re.compile(r"""([?&][^=&?#\s"']+=)[^&#\s"']*""")
# The query parameters of the specification. None of them holds a secret, and nothing is known of others.
_KNOWN_PARAMETERS = ("lastChanged=", "mergeHash=", "fileType=")

_SHOWING_SOME = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
)
# What these tell at the level DEBUG is nothing but headers, plain and in the encoding of HTTP/2.
_SHOWING_ALL = ("hpack.hpack", "hpack.table")


def without_values(text: str) -> str:
    """A text with URLs or paths in it, without the values of query parameters that may be secret."""
    return _PARAMETER.sub(_without_value, text)


def _without_value(found: re.Match[str]) -> str:
    return found[0] if found[1][1:] in _KNOWN_PARAMETERS else f"{found[1]}{HIDDEN}"


class _WithoutSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, but without secrets."""
        message = _HEADER.sub(rf"\1{HIDDEN}", record.getMessage())
        record.msg, record.args = without_values(_PROXY_LOGIN.sub(rf"\1{HIDDEN}", message)), ()
        return True


class _WithoutHeaders(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Let nothing pass but what is more than a detail."""
        return record.levelno > logging.DEBUG


_without_secrets = _WithoutSecrets()
_without_headers = _WithoutHeaders()


def keep_secrets_out_of_logs() -> None:
    """See to it that logs hold no cookies and the like at any level. To call it again does no harm."""
    for name in _SHOWING_SOME:
        logging.getLogger(name).addFilter(_without_secrets)
    for name in _SHOWING_ALL:
        logging.getLogger(name).addFilter(_without_headers)
