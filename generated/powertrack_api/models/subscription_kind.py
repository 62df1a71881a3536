"""What a service subscription of a site pays for, by the texts of its notices."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class SubscriptionKind(IntEnum):
    """What a service subscription of a site pays for, by the texts of its notices. A number without a name here is
    kept as a plain number.
    """

    SITE_MONITORING = 1
    CELL_MODEM_DATA = 2

    @classmethod
    def of(cls, value: JsonValue) -> SubscriptionKind | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
