"""PUT /api/edit/site"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, identified, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_config import SiteConfig


def put_site_config(
    site_key: str,
    document: JsonObject,
) -> Operation[SiteConfig]:
    """Replace the configuration of a site.

    The path names no site; the `key` in the body does. The body holds the whole document: a field that is left out is
    lost. The web application sends everything that `getSiteConfig` gave except `newNote`. The answer is the document
    as saved, with a newer `ts` and an empty `newNote`.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/config.

    Args:
        site_key: Key of the site whose page sends it.
        document: The whole SiteConfig; what is left out is lost.
    """
    return Operation(
        id="putSiteConfig",
        method="PUT",
        path="/api/edit/site",
        parse=_parse,
        body=identified(document, "key", site_key),
        referer=f"/powertrack/{segment(site_key)}/administration/config",
    )


def _parse(content: bytes) -> SiteConfig:
    from powertrack_api.models.site_config import SiteConfig

    return SiteConfig.parse(content)
