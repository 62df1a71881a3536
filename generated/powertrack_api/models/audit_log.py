"""Changes of an object."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.audit_entry import AuditEntry
from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AuditLog(Model):
    """Changes of an object."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "auditLogs",
        }
    )

    key: str | None = None
    """The query, as compact JSON inside a string."""
    last_changed: JsonValue = None
    """When they last changed; only null was seen."""
    audit_logs: list[AuditEntry] = Factory(list)
    """The changes."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            last_changed=get("lastChanged"),
            audit_logs=AuditEntry.many(get("auditLogs")),
            raw=data,
        )
