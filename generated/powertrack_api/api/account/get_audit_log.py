"""GET /api/auditlog"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def get_audit_log() -> Operation[JsonValue]:
    """Read the log of changes.

    Only named by others, never seen. `queryAuditLog` does the same.

    Evidence: reported.
    """
    return Operation(
        id="getAuditLog",
        method="GET",
        path="/api/auditlog",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
