"""GET /api/scriptsite/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.script_site import ScriptSite


def get_script_site(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[ScriptSite]:
    """Read a site with all its devices and readings at once.

    Feeds the scripts of a customer's own dashboards; the page adds `?subView=` and the name of the dashboard to its
    address. The answer is large, over a million characters for the site seen. Settings and text registers in it may
    hold credentials in clear text.

    Evidence: partial (not seen: the end of the answer, and with it further fields of the site and kinds of devices).
    Page: /powertrack/{siteKey}/overview/dashboard.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getScriptSite",
        method="GET",
        path=f"/api/scriptsite/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(site_key)}/overview/dashboard",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> ScriptSite:
    from powertrack_api.models.script_site import ScriptSite

    return ScriptSite.parse(content)
