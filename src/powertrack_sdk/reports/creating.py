"""Creating reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from powertrack_api.api import reports
from powertrack_core.decoding import text
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.nodes.flows import session_customer
from powertrack_sdk.outcomes import UpdateResult
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.aliases import fields_of, resolve
from powertrack_sdk.writes.documents import REPORT, REPORTS, spec_of
from powertrack_sdk.writes.edits import Create
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.perform import single
from powertrack_sdk.writes.reading import as_seen
from powertrack_sdk.writes.validate import check

if TYPE_CHECKING:
    from powertrack_api.inputs import ReportConfigPatch

_TYPE = 0  # the only kind of report that was seen


def create_report_config(
    report_config: ReportConfigPatch, dry_run: bool = False, customer_id: str | int | None = None
) -> Flow[UpdateResult]:
    """Create a report. Fields left out are as in the server's template.

    The new report is recognised by its name in the list of reports.

    Args:
        report_config: What is to differ from the template, with a `name` at least; by the names of the API or by
            friendly names such as `sites`, a list of keys, which replaces that of the template. `parentKey` is the
            folder that it goes into.
        dry_run: Only show what would be created.
        customer_id: Key of the customer, such as `C1001`; by default the topmost one that the session's user may see.

    Returns:
        The result; its `created` has the key of the new report.

    Raises:
        ValidationError: A field is wrong or missing; nothing was sent.
        VerificationError: Afterwards the list has no such report.
        APIError: A request failed.

    Operations: GET /api/reportconfig/new/{customerKey}/{type}/undefined, POST /api/reportconfig, and POST
    /api/view/reportconfigs before and after
    """
    report = spec_of(REPORT)
    given: Mapping[str, object] = fields_of(report_config, report)
    customer = keys.customer_key(customer_id) if customer_id is not None else (yield from session_customer())
    seen = yield from ask(reports.get_new_report_config(customer, _TYPE).reading(as_seen))
    template = seen.fields
    patch = resolve(given, report)
    if isinstance(patch.get("sourceItems"), list):
        template = {**template, "sourceItems": []}  # a report is of what it names, not of what a template names too
    check(patch, report, template)
    body = merge(template, patch, report.shape)
    for field in ("name", "parentKey"):
        if not text(body.get(field)):
            raise ValidationError(f"a report needs a {field}, and the template has none")
    return (yield from single(Create(document=REPORTS, key=customer, bodies=(body,)), dry_run=dry_run))
