"""A data name for a standard quantity, and its rank among those that mean the same."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class GoldenDriverDataName(Model):
    """A data name for a standard quantity, and its rank among those that mean the same."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "dataName",
            "dataNameAndType",
            "dataNameType",
            "priorityOrder",
            "isUsedForRegisterSetsArray",
        }
    )

    data_name: int | None = None
    """Number of the data name."""
    data_name_and_type: str | None = None
    """The data name with its type in brackets, such as `kwA (Alias)`."""
    data_name_type: str | None = None
    """`Standard` for the standard data name, `Alias` for the others."""
    priority_order: int | None = None
    """Rank of the data name; 1 is the standard one."""
    is_used_for_register_sets_array: bool | None = None
    """Whether it is in use for a series of channels; only false was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            data_name=integer(get("dataName")),
            data_name_and_type=text(get("dataNameAndType")),
            data_name_type=text(get("dataNameType")),
            priority_order=integer(get("priorityOrder")),
            is_used_for_register_sets_array=flag(get("isUsedForRegisterSetsArray")),
            raw=data,
        )
