"""Writes of devices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject, objects, text
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.outcomes import UpdateResult, combined
from powertrack_sdk.plans.rows import Request, refuse, requests_of, rows_of
from powertrack_sdk.plans.write_all import refuse_many, write_all
from powertrack_sdk.runner.flow import Flow, together
from powertrack_sdk.writes.aliases import fields_of, resolve
from powertrack_sdk.writes.documents import HARDWARE, HARDWARE_TABLE, spec_of, table_rows
from powertrack_sdk.writes.edits import Update, updating
from powertrack_sdk.writes.paths import steps_of
from powertrack_sdk.writes.perform import preview, preview_of, single
from powertrack_sdk.writes.reading import Seen

if TYPE_CHECKING:
    from powertrack_api.inputs import HardwareConfigPatch

_OF_DRIVER = ("driverId", "registerOffsets", "settings")


def update_hardware_config(
    hardware_id: str | int, config_data: HardwareConfigPatch, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Change the configuration of a device, and nothing else of it.

    Args:
        hardware_id: Key of the device, such as `H100001`.
        config_data: What to change, by the names of the API or by friendly names such as `name`. Items of lists are
            named by what identifies them: `{"settings": [{"name": "dev:UnitID", "value": 4}]}`.
        dry_run: Only show what would change.

    Raises:
        ValidationError: The change is wrong; nothing was sent.
        ConflictError: The device was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the device is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/hardware/{hardwareKey}, PUT /api/edit/hardware
    """
    edit = yield from updating(HARDWARE, keys.hardware_key(hardware_id), config_data)
    return (yield from single(edit, dry_run=dry_run))


def update_hardware_driver(
    hardware_id: str | int, driver_data: HardwareConfigPatch, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Change how a device is read: its driver, its settings, its register offsets.

    Args:
        hardware_id: Key of the device, such as `H100001`.
        driver_data: `driverId`; `settings`, by name as in `{"dev:UnitID": 4}` or as a list of items with `name` and
            `value`; `registerOffsets`, a list of items with `registerAddress`.
        dry_run: Only show what would change.

    Raises:
        ValidationError: The change is wrong, or is not one of the driver; nothing was sent.
        ConflictError: The device was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the device is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/hardware/{hardwareKey}, PUT /api/edit/hardware
    """
    key = keys.hardware_key(hardware_id)
    given = fields_of(driver_data, spec_of(HARDWARE))
    others = [name for name in given if (steps_of(name) or (name,))[0] not in _OF_DRIVER]
    if others:
        raise ValidationError(
            f"{', '.join(others)} is nothing of a driver, which has {', '.join(_OF_DRIVER)};"
            " update_hardware_config changes whatever else a device has"
        )
    patch = {**given}
    settings = patch.get("settings")
    if isinstance(settings, dict):
        patch["settings"] = [{"name": name, "value": value} for name, value in settings.items()]
    edit = yield from updating(HARDWARE, key, patch)
    return (yield from single(edit, dry_run=dry_run))


def bulk_update_hardware(
    site_id: str | int, hardware_data: Iterable[Mapping[str, object]], dry_run: bool = False
) -> Flow[UpdateResult]:
    """Change several devices of a site. Fields in the table of the site's devices are written there, in one request.

    Args:
        site_id: Key of the site, such as `S10001`.
        hardware_data: A dict for each device, which it names by `hid` (a number), `hardwareKey` or `key`; the rest is
            what to change, as for `update_hardware_config`.
        dry_run: Only show what would change.

    Returns:
        One result for all; its `parts` has those of the single writes.

    Raises:
        ValidationError: A row is wrong, a device does not belong to the site, or they are more than a call without a
            plan may write to; nothing was sent. `plan_updates` makes a plan.
        ConflictError: A device was changed meanwhile.
        VerificationError: Afterwards a device is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/sitehardware/{siteKey}, PUT /api/edit/sitehardware; if the table does not hold it all,
    GET /api/edit/hardware/{hardwareKey}, PUT /api/edit/hardware
    """
    site = keys.site_key(site_id)
    requests = requests_of(rows_of([{"siteKey": site, **row} for row in _dicts(hardware_data)]))
    refuse([f"{request} names the site {request.site}, not {site}" for request in requests if request.site != site])
    table, rest = _split(requests)
    if not dry_run:
        yield from refuse_many(len(requests))
    whole = Update(document=HARDWARE_TABLE, key=site, patch={table_rows().list: [*table]})
    seen = yield from whole.look()
    _refuse_strangers(seen, requests, site)
    edits = [Update(document=HARDWARE, key=key, patch=patch) for key, patch in rest.items()]
    # All is checked before anything is sent. The table goes first: the devices are read again after it.
    previews = [preview_of(whole, seen)] if table else []
    previews += yield from together([preview(edit) for edit in edits])
    if dry_run:
        return combined(HARDWARE_TABLE, site, previews, dry_run)
    parts: list[UpdateResult] = []
    if table:
        parts.append((yield from single(whole, dry_run=False, seen_before=seen)))
    if edits:
        rest_done = yield from write_all(edits, HARDWARE_TABLE, site, dry_run=False)
        parts += rest_done.parts or [rest_done]
    return combined(HARDWARE_TABLE, site, parts)


def _dicts(hardware_data: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
    given: object = hardware_data
    if isinstance(given, Iterable) and not isinstance(given, (str, bytes, Mapping)):
        rows = list(given)
        if all(isinstance(row, Mapping) for row in rows):
            return rows
    raise ValidationError("hardware_data is a list of dicts, one for each device")


def _split(requests: Sequence[Request]) -> tuple[list[JsonObject], dict[str, JsonObject]]:
    """What goes into the table, as its rows, and what into the devices' own configurations, by their keys."""
    names = {field: name for name, field in table_rows().fields.items()}
    table: list[JsonObject] = []
    rest: dict[str, JsonObject] = {}
    problems: list[str] = []
    for request in requests:
        if request.document != HARDWARE:
            problems.append(f"{request} names no device; give hid, hardwareKey or key")
            continue
        try:
            patch = resolve(request.patch, spec_of(HARDWARE))
        except ValidationError as error:
            problems += [f"{request}: {problem}" for problem in error.problems]
            continue
        row: JsonObject = {names[field]: value for field, value in patch.items() if field in names}
        other = {field: value for field, value in patch.items() if field not in names}
        if row:
            table.append({"hardwareKey": request.key, **row})
        if other:
            rest[request.key] = other
    refuse(problems)
    return table, rest


def _refuse_strangers(seen: Seen, requests: Sequence[Request], site: str) -> None:
    there = {text(row.get("hardwareKey")) for row in objects(seen.fields.get(table_rows().list))}
    refuse([f"{request}: {request.key} is no device of {site}" for request in requests if request.key not in there])
