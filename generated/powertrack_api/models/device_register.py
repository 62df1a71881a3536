"""A register of a device or of a driver, and what becomes of its readings."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.register_data_name import RegisterDataName
from powertrack_core.decoding import JsonObject, flag, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DeviceRegister(Model):
    """A register of a device or of a driver, and what becomes of its readings."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "index",
            "name",
            "localizedName",
            "dataName",
            "standardDataName",
            "isIgnored",
            "isRaw",
            "isArchived",
            "units",
            "dataNameDetail",
        }
    )

    index: int | None = None
    """Number of the register within a device, unique there. It is 0 for every register of a driver."""
    name: str | None = None
    """Name of the register in the driver, such as `AC Power Output`."""
    localized_name: str | None = None
    """Name of the quantity as pages show it, such as `Active Power`."""
    data_name: str | None = None
    """Data name under which the readings are stored, such as `KwAC`; may be empty."""
    standard_data_name: str | None = None
    """Standard data name of the same quantity, such as `Active_Power`; empty for none."""
    is_ignored: bool | None = None
    """Whether the readings are thrown away."""
    is_raw: bool | None = None
    """Whether the readings are kept as they come in."""
    is_archived: bool | None = None
    """Whether the readings are kept per interval."""
    units: str | None = None
    """Unit of the readings as text, such as `kW` or `W/m²`; empty for none."""
    data_name_detail: RegisterDataName | None = None
    """What is known of the data name. It comes with the registers of a driver; null for a register without a known
    data name and on the registers of a device.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            index=integer(get("index")),
            name=text(get("name")),
            localized_name=text(get("localizedName")),
            data_name=text(get("dataName")),
            standard_data_name=text(get("standardDataName")),
            is_ignored=flag(get("isIgnored")),
            is_raw=flag(get("isRaw")),
            is_archived=flag(get("isArchived")),
            units=text(get("units")),
            data_name_detail=RegisterDataName.maybe(get("dataNameDetail")),
            raw=data,
        )
