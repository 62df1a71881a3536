"""Keys: letters for the kind of object, then its number.

Keys are taken in lower case and with blanks around them too, and where the kind is clear the number alone will do.
"""

from __future__ import annotations

import operator
import re
from re import Pattern

from attrs import frozen

from powertrack_sdk.errors import ValidationError


@frozen
class _Kind:
    """One kind of object.

    Attributes:
        name: What it is, in words, with its article.
        letters: What is put before a number that stands alone; None where there is nothing to put.
        pattern: What its keys look like.
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
    # Nothing here asks for the following; they are known so that an error can name them.
    _Kind("an alert type", None, re.compile(r"AI[0-9]+")),
    _Kind("a raised alert", None, re.compile(r"x[0-9a-f]+")),
    _Kind("an attribute or keyword", None, re.compile(r"T[0-9]+")),
)
_ANYTHING = re.compile(r"[A-Z]{1,2}[0-9]+|x[0-9a-f]+")


def site_key(value: str | int) -> str:
    """The key of a site, from a key such as `S10001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.

    Example:
        >>> site_key(" s10001 "), site_key(10001)
        ('S10001', 'S10001')
        >>> site_key("H100001")
        Traceback (most recent call last):
        ...
        powertrack_sdk.errors.ValidationError: 'H100001' is the key of a device; the key of a site is expected...
    """
    return _key(value, _SITE)


def hardware_key(value: str | int) -> str:
    """The key of a device, from a key such as `H100001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, _DEVICE)


def customer_key(value: str | int) -> str:
    """The key of a customer, from a key such as `C1001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, _CUSTOMER)


def user_key(value: str | int) -> str:
    """The key of a user, from a key such as `U2001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, _USER)


def file_key(value: str | int) -> str:
    """The key of a file, a report for example, from a key such as `F3001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, _FILE)


def folder_key(value: str | int) -> str:
    """The key of a folder, from a key such as `D4001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, _FOLDER)


def alert_key(value: str | int) -> str:
    """The key of an alert trigger, from a key such as `AS5001` or `x2d1389`, or the number of the former.

    Raises:
        ValidationError: It is no key, or the key of something else.

    Example:
        >>> alert_key("as5001"), alert_key("X2D1389"), alert_key(5001)
        ('AS5001', 'x2d1389', 'AS5001')
    """
    return _key(value, _ALERT)


def site_or_hardware_key(value: str | int) -> str:
    """The key of a site or of a device; a number alone is that of a site.

    Raises:
        ValidationError: It is neither.

    Example:
        >>> site_or_hardware_key("h100001"), site_or_hardware_key(10001)
        ('H100001', 'S10001')
    """
    return _key(value, _SITE, _DEVICE)


def hardware_or_site_key(value: str | int) -> str:
    """The key of a device or of a site; a number alone is that of a device.

    Raises:
        ValidationError: It is neither.
    """
    return _key(value, _DEVICE, _SITE)


def object_key(value: str) -> str:
    """The key of any object; the letters must be there to tell which.

    Raises:
        ValidationError: It is no key.
    """
    text = _plain(value)
    if _ANYTHING.fullmatch(text):
        return text
    raise ValidationError(f"{value!r} is no key; one with its letter is expected, such as S10001 or H100001")


def is_site_key(value: str) -> bool:
    """Whether it is the key of a site."""
    return _SITE.pattern.fullmatch(value) is not None


def _key(value: str | int, *kinds: _Kind) -> str:
    """A key of one of these kinds; a number alone is of the first."""
    text = _plain(value)
    if text.isdecimal():
        text = f"{kinds[0].letters}{text}"
    if any(kind.pattern.fullmatch(text) for kind in kinds):
        return text
    given = next((kind.name for kind in _KINDS if kind.pattern.fullmatch(text)), None)
    what = f"the key of {given}" if given else "no key"
    names = " or ".join(kind.name for kind in kinds)
    examples = " or ".join(f"{kind.letters}10001" for kind in kinds)
    raise ValidationError(f"{value!r} is {what}; the key of {names} is expected, such as {examples}")


def _plain(value: object) -> str:
    """A key in its usual spelling; of what can be no key, nothing."""
    if isinstance(value, str):
        text = value.strip()
        if not text.isascii():  # some other letters have an ASCII letter as their capital
            return ""
        return text.lower() if text[:1] in ("x", "X") else text.upper()
    if isinstance(value, bool):
        return ""
    try:
        return str(operator.index(value))  # type: ignore[arg-type]  # what is no whole number is told by the error
    except TypeError:
        return ""
