"""A photovoltaic model in a file, as its editor knows it. A write names its target by the `key` in the body."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.file_type import FileType
from powertrack_api.models.pv_config import PvConfig
from powertrack_api.models.tag_set import TagSet
from powertrack_core.decoding import JsonObject, flag, identity, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PvModelFile(Model):
    """A photovoltaic model in a file, as its editor knows it. A write names its target by the `key` in the body."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "ts",
            "parentKey",
            "name",
            "description",
            "fileType",
            "language",
            "revision",
            "pvConfig",
            "canEdit",
            "canDownload",
            "tags",
            "newNote",
        }
    )

    key: str
    """Key of the file."""
    ts: datetime | None = None
    """Version stamp; it moves on every save."""
    parent_key: str | None = None
    """Key of the folder that the file lies in."""
    name: str | None = None
    """Name of the file without its ending."""
    description: str | None = None
    """Description of the file."""
    file_type: FileType | int | None = None
    """What the file holds; 63 for a photovoltaic model."""
    language: str | None = None
    """Language of the file; only the empty string was seen."""
    revision: int | None = None
    """Number of the revision; every save raises it by one."""
    pv_config: PvConfig | None = None
    """The model itself."""
    can_edit: bool | None = None
    """Flag that reads as the right to edit. Only false was seen, also around writes that were accepted."""
    can_download: bool | None = None
    """Flag that reads as the right to download; only false was seen."""
    tags: TagSet | None = None
    """Attributes and keywords of the file."""
    new_note: str | None = None
    """Note to be added with the save. The web application sends it with null though the read lacks it, and the answer
    lacks it again.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            ts=moment(get("ts")),
            parent_key=text(get("parentKey")),
            name=text(get("name")),
            description=text(get("description")),
            file_type=FileType.of(get("fileType")),
            language=text(get("language")),
            revision=integer(get("revision")),
            pv_config=PvConfig.maybe(get("pvConfig")),
            can_edit=flag(get("canEdit")),
            can_download=flag(get("canDownload")),
            tags=TagSet.maybe(get("tags")),
            new_note=text(get("newNote")),
            raw=data,
        )
