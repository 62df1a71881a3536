"""Status of one device, as the tree of a site's devices shows it."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, identity, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class HardwareNavigatorStatus(Model):
    """Status of one device, as the tree of a site's devices shows it."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "status",
            "communicationStatus",
        }
    )

    key: str
    """Key of the device."""
    status: int | None = None
    """Status of the device; only 1 was seen here."""
    communication_status: int | None = None
    """How communication with the device stands. 0, 2 and 5 were seen; their meaning was not observed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            status=integer(get("status")),
            communication_status=integer(get("communicationStatus")),
            raw=data,
        )
