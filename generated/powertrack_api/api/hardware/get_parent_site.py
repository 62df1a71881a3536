"""GET /api/reportconfig/parentsite/{hardwareKey}"""

from __future__ import annotations

from powertrack_core.decoding import load_value, text
from powertrack_core.operation import Operation, segment


def get_parent_site(
    hardware_key: str,
) -> Operation[str | None]:
    """Find the site of a device.

    Answers with the bare key of the site that the device belongs to.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        hardware_key: Key of the device.
    """
    return Operation(
        id="getParentSite",
        method="GET",
        path=f"/api/reportconfig/parentsite/{segment(hardware_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(hardware_key)}/administration/config",
        safe=True,
    )


def _parse(content: bytes) -> str | None:

    return load_value(content, text)
