"""GET /api/edit/hardware/new/setting/{index}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.hardware_setting import HardwareSetting


def get_new_hardware_setting(
    index: int,
    *,
    hardware_key: str | None = None,
) -> Operation[HardwareSetting]:
    """Read a blank setting for a device.

    A template for a new item of the device's settings, with empty text in it. Nothing is saved.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        index: Place in the list, presumably the next free one; the setting carries it as its `index`.
        hardware_key: Key of the device whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getNewHardwareSetting",
        method="GET",
        path=f"/api/edit/hardware/new/setting/{segment(index)}",
        parse=_parse,
        referer=f"/powertrack/{segment(hardware_key)}/administration/config" if hardware_key is not None else None,
        safe=True,
    )


def _parse(content: bytes) -> HardwareSetting:
    from powertrack_api.models.hardware_setting import HardwareSetting

    return HardwareSetting.parse(content)
