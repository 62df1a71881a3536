"""Creating reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from powertrack_api.api import reports
from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, text
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.nodes.flows import session_customer
from powertrack_sdk.reports.flows import get_report_configs
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.aliases import fields_of, resolve
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.documents import REPORT, document, listing
from powertrack_sdk.writes.edit import Seen, as_seen
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.update import single
from powertrack_sdk.writes.validate import check

if TYPE_CHECKING:
    from powertrack_api.inputs import ReportConfigInput, ReportConfigPatch

REPORTS = "ReportConfigs"
"""Name for the reports of a customer."""

_TYPE = 0  # the only kind of report that was seen


def create_report_config(
    report_config: ReportConfigPatch, dry_run: bool = False, customer_id: str | int | None = None
) -> Flow[UpdateResult]:
    """Create a report. What is not told is as in the server's template.

    That the new report is there is told by the list of reports, in which it is looked for by its name.

    Args:
        report_config: What is to differ from the template, with a `name` at least; by the names of the API or by
            friendly names such as `sites`, a list of keys, which replaces that of the template. `parentKey` is the
            folder that it goes into.
        dry_run: Only tell what would be created.
        customer_id: Key of the customer, such as `C1001`; by default the topmost one that the session's user may see.

    Returns:
        The result; its `created` has the key of the new report.

    Raises:
        ValidationError: A field is wrong or lacking; nothing was sent.
        VerificationError: Afterwards the list has no such report.
        APIError: A request failed.

    Operations: GET /api/reportconfig/new/{customerKey}/{type}/undefined, POST /api/reportconfig, and POST
    /api/view/reportconfigs before and after
    """
    report = document(REPORT)
    given: Mapping[str, object] = fields_of(report_config, report)
    customer = keys.customer_key(customer_id) if customer_id is not None else (yield from session_customer())
    seen = yield from ask(reports.get_new_report_config(customer, _TYPE).reading(as_seen))
    template = seen.document or {}
    patch = resolve(given, report)
    if isinstance(patch.get("sourceItems"), list):
        template = {**template, "sourceItems": []}  # a report is of what it names, not of what a template names too
    check(patch, report, template)
    body = merge(template, patch, report.shape)
    for field in ("name", "parentKey"):
        if not text(body.get(field)):
            raise ValidationError(f"a report needs a {field}, and the template has none")
    return (yield from single(report_creation(customer, [body]), dry_run=dry_run))


def report_creation(customer: str, bodies: Sequence[JsonObject]) -> Creation:
    """The edit that creates a report.

    Args:
        customer: Key of the customer whose reports are listed.
        bodies: The report.
    """
    # The body was read from the server and checked against the specification; the hints only say the same again.
    return Creation(
        document=listing(REPORTS, "reports", REPORT),
        key=customer,
        rows="reports",
        bodies=bodies,
        listed=lambda: _listed(customer),
        send=lambda bodies: reports.create_report_config(cast("ReportConfigInput", bodies[0])),
        known_by=("name",),
        whole=False,
    )


def _listed(customer: str) -> Flow[Seen]:
    found: JsonObject = {"key": customer, "reports": [*(yield from get_report_configs(customer))]}
    return Seen(exact_json.dumps(found), found)
