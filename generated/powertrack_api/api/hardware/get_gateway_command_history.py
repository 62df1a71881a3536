"""GET /api/edit/hardware/gateway/commandhistory/{gatewayId}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load_list
from powertrack_core.operation import Operation, segment


def get_gateway_command_history(
    gateway_id: str,
    *,
    hardware_key: str | None = None,
) -> Operation[list[JsonValue]]:
    """Read which commands were sent to a gateway.

    Answers with a bare list, of which only the empty one was seen.

    Evidence: partial (not seen: an entry of the list). Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        gateway_id: MAC address of the gateway; the page that sends this has the gateway's key instead.
        hardware_key: Key of the device whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getGatewayCommandHistory",
        method="GET",
        path=f"/api/edit/hardware/gateway/commandhistory/{segment(gateway_id)}",
        parse=_parse,
        referer=f"/powertrack/{segment(hardware_key)}/administration/config" if hardware_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[JsonValue]:

    return load_list(content)
