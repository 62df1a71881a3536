"""Reads of photovoltaic models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import modeling
from powertrack_sdk.keys import is_site_key, site_or_hardware_key
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_sdk.modeling.models import ModelingData


def get_modeling_data(site_id: str | int) -> Flow[ModelingData]:
    """Read the photovoltaic model of a site, or of one inverter.

    Args:
        site_id: Key of the site, such as `S10001`, or of an inverter, such as `H100001`.

    Raises:
        ValidationError: The key is not a site's or a device's.
        APIError: The request failed.

    Operation: GET /api/edit/modeling/{key}
    """
    from powertrack_sdk.modeling.models import ModelingData

    key = site_or_hardware_key(site_id)
    read = modeling.get_site_modeling if is_site_key(key) else modeling.get_hardware_modeling
    return (yield from ask(read(key).reading(ModelingData.parse)))
