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

    With the context `path` it returns the nodes from the topmost visible customer down to the named one; with the
    context `query`, the node itself and its descendants of the requested kinds. A device has no descendants. No
    capture requests the descendants of a customer. It was seen from the configuration pages of a site and, for
    `path`, from an unknown page.

    Evidence: captured.

    Args:
        body: What is sent, a NodeQuery.
        last_changed: Requests only what changed after this time; if nothing did, the answer is 200 without a body.
            The default requests everything.
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
