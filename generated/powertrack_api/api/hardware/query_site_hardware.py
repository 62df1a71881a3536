"""POST /api/view/sitehardware"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import SiteHardwareQueryInput
    from powertrack_api.models.site_hardware import SiteHardware


def query_site_hardware(
    body: SiteHardwareQueryInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    site_key: str | None = None,
) -> Operation[SiteHardware]:
    """Read the devices of a site with the registers that charts can show.

    Only reads, although it is a POST. The first row stands for the site itself. Whether the registers depend on
    `includeRegistersForHardwareTypes` is not known.

    Evidence: partial (not seen: a request together with its own answer; they come from different calls). Page:
    /powertrack/{siteKey}/administration/config.

    Args:
        body: What is sent, a SiteHardwareQuery.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="querySiteHardware",
        method="POST",
        path="/api/view/sitehardware",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        referer=f"/powertrack/{segment(site_key)}/administration/config" if site_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteHardware:
    from powertrack_api.models.site_hardware import SiteHardware

    return SiteHardware.parse(content)
