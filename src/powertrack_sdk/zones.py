"""Time zones by the names that the API uses, and days in them."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from powertrack_sdk.errors import PowerTrackWarning

# Names that the database has dropped, and Windows display names whose Windows name does not follow from them.
_OTHER_NAMES = {
    "us/pacific-new": "America/Los_Angeles",
    "canada/east-saskatchewan": "America/Regina",
    "z": "UTC",
    "coordinated_universal_time": "UTC",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic_time_(canada)": "America/Halifax",
}
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-\u2212])\s*(\d{1,2})(?::?([0-5]\d)(?::00)?)?", re.IGNORECASE | re.ASCII)
_DISPLAY_PREFIX = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*", re.IGNORECASE)
_NORTH_AMERICA = re.compile(r"\(us (?:&|and) canada\)")
_FARTHEST = timedelta(hours=14)
_LONGEST = 60


def zone(name: str | None) -> tzinfo:
    """Return the zone of a name, or UTC if there is no name or it is unknown. Warns once for each unknown name.

    Args:
        name: Such as `US/Eastern`, `Eastern Standard Time` or `UTC-05:00`.
    """
    found = find_zone(name)
    if found is None and name and name.strip():
        _warn(name)
    return found or UTC


@cache
def find_zone(name: str | None) -> tzinfo | None:
    """Return the zone of a name; None if there is no name or it is unknown.

    Known are the names of the IANA database in any case, Windows names (`Eastern Standard Time`), Windows display names
    of North America (`(UTC-07:00) Mountain Time (US & Canada)`), and fixed offsets from UTC (`UTC-05:00`, `GMT+2`,
    `+05:30`; plus is east of Greenwich). `Etc/GMT+5` is west of it, as in the database.

    Example:
        >>> [str(find_zone(name)) for name in ("us/eastern", "Eastern Standard Time", "GMT+2")]
        ['US/Eastern', 'America/New_York', 'Etc/GMT-2']
        >>> find_zone("Middle of Nowhere") is None
        True
    """
    text = (name or "").strip()
    if not text:
        return None
    return _of_database(text) or _of_offset(text) or _of_windows(_DISPLAY_PREFIX.sub("", text, count=1))


def first_known(*names: str | None) -> str | None:
    """Return the first name whose zone is known; else the first name."""
    known = (name for name in names if find_zone(name) is not None)
    return next(known, None) or next((name for name in names if name), None)


def zone_label(name: str | None) -> str:
    """Return the label for times in the zone of a name.

    Example:
        >>> zone_label("US/Eastern"), zone_label("Etc/GMT+5"), zone_label(None)
        ('US/Eastern time', 'UTC-05:00', 'UTC')
    """
    found = zone(name)
    offset = found.utcoffset(None)  # None unless the zone has a fixed offset
    return f"{found} time" if offset is None else str(timezone(offset))


def today(name: str | None, now: datetime) -> date:
    """Return the day of a moment (aware) in the zone of a name."""
    return now.astimezone(zone(name)).date()


def _of_database(text: str) -> tzinfo | None:
    key = "_".join(text.casefold().split())  # no name has a blank
    name = _database_names().get(key) or _OTHER_NAMES.get(key)
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _database_names() -> dict[str, str]:
    """The names of the IANA database by their lower case."""
    try:  # reading the list of the package is much faster than searching folders
        names = {*resources.files("tzdata").joinpath("zones").read_text("utf-8").split()}
    except (ImportError, OSError):
        names = available_timezones()
    return {name.casefold(): name for name in names - {"Factory"}}  # that one stands for a zone that is not set


def _of_offset(text: str) -> tzinfo | None:
    found = _OFFSET.fullmatch(text.strip("()"))
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (1 if sign == "+" else -1)
    if not -_FARTHEST <= offset <= _FARTHEST:
        return None
    whole, rest = divmod(offset, timedelta(hours=1))
    # Data frames know whole hours by a name of the database, with the opposite sign.
    named = _of_database(f"Etc/GMT{-whole:+d}") if not rest and whole else None
    return UTC if not offset else named or timezone(offset)


def _of_windows(text: str) -> tzinfo | None:
    plain = _NORTH_AMERICA.sub("", text.casefold()).strip()
    standard = plain.replace(" daylight time", " standard time")
    names = _windows_names()
    found = names.get(standard) or names.get(standard.replace(" time", " standard time"))
    return _of_database(found or plain)


@cache
def _windows_names() -> dict[str, str]:
    """The names of the IANA database by the lower case of those of Windows, from the CLDR."""
    from tzlocal.windows_tz import win_tz

    return {windows.casefold(): name for windows, name in win_tz.items()}


@cache
def _warn(name: str) -> None:
    warnings.warn(
        f"the time zone {name[:_LONGEST]!r} is unknown; its times and days are those of UTC",
        PowerTrackWarning,
        stacklevel=4,
    )
