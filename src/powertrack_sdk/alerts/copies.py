"""Copies of alert triggers: the edits that give devices or sites the triggers of another."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_core.shapes import ListShape, Shape
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.outcomes import packed
from powertrack_sdk.plans.rows import refuse
from powertrack_sdk.runner.flow import Flow, together
from powertrack_sdk.writes.diff import patch_between
from powertrack_sdk.writes.documents import ALERT_TRIGGER, ALERT_TRIGGERS, spec_of
from powertrack_sdk.writes.edits import Create, Edit, Update
from powertrack_sdk.writes.merge import field_shapes, identity, keyed, merge, unknown_field
from powertrack_sdk.writes.reading import alert_types, key_in
from powertrack_sdk.writes.validate import check

# Set by the server for each trigger, or tied to its device or site.
_OWN = ("key", "id", "parentKey", "lastChanged")


def copies(source: str, targets: Sequence[str]) -> Flow[list[Edit]]:
    """The edits that give devices or sites the triggers of another.

    Raises:
        ValidationError: There is no target, a target does not offer an alert type, or a trigger of a target has a
            field that cannot take the value of the source.
        APIError: A request failed.
    """
    wanted = [target for target in targets if target != source]
    if not wanted:
        raise ValidationError(f"there is no {_kind(source)} to copy the triggers of {source} to")
    seen = yield from together([Create(document=ALERT_TRIGGERS, key=owner).look() for owner in (source, *wanted)])
    rows = [objects(one.fields.get("triggers")) for one in seen]
    yield from _refuse_misfits(source, [target for target in wanted if _kind(target) != _kind(source)], rows[0])
    edits: list[Edit] = []
    problems: list[str] = []
    for owner, there in zip(wanted, rows[1:], strict=True):
        edits += _copies_to(owner, rows[0], there, problems)
    refuse(problems)
    return edits


def _kind(owner: str) -> str:
    return "site" if keys.is_site_key(owner) else "device"


def _refuse_misfits(source: str, targets: Sequence[str], triggers: Sequence[JsonObject]) -> Flow[None]:
    """Refuse to copy between devices and sites what the targets do not offer the alert type of.

    Raises:
        ValidationError: A target does not offer an alert type.
    """
    offered = yield from together([alert_types(target) for target in targets])
    problems: list[str] = []
    for target, types in zip(targets, offered, strict=True):
        fitting = [row.get("value") for row in types]
        misfits = [trigger for trigger in triggers if trigger.get("alertTypeKey") not in fitting]
        if misfits:
            named = ", ".join(f"{one.get('alertTypeKey')} ({one.get('name')})" for one in misfits)
            problems.append(
                f"{source} is a {_kind(source)} and {target} a {_kind(target)}, which cannot have triggers of the alert"
                f" type {named}"
            )
    refuse(problems)


def _copies_to(owner: str, triggers: list[JsonObject], there: list[JsonObject], problems: list[str]) -> list[Edit]:
    shape = spec_of(ALERT_TRIGGER).shape
    edits: list[Edit] = []
    new: list[JsonObject] = []
    waiting = list(there)
    for trigger in triggers:
        twin = next((other for other in waiting if _identity(other) == _identity(trigger)), None)
        if twin is None:
            new.append({**trigger, "id": 0, "key": "", "parentKey": owner})
            continue
        waiting.remove(twin)
        wanted = {**twin, **{name: value for name, value in trigger.items() if name not in _OWN}}
        patch = patch_between(twin, wanted, shape)
        if not patch:
            continue
        edit = Update(document=ALERT_TRIGGER, key=str(key_in(twin)), owner=owner)
        if _fault(patch, twin) is None:
            edits.append(evolve(edit, patch=patch))
        elif (fault := _fault(_to_check(patch, twin, shape), twin)) is None:
            edits.append(evolve(edit, content=packed(merge(twin, patch, shape)), asked=()))
        else:
            what = f"the trigger {twin.get('name')!r} ({twin.get('key')}) of {owner} cannot become the copied one"
            problems += [f"{what}: {problem}" for problem in fault.problems]
    return [*edits, Create(document=ALERT_TRIGGERS, key=owner, bodies=tuple(new))] if new else edits


def _identity(trigger: JsonObject) -> tuple[JsonValue, JsonValue]:
    return trigger.get("alertTypeKey"), trigger.get("name")


def _fault(patch: JsonObject, twin: JsonObject) -> ValidationError | None:
    """Why a patch does not fit a trigger; None if it does."""
    try:
        if patch:
            check(patch, spec_of(ALERT_TRIGGER), twin)
    except ValidationError as error:
        return error
    return None


def _to_check(patch: JsonObject, now: JsonObject, shape: Shape | None) -> JsonObject:
    """The part of a copied patch that may not fit the target.

    All values come from a trigger that the server holds. So a null, an unknown field that the target lacks or has as
    null, and a further item of a list fit. A read-only field of the target stays as it is.
    """
    shape_of = field_shapes(shape) or unknown_field
    found: JsonObject = {}
    for name, value in patch.items():
        known, there = shape_of(name), now.get(name)
        if value is None or (known is None and there is None) or (known is not None and known.read_only):
            continue
        if isinstance(value, dict) and isinstance(there, dict):
            value = _to_check(value, there, known)
            if not value:
                continue
        elif isinstance(value, list) and isinstance(there, list):
            value = _items_to_check(value, there, known)
            if not value:
                continue
        found[name] = value
    return found


def _items_to_check(items: list[JsonValue], there: list[JsonValue], shape: Shape | None) -> list[JsonValue]:
    """The same for the items of a list. A list without a merge key is copied as a whole."""
    key = shape.merge_key if isinstance(shape, ListShape) else None
    now = keyed(there, key) if key is not None else None
    if not isinstance(shape, ListShape) or key is None or now is None:
        return []
    found: list[JsonValue] = []
    for item in items:
        name = identity(item, key)
        twin = now.get(name) if name is not None else None
        if isinstance(item, dict) and isinstance(twin, dict):
            rest = _to_check({part: value for part, value in item.items() if part != key}, twin, shape.item)
            if rest:
                found.append({key: name, **rest})
    return found
