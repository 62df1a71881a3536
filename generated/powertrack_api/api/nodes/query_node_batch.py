"""POST /api/node/batch"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import NodeStampInput
    from powertrack_api.models.node_batch_item import NodeBatchItem


def query_node_batch(
    body: list[NodeStampInput],
    *,
    site_key: str | None = None,
) -> Operation[list[NodeBatchItem]]:
    """Read many nodes by their keys.

    Only reads, although it is a POST. Answers with a node for each key, in another order than they were asked for. A
    node that is older than the `lastChanged` sent with its key comes too.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/hardware/list.

    Args:
        body: The nodes that are asked for.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryNodeBatch",
        method="POST",
        path="/api/node/batch",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/administration/hardware/list" if site_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[NodeBatchItem]:
    from powertrack_api.models.node_batch_item import NodeBatchItem

    return NodeBatchItem.many(load_list(content))
