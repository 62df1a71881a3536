"""GET /api/edit/customer/{customerKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.customer_config import CustomerConfig


def get_customer_config(
    customer_key: str,
) -> Operation[CustomerConfig]:
    """Read the record of a customer.

    The document behind the form of a customer, a company in the tree. How it is written back was not seen.

    Evidence: captured.

    Args:
        customer_key: Key of the customer.
    """
    return Operation(
        id="getCustomerConfig",
        method="GET",
        path=f"/api/edit/customer/{segment(customer_key)}",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> CustomerConfig:
    from powertrack_api.models.customer_config import CustomerConfig

    return CustomerConfig.parse(content)
