"""Reads of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import reports
from powertrack_core.decoding import JsonObject
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.nodes.flows import session_customer
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.reading import reports_of

if TYPE_CHECKING:
    from powertrack_sdk.reports.models import ReportingCapabilities


def get_reporting_capabilities() -> Flow[ReportingCapabilities]:
    """Read the reporting rights of the session's user.

    Raises:
        APIError: The request failed.

    Operation: GET /api/reporting
    """
    from powertrack_sdk.reports.models import ReportingCapabilities

    return (yield from ask(reports.get_reporting().reading(ReportingCapabilities.parse)))


def get_report_configs(
    customer_id: str | int | None = None,
    filter: str = "",  # noqa: A002  # its name in the API
) -> Flow[list[JsonObject]]:
    """List the reports of a customer.

    The answer may come in parts, and how the web application asks for the next one is not known. So each further
    request asks for what changed after the last change in the previous part. If a part brings nothing new although it
    announces more, the list ends there and a warning is logged.

    Args:
        customer_id: Key of the customer, such as `C1001`; by default the topmost one that the session's user may see.
        filter: Text to filter by; empty for all reports.

    Returns:
        The reports as raw JSON, because none was captured; each key occurs once.

    Raises:
        ValidationError: The key is not a customer's, or none is given and the session's customer is not known.
        APIError: A request failed.

    Operations: POST /api/view/reportconfigs; without a customer also GET /api/node/favorites,
        GET /api/notifications/session and POST /api/node
    """
    if not isinstance(filter, str):
        raise ValidationError(f"filter is {filter!r}; a text is expected, empty for all reports")
    key = keys.customer_key(customer_id) if customer_id is not None else (yield from session_customer())
    return (yield from reports_of(key, filter))
