"""Reads and writes of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import site
from powertrack_api.decoding import load_object
from powertrack_sdk import keys
from powertrack_sdk.outcomes import UpdateResult
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.documents import SITE
from powertrack_sdk.writes.edits import updating
from powertrack_sdk.writes.perform import single

if TYPE_CHECKING:
    from powertrack_api.inputs import SiteConfigPatch
    from powertrack_sdk.site.models import SiteConfig, SiteDetailedInfo, SiteLink, SiteShare


def get_site_detailed_info(site_id: str | int) -> Flow[SiteDetailedInfo]:
    """Read the master data of a site: address, contracts, capacities.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: It is not the key of a site.
        APIError: The request failed.

    Operation: GET /api/view/site/{siteKey}
    """
    operation = site.get_site(keys.site_key(site_id))
    return (yield from ask(operation.reading(_site_detailed_info, may_be_empty=True)))


def get_site_config(site_id: str | int) -> Flow[SiteConfig]:
    """Read the whole configuration of a site.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: It is not the key of a site.
        APIError: The request failed.

    Operation: GET /api/edit/site/{siteKey}
    """
    operation = site.get_site_config(keys.site_key(site_id))
    return (yield from ask(operation.reading(_site_config)))


def get_site_links(site_id: str | int) -> Flow[list[SiteLink]]:
    """List the links that a site's page shows.

    Args:
        site_id: Key of the site, such as `S10001`.

    Returns:
        The links: `key` is an absolute address, or for a dashboard the key of its file.

    Raises:
        ValidationError: It is not the key of a site.
        APIError: The request failed.

    Operation: GET /api/view/sitelinks/{siteKey}
    """
    operation = site.get_site_links(keys.site_key(site_id))
    return (yield from ask(operation.reading(_site_links, may_be_empty=True)))


def get_site_shares(site_id: str | int) -> Flow[list[SiteShare]]:
    """List the customers that a site is shared with, and what they may do.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: It is not the key of a site.
        APIError: The request failed.

    Operation: GET /api/view/siteshares/{siteKey}
    """
    return (yield from ask(site.get_site_shares(keys.site_key(site_id)))).rows


def update_site_config(site_id: str | int, config_data: SiteConfigPatch, dry_run: bool = False) -> Flow[UpdateResult]:
    """Change the configuration of a site, and nothing else of it.

    Args:
        site_id: Key of the site, such as `S10001`.
        config_data: What to change, by the names of the API or by friendly names such as `acCapacityKw`.
        dry_run: Only show what would change.

    Raises:
        ValidationError: The change is wrong; nothing was sent.
        ConflictError: The site was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the site is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/site/{siteKey}, PUT /api/edit/site
    """
    edit = yield from updating(SITE, keys.site_key(site_id), config_data)
    return (yield from single(edit, dry_run=dry_run))


def _site_detailed_info(content: bytes) -> SiteDetailedInfo:
    from powertrack_sdk.site.models import SiteDetailedInfo

    return SiteDetailedInfo.parse(content)


def _site_config(content: bytes) -> SiteConfig:
    from powertrack_sdk.site.models import SiteConfig

    return SiteConfig.parse(content)


def _site_links(content: bytes) -> list[SiteLink]:
    from powertrack_sdk.site.models import SiteLink

    return SiteLink.many(load_object(content).get("list"))
