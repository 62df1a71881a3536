"""POST /api/alerttrigger/test"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import each, load_list, text
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertTriggerInput


def test_alert_trigger(
    body: AlertTriggerInput,
    *,
    hardware_key: str | None = None,
) -> Operation[list[str]]:
    """Try an alert trigger without saving it.

    Evaluates the trigger at once, as a dry run. The answer is a list of lines: the result as the text `True`, a
    message, a line with the alert's name, type and state, details of the evaluation, and `Log: Executed` with the
    name of the trigger.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        body: What is sent, a AlertTrigger.
        hardware_key: Key of the device whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="testAlertTrigger",
        method="POST",
        path="/api/alerttrigger/test",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings"
        if hardware_key is not None
        else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[str]:

    return each(load_list(content), text)
