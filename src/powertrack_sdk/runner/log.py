"""The log of the package: one logger, and nothing is written anywhere unless someone asks for it."""

from __future__ import annotations

import logging
import os
from typing import Final

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.foreign import in_lines

VARIABLE: Final = "POWERTRACK_LOG"

_LEVELS: Final = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}

log = logging.getLogger("powertrack_sdk")
log.addHandler(logging.NullHandler())


class _Formatter(logging.Formatter):
    """Lines for a terminal, which must not act on what a server answers."""

    def format(self, record: logging.LogRecord) -> str:
        return in_lines(super().format(record))


def write_log_where_asked() -> None:
    """Write the log to stderr where the environment variable `POWERTRACK_LOG` asks for it, each line once.

    Raises:
        ConfigurationError: The variable names no level.
    """
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
