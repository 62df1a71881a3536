"""Records of customers."""

from powertrack_api.api.customers.get_customer_config import get_customer_config

__all__ = [
    "get_customer_config",
]
