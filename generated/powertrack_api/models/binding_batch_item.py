"""A binding that was asked for, resolved."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.binding import Binding
from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class BindingBatchItem(Model):
    """A binding that was asked for, resolved."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "item",
        }
    )

    key: str | None = None
    """The binding, as compact JSON inside a string. It has `source` (`hardwareRegister` or `hardwareInfo`),
    `parentKey` (a site), `key` (a device), `field` (the name of a register or of a field), `mode` (0, 2 and 3 were
    seen), `writeValue` and `writeValueAdditional` (texts), and `useGlobalSite` (a boolean).
    """
    item: Binding | None = None
    """What it resolves to."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            item=Binding.maybe(get("item")),
            raw=data,
        )
