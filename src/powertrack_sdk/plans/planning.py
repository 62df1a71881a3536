"""Plans from rows: every target is read, and what the rows ask for is checked and compared with what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve, frozen

from powertrack_api.api import nodes
from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_sdk.alerts.edits import owner_in
from powertrack_sdk.errors import APIError, ConfigurationError, PowerTrackError, ValidationError
from powertrack_sdk.files import local_path
from powertrack_sdk.keys import is_site_key
from powertrack_sdk.nodes.flows import site_of
from powertrack_sdk.plans.cell_values import Decimals
from powertrack_sdk.plans.cells import Cells
from powertrack_sdk.plans.csv_file import convert, read_csv
from powertrack_sdk.plans.editing import entry_for, plan_of
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.plans.rows import Request, Row, RowLike, gathered, refuse, rows_of
from powertrack_sdk.plans.targets import target_of
from powertrack_sdk.plans.waves import overlaps
from powertrack_sdk.runner.diagnosis import is_missing
from powertrack_sdk.runner.flow import Flow, Progress, ask, locally, settled
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.documents import ALERT_TRIGGER, HARDWARE, HARDWARE_TABLE, document, table_rows
from powertrack_sdk.writes.edit import Seen
from powertrack_sdk.writes.update import patching


def plan_updates(
    changes: Iterable[RowLike] | str | os.PathLike[str],
    progress: Progress | None = None,
    encoding: str | None = None,
) -> Flow[Plan]:
    """Compute what it takes to make many changes, and change nothing.

    Rows of one target are put together. Changes of several devices of a site that the table of its devices holds, such
    as names, become one write of that table.

    Args:
        changes: Rows, each a dict such as `{"key": "S10001", "name": "North field"}` or a pair of a key and a patch; or
            the path of a CSV or JSON file with such rows. Names are those of fields, paths such as
            `settings[dev:UnitID].value`, or friendly names.
        progress: Called with the targets that were read, and of how many.
        encoding: Encoding of the CSV file, such as `cp1250`. By default UTF-8, UTF-16, or a code page of Windows if the
            file reads the same in those of Latin letters.

    Returns:
        The plan, with a write for each document that would change. Its `warnings` say what was guessed or changed in
        cells.

    Raises:
        ValidationError: Something is wrong with rows or with what they ask for. All faults are reported at once, each
            with its row.
        ConfigurationError: The file cannot be read.
        AuthenticationError: The session is not accepted.
        APIError: A target cannot be read.

    Operations: the GET of each document, such as GET /api/edit/site/{siteKey}; POST /api/node/batch for devices
    """
    asked = yield from locally(lambda: _asked(changes, encoding))
    problems = list(asked.problems)
    jobs = _jobs(asked, problems)
    if not jobs:
        refuse(problems)
    try:
        jobs = yield from _in_tables(jobs)
        outcomes = yield from settled([job.planned() for job in jobs], progress)
    except PowerTrackError:
        refuse(problems)  # what is wrong with the file is known without an answer
        raise
    entries: list[PlanEntry] = []
    warnings = list(asked.warnings)
    failures: list[Exception] = []
    for job, outcome in zip(jobs, outcomes, strict=True):
        if isinstance(outcome, _Outcome):
            entries += [outcome.entry] if outcome.entry is not None else []
            problems += map(job.told, outcome.problems)
            warnings += map(job.told, outcome.warnings)
        elif isinstance(outcome, ValidationError):
            problems += map(job.told, outcome.problems)
        elif isinstance(outcome, APIError) and is_missing(outcome):
            problems.append(job.told(str(outcome)))
        else:
            failures.append(outcome)
    if failures and not problems:
        raise failures[0]
    refuse(problems or overlaps(entries))
    plan = yield from plan_of(entries)
    return evolve(plan, warnings=tuple(warnings))


@frozen
class _Asked:
    """What a list or a file asks for.

    Attributes:
        requests: What is asked for of each document, without what is faulty.
        decimals: Which character stands before the decimals of cells; None if the values are no cells.
        problems: What is faulty.
        warnings: What was guessed.
    """

    requests: list[Request]
    decimals: Decimals | None = None
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@frozen
class _Outcome:
    """What became of a job: the entry of the plan, unless there are problems or nothing is left to do."""

    entry: PlanEntry | None
    problems: Sequence[str]
    warnings: Sequence[str]


@frozen(eq=False)
class _Job:
    """One document to plan a write of.

    Attributes:
        document: Name of the kind of document.
        key: Key of what it is about.
        patch: What to change in it, friendly names resolved.
        requests: The requests that it is for.
        decimals: Which character stands before the decimals of the cells that the values are; None for other values.
        given: The patch as it was given; None in the table of a site, whose fields have no friendly names.
    """

    document: str
    key: str
    patch: JsonObject
    requests: Sequence[Request]
    decimals: Decimals | None
    given: JsonObject | None = None

    def told(self, problem: str) -> str:
        """A problem with the rows that it comes from: in a table it names the device, elsewhere it may be any."""
        found = [request for request in self.requests if f"[{request.key}]" in problem] or self.requests
        return f"{'; '.join(map(str, found[:3]))}: {problem}"

    def planned(self) -> Flow[_Outcome]:
        target = yield from target_of(self.document, self.key)
        seen = yield from patching(target, self.patch).look()
        problems = yield from self._strangers(seen)
        patch, warnings = self.patch, list[str]()
        if self.given is not None:
            patch = resolve(self.given, document(self.document), seen.document)
        if self.decimals is not None:
            cells = Cells(self.decimals)
            patch = cells.typed(seen.document or {}, patch, document(self.document).shape)
            problems += cells.problems
            warnings = cells.warnings
        if not patch:  # all that the rows say of it is faulty
            return _Outcome(None, problems, warnings)
        try:
            entry = yield from entry_for(patching(target, patch), seen)
        except ValidationError as error:
            return _Outcome(None, [*problems, *error.problems], warnings)
        return _Outcome(entry, problems, warnings)

    def _strangers(self, seen: Seen) -> Flow[list[str]]:
        """What does not belong to the site that its row names."""
        asked = {request.site for request in self.requests if request.site is not None}
        site = (yield from self._site(seen)) if asked else None
        if asked <= {site}:
            return []
        named = ", ".join(request.key for request in self.requests if request.site not in (None, site))
        return [f"{named} does not belong to {', '.join(sorted(asked - {site}))}, but to {site}"]

    def _site(self, seen: Seen) -> Flow[str | None]:
        """The site that the document belongs to."""
        owner: str | None = self.key
        if self.document == HARDWARE:
            owner = text((seen.document or {}).get("parentKey"))
        elif self.document == ALERT_TRIGGER:
            owner = owner_in(seen.document)
        return owner if owner is None or is_site_key(owner) else (yield from site_of(owner))


def _asked(changes: Iterable[RowLike] | str | os.PathLike[str], encoding: str | None) -> _Asked:
    """What is asked for of each document."""
    if not isinstance(changes, (str, os.PathLike)):
        return _of_rows(rows_of(changes))
    path = local_path(changes)
    if path.suffix.lower() == ".json":
        return _of_rows(rows_of(_json_rows(path)))
    sheet = read_csv(path, encoding)
    problems = list(sheet.problems)
    requests = gathered(sheet.rows, problems) if sheet.rows or not problems else []
    problems += convert(requests, sheet)
    return _Asked(requests, sheet.decimals, tuple(problems), sheet.warnings)


def _of_rows(rows: Iterable[Row]) -> _Asked:
    problems: list[str] = []
    requests = gathered(rows, problems)
    return _Asked(requests, problems=tuple(problems))


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


def _jobs(asked: _Asked, problems: list[str]) -> list[_Job]:
    """The documents to write, as asked for; what is wrong is added to the problems."""
    jobs: list[_Job] = []
    for request in asked.requests:
        try:
            patch = resolve(request.patch, document(request.document))
        except ValidationError as error:
            problems += [f"{request}: {problem}" for problem in error.problems]
            # Whether there is such a document is still worth a look.
            jobs.append(_Job(request.document, request.key, {}, [request], asked.decimals))
            continue
        jobs.append(_Job(request.document, request.key, patch, [request], asked.decimals, request.patch))
    return jobs


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
            arranged.append(_Job(HARDWARE_TABLE, site, {table_rows().list: rows}, requests, job.decimals))
    return arranged


def _row_of(job: _Job) -> JsonObject | None:
    """What a change of a device is in the table of its site; None where the table does not hold all of it."""
    if job.document != HARDWARE or not job.patch:
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
