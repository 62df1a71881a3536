"""A stored session: the session itself, and facts about it that are not secret."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

from attrs import evolve, frozen

from powertrack_sdk.auth.address import DEFAULT_BASE_URL
from powertrack_sdk.auth.cookie_header import crumbs, is_session_cookie
from powertrack_sdk.auth.credentials import DEFAULT_AE_V, Credentials, product_user_agent
from powertrack_sdk.errors import ConfigurationError

_REMEMBERED: Final = 5
_FIELDS: Final = ("cookie", "ae_s", "ae_v", "base_url", "user_agent")


@frozen
class Record:
    """Facts about a stored session, without the session.

    Attributes:
        kept_in: `keyring` or `file`.
        slot: Which of the two entries of a profile in the keyring counts.
        signed_in: When the user signed in; None if unknown.
        last_success: When the session was last known to work.
        ended: When it was first refused.
        lasted: How long earlier sessions of the profile lasted (hours), the latest last.
    """

    kept_in: str
    slot: Literal["", "~"] = ""
    signed_in: datetime | None = None
    last_success: datetime | None = None
    ended: datetime | None = None
    lasted: tuple[float, ...] = ()

    @property
    def usual_life(self) -> timedelta | None:
        """Average life of the profile's earlier sessions; None if none was seen to end."""
        return timedelta(hours=sum(self.lasted) / len(self.lasted)) if self.lasted else None

    def age(self, now: datetime) -> timedelta | None:
        """Age of the session; None if unknown."""
        return None if self.signed_in is None or now < self.signed_in else now - self.signed_in

    def worked(self, moment: datetime) -> Record:
        """The record after a success. A session that works had not ended before."""
        record = evolve(self, last_success=max(moment, self.last_success or moment))
        if self.ended is None or moment < self.ended:
            return record
        return evolve(record, ended=None, lasted=self.lasted[:-1])

    def after_end(self, now: datetime) -> Record:
        """The record after a refusal. The session ended between the last success and now."""
        if self.ended is not None:
            return self
        lasted = self.lasted
        if self.signed_in is not None and self.signed_in <= now:
            last = max(self.last_success or self.signed_in, self.signed_in)
            hours = round(((last + (now - last) / 2) - self.signed_in) / timedelta(hours=1), 2)
            lasted = (*lasted, hours)[-_REMEMBERED:]
        return evolve(self, ended=now, lasted=lasted)


def content_of(credentials: Credentials, expiries: Mapping[str, int]) -> dict[str, object]:
    """A session as it is stored, with the expiry of its cookies (seconds since 1970)."""
    content: dict[str, object] = {name: getattr(credentials, name) for name in _FIELDS}
    return {**content, "expiries": dict(expiries)} if expiries else content


def credentials_of(kept: Mapping[str, object], source: str) -> Credentials:
    """The session in stored content, without the cookies that have expired.

    Raises:
        ConfigurationError: It holds no session.
    """
    texts = {name: value for name in _FIELDS if isinstance(value := kept.get(name), str)}
    cookie = _without_expired(texts.get("cookie", ""), kept.get("expiries"))
    if not cookie:
        raise ConfigurationError(f"the {source} holds no cookie; sign in again")
    return Credentials(
        cookie=cookie,
        ae_s=texts.get("ae_s"),
        ae_v=texts.get("ae_v") or DEFAULT_AE_V,
        base_url=texts.get("base_url") or DEFAULT_BASE_URL,
        user_agent=texts.get("user_agent") or product_user_agent(),
        source=source,
    )


def _without_expired(cookie: str, expiries: object) -> str:
    now = time.time()
    ends = expiries if isinstance(expiries, Mapping) else {}
    ended = {name for name, end in ends.items() if isinstance(end, (int, float)) and end <= now}
    if not ended:
        return cookie
    # Only the server can say whether the session itself has ended.
    kept = (pair for pair in crumbs(cookie) if pair[0] not in ended or is_session_cookie(pair[0]))
    return "; ".join(f"{name}={value}" for name, value in kept)
