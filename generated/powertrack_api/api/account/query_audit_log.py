"""POST /api/auditlog"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.inputs import AuditQueryInput
    from powertrack_api.models.audit_log import AuditLog


def query_audit_log(
    body: AuditQueryInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[AuditLog]:
    """Read who changed an object, and when.

    Only reads, although it is a POST. The request here is derived from its echo in the answer's `key`; fields that
    the echo leaves out are possible.

    Evidence: partial (not seen: the body of the request and the page that sends it).

    Args:
        body: What is sent, a AuditQuery.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="queryAuditLog",
        method="POST",
        path="/api/auditlog",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> AuditLog:
    from powertrack_api.models.audit_log import AuditLog

    return AuditLog.parse(content)
