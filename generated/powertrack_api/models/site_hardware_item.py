"""A device of a site, or the site itself in the place of one."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.site_hardware_field import SiteHardwareField
from powertrack_core.decoding import JsonObject, each, flag, identity, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteHardwareItem(Model):
    """A device of a site, or the site itself in the place of one."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "functionCode",
            "hardwareStatus",
            "deviceId",
            "sort",
            "isPreferred",
            "controlUrl",
            "fields",
            "archiveColumns",
        }
    )

    key: str
    """Key of the device; `-1` in the row of the site itself."""
    name: str | None = None
    """Name of the device; `(Site)` in the row of the site itself."""
    function_code: FunctionCode | int | None = None
    """What the device does on its site."""
    hardware_status: int | None = None
    """Status of the device."""
    device_id: int | None = None
    """Number of the kind of device, such as 1844, by which pictures of devices are named as well; 0 in the row of the
    site itself.
    """
    sort: int | None = None
    """Place of the device in the lists of its site; places may repeat. -1 in the row of the site itself."""
    is_preferred: bool | None = None
    """Whether the device comes first among its kind; only false was seen."""
    control_url: str | None = None
    """Address of the page that controls the device; only the empty string was seen."""
    fields: list[SiteHardwareField] = Factory(list)
    """Registers of the device that have a data name."""
    archive_columns: list[str] = Factory(list)
    """Keys of those fields whose readings are kept per interval."""

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
            function_code=FunctionCode.of(get("functionCode")),
            hardware_status=integer(get("hardwareStatus")),
            device_id=integer(get("deviceId")),
            sort=integer(get("sort")),
            is_preferred=flag(get("isPreferred")),
            control_url=text(get("controlUrl")),
            fields=SiteHardwareField.many(get("fields")),
            archive_columns=each(get("archiveColumns"), text),
            raw=data,
        )
