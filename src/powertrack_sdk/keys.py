"""Keys: a letter for the kind of object, then its number."""

from __future__ import annotations

import re

from powertrack_sdk.errors import ValidationError

_KINDS = {
    "C": ("customer", re.compile(r"C[0-9]+")),
    "F": ("file", re.compile(r"F[0-9]+")),
    "H": ("device", re.compile(r"H[0-9]+")),
    "S": ("site", re.compile(r"S[0-9]+")),
    "U": ("user", re.compile(r"U[0-9]+")),
}


def site_key(value: str | int) -> str:
    """The key of a site, from a key such as `S10001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, "S")


def hardware_key(value: str | int) -> str:
    """The key of a device, from a key such as `H100001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, "H")


def customer_key(value: str | int) -> str:
    """The key of a customer, from a key such as `C1001` or its number.

    Raises:
        ValidationError: It is no key, or the key of something else.
    """
    return _key(value, "C")


def site_or_hardware_key(value: str | int) -> str:
    """The key of a site or of a device; the letter must be there to tell which.

    Raises:
        ValidationError: It is neither.
    """
    return _key(value, "H" if isinstance(value, str) and value.strip().upper().startswith("H") else "S")


def is_site_key(value: str) -> bool:
    """Whether it is the key of a site."""
    return _KINDS["S"][1].fullmatch(value) is not None


def _key(value: str | int, letter: str) -> str:
    kind, pattern = _KINDS[letter]
    text = str(value).strip().upper()
    if text.isdecimal() and not isinstance(value, bool):
        text = letter + text
    if pattern.fullmatch(text):
        return text
    other = next((name for name, form in _KINDS.values() if form.fullmatch(text)), None)
    what = f"the key of a {other}" if other else "no key"
    raise ValidationError(f"{value!r} is {what}; the key of a {kind} is expected, such as {letter}10001")
