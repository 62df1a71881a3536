"""POST /api/binding/batch"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonValue, load_list
from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.binding_batch_item import BindingBatchItem


def resolve_bindings(
    body: JsonValue,
) -> Operation[list[BindingBatchItem]]:
    """Resolve what a dashboard shows to its present values.

    Answers with the name of a device, a register with its latest reading, and the like. The request was not captured;
    presumably it lists the bindings by the `key` that the answer repeats. A binding may carry a `writeValue`. A
    captured answer shows a register at another value than that, so nothing had been written to it; but as that cannot
    be told of every request, the operation is not marked as one that only reads.

    Evidence: partial (not seen: the body of the request and the page that sends it).

    Args:
        body: The bindings; the form was not seen.
    """
    return Operation(
        id="resolveBindings",
        method="POST",
        path="/api/binding/batch",
        parse=_parse,
        body=body,
    )


def _parse(content: bytes) -> list[BindingBatchItem]:
    from powertrack_api.models.binding_batch_item import BindingBatchItem

    return BindingBatchItem.many(load_list(content))
