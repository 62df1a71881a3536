"""The tree of customers, sites and devices."""

from powertrack_api.api.nodes.get_node import (
    get_alert_node,
    get_customer_node,
    get_file_node,
    get_folder_node,
    get_hardware_node,
    get_site_node,
    get_user_node,
)
from powertrack_api.api.nodes.query_nodes import query_nodes

__all__ = [
    "get_customer_node",
    "get_site_node",
    "get_hardware_node",
    "get_user_node",
    "get_file_node",
    "get_folder_node",
    "get_alert_node",
    "query_nodes",
]
