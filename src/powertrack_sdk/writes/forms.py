"""Forms of texts in words, for people who do not read regular expressions."""

from __future__ import annotations

import re
from datetime import datetime
from re import Pattern

_FORMS = {
    r"^\d{4}-\d\d-\d\d$": "a date such as 2025-12-31, which is year, month and day",
    r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$": "a date and a time such as 2025-12-31T08:30:00",
    r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$": (
        "a date and a time with their zone, such as 2025-12-31T08:30:00Z"
    ),
    "NaN|-?Infinity": "a number, or one of NaN, Infinity and -Infinity",
}
_DAY = r"^\d{4}-\d\d-\d\d"
_KEY = re.compile(r"\^(?P<optional>\()?\[?(?P<letters>[A-Z]+)\]?\\d\+(?:\)\?)?\$")


def exists(value: str, pattern: Pattern[str]) -> bool:
    r"""Whether a text that matches a pattern of the specification is a day of the calendar, if the pattern is of days.

    Example:
        >>> day = re.compile(r"^\d{4}-\d\d-\d\d$")
        >>> exists("2025-02-28", day), exists("2025-02-30", day)
        (True, False)
    """
    if not pattern.pattern.startswith(_DAY):
        return True
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def described(pattern: Pattern[str]) -> str:
    r"""What a text has to be to match a pattern of the specification.

    Example:
        >>> described(re.compile(r"^(H\d+)?$"))
        'a key such as H10001, or empty'
    """
    known = _FORMS.get(pattern.pattern)
    if known is not None:
        return known
    key = _KEY.fullmatch(pattern.pattern)
    if key is None:
        return "of the form that the field takes; look at what it is on other sites or devices"
    letters = key["letters"] if "[" in pattern.pattern else [key["letters"]]
    return f"a key such as {' or '.join(f'{one}10001' for one in letters)}{', or empty' if key['optional'] else ''}"
