"""Writes of photovoltaic models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.keys import hardware_key, site_or_hardware_key
from powertrack_sdk.outcomes import UpdateResult
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes import nearest
from powertrack_sdk.writes.aliases import alias_of, fields_of, resolve
from powertrack_sdk.writes.documents import MODELING, spec_of
from powertrack_sdk.writes.edits import Update, owned, updating
from powertrack_sdk.writes.paths import steps_of
from powertrack_sdk.writes.perform import single

if TYPE_CHECKING:
    from powertrack_api.inputs import ModelingDataPatch, PvInverterPatch

_BIFACIAL = ("bifacialRatio", "bifacialityFactor", "enabled")


def update_modeling_data(
    site_id: str | int, modeling_data: ModelingDataPatch, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Change the photovoltaic model of a site or an inverter, and nothing else of it.

    Args:
        site_id: Key of the site, such as `S10001`, or of an inverter, such as `H100001`.
        modeling_data: What to change. `pvConfig.inverters` has no identities, so it is replaced as a whole.
        dry_run: Only show what would change.

    Raises:
        ValidationError: The change is wrong; nothing was sent.
        ConflictError: The model was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the model is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/modeling/{key}, PUT /api/edit/modeling; for an inverter also GET /api/node/{hardwareKey}
    """
    edit = yield from updating(MODELING, site_or_hardware_key(site_id), modeling_data)
    return (yield from single(edit, dry_run=dry_run))


def update_inverter_model(
    hardware_id: str | int, model_data: PvInverterPatch, dry_run: bool = False, entry: int | None = None
) -> Flow[UpdateResult]:
    """Change what the photovoltaic model of an inverter says of it and its modules, and nothing else.

    Args:
        hardware_id: Key of the inverter, such as `H100005`.
        model_data: What to change: fields of an entry of `pvConfig.inverters`, such as `inverterKw` or `tilt`, or
            friendly names such as `powerRating` (W); fields of the model itself, such as `dcRating`, too.
        dry_run: Only show what would change.
        entry: Place of the entry in `pvConfig.inverters`, from 0. Needed if there are several.

    Raises:
        ValidationError: The change is wrong, or it is not clear which entry is meant; nothing was sent.
        ConflictError: The model was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the model is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/modeling/{hardwareKey}, PUT /api/edit/modeling, GET /api/node/{hardwareKey}
    """
    given = fields_of(model_data, spec_of(MODELING))
    if not given:
        raise ValidationError("nothing to change in the model")
    edit = yield from owned(_InverterUpdate(document=MODELING, key=hardware_key(hardware_id), patch=given, entry=entry))
    return (yield from single(edit, dry_run=dry_run))


@frozen(kw_only=True)
class _InverterUpdate(Update):
    """A patch on one entry of `pvConfig.inverters`. Only the document shows whether there is just one.

    Attributes:
        entry: Place of the entry; None for the only one.
    """

    entry: int | None

    def resolved(self, current: JsonObject) -> JsonObject:
        """The patch with the names of fields, at the place of the entry."""
        from powertrack_api.documents import PV_INVERTER

        place = _entry(current, self.entry, self.key)
        patch: JsonObject = {}
        for name, value in (self.patch or {}).items():
            first = (steps_of(name) or (name,))[0]
            of_entry = first in PV_INVERTER.fields or alias_of(first, PV_INVERTER) is not None
            patch[f"pvConfig.inverters[{place}].{name}" if of_entry else name] = value
        return resolve(patch, self.spec)


def update_bifacial_settings(
    hardware_id: str | int, bifacial_data: Mapping[str, object], dry_run: bool = False, entry: int | None = None
) -> Flow[UpdateResult]:
    """Change the bifacial settings in the photovoltaic model of an inverter.

    The only known setting is `bifacialRatio`, which is 0 for monofacial modules.

    Args:
        hardware_id: Key of the inverter, such as `H100005`.
        bifacial_data: `bifacialRatio`, or its other name `bifacialityFactor`, from 0 to 1; `enabled` as False sets it
            to 0, as True it asks for a ratio beside it.
        dry_run: Only show what would change.
        entry: Place of the entry in `pvConfig.inverters`, from 0. Needed if there are several.

    Raises:
        ValidationError: The change is wrong, or it is not clear which entry is meant; nothing was sent.
        ConflictError: The model was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the model is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/modeling/{hardwareKey}, PUT /api/edit/modeling, GET /api/node/{hardwareKey}
    """
    given = dict(fields_of(bifacial_data, spec_of(MODELING)))
    unknown = [name for name in given if name not in _BIFACIAL]
    if unknown:
        near = nearest.suggestion_of(unknown[0], _BIFACIAL)
        raise ValidationError(
            f"Unknown bifacial setting {', '.join(unknown)}{near}. Known settings: {', '.join(_BIFACIAL)}"
        )
    return (yield from update_inverter_model(hardware_id, _ratio(given), dry_run=dry_run, entry=entry))


def _ratio(given: JsonObject) -> PvInverterPatch:
    enabled = given.pop("enabled", None)
    ratios: list[JsonValue] = list(given.values())
    if enabled is not None and not isinstance(enabled, bool):
        raise ValidationError("enabled must be true or false")
    if len(ratios) > 1 and ratios[0] != ratios[1]:
        raise ValidationError("bifacialRatio and bifacialityFactor are one thing, and have different values")
    if enabled is False and any(ratios):
        raise ValidationError("enabled is false, but there is a ratio other than 0")
    if not ratios and enabled is not False:
        raise ValidationError("bifacialityFactor is needed, from 0 to 1")
    ratio = ratios[0] if ratios else 0
    if isinstance(ratio, bool) or not isinstance(ratio, (int, float)):
        raise ValidationError("bifacialityFactor must be a number from 0 to 1")
    return {"bifacialRatio": ratio}


def _entry(current: JsonObject, entry: int | None, key: str) -> int:
    """Place of the entry that is meant, of those that the model has."""
    config = current.get("pvConfig")
    entries = config.get("inverters") if isinstance(config, dict) else None
    count = len(entries) if isinstance(entries, list) else 0
    if entry is None and count == 1:
        return 0
    if entry is None:
        raise ValidationError(f"the model of {key} has {count} entries in pvConfig.inverters; say which with entry")
    if not 0 <= entry < count:
        raise ValidationError(f"entry is {entry}, but the model of {key} has {count} entries, from 0")
    return entry
