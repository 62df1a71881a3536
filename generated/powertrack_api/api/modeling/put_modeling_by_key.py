"""PUT /api/edit/modeling/{key}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation, segment


def put_modeling_by_key(
    key: str,
    body: JsonValue,
) -> Operation[JsonValue]:
    """Write the photovoltaic model of a site named in the path.

    Reported by an earlier client and never seen; neither body nor answer is known. `putModeling`, which names its
    target in the body, does the same and was seen.

    Evidence: reported.

    Args:
        key: Key of the site.
        body: The model; its shape is not known.
    """
    return Operation(
        id="putModelingByKey",
        method="PUT",
        path=f"/api/edit/modeling/{segment(key)}",
        parse=_parse,
        body=body,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
