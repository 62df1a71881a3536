"""Plans from rows: each target is read, and what the rows ask for is checked and compared with it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve

from powertrack_api.api import nodes
from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, text
from powertrack_sdk.errors import APIError, ConfigurationError, PowerTrackError, ValidationError
from powertrack_sdk.files import local_path
from powertrack_sdk.keys import is_site_key
from powertrack_sdk.plans.cell_values import Decimals
from powertrack_sdk.plans.cells import Cells
from powertrack_sdk.plans.csv_file import convert, read_csv
from powertrack_sdk.plans.entry import PlanEntry, planned
from powertrack_sdk.plans.ordering import overlaps
from powertrack_sdk.plans.plan import Plan, plan_of
from powertrack_sdk.plans.rows import Request, RowLike, gathered, refuse, rows_of
from powertrack_sdk.runner.diagnosis import is_missing
from powertrack_sdk.runner.flow import Flow, Progress, ask, locally, settled
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.documents import ALERT_TRIGGER, HARDWARE, HARDWARE_TABLE, spec_of, table_rows
from powertrack_sdk.writes.edits import Update, owned
from powertrack_sdk.writes.reading import Seen, owner_in, site_of


def plan_updates(
    changes: Iterable[RowLike] | str | os.PathLike[str],
    progress: Progress | None = None,
    encoding: str | None = None,
) -> Flow[Plan]:
    """Plan many changes; write nothing.

    Rows of one target are joined. Changes of several devices of a site that fit into the table of its devices, such as
    names, become one write of that table.

    Args:
        changes: Rows, each a dict such as `{"key": "S10001", "name": "North field"}` or a pair of a key and a patch; or
            the path of a CSV or JSON file with such rows. Names are those of fields, paths such as
            `settings[dev:UnitID].value`, or friendly names.
        progress: Called with the targets that were read, and of how many.
        encoding: Encoding of the CSV file, such as `cp1250`. By default UTF-8, UTF-16, or a code page of Windows if the
            file reads the same in those of Latin letters.

    Returns:
        The plan, with a write for each document that would change. Its `warnings` name guesses and repairs in
        cells.

    Raises:
        ValidationError: Something is wrong with rows or with what they ask for. All faults are reported at once, each
            with its row.
        ConfigurationError: The file cannot be read.
        AuthenticationError: The session is not accepted.
        APIError: A target cannot be read.

    Operations: the GET of each document, such as GET /api/edit/site/{siteKey}; POST /api/node/batch for devices
    """
    problems: list[str] = []
    warnings: list[str] = []
    requests, decimals = yield from locally(lambda: _requests(changes, encoding, problems, warnings))
    patches = {id(request): _resolved(request, problems) for request in requests}
    if not requests:
        refuse(problems)
    try:
        requests = yield from _in_tables(requests, patches)
        outcomes = yield from settled([_planned(request, decimals) for request in requests], progress)
    except PowerTrackError:
        refuse(problems)  # faults of the file count, even if PowerTrack does not answer
        raise
    entries: list[PlanEntry] = []
    failures: list[Exception] = []
    for request, outcome in zip(requests, outcomes, strict=True):
        problems += request.located(request.problems)
        warnings += request.located(request.warnings)
        if isinstance(outcome, ValidationError):
            problems += request.located(outcome.problems)
        elif isinstance(outcome, APIError) and is_missing(outcome):
            problems += request.located([str(outcome)])
        elif isinstance(outcome, Exception):
            failures.append(outcome)
        elif outcome is not None:
            entries.append(outcome)
    if failures and not problems:
        raise failures[0]
    refuse(problems or overlaps(entries))
    return evolve((yield from plan_of(entries)), warnings=tuple(warnings))


def _requests(
    changes: Iterable[RowLike] | str | os.PathLike[str],
    encoding: str | None,
    problems: list[str],
    warnings: list[str],
) -> tuple[list[Request], Decimals | None]:
    """Return the requests of rows or of a file, without faulty cells, and the decimal separator of its cells."""
    if not isinstance(changes, (str, os.PathLike)):
        return gathered(rows_of(changes), problems), None
    path = local_path(changes)
    if path.suffix.lower() == ".json":
        return gathered(rows_of(_json_rows(path)), problems), None
    sheet = read_csv(path, encoding)
    problems += sheet.problems
    warnings += sheet.warnings
    requests = gathered(sheet.rows, problems) if sheet.rows or not problems else []
    problems += convert(requests, sheet)
    return requests, sheet.decimals


def _resolved(request: Request, problems: list[str]) -> JsonObject:
    """The patch of a request with the names of fields. A faulty one is emptied: its target is still worth a look."""
    try:
        return resolve(request.patch, spec_of(request.document))
    except ValidationError as error:
        problems += [f"{request}: {problem}" for problem in error.problems]
        request.patch = {}
        return {}


def _planned(request: Request, decimals: Decimals | None) -> Flow[PlanEntry | None]:
    """Return the entry that does what a request asks for; None if all of it is faulty."""
    edit = yield from owned(Update(document=request.document, key=request.key))
    seen = yield from edit.look()
    request.problems += yield from _strangers(request, seen)
    patch = resolve(request.patch, edit.spec, seen.document)
    if decimals is not None:
        cells = Cells(decimals)
        patch = cells.typed(seen.fields, patch, edit.spec.shape)
        request.problems += cells.problems
        request.warnings += cells.warnings
    return (yield from planned(evolve(edit, patch=patch), seen)) if patch else None


def _strangers(request: Request, seen: Seen) -> Flow[list[str]]:
    """The objects that do not belong to the site that their rows name, as problems."""
    parts = request.parts or [request]
    asked = {part.site for part in parts if part.site is not None}
    site = (yield from _site(request, seen)) if asked else None
    if asked <= {site}:
        return []
    named = ", ".join(part.key for part in parts if part.site not in (None, site))
    return [f"{named} does not belong to {', '.join(sorted(asked - {site}))}, but to {site}"]


def _site(request: Request, seen: Seen) -> Flow[str | None]:
    """The site that a document belongs to."""
    owner: str | None = request.key
    if request.document == HARDWARE:
        owner = text(seen.fields.get("parentKey"))
    elif request.document == ALERT_TRIGGER:
        owner = owner_in(seen.document)
    return owner if owner is None or is_site_key(owner) else (yield from site_of(owner))


def _json_rows(path: Path) -> list[RowLike]:
    try:
        value = exact_json.loads(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ValidationError(f"{path}: {error}") from None
    rows = value.get("rows") if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValidationError(f"{path} holds no list of objects, nor an object with such a list as its rows")
    return [row for row in rows if isinstance(row, dict)]


def _in_tables(requests: list[Request], patches: dict[int, JsonObject]) -> Flow[list[Request]]:
    """Join requests for devices of a site in one for its table, if it holds all that they change.

    If a device of the site needs a write of its own, all its devices get one: a table that is written beside them would
    not be as it was planned any more.

    Args:
        requests: The requests.
        patches: Their patches with the names of fields, by their ids.
    """
    rows = {one.key: row for one in requests if (row := _row_of(one, patches[id(one)])) is not None}
    if len(rows) < 2:
        return requests
    devices = [one for one in requests if one.key.startswith("H")]
    sites = yield from _sites_of(list(dict.fromkeys(one.key for one in devices)))
    groups: dict[str, list[Request]] = {}
    for one in devices:
        if one.key in sites:
            groups.setdefault(sites[one.key], []).append(one)
    tables = {
        site: group
        for site, group in groups.items()
        if len(group) > 1 and all(one.document == HARDWARE and one.key in rows for one in group)
    }
    arranged: list[Request] = []
    for one in requests:
        site = sites.get(one.key)
        if site is None or site not in tables:
            arranged.append(one)
        elif one is tables[site][0]:
            patch: JsonObject = {table_rows().list: [rows[part.key] for part in tables[site]]}
            arranged.append(Request(HARDWARE_TABLE, site, patch=patch, parts=tables[site]))
    return arranged


def _row_of(request: Request, patch: JsonObject) -> JsonObject | None:
    """A change of a device as a row of the table of its site; None if the table does not hold all of it."""
    if request.document != HARDWARE or not patch:
        return None
    names = {field: name for name, field in table_rows().fields.items()}
    if not all(field in names for field in patch):
        return None
    return {"hardwareKey": request.key, **{names[field]: value for field, value in patch.items()}}


def _sites_of(devices: Sequence[str]) -> Flow[dict[str, str]]:
    """The sites that devices belong to, by the keys of the devices. Unknown devices are left out.

    Operation: POST /api/node/batch
    """
    found = yield from ask(
        nodes.query_node_batch(
            [{"key": key, "lastChanged": "1900-01-01T00:00:00Z", "mergeHash": ""} for key in devices]
        )
    )
    return {
        row.key: row.item.parent_key
        for row in found
        if row.key is not None and row.item is not None and row.item.parent_key is not None
    }
