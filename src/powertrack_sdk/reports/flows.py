"""Reads of reports."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from powertrack_api.api import reports
from powertrack_core.decoding import JsonObject, objects, text
from powertrack_sdk import keys
from powertrack_sdk.errors import APIError, ValidationError
from powertrack_sdk.nodes.flows import session_customer
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.report_config_list import ReportConfigList
    from powertrack_sdk.reports.models import ReportingCapabilities

_log = logging.getLogger("powertrack_sdk")

_EVERYTHING = "1900-01-01T00:00:00.000Z"
_MOST_PARTS = 1000


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
    that a part tells is asked for, until no more is announced. Where a part brings nothing new although more was
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
    found: dict[str, JsonObject] = {}
    since = _EVERYTHING
    for _ in range(_MOST_PARTS):
        query = reports.query_report_configs({"key": key, "filter": filter}, last_changed=since, customer_key=key)
        part = yield from ask(query)
        known, rows = len(found), _reports(part)
        found |= {_identity(report): report for report in rows}
        # After "more" an empty part is no end of the list, but "nothing changed since".
        if not part.is_more and (rows or since == _EVERYTHING):
            return list(found.values())
        changed = text(part.raw.get("lastChanged"))
        if changed is None or len(found) == known:
            break
        since = changed
    _log.warning("%s has more reports than the %d that could be read", key, len(found))
    return list(found.values())


def _reports(part: ReportConfigList) -> list[JsonObject]:
    found = objects(part.list_)
    if len(found) < sum(item is not None for item in part.list_):
        raise APIError("the list of reports holds something else than objects", operation="queryReportConfigs")
    return found


def _identity(report: JsonObject) -> str:
    """What tells a report from others: its key, or all of it where it has none."""
    return text(report.get("key")) or json.dumps(report, sort_keys=True)


def _reporting_capabilities(content: bytes) -> ReportingCapabilities:
    from powertrack_sdk.reports.models import ReportingCapabilities

    return ReportingCapabilities.parse(content)
