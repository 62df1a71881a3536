"""How the readings of a data name are stored and shown."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, each, flag, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RegisterDataNameDetails(Model):
    """How the readings of a data name are stored and shown."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "units",
            "isFloat",
            "doublePrecision",
            "isStatus",
            "isStandardDataName",
            "aCmeter",
            "dCmeter",
            "adminHide",
            "allowArchiveRaw",
            "condense",
            "equivalent",
            "excludedChannels",
            "functionCodes",
            "functions",
            "otherAliasPTDataNames",
            "otherAliasPTDataNameValues",
            "typeId",
        }
    )

    units: UnitCode | int | None = None
    """Unit of the stored readings."""
    is_float: bool | None = None
    """Whether the readings are fractional numbers."""
    double_precision: bool | None = None
    """Whether they are stored with double precision, as energy counters are."""
    is_status: bool | None = None
    """Whether the readings are status codes rather than quantities."""
    is_standard_data_name: bool | None = None
    """Whether it is one of the standard data names."""
    a_cmeter: bool | None = None
    """Whether AC meters use the data name."""
    d_cmeter: bool | None = None
    """Whether DC meters use the data name."""
    admin_hide: bool | None = None
    """Whether administration pages hide it; only false was seen."""
    allow_archive_raw: bool | None = None
    """Whether raw readings may be kept; true was seen on a fault status."""
    condense: int | None = None
    """Code of the way readings are condensed into intervals. 16 was seen on an energy counter, 1 on a fault status, 0
    on other quantities, and 10 too.
    """
    equivalent: int | None = None
    """Number of an equivalent data name; only 0 was seen."""
    excluded_channels: str | None = None
    """Channel numbers that may not be used, as text, such as `1`; empty for none."""
    function_codes: list[FunctionCode | int] = Factory(list)
    """Functions of the devices that may have such a register; empty where that is not limited."""
    functions: str | None = None
    """The same functions by their letters, separated by commas, such as `PM,GM`. Seen were PV for 1, PM 2, CM 3, GM
    4, WS 5, SA 6, SC 7, SS 8, SM 16, XM 20, ST 24, BS 25, BM 37, BI 39, DC 40, DP 41, BB 42, BA 43, RK 44, BG 45,
    FS 46, PP 47, HV 48, MV 49, TU 50, NM 51, AX 52, BW 53, HI 54, SE 56 and HB 57.
    """
    other_alias_pt_data_names: list[int] = Factory(list)
    """Numbers of other data names for the same quantity."""
    other_alias_pt_data_name_values: str | None = None
    """Those data names themselves, separated by commas."""
    type_id: str | None = None
    """Name of the .NET type that the server keeps this in."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            units=UnitCode.of(get("units")),
            is_float=flag(get("isFloat")),
            double_precision=flag(get("doublePrecision")),
            is_status=flag(get("isStatus")),
            is_standard_data_name=flag(get("isStandardDataName")),
            a_cmeter=flag(get("aCmeter")),
            d_cmeter=flag(get("dCmeter")),
            admin_hide=flag(get("adminHide")),
            allow_archive_raw=flag(get("allowArchiveRaw")),
            condense=integer(get("condense")),
            equivalent=integer(get("equivalent")),
            excluded_channels=text(get("excludedChannels")),
            function_codes=each(get("functionCodes"), FunctionCode.of),
            functions=text(get("functions")),
            other_alias_pt_data_names=each(get("otherAliasPTDataNames"), integer),
            other_alias_pt_data_name_values=text(get("otherAliasPTDataNameValues")),
            type_id=text(get("typeId")),
            raw=data,
        )
