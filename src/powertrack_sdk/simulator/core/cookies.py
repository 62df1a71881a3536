"""Session cookies: long texts split into numbered chunks, as ASP.NET does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import frozen

_SIZE = 160  # browsers take about 4,000; short chunks make several of the synthetic text
_GONE = "expires=Thu, 01 Jan 1970 00:00:00 GMT"


class TornCookieError(Exception):
    """Cookies of the simulator came incomplete, or together with cookies of another answer."""


@frozen
class Family:
    """A cookie that is split over several: a head with the number of chunks, and chunks numbered from 1.

    Attributes:
        name: Name of the head.
        separator: Character between the word `chunks` and their number.
    """

    name: str
    separator: str

    def split(self, text: str) -> dict[str, str]:
        """Return the head and the chunks that carry a text."""
        chunks = [text[start : start + _SIZE] for start in range(0, len(text), _SIZE)]
        head = {self.name: f"chunks{self.separator}{len(chunks)}"}
        return head | {f"{self.name}C{number}": chunk for number, chunk in enumerate(chunks, start=1)}

    def join(self, sent: Mapping[str, str]) -> str | None:
        """Return the text that the cookies of a request carry; None if the head or a chunk is missing."""
        head = re.fullmatch(rf"chunks{self.separator}([1-9][0-9]?)", sent.get(self.name, ""))
        names = [f"{self.name}C{number}" for number in range(1, int(head[1]) + 1)] if head else []
        return "".join(sent[name] for name in names) if names and all(name in sent for name in names) else None

    def names(self, sent: Iterable[str]) -> list[str]:
        """Return the names that belong to this family."""
        return [name for name in sent if re.fullmatch(rf"{re.escape(self.name)}(C[0-9]+)?", name)]


def read_cookies(header: str) -> list[tuple[str, str]]:
    """Return the names and values of a Cookie header in order."""
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return [(name, value) for name, _, value in pairs if name]


def set_cookie(name: str, value: str | None, *, secure: bool) -> tuple[str, str]:
    """Return the header that sets a cookie of the session, or deletes it if the value is None."""
    crumb = f"{name}={value}" if value is not None else f"{name}=; {_GONE}"
    return "set-cookie", f"{crumb}; path=/; HttpOnly" + ("; Secure" if secure else "")
