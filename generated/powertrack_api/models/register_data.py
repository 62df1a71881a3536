"""A register with its latest reading. Everything in it that is not a flag is text, numbers included."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, flag, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RegisterData(Model):
    """A register with its latest reading. Everything in it that is not a flag is text, numbers included."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "localizedName",
            "legacyDataName",
            "standardDataName",
            "identifier",
            "value",
            "units",
            "register",
            "scale",
            "address",
            "ipAddress",
            "isStored",
            "isIgnored",
            "hide",
            "canModify",
            "writeFunction",
            "bustestCommand",
            "modpollCommand",
            "pingCommand",
            "standardAlertMessage",
        }
    )

    name: str | None = None
    """Name of the register in the driver, such as `Module temp`."""
    localized_name: str | None = None
    """Name of the quantity as pages show it, such as `Module Temperature`."""
    legacy_data_name: str | None = None
    """Data name under which the readings are stored, such as `Temp1`; empty for none."""
    standard_data_name: str | None = None
    """Standard data name of the quantity, such as `Temp_Module`; empty for none."""
    identifier: str | None = None
    """Further identifier of the register; only the empty string was seen."""
    value: str | None = None
    """Latest reading after scaling: a number, words such as `OK`, or groups of binary digits."""
    units: str | None = None
    """Unit of `value`, such as `°F` or `W/m²`; empty for none."""
    register: str | None = None
    """Latest reading before scaling."""
    scale: str | None = None
    """Formula of the driver that turns the raw reading into `value`; empty where there is none. It may have several
    lines, separated by CR, and may refer to other registers.
    """
    address: str | None = None
    """Address of the register."""
    ip_address: str | None = None
    """Where the register is found; on a serial device this is the Modbus unit number."""
    is_stored: bool | None = None
    """Whether the readings are stored."""
    is_ignored: bool | None = None
    """Whether the readings are thrown away."""
    hide: bool | None = None
    """Whether pages hide the register."""
    can_modify: bool | None = None
    """Whether the register can be written to."""
    write_function: str | None = None
    """How it is written to, such as `write6`; empty where it cannot be."""
    bustest_command: str | None = None
    """Command that reads the register with the gateway's bustest program."""
    modpoll_command: str | None = None
    """Command that reads the register with the modpoll program; a message instead for a computed register."""
    ping_command: str | None = None
    """Command that tests the connection; only the empty string was seen."""
    standard_alert_message: list[JsonValue] = Factory(list)
    """Messages of standard alerts for this reading; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            localized_name=text(get("localizedName")),
            legacy_data_name=text(get("legacyDataName")),
            standard_data_name=text(get("standardDataName")),
            identifier=text(get("identifier")),
            value=text(get("value")),
            units=text(get("units")),
            register=text(get("register")),
            scale=text(get("scale")),
            address=text(get("address")),
            ip_address=text(get("ipAddress")),
            is_stored=flag(get("isStored")),
            is_ignored=flag(get("isIgnored")),
            hide=flag(get("hide")),
            can_modify=flag(get("canModify")),
            write_function=text(get("writeFunction")),
            bustest_command=text(get("bustestCommand")),
            modpoll_command=text(get("modpollCommand")),
            ping_command=text(get("pingCommand")),
            standard_alert_message=values(get("standardAlertMessage")),
            raw=data,
        )
