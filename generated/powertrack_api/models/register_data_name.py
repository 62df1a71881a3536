"""A quantity that registers can hold, from the platform's list of data names."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.golden_driver_data_name import GoldenDriverDataName
from powertrack_api.models.register_data_name_details import RegisterDataNameDetails
from powertrack_core.decoding import JsonObject, JsonValue, each, flag, integer, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RegisterDataName(Model):
    """A quantity that registers can hold, from the platform's list of data names."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "dataName",
            "registerDataNameIdentifier",
            "registerName",
            "description",
            "dataNameDescription",
            "equivalent",
            "isStandardDataName",
            "standardDataNameArchiveRawAndIntervalData",
            "functionCodes",
            "otherAliasPTDataNames",
            "goldenDriverDataNames",
            "isAllowedForRegisterSetsArray",
            "registerSetsArrayDisplayedName",
            "errors",
            "details",
        }
    )

    data_name: str | None = None
    """The data name. Where a quantity exists once per channel it ends with an underscore, such as `Temp_` for the
    register `Temp2`.
    """
    register_data_name_identifier: int | None = None
    """Number of the data name."""
    register_name: str | None = None
    """Name of the quantity in words, such as `Active Power`."""
    description: str | None = None
    """The same in words, with the equivalent data name in brackets."""
    data_name_description: str | None = None
    """What the data name stands for, in a few words; may be empty. Only later client versions send it."""
    equivalent: int | None = None
    """Number of the data name that this one is equivalent to; always its own number where seen."""
    is_standard_data_name: bool | None = None
    """Whether it is one of the standard data names."""
    standard_data_name_archive_raw_and_interval_data: bool | None = None
    """Whether both raw and interval readings are kept; true on standard data names."""
    function_codes: list[FunctionCode | int] = Factory(list)
    """Functions of the devices that may have such a register; empty where that is not limited."""
    other_alias_pt_data_names: list[int] = Factory(list)
    """Numbers of other data names for the same quantity."""
    golden_driver_data_names: list[GoldenDriverDataName] = Factory(list)
    """The standard data name and its aliases in the order of preference; null on a data name that is not standard."""
    is_allowed_for_register_sets_array: bool | None = None
    """Whether the data name may be used for a series of channels."""
    register_sets_array_displayed_name: str | None = None
    """Name of the quantity where it is used so; empty where it may not."""
    errors: list[JsonValue] = Factory(list)
    """What is wrong with the assignment of the data name; only the empty list was seen."""
    details: RegisterDataNameDetails | None = None
    """How readings of the quantity are stored and shown."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            data_name=text(get("dataName")),
            register_data_name_identifier=integer(get("registerDataNameIdentifier")),
            register_name=text(get("registerName")),
            description=text(get("description")),
            data_name_description=text(get("dataNameDescription")),
            equivalent=integer(get("equivalent")),
            is_standard_data_name=flag(get("isStandardDataName")),
            standard_data_name_archive_raw_and_interval_data=flag(get("standardDataNameArchiveRawAndIntervalData")),
            function_codes=each(get("functionCodes"), FunctionCode.of),
            other_alias_pt_data_names=each(get("otherAliasPTDataNames"), integer),
            golden_driver_data_names=GoldenDriverDataName.many(get("goldenDriverDataNames")),
            is_allowed_for_register_sets_array=flag(get("isAllowedForRegisterSetsArray")),
            register_sets_array_displayed_name=text(get("registerSetsArrayDisplayedName")),
            errors=values(get("errors")),
            details=RegisterDataNameDetails.maybe(get("details")),
            raw=data,
        )
