"""Reads of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import reports
from powertrack_api.decoding import JsonObject
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.nodes.flows import session_customer
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.reading import reports_of

if TYPE_CHECKING:
    from powertrack_sdk.reports.models import ReportingCapabilities


def get_reporting_capabilities() -> Flow[ReportingCapabilities]:
    """Read what the session's user may do with reports.

    Raises:
        APIError: The request failed.

    Operation: GET /api/reporting
    """
    return (yield from ask(reports.get_reporting().reading(_reporting_capabilities)))


def get_report_configs(
    customer_id: str | int | None = None,
    filter: str = "",  # noqa: A002  # it is called so on the wire
) -> Flow[list[JsonObject]]:
    """List the reports of a customer.

    The answer may come in parts, and how to ask for the next one was never seen. So what changed after the last change
    in a part is asked for, until no more is announced. If a part brings nothing new although more was
    announced, the list ends there and a warning is logged.

    Args:
        customer_id: Key of the customer, such as `C1001`; by default the topmost one that the session's user may see.
        filter: Text to filter by; empty for all reports.

    Returns:
        The reports as they came, each once by its key, because none was ever seen.

    Raises:
        ValidationError: It is no customer's key, or none is given and the session leads to none.
        APIError: A request failed.

    Operations: POST /api/view/reportconfigs; without a customer, those that find the session's one: GET
        /api/node/favorites, GET /api/notifications/session, POST /api/node
    """
    if not isinstance(filter, str):
        raise ValidationError(f"filter is {filter!r}; a text is expected, empty for all reports")
    key = keys.customer_key(customer_id) if customer_id is not None else (yield from session_customer())
    return (yield from reports_of(key, filter))


def _reporting_capabilities(content: bytes) -> ReportingCapabilities:
    from powertrack_sdk.reports.models import ReportingCapabilities

    return ReportingCapabilities.parse(content)
