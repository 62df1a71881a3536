"""GET /api/node/{key}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.node import Node


def get_customer_node(
    customer_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[Node]:
    """Read the node of a customer.

    The tree holds customers, sites, devices, users, files, folders and alerts. A node tells its name, its kind and
    the nodes above it. Nodes of files, folders and alerts were asked for from a page with another key in its address:
    the report configuration of a customer, the configuration of a device, and the alerts of a device.

    Evidence: captured.

    Args:
        customer_key: Key of the customer.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getCustomerNode",
        method="GET",
        path=f"/api/node/{segment(customer_key)}",
        parse=_parse_node,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def get_site_node(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[Node]:
    """Read the node of a site.

    The tree holds customers, sites, devices, users, files, folders and alerts. A node tells its name, its kind and
    the nodes above it. Nodes of files, folders and alerts were asked for from a page with another key in its address:
    the report configuration of a customer, the configuration of a device, and the alerts of a device.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteNode",
        method="GET",
        path=f"/api/node/{segment(site_key)}",
        parse=_parse_node,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def get_hardware_node(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[Node]:
    """Read the node of a device.

    The tree holds customers, sites, devices, users, files, folders and alerts. A node tells its name, its kind and
    the nodes above it. Nodes of files, folders and alerts were asked for from a page with another key in its address:
    the report configuration of a customer, the configuration of a device, and the alerts of a device.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getHardwareNode",
        method="GET",
        path=f"/api/node/{segment(hardware_key)}",
        parse=_parse_node,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(hardware_key)}/administration/config",
        safe=True,
        may_be_empty=True,
    )


def get_user_node(
    user_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[Node]:
    """Read the node of a user.

    The tree holds customers, sites, devices, users, files, folders and alerts. A node tells its name, its kind and
    the nodes above it. Nodes of files, folders and alerts were asked for from a page with another key in its address:
    the report configuration of a customer, the configuration of a device, and the alerts of a device.

    Evidence: captured.

    Args:
        user_key: Key of the user.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getUserNode",
        method="GET",
        path=f"/api/node/{segment(user_key)}",
        parse=_parse_node,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def get_file_node(
    file_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[Node]:
    """Read the node of a file.

    The tree holds customers, sites, devices, users, files, folders and alerts. A node tells its name, its kind and
    the nodes above it. Nodes of files, folders and alerts were asked for from a page with another key in its address:
    the report configuration of a customer, the configuration of a device, and the alerts of a device.

    Evidence: partial (not seen: the body of the answer).

    Args:
        file_key: Key of the file.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getFileNode",
        method="GET",
        path=f"/api/node/{segment(file_key)}",
        parse=_parse_node,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


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
        parse=_parse_node,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def get_alert_node(
    alert_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[Node]:
    """Read the node of an alert.

    The tree holds customers, sites, devices, users, files, folders and alerts. A node tells its name, its kind and
    the nodes above it. Nodes of files, folders and alerts were asked for from a page with another key in its address:
    the report configuration of a customer, the configuration of a device, and the alerts of a device.

    Evidence: partial (not seen: the body of the answer).

    Args:
        alert_key: Key of the alert trigger.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getAlertNode",
        method="GET",
        path=f"/api/node/{segment(alert_key)}",
        parse=_parse_node,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse_node(content: bytes) -> Node:
    from powertrack_api.models.node import Node

    return Node.parse(content)
