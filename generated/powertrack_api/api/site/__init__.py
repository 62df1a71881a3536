"""Master data and configuration of a site."""

from powertrack_api.api.site.get_site import get_site
from powertrack_api.api.site.get_site_config import get_site_config
from powertrack_api.api.site.put_site_config import put_site_config

__all__ = [
    "get_site",
    "get_site_config",
    "put_site_config",
]
