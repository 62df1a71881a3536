"""GET /api/lookuplist/alertTypes/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_type import AlertType


def get_site_alert_types(
    site_key: str,
) -> Operation[list[AlertType]]:
    """List the alert types of which triggers can be set on a site.

    Answers with a bare list. The types for a site are others than those for a device.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/alertsettings.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getSiteAlertTypes",
        method="GET",
        path=f"/api/lookuplist/alertTypes/{segment(site_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/administration/alertsettings",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[AlertType]:
    from powertrack_api.models.alert_type import AlertType

    return AlertType.many(load_list(content))
