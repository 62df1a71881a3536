"""Plans from rows: every target is read, and what the rows ask for is checked and compared with what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen

from powertrack_api.api import nodes
from powertrack_api.decoding import JsonObject, JsonValue, text
from powertrack_sdk.errors import APIError, ConfigurationError, ValidationError
from powertrack_sdk.files import local_path
from powertrack_sdk.keys import is_site_key
from powertrack_sdk.nodes.flows import site_of
from powertrack_sdk.plans.cells import typed_by
from powertrack_sdk.plans.csv_file import Sheet, convert, read_csv
from powertrack_sdk.plans.editing import entry_for, plan_of
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.plans.rows import Request, RowLike, refuse, requests_of, rows_of
from powertrack_sdk.plans.targets import target_of
from powertrack_sdk.plans.waves import overlaps
from powertrack_sdk.runner.flow import Flow, Progress, ask, locally, settled
from powertrack_sdk.writes import strict_json
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.documents import ALERT_TRIGGER, HARDWARE, HARDWARE_TABLE, document, table_rows
from powertrack_sdk.writes.edit import Seen
from powertrack_sdk.writes.update import patching

_NOT_FOUND = 404


def plan_updates(changes: Iterable[RowLike] | str | os.PathLike[str], progress: Progress | None = None) -> Flow[Plan]:
    """Compute what it takes to make many changes, and change nothing.

    Rows of one target are put together. Changes of several devices of a site that the table of its devices holds, such
    as names, become one write of that table.

    Args:
        changes: Rows, each a dict such as `{"key": "S10001", "name": "North field"}` or a pair of a key and a patch; or
            the path of a CSV or JSON file with such rows. Names are those of fields, paths such as
            `settings[dev:UnitID].value`, or friendly names.
        progress: Called with the targets that were read, and of how many.

    Returns:
        The plan, with a write for each document that would change.

    Raises:
        ValidationError: Something is wrong with a row, told with its number; or with what it asks for.
        ConfigurationError: The file cannot be read.
        AuthenticationError: The session is not accepted.
        APIError: A target cannot be read.

    Operations: the GET of each document, such as GET /api/edit/site/{siteKey}; POST /api/node/batch for devices
    """
    requests = yield from locally(lambda: _requests(changes))
    jobs = yield from _jobs(requests)
    outcomes = yield from settled([job.planned() for job in jobs], progress)
    problems: list[str] = []
    entries: list[PlanEntry] = []
    for job, outcome in zip(jobs, outcomes, strict=True):
        if isinstance(outcome, PlanEntry):
            entries.append(outcome)
        elif isinstance(outcome, ValidationError):
            problems += map(job.told, outcome.problems)
        elif isinstance(outcome, APIError) and outcome.status_code == _NOT_FOUND:
            problems.append(job.told(str(outcome)))
        else:
            raise outcome
    refuse(problems or overlaps(entries))
    return (yield from plan_of(entries))


@frozen(eq=False)
class _Job:
    """One document to plan a write of.

    Attributes:
        document: Name of the kind of document.
        key: Key of what it is about.
        patch: What to change in it, friendly names resolved.
        requests: The requests that it is for.
        sheet: The spreadsheet that the values are cells of, which get the types of the document; None for values.
    """

    document: str
    key: str
    patch: JsonObject
    requests: Sequence[Request]
    sheet: Sheet | None

    def told(self, problem: str) -> str:
        """A problem with the rows that it comes from: in a table it names the device, elsewhere it may be any."""
        found = [request for request in self.requests if f"[{request.key}]" in problem] or self.requests
        return f"{'; '.join(map(str, found[:3]))}: {problem}"

    def planned(self) -> Flow[PlanEntry]:
        target = yield from target_of(self.document, self.key)
        seen = yield from patching(target, self.patch).look()
        yield from self._refuse_strangers(seen)
        patch = self.patch if self.sheet is None else _typed(self, self.sheet, seen)
        return (yield from entry_for(patching(target, patch), seen))

    def _refuse_strangers(self, seen: Seen) -> Flow[None]:
        """Refuse what does not belong to the site that its row names."""
        asked = {request.site for request in self.requests if request.site is not None}
        if not asked:
            return
        site = yield from self._site(seen)
        if asked != {site}:
            named = ", ".join(request.key for request in self.requests if request.site not in (None, site))
            raise ValidationError(f"{named} does not belong to {', '.join(sorted(asked - {site}))}, but to {site}")

    def _site(self, seen: Seen) -> Flow[str | None]:
        """The site that the document belongs to."""
        owner: str | None = self.key
        if self.document in (HARDWARE, ALERT_TRIGGER):
            owner = text((seen.document or {}).get("parentKey"))
        return owner if owner is None or is_site_key(owner) else (yield from site_of(owner))


def _typed(job: _Job, sheet: Sheet, seen: Seen) -> JsonObject:
    shape = document(job.document).shape
    try:
        typed = typed_by(seen.document or {}, job.patch, shape, decimal_comma=sheet.decimal_comma)
    except ValueError as error:
        raise ValidationError(str(error)) from None
    return typed if isinstance(typed, dict) else job.patch


def _requests(changes: Iterable[RowLike] | str | os.PathLike[str]) -> tuple[list[Request], Sheet | None]:
    """What is asked for of each document, and the spreadsheet where values are cells of one."""
    if not isinstance(changes, (str, os.PathLike)):
        return requests_of(rows_of(changes)), None
    path = local_path(changes)
    if path.suffix.lower() == ".json":
        return requests_of(rows_of(_json_rows(path))), None
    sheet = read_csv(path)
    requests = requests_of(sheet.rows)
    convert(requests, sheet)
    return requests, sheet


def _json_rows(path: Path) -> list[RowLike]:
    try:
        value = strict_json.loads(path.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ValidationError(f"{path}: {error}") from None
    rows = value.get("rows") if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValidationError(f"{path} holds no list of objects, nor an object with such a list as its rows")
    return [row for row in rows if isinstance(row, dict)]


def _jobs(asked: tuple[list[Request], Sheet | None]) -> Flow[list[_Job]]:
    """The documents to write: as asked for, or the tables of sites where they hold the same."""
    requests, sheet = asked
    jobs: list[_Job] = []
    problems: list[str] = []
    for request in requests:
        try:
            patch = resolve(request.patch, document(request.document))
        except ValidationError as error:
            problems += [f"{request}: {problem}" for problem in error.problems]
            continue
        jobs.append(_Job(request.document, request.key, patch, [request], sheet))
    refuse(problems)
    return (yield from _in_tables(jobs))


def _in_tables(jobs: list[_Job]) -> Flow[list[_Job]]:
    """Put jobs of several devices of a site into one of its table, where it holds all that they change.

    Where a device of the site needs a write of its own, all its devices get one: a table that is written beside them
    would not be as it was planned any more.
    """
    fitting = {job.key: row for job in jobs if (row := _row_of(job)) is not None}
    if len(fitting) < 2:
        return jobs
    devices = [job for job in jobs if job.key.startswith("H")]
    sites = yield from _sites_of(list(dict.fromkeys(job.key for job in devices)))
    groups: dict[str, list[_Job]] = {}
    for job in devices:
        if job.key in sites:
            groups.setdefault(sites[job.key], []).append(job)
    tables = {
        site: group
        for site, group in groups.items()
        if len(group) > 1 and all(one.document == HARDWARE and one.key in fitting for one in group)
    }
    arranged: list[_Job] = []
    for job in jobs:
        site = sites.get(job.key)
        if site is None or site not in tables:
            arranged.append(job)
        elif job is tables[site][0]:
            rows: list[JsonValue] = [fitting[one.key] for one in tables[site]]
            requests = [request for one in tables[site] for request in one.requests]
            arranged.append(_Job(HARDWARE_TABLE, site, {table_rows().list: rows}, requests, job.sheet))
    return arranged


def _row_of(job: _Job) -> JsonObject | None:
    """What a change of a device is in the table of its site; None where the table does not hold all of it."""
    if job.document != HARDWARE:
        return None
    names = {field: name for name, field in table_rows().fields.items()}
    if not all(field in names for field in job.patch):
        return None
    return {"hardwareKey": job.key, **{names[field]: value for field, value in job.patch.items()}}


def _sites_of(devices: Sequence[str]) -> Flow[dict[str, str]]:
    """The sites that devices belong to, by the keys of the devices. Devices that there are not are left out.

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
