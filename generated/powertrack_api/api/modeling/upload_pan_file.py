"""POST /api/pan/upload"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def upload_pan_file(
    body: JsonValue,
) -> Operation[JsonValue]:
    """Upload a PAN file.

    Reported by an earlier client, never captured; neither body nor answer is known. A PAN file is a PVsyst module
    description. Use `createPvSystModule`, which was captured, to store one.

    Evidence: reported.

    Args:
        body: The upload; its shape is not known.
    """
    return Operation(
        id="uploadPanFile",
        method="POST",
        path="/api/pan/upload",
        parse=_parse,
        body=body,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
