"""GET /api/node/{folderKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.node import Node


def get_folder_node(
    folder_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[Node]:
    """Read the node of a folder.

    The tree holds customers, sites, devices, users, files, folders and alerts. A node tells its name, its kind and
    the nodes above it. Nodes of files, folders and alerts were asked for from a page with another key in its address:
    the report configuration of a customer, the configuration of a device, and the alerts of a device.

    Evidence: partial (not seen: the body of the answer).

    Args:
        folder_key: Key of the folder.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getFolderNode",
        method="GET",
        path=f"/api/node/{segment(folder_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> Node:
    from powertrack_api.models.node import Node

    return Node.parse(content)
