"""Reads and writes of photovoltaic models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import modeling
from powertrack_sdk.keys import is_site_key, site_or_hardware_key
from powertrack_sdk.nodes.flows import site_of
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.target import Target
from powertrack_sdk.writes.update import update

if TYPE_CHECKING:
    from powertrack_api.inputs import ModelingDataPatch
    from powertrack_sdk.modeling.models import ModelingData


def get_modeling_data(site_id: str | int) -> Flow[ModelingData]:
    """Read the photovoltaic model of a site, or of one inverter.

    Args:
        site_id: Key of the site, such as `S10001`, or of an inverter, such as `H100001`.

    Raises:
        ValidationError: It is no key of a site or a device.
        APIError: The request failed.

    Operation: GET /api/edit/modeling/{key}
    """
    key = site_or_hardware_key(site_id)
    read = modeling.get_site_modeling if is_site_key(key) else modeling.get_hardware_modeling
    return (yield from ask(read(key).reading(_modeling_data)))


def update_modeling_data(
    site_id: str | int, modeling_data: ModelingDataPatch, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Change the photovoltaic model of a site or an inverter, and nothing else of it.

    Args:
        site_id: Key of the site, such as `S10001`, or of an inverter, such as `H100001`.
        modeling_data: What to change. `pvConfig.inverters` has no identities, so it is replaced as a whole.
        dry_run: Only tell what would change.

    Raises:
        ValidationError: The change is wrong; nothing was sent.
        ConflictError: Someone else changed the model meanwhile; nothing was sent.
        VerificationError: Afterwards the model is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/modeling/{key}, PUT /api/edit/modeling; for an inverter also GET /api/node/{hardwareKey}
    """
    target = yield from modeling_target(site_or_hardware_key(site_id))
    return (yield from update(target, modeling_data, dry_run=dry_run))


def modeling_target(key: str) -> Flow[Target]:
    """The photovoltaic model of a site or an inverter as something to write to."""
    from powertrack_api.documents import MODELING_DATA_DOCUMENT

    of_site = is_site_key(key)
    # A model is edited on the page of the site, also where it is the model of an inverter.
    site = key if of_site else (yield from site_of(key))
    return Target(
        document=MODELING_DATA_DOCUMENT,
        key=key,
        read=modeling.get_site_modeling(key) if of_site else modeling.get_hardware_modeling(key),
        write=lambda document: modeling.put_modeling(site, document),
    )


def _modeling_data(content: bytes) -> ModelingData:
    from powertrack_sdk.modeling.models import ModelingData

    return ModelingData.parse(content)
