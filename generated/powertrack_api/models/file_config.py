"""What is known of a stored file, aside from its content."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.file_type import FileType
from powertrack_api.models.tag_set import TagSet
from powertrack_core.decoding import JsonObject, flag, identity, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class FileConfig(Model):
    """What is known of a stored file, aside from its content."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "fileName",
            "kind",
            "fileType",
            "description",
            "language",
            "revision",
            "lastChanged",
            "parentKey",
            "url",
            "canEdit",
            "canDownload",
            "allowExternal",
            "approveExternal",
            "tags",
        }
    )

    key: str
    """Key of a file, such as `F3001`. Reports, rates and module files are files."""
    name: str | None = None
    """Name of the file as pages show it."""
    file_name: str | None = None
    """Name of the file with its extension, such as `Example Rate.rate`."""
    kind: str | None = None
    """Extension of the file: `rate` and `pvmodel` were seen."""
    file_type: FileType | int | None = None
    """What the file holds."""
    description: str | None = None
    """What the file is for."""
    language: str | None = None
    """Language of the file; only the empty string was seen."""
    revision: int | None = None
    """Number of the file's revision."""
    last_changed: datetime | None = None
    """When the file last changed."""
    parent_key: str | None = None
    """Key of the folder that the file lies in."""
    url: str | None = None
    """Address of the content relative to the host."""
    can_edit: bool | None = None
    """Whether the content can be edited as a file; only false was seen."""
    can_download: bool | None = None
    """Whether the content can be downloaded; only false was seen."""
    allow_external: bool | None = None
    """Whether the file may be called from outside; only true was seen."""
    approve_external: bool | None = None
    """Whether that is approved; only false was seen."""
    tags: TagSet | None = None
    """Attributes and keywords of the file."""

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
            file_name=text(get("fileName")),
            kind=text(get("kind")),
            file_type=FileType.of(get("fileType")),
            description=text(get("description")),
            language=text(get("language")),
            revision=integer(get("revision")),
            last_changed=moment(get("lastChanged")),
            parent_key=text(get("parentKey")),
            url=text(get("url")),
            can_edit=flag(get("canEdit")),
            can_download=flag(get("canDownload")),
            allow_external=flag(get("allowExternal")),
            approve_external=flag(get("approveExternal")),
            tags=TagSet.maybe(get("tags")),
            raw=data,
        )
