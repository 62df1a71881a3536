"""The session's user: preferences, and who changed what."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models import user_preferences
from powertrack_api.models.audit_entry import AuditEntry
from powertrack_core.decoding import JsonObject, JsonValue, load, moment
from powertrack_core.model import Model

__all__ = ["AuditEntry", "UserPreferences"]

_MOST_LEVELS = 100


# No subclass of the generated model: there `value` is the text.
@define(kw_only=True, repr=False, eq=False)
class UserPreferences(Model):
    """What the web application remembers for the session's user.

    Attributes:
        last_changed: When the preferences were last saved.
        value: The preferences, decoded as far as they are JSON. A text inside that is an object or a list as JSON is
            decoded too; one that is not valid JSON stays a text.
    """

    json_names: ClassVar[frozenset[str]] = user_preferences.UserPreferences.json_names

    last_changed: datetime | None = None
    value: JsonValue = None

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object."""
        value = data.get("value")
        if isinstance(value, str):
            value = _parsed(value)
        return cls(last_changed=moment(data.get("lastChanged")), value=_decoded(value, _MOST_LEVELS), raw=data)


def _decoded(value: JsonValue, levels: int) -> JsonValue:
    """A value with every text in it decoded that is an object or a list, down to so many levels."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        value = _parsed(value)
    if levels and isinstance(value, dict):
        return {name: _decoded(part, levels - 1) for name, part in value.items()}
    if levels and isinstance(value, list):
        return [_decoded(part, levels - 1) for part in value]
    return value


def _parsed(text: str) -> JsonValue:
    try:
        return load(text.encode())
    except ValueError:
        return text
