"""GET /api/edit/site/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_config import SiteConfig


def get_site_config(
    site_key: str,
) -> Operation[SiteConfig]:
    """Read the whole configuration of a site.

    Answers with all 170 fields of the document behind the site's configuration page. It is what `putSiteConfig` wants
    back, whole.

    Evidence: captured.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getSiteConfig",
        method="GET",
        path=f"/api/edit/site/{segment(site_key)}",
        parse=_parse,
        safe=True,
        identity=Identity(field="key", stamp="ts", key=site_key),
    )


def _parse(content: bytes) -> SiteConfig:
    from powertrack_api.models.site_config import SiteConfig

    return SiteConfig.parse(content)
