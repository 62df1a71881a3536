"""GET /api/edit/modeling/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.modeling_data import ModelingData


def get_site_modeling(
    site_key: str,
) -> Operation[ModelingData]:
    """Read the photovoltaic model of a site.

    The document has the same fields for both kinds of key. In the model of a site the figures of the inverter are
    blank and the curves null. Only the read of a site was seen; the key of an inverter is known from writes.

    Evidence: captured.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getSiteModeling",
        method="GET",
        path=f"/api/edit/modeling/{segment(site_key)}",
        parse=_parse,
        safe=True,
        identity=Identity(field="key", stamp="ts", key=site_key),
    )


def _parse(content: bytes) -> ModelingData:
    from powertrack_api.models.modeling_data import ModelingData

    return ModelingData.parse(content)
