"""POST /api/edit/sitehardware/checkallhardware"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import HardwareCheckInput
    from powertrack_api.models.hardware_check_result import HardwareCheckResult


def check_all_hardware(
    site_key: str,
    body: HardwareCheckInput,
) -> Operation[HardwareCheckResult]:
    """Check the configuration of all devices of a site.

    Runs the configuration analyzer over the devices. Without `fixCodes` it seems to change nothing; with them it
    presumably mends what they name, so it is not taken as a read.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/hardware/list.

    Args:
        site_key: Key of the site whose page sends it.
        body: What is sent, a HardwareCheck.
    """
    return Operation(
        id="checkAllHardware",
        method="POST",
        path="/api/edit/sitehardware/checkallhardware",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/administration/hardware/list",
    )


def _parse(content: bytes) -> HardwareCheckResult:
    from powertrack_api.models.hardware_check_result import HardwareCheckResult

    return HardwareCheckResult.parse(content)
