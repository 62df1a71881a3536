"""PUT /api/edit/modeling"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.modeling_data import ModelingData


def put_modeling(
    site_key: str,
    document: JsonObject,
) -> Operation[ModelingData]:
    """Write the photovoltaic model of a site or an inverter.

    Replaces the whole model. The body's `key` names the target, and the model is saved for every selected row of
    `selectedHardware` at once. The page that sends it is the modeling page of the site, also when the key is that of
    an inverter. The answers seen repeat the body with the version stamp unchanged. Only bodies with the key of an
    inverter were seen.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/modeling.

    Args:
        site_key: Key of the site whose page sends it.
        document: The whole ModelingData; what is left out is lost.
    """
    return Operation(
        id="putModeling",
        method="PUT",
        path="/api/edit/modeling",
        parse=_parse,
        body=document,
        referer=f"/powertrack/{segment(site_key)}/administration/modeling",
    )


def _parse(content: bytes) -> ModelingData:
    from powertrack_api.models.modeling_data import ModelingData

    return ModelingData.parse(content)
