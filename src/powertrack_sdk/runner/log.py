"""The log of the package, and the redaction of logs.

The package logs nowhere unless asked to. The logs of the HTTP libraries show headers of answers and whole URLs.
"""

from __future__ import annotations

import logging
import os
import re
from typing import Final

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.foreign import in_lines

VARIABLE: Final = "POWERTRACK_LOG"
HIDDEN: Final = "(hidden)"

log = logging.getLogger("powertrack_sdk")
log.addHandler(logging.NullHandler())

_LEVELS: Final = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}

_BYTES = r"""b(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_HEADER = re.compile(rf"(b'(?:set-cookie|cookie|ae_s|authorization|proxy-authorization)', ){_BYTES}", re.IGNORECASE)
# User and password of a SOCKS proxy.
_PROXY_LOGIN = re.compile(rf"(\bauth=)\({_BYTES}, {_BYTES}\)")
_PARAMETER = re.compile(r"""([?&][^=&?#\s"']+=)[^&#\s"']*""")
# The query parameters of the specification. None of them holds a secret; any other might.
_KNOWN_PARAMETERS = ("lastChanged=", "mergeHash=", "fileType=")

_HTTP_LOGS = ("httpx", *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")))
# At the level DEBUG these log nothing but headers, plain and in the encoding of HTTP/2.
_HEADER_LOGS = ("hpack.hpack", "hpack.table")


def without_values(text: str) -> str:
    """A text that has URLs or paths, without the values of query parameters that may be secret."""
    return _PARAMETER.sub(lambda found: found[0] if found[1][1:] in _KNOWN_PARAMETERS else f"{found[1]}{HIDDEN}", text)


def _redact(record: logging.LogRecord) -> bool:
    message = _HEADER.sub(rf"\1{HIDDEN}", record.getMessage())
    record.msg, record.args = without_values(_PROXY_LOGIN.sub(rf"\1{HIDDEN}", message)), ()
    return True


def _is_no_detail(record: logging.LogRecord) -> bool:
    return record.levelno > logging.DEBUG


class _Formatter(logging.Formatter):
    """Formats lines for a terminal, which must not act on control characters in answers."""

    def format(self, record: logging.LogRecord) -> str:
        return in_lines(super().format(record))


def set_up_logging() -> None:
    """Redact credentials from HTTP logs, and log to stderr if `POWERTRACK_LOG` asks for it. Idempotent.

    Raises:
        ConfigurationError: The variable does not name a level.
    """
    for name in _HTTP_LOGS:
        logging.getLogger(name).addFilter(_redact)
    for name in _HEADER_LOGS:
        logging.getLogger(name).addFilter(_is_no_detail)
    level = os.environ.get(VARIABLE, "").strip().lower()
    if not level:
        return
    if level not in _LEVELS:
        raise ConfigurationError(f"{VARIABLE} is {level!r}; debug, info or warning is expected")
    log.setLevel(_LEVELS[level])
    if not any(isinstance(handler.formatter, _Formatter) for handler in log.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        log.addHandler(handler)
