"""What is known of a stored session, besides the session: it is no secret and stands in `profiles.json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

_REMEMBERED: Final = 5


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
