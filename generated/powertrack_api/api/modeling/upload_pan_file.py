"""POST /api/pan/upload"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def upload_pan_file(
    body: JsonValue,
) -> Operation[JsonValue]:
    """Upload a PAN file.

    Reported by an earlier client and never seen; neither body nor answer is known. A PAN file is PVsyst's description
    of a module: `createPvSystModule` stores one and was seen.

    Evidence: reported.

    Args:
        body: What is uploaded; its shape is not known.
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
