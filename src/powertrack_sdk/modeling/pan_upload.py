"""Adding a module to the list of PVsyst modules."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, cast

from attrs import evolve, frozen

from powertrack_api.api import modeling
from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document
from powertrack_sdk.errors import (
    APIError,
    AuthenticationError,
    PowerTrackError,
    UnknownOutcomeError,
    ValidationError,
    VerificationError,
)
from powertrack_sdk.modeling.flows import get_pvsyst_modules
from powertrack_sdk.modeling.pan_file import read_pan_file
from powertrack_sdk.nodes.flows import session_site
from powertrack_sdk.outcomes import Outcome, UpdateResult
from powertrack_sdk.runner.flow import Flow, ask, environment, locally
from powertrack_sdk.writes.aliases import fields_of, refusal
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.journal import Run
from powertrack_sdk.writes.sending import object_or_none
from powertrack_sdk.writes.settling import is_final, may_arrive, watched
from powertrack_sdk.writes.validate import check

if TYPE_CHECKING:
    from powertrack_api.inputs import PvSystModuleInput
    from powertrack_sdk.modeling.models import NamedValue

_TEMPLATE: JsonObject = {"key": ""}
_CELL_TYPE = (
    "cellType is not there; PowerTrack's number for a technology stands in the model of an array with such modules,"
    " as pvSystConfig.cellType"
)


def upload_pan_data(pan_data: PvSystModuleInput | str | os.PathLike[str], dry_run: bool = False) -> Flow[UpdateResult]:
    """Add a module to the list of PVsyst modules, from which photovoltaic models choose.

    The request is not repeated. Its answer is empty, so the list of modules is read before and after it: the module is
    verified when the list has one more of its name. Such a list can be read for a site only; it is that of a site which
    the session's user knows.

    Args:
        pan_data: The module by the names of the API, all of them, or the path of a PAN file. A PAN file gives
            `cellType` for monocrystalline silicon only; for others change what `read_pan_file` returns.
        dry_run: Only show what would be sent.

    Returns:
        What was sent, as changes to an empty module, and in `created` its number in the list, which `pvSystModuleId`
        takes. It is false if there is no site whose list could be read.

    Raises:
        ConfigurationError: The file cannot be read.
        ValidationError: Something is wrong with the module; nothing was sent.
        VerificationError: Afterwards the list does not have the module.
        UnknownOutcomeError: There was no answer, and the list does not have the module or cannot be read.
        APIError: A request failed. If it was the POST, the module was not added.

    Operations: POST /api/edit/pvsystmodule; to verify it GET /api/view/pvsystmodules/{siteKey}, for a site of
        GET /api/node/favorites or GET /api/notifications/session
    """
    from powertrack_api.documents import PV_SYST_MODULE

    fields = yield from _given(pan_data)
    # A module has no version stamp: nothing ever writes to one that is there.
    document = Document(name="PvSystModule", shape=PV_SYST_MODULE, identity="key", stamp="")
    module = _checked(fields, document)
    result = UpdateResult(
        document=document.name,
        key=f"{module['manufacturer']}, {module['model']}",
        changes=diff(_TEMPLATE, module, PV_SYST_MODULE),
        outcome="skipped",
        dry_run=dry_run,
        original_data={},
        updated_data=module,
    )
    if dry_run:
        return result
    return (yield from _added(result))


def _given(pan_data: PvSystModuleInput | str | os.PathLike[str]) -> Flow[object]:
    if isinstance(pan_data, (str, os.PathLike)):
        return (yield from locally(lambda: read_pan_file(pan_data)))
    return pan_data


def _checked(given: object, document: Document) -> JsonObject:
    """A module as it is to be sent, with everything in it that belongs there."""
    if not isinstance(given, dict):
        raise ValidationError(f"pan_data is a dict of fields or the path of a PAN file, not {type(given).__name__}")
    fields = fields_of(given, document)
    problems: list[str] = []
    if any(name != document.identity for name in fields):
        try:
            check(fields, document, _TEMPLATE)
        except ValidationError as error:
            problems += error.problems
    wanted = [name for name in document.shape.fields if name != document.identity]
    problems += [_CELL_TYPE if name == "cellType" else f"{name} is not there" for name in wanted if name not in fields]
    model = fields.get("model")
    if isinstance(model, str) and not model.strip():
        problems.append("model is empty")
    if problems:
        raise refusal(document, problems)
    return {**_TEMPLATE, **{name: fields[name] for name in wanted}}


@frozen
class _Known:
    """The list of modules, and the site that it was asked for with."""

    site: str
    modules: list[NamedValue]


def _added(result: UpdateResult) -> Flow[UpdateResult]:
    """Send a module, with a journal as for any other write."""
    before = yield from _known()
    where = yield from environment()
    run = Run.new(where, "create")
    paths = [change.path for change in result.changes]
    facts: JsonObject = {"document": result.document, "key": result.key}
    empty: JsonObject = {"along": None, "backup": None, "before": None, "after": None, "creates": []}
    intent: JsonObject = {"action": "create", **facts, **empty, "changes": [*paths]}
    yield from locally(lambda: run.record("intended", where.clock.now(), **intent))

    def ended(outcome: Outcome, message: str | None, created: tuple[str, ...] = ()) -> Flow[None]:
        end: JsonObject = {**facts, "outcome": outcome, "message": message, "created": [*created]}
        yield from locally(lambda: run.record("ended", where.clock.now(), **end))

    try:
        done = yield from _sent(result, before, where.settle)
    except PowerTrackError as error:
        error.run = run.id
        error.outcome = "unknown" if isinstance(error, AuthenticationError) else error.outcome or "not written"
        yield from ended(error.outcome, str(error))
        raise
    done = evolve(done, outcome="written" if done else "unknown")
    yield from ended(done.outcome, done.error_message, done.created)
    return done


def _sent(result: UpdateResult, before: _Known | None, span: float) -> Flow[UpdateResult]:
    lost: APIError | None = None
    try:
        result = evolve(result, put_response=(yield from ask(_operation(result.updated_data))))
    except APIError as error:
        if not (is_final(error) or may_arrive(error)):
            raise
        lost = error
    sent = evolve(result, applied=True)
    if before is None:
        if lost is not None:
            raise _unknown(sent, f"was sent and failed ({lost}), and no list of modules can be read") from lost
        return evolve(
            sent, error_message="sent, but not verified: no site is known whose list of modules could be read"
        )
    numbers, site = {module.value for module in before.modules}, before.site

    def new(modules: list[NamedValue]) -> list[NamedValue]:
        return [one for one in modules if _plain(one.name) == _plain(sent.key) and one.value not in numbers]

    look = functools.partial(_read_back, site, sent)
    after = yield from watched(
        look, lambda modules: bool(new(modules)), span if lost is not None and may_arrive(lost) else 0.0
    )
    if found := new(after):
        return evolve(sent, verified=True, created=tuple(str(module.value) for module in found))
    if lost is not None and is_final(lost):
        raise type(lost)(
            f"{sent.document} {sent.key} was not written (the list of modules is without it): {lost}",
            status_code=lost.status_code,
            response=lost.response,
            operation=lost.operation,
        ) from lost
    if lost is not None:
        what = f"was sent and had no answer ({lost}), and {span:.0f} s later the list of modules is without it"
        raise _unknown(sent, what) from lost
    raise VerificationError(
        f"{sent.document} {sent.key} was sent and accepted, but the list of modules of {site} is without it",
        evolve(sent, outcome="differs", error_message="not in the list after the write"),
    )


def _unknown(sent: UpdateResult, what: str) -> UnknownOutcomeError:
    return UnknownOutcomeError(
        f"{sent.document} {sent.key} {what}. Its outcome is unknown: look at the list again before you repeat it",
        evolve(sent, outcome="unknown", error_message="no answer"),
    )


def _known() -> Flow[_Known | None]:
    """The list of modules as it is before; None if there is no site to ask with."""
    try:
        site = yield from session_site()
    except ValidationError:
        return None
    return _Known(site, (yield from get_pvsyst_modules(site_id=site)))


def _read_back(site: str, sent: UpdateResult) -> Flow[list[NamedValue]]:
    try:
        return (yield from get_pvsyst_modules(site_id=site))
    except PowerTrackError as error:
        raise UnknownOutcomeError(
            f"{sent.document} {sent.key} was sent, but the list of modules of {site} cannot be read ({error})",
            evolve(sent, outcome="unknown", error_message="not read back"),
        ) from error


def _operation(module: JsonObject) -> Operation[JsonObject | None]:
    # It was checked against the specification, which is what the type says.
    return modeling.create_pv_syst_module(cast("PvSystModuleInput", module)).reading(object_or_none)


def _plain(name: str | None) -> str:
    """A name without doubled and trailing blanks, as some in the list have them."""
    return " ".join((name or "").split())
