"""A folder for files. A new one is asked for with `key` empty, `name` and `parentKey` alone."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.tag_set import TagSet
from powertrack_core.decoding import JsonObject, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class FolderConfig(Model):
    """A folder for files. A new one is asked for with `key` empty, `name` and `parentKey` alone."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "parentKey",
            "ownerKey",
            "lastChanged",
            "permission",
            "editPermission",
            "rolePermission",
            "roleEditPermission",
            "newNote",
            "tags",
        }
    )

    key: str | None = None
    """Key of the folder; empty for a new one."""
    name: str | None = None
    """Name of the folder."""
    parent_key: str | None = None
    """Key of the object above; the key of a site was seen."""
    owner_key: str | None = None
    """Key of the owner; only the empty string was seen."""
    last_changed: datetime | None = None
    """When the folder last changed."""
    permission: int | None = None
    """Code of who may see the folder; only 1 was seen."""
    edit_permission: int | None = None
    """Code of who may change the folder; only 1 was seen."""
    role_permission: int | None = None
    """Code of the roles that may see the folder; only 0 was seen."""
    role_edit_permission: int | None = None
    """Code of the roles that may change the folder; only 0 was seen."""
    new_note: str | None = None
    """Note to add when the folder is saved; empty for none."""
    tags: TagSet | None = None
    """Attributes and keywords of the folder."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            name=text(get("name")),
            parent_key=text(get("parentKey")),
            owner_key=text(get("ownerKey")),
            last_changed=moment(get("lastChanged")),
            permission=integer(get("permission")),
            edit_permission=integer(get("editPermission")),
            role_permission=integer(get("rolePermission")),
            role_edit_permission=integer(get("roleEditPermission")),
            new_note=text(get("newNote")),
            tags=TagSet.maybe(get("tags")),
            raw=data,
        )
