"""What is stored of a session: the session itself, and what else is known of it, which is no secret."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from powertrack_sdk.auth.address import DEFAULT_BASE_URL
from powertrack_sdk.auth.cookies import crumbs, is_session_cookie
from powertrack_sdk.auth.credentials import DEFAULT_AE_V, Credentials, product_user_agent
from powertrack_sdk.errors import ConfigurationError

_REMEMBERED: Final = 5
_FIELDS: Final = ("cookie", "ae_s", "ae_v", "base_url", "user_agent")


@frozen
class Record:
    """What is known of a stored session, without the session.

    Attributes:
        kept_in: `keyring` or `file`.
        slot: Which of the two entries of a profile in the keyring counts.
        signed_in: When the user signed in; None if it is not known.
        last_success: When the session was last known to work.
        ended: When it was first refused.
        lasted: How long earlier sessions of the profile lasted (hours), the latest last.
    """

    kept_in: str
    slot: str = ""
    signed_in: datetime | None = None
    last_success: datetime | None = None
    ended: datetime | None = None
    lasted: tuple[float, ...] = ()

    @property
    def usual_life(self) -> timedelta | None:
        """How long sessions of the profile lasted on average; None if none was seen to end."""
        return timedelta(hours=sum(self.lasted) / len(self.lasted)) if self.lasted else None

    def age(self, now: datetime) -> timedelta | None:
        """How old the session is; None if that is not known."""
        if self.signed_in is None or now < self.signed_in:
            return None
        return now - self.signed_in

    def worked(self, moment: datetime) -> Record:
        """The record once the session was seen to work. Then it had not ended before."""
        record = evolve(self, last_success=max(moment, self.last_success or moment))
        if self.ended is None or moment < self.ended:
            return record
        return evolve(record, ended=None, lasted=self.lasted[:-1])

    def after_end(self, now: datetime) -> Record:
        """The record once the session was refused. It ended between the last success and now."""
        if self.ended is not None:
            return self
        hours = None
        if self.signed_in is not None and self.signed_in <= now:
            last = max(self.last_success or self.signed_in, self.signed_in)
            hours = round(((last + (now - last) / 2) - self.signed_in) / timedelta(hours=1), 2)
        lasted = self.lasted if hours is None else (*self.lasted, hours)[-_REMEMBERED:]
        return evolve(self, ended=now, lasted=lasted)


def entry_of(record: Record) -> dict[str, object]:
    """A record as it stands in the list."""
    moments = {name: getattr(record, name) for name in ("signed_in", "last_success", "ended")}
    return {
        "kept_in": record.kept_in,
        "slot": record.slot,
        **{name: moment.isoformat() for name, moment in moments.items() if moment is not None},
        "lasted_hours": list(record.lasted),
    }


def record_of(entry: object) -> Record:
    """The record of an entry of the list. In the first version of the list an entry was the place alone.

    Raises:
        ValueError: The entry is damaged.
    """
    if not isinstance(entry, Mapping):
        return Record(str(entry))
    lasted = entry.get("lasted_hours")
    return Record(
        kept_in=str(entry.get("kept_in")),
        slot="~" if entry.get("slot") == "~" else "",
        signed_in=_moment(entry.get("signed_in")),
        last_success=_moment(entry.get("last_success")),
        ended=_moment(entry.get("ended")),
        lasted=tuple(float(str(one)) for one in lasted) if isinstance(lasted, list) else (),
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def content_of(credentials: Credentials, expiries: Mapping[str, int]) -> dict[str, object]:
    """A session as it is stored.

    Args:
        credentials: What to keep.
        expiries: When cookies end (seconds since 1970).
    """
    content: dict[str, object] = {name: getattr(credentials, name) for name in _FIELDS}
    return {**content, "expiries": dict(expiries)} if expiries else content


def credentials_of(kept: Mapping[str, object], source: str) -> Credentials:
    """The session in what is stored.

    Raises:
        ConfigurationError: There is none in it.
    """
    cookie, ae_s, ae_v, base_url, user_agent = (_text(kept.get(name)) for name in _FIELDS)
    cookie = _without_ended(cookie or "", kept.get("expiries"))
    if not cookie:
        raise ConfigurationError(f"the {source} holds no cookie; sign in again")
    return Credentials(
        cookie=cookie,
        ae_s=ae_s,
        ae_v=ae_v or DEFAULT_AE_V,
        base_url=base_url or DEFAULT_BASE_URL,
        user_agent=user_agent or product_user_agent(),
        source=source,
    )


def _without_ended(cookie: str, expiries: object) -> str:
    """The cookies that have not ended meanwhile. Whether the session itself has, only the server can tell."""
    if not isinstance(expiries, Mapping):
        return cookie
    now = time.time()
    ended = {name for name, end in expiries.items() if isinstance(end, (int, float)) and end <= now}
    if not ended:
        return cookie
    return "; ".join(
        f"{name}={value}" for name, value in crumbs(cookie) if name not in ended or is_session_cookie(name)
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
