"""The tree of customers, sites and devices, the tags that hang on it, and values for dashboards."""

from powertrack_api.api.nodes.get_alert_node import get_alert_node
from powertrack_api.api.nodes.get_customer_node import get_customer_node
from powertrack_api.api.nodes.get_favorite_nodes import get_favorite_nodes
from powertrack_api.api.nodes.get_file_node import get_file_node
from powertrack_api.api.nodes.get_folder_node import get_folder_node
from powertrack_api.api.nodes.get_hardware_node import get_hardware_node
from powertrack_api.api.nodes.get_site_node import get_site_node
from powertrack_api.api.nodes.get_user_node import get_user_node
from powertrack_api.api.nodes.query_node_batch import query_node_batch
from powertrack_api.api.nodes.query_nodes import query_nodes
from powertrack_api.api.nodes.query_tags import query_tags
from powertrack_api.api.nodes.resolve_bindings import resolve_bindings

__all__ = [
    "get_customer_node",
    "get_site_node",
    "get_hardware_node",
    "get_user_node",
    "get_file_node",
    "get_folder_node",
    "get_alert_node",
    "query_nodes",
    "query_node_batch",
    "get_favorite_nodes",
    "resolve_bindings",
    "query_tags",
]
