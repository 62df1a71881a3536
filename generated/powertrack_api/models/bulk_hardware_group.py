"""The devices of a site that do the same."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.bulk_hardware_row import BulkHardwareRow
from powertrack_api.models.function_code import FunctionCode
from powertrack_core.decoding import JsonObject
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class BulkHardwareGroup(Model):
    """The devices of a site that do the same."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "functionCode",
            "rows",
        }
    )

    function_code: FunctionCode | int | None = None
    """What the devices do on their site."""
    rows: list[BulkHardwareRow] = Factory(list)
    """One row for each device."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            function_code=FunctionCode.of(get("functionCode")),
            rows=BulkHardwareRow.many(get("rows")),
            raw=data,
        )
