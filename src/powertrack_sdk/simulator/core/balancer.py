"""The load balancer's cookies: set on every answer, they lead back to the same machine."""

from __future__ import annotations

import base64
import re
from datetime import datetime, timedelta
from email.utils import format_datetime

from attrs import define, field

NAMES = ("AWSALB", "AWSALBCORS")
_LIFETIME = timedelta(days=7)
_TEXT = re.compile(r"simulated balancer ([0-9]+) ([0-9]+) ([0-9]{1,10})\s*")


@define
class Balancer:
    """Sets a new value on every answer, and recognises its own values.

    Attributes:
        seed: Seed of the simulator; values of other simulators are not recognised.
    """

    seed: int
    _answers: int = field(default=0, init=False)

    def cookies(self, now: datetime, *, secure: bool) -> list[tuple[str, str]]:
        """Return the headers that set the cookies on an answer at `now`."""
        self._answers += 1
        text = f"simulated balancer {self.seed} {self._answers} {int(now.timestamp())}"
        value = base64.b64encode(text.ljust(60).encode()).decode()
        # AWS sends no Max-Age; with it clients keep the cookie whatever the simulator's date is.
        ends = f"Expires={format_datetime(now + _LIFETIME, usegmt=True)}; Max-Age={int(_LIFETIME.total_seconds())}"
        shared = "; Secure" if secure else ""
        return [("set-cookie", f"{name}={value}; {ends}; Path=/; SameSite=Lax{shared}") for name in NAMES]

    def age(self, value: str, now: datetime) -> timedelta | None:
        """Return the age of a cookie's value; None if the balancer never set it."""
        try:
            found = _TEXT.fullmatch(base64.b64decode(value, validate=True).decode("ascii"))
        except ValueError:
            return None
        if found is None or int(found[1]) != self.seed or int(found[2]) > self._answers:
            return None
        return now - datetime.fromtimestamp(int(found[3]), now.tzinfo)
