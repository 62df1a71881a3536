"""All devices of a site as an editable table."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.site_hardware_row import SiteHardwareRow
from powertrack_core.decoding import JsonObject, JsonValue, flag, identity, moment, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteHardwareConfig(Model):
    """All devices of a site as an editable table."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "ts",
            "hardware",
            "canAddHardware",
            "readOnly",
            "locusId",
            "syncToLocus",
            "taskKeys",
            "updateHardwareErrors",
        }
    )

    key: str
    """Key of the site; names the target of a write."""
    ts: datetime | None = None
    """Version stamp. It is the newest stamp of the rows, so each write that changes a row moves it."""
    hardware: list[SiteHardwareRow] = Factory(list)
    """The devices of the site."""
    can_add_hardware: bool | None = None
    """Whether the user may add devices to the site."""
    read_only: bool | None = None
    """Whether the user may look at the table but not change it."""
    locus_id: str | None = None
    """Identifier of the site in the Locus platform; empty where none is set."""
    sync_to_locus: bool | None = None
    """Whether changes are passed on to the Locus platform."""
    task_keys: list[JsonValue] = Factory(list)
    """Keys of tasks that work on the devices; only the empty list was seen."""
    update_hardware_errors: JsonValue = None
    """What went wrong in a write. It is null in a read, and the server answers a write with a list, of which only the
    empty one was seen.
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
            hardware=SiteHardwareRow.many(get("hardware")),
            can_add_hardware=flag(get("canAddHardware")),
            read_only=flag(get("readOnly")),
            locus_id=text(get("locusId")),
            sync_to_locus=flag(get("syncToLocus")),
            task_keys=values(get("taskKeys")),
            update_hardware_errors=get("updateHardwareErrors"),
            raw=data,
        )
