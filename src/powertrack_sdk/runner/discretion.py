"""Keeps the cookies that a server sets out of the log of the HTTP library, which shows the headers of answers."""

from __future__ import annotations

import logging
import re

_SET_COOKIE = re.compile(r"""(b'set-cookie', )b(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""", re.IGNORECASE)


class _WithoutCookies(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, but without the values of cookies."""
        record.msg, record.args = _SET_COOKIE.sub(r"\1(hidden)", record.getMessage()), ()
        return True


_without_cookies = _WithoutCookies()


def keep_cookies_out_of_logs() -> None:
    """See to it that a log at the level DEBUG holds no cookies. To call it again does no harm."""
    logging.getLogger("httpcore.http11").addFilter(_without_cookies)
