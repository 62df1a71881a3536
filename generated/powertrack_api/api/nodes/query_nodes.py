"""POST /api/node"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.inputs import NodeQueryInput
    from powertrack_api.models.node_query_result import NodeQueryResult


def query_nodes(
    body: NodeQueryInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[NodeQueryResult]:
    """Find nodes above or below a node.

    With the context `path` it answers with the nodes from the topmost visible customer down to the one that is named,
    with the context `query` with the node itself and its descendants of the kinds that are asked for. For a device
    those are none. No capture asks for the descendants of a customer. It was seen from the configuration pages of a
    site and, for `path`, from an unknown page.

    Evidence: captured.

    Args:
        body: What is sent, a NodeQuery.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="queryNodes",
        method="POST",
        path="/api/node",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> NodeQueryResult:
    from powertrack_api.models.node_query_result import NodeQueryResult

    return NodeQueryResult.parse(content)
