"""Reads and writes of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import site
from powertrack_sdk import keys
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.target import Target
from powertrack_sdk.writes.update import update

if TYPE_CHECKING:
    from powertrack_api.inputs import SiteConfigPatch
    from powertrack_sdk.site.models import SiteConfig, SiteDetailedInfo


def get_site_detailed_info(site_id: str | int) -> Flow[SiteDetailedInfo]:
    """Read the master data of a site: address, contracts, capacities.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: It is no site's key.
        APIError: The request failed.

    Operation: GET /api/view/site/{siteKey}
    """
    operation = site.get_site(keys.site_key(site_id))
    return (yield from ask(operation.reading(_site_detailed_info)))


def get_site_config(site_id: str | int) -> Flow[SiteConfig]:
    """Read the whole configuration of a site.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: It is no site's key.
        APIError: The request failed.

    Operation: GET /api/edit/site/{siteKey}
    """
    operation = site.get_site_config(keys.site_key(site_id))
    return (yield from ask(operation.reading(_site_config)))


def update_site_config(site_id: str | int, config_data: SiteConfigPatch, dry_run: bool = False) -> Flow[UpdateResult]:
    """Change the configuration of a site, and nothing else of it.

    Args:
        site_id: Key of the site, such as `S10001`.
        config_data: What to change, by the names of the API or by friendly names such as `acCapacityKw`.
        dry_run: Only tell what would change.

    Raises:
        ValidationError: The change is wrong; nothing was sent.
        ConflictError: Someone else changed the site meanwhile; nothing was sent.
        VerificationError: Afterwards the site is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/site/{siteKey}, PUT /api/edit/site
    """
    target = yield from site_config_target(keys.site_key(site_id))
    return (yield from update(target, config_data, dry_run=dry_run))


def site_config_target(key: str) -> Flow[Target]:
    """The configuration of a site as something to write to."""
    from powertrack_api.documents import SITE_CONFIG_DOCUMENT

    yield from ()
    return Target(
        document=SITE_CONFIG_DOCUMENT,
        key=key,
        read=site.get_site_config(key),
        write=lambda document: site.put_site_config(key, document),
    )


def _site_detailed_info(content: bytes) -> SiteDetailedInfo:
    from powertrack_sdk.site.models import SiteDetailedInfo

    return SiteDetailedInfo.parse(content)


def _site_config(content: bytes) -> SiteConfig:
    from powertrack_sdk.site.models import SiteConfig

    return SiteConfig.parse(content)
