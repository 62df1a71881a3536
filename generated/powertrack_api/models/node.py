"""One object as it stands in the tree."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, each, flag, identity, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Node(Model):
    """One object as it stands in the tree."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "kind",
            "subKind",
            "parentKey",
            "path",
            "icon",
            "sort",
            "flags",
            "isHidden",
            "permissions",
            "validationStatus",
            "lastChanged",
        }
    )

    key: str
    """Key of any object of the tree."""
    name: str | None = None
    """Name of the object; for a user the full name, followed by the login in brackets."""
    kind: str | None = None
    """What the object is: `customer`, `site`, `hardware` and `user` were seen."""
    sub_kind: int | None = None
    """For a device its function code; 0 for other kinds."""
    parent_key: str | None = None
    """Key of the object above; also where the session's user may not see that object."""
    path: list[str] = Factory(list)
    """Keys of the visible objects above, topmost first, without the object itself."""
    icon: str | None = None
    """A word such as `Site` or `CustAccount`, or for a device the address of a picture."""
    sort: int | None = None
    """Place among its siblings; 2147483647 where there is no order."""
    flags: int | None = None
    """Bit mask with an unobserved meaning; only 0 was seen."""
    is_hidden: bool | None = None
    """Whether the tree leaves the object out."""
    permissions: int | None = None
    """Bit mask of what the session's user may do with the object; 27, 31 and, for what the user may not see, 0 were
    seen.
    """
    validation_status: int | None = None
    """State of validation; 0 and 1 were seen."""
    last_changed: datetime | None = None
    """When the object last changed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            name=text(get("name")),
            kind=text(get("kind")),
            sub_kind=integer(get("subKind")),
            parent_key=text(get("parentKey")),
            path=each(get("path"), text),
            icon=text(get("icon")),
            sort=integer(get("sort")),
            flags=integer(get("flags")),
            is_hidden=flag(get("isHidden")),
            permissions=integer(get("permissions")),
            validation_status=integer(get("validationStatus")),
            last_changed=moment(get("lastChanged")),
            raw=data,
        )
