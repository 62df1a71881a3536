"""Keys: letters for the kind of object, then its number.

Each reader returns a key in its usual spelling. It also takes keys in lower case or with blanks around them, and a
number alone if the kind has letters. Other values raise a ValidationError.

Example:
    >>> site_key(" s10001 "), site_key(10001), alert_key("X2D1389")
    ('S10001', 'S10001', 'x2d1389')
    >>> site_or_hardware_key(10001), hardware_or_site_key(100001), hardware_or_site_key("s10001")
    ('S10001', 'H100001', 'S10001')
    >>> site_key("H100001")
    Traceback (most recent call last):
    ...
    powertrack_sdk.errors.ValidationError: 'H100001' is the key of a device; the key of a site is expected...
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from re import Pattern

from attrs import frozen

from powertrack_sdk.errors import ValidationError


@frozen
class _Kind:
    """One kind of object.

    Attributes:
        name: Its name, with its article.
        letters: Letters for a number that stands alone, if any.
        pattern: Pattern of its keys.
    """

    name: str
    letters: str | None
    pattern: Pattern[str]


_SITE = _Kind("a site", "S", re.compile(r"S[0-9]+"))
_DEVICE = _Kind("a device", "H", re.compile(r"H[0-9]+"))
_CUSTOMER = _Kind("a customer", "C", re.compile(r"C[0-9]+"))
_USER = _Kind("a user", "U", re.compile(r"U[0-9]+"))
_FILE = _Kind("a file", "F", re.compile(r"F[0-9]+"))
_FOLDER = _Kind("a folder", "D", re.compile(r"D[0-9]+"))
_ALERT = _Kind("an alert trigger", "AS", re.compile(r"AS[0-9]+|x2d[0-9a-f]+"))
_KINDS = (
    _SITE,
    _DEVICE,
    _CUSTOMER,
    _USER,
    _FILE,
    _FOLDER,
    _ALERT,
    # No method takes the following; they are known so that an error can name them.
    _Kind("an alert type", None, re.compile(r"AI[0-9]+")),
    _Kind("a raised alert", None, re.compile(r"x[0-9a-f]+")),
    _Kind("an attribute or keyword", None, re.compile(r"T[0-9]+")),
)
_ANYTHING = re.compile(r"[A-Z]{1,2}[0-9]+|x[0-9a-f]+")


def _reader(*kinds: _Kind) -> Callable[[str | int], str]:
    """A reader of keys of these kinds; a number alone is of the first."""

    def read(value: str | int) -> str:
        text = _spelt(value)
        if text.isdecimal():
            text = f"{kinds[0].letters}{text}"
        if any(kind.pattern.fullmatch(text) for kind in kinds):
            return text
        given = next((kind.name for kind in _KINDS if kind.pattern.fullmatch(text)), None)
        what = f"the key of {given}" if given else "not a valid key"
        names = " or ".join(kind.name for kind in kinds)
        examples = " or ".join(f"{kind.letters}10001" for kind in kinds)
        raise ValidationError(f"{value!r} is {what}; the key of {names} is expected, such as {examples}")

    return read


site_key = _reader(_SITE)
hardware_key = _reader(_DEVICE)
customer_key = _reader(_CUSTOMER)
user_key = _reader(_USER)
file_key = _reader(_FILE)
folder_key = _reader(_FOLDER)
alert_key = _reader(_ALERT)
site_or_hardware_key = _reader(_SITE, _DEVICE)
hardware_or_site_key = _reader(_DEVICE, _SITE)


def object_key(value: str) -> str:
    """The key of any object, with its letters.

    Raises:
        ValidationError: It is not a key.
    """
    text = _spelt(value)
    if _ANYTHING.fullmatch(text):
        return text
    raise ValidationError(f"{value!r} is not a valid key; expected letters and a number, such as S10001 or H100001")


def is_site_key(value: str) -> bool:
    """Whether it is the key of a site."""
    return _SITE.pattern.fullmatch(value) is not None


def _spelt(value: object) -> str:
    """A key in its usual spelling; empty for values that cannot be keys."""
    if isinstance(value, str):
        text = value.strip()
        if not text.isascii():  # some other letters have an ASCII letter as their capital
            return ""
        return text.lower() if text[:1] in ("x", "X") else text.upper()
    if isinstance(value, bool):
        return ""
    try:
        return str(operator.index(value))  # type: ignore[arg-type]  # values that are not whole numbers raise
    except TypeError:
        return ""
