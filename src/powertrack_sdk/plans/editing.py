"""Entries of plans as edits."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import evolve

from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_core.shapes import Document, ListShape, ObjectShape, Shape
from powertrack_sdk import keys
from powertrack_sdk.alerts.edits import Deletion, creation
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.plans.targets import target_of
from powertrack_sdk.runner.flow import Flow, environment
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import at, below, diff
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edit import Edit, Rewriting, Seen
from powertrack_sdk.writes.merge import identity, keyed
from powertrack_sdk.writes.packed import packed
from powertrack_sdk.writes.perform import changed_along
from powertrack_sdk.writes.target import Target
from powertrack_sdk.writes.update import patching


def edit_of(entry: PlanEntry) -> Flow[Edit]:
    """What an entry of a plan does.

    Raises:
        ConfigurationError: The entry is not complete.
    """
    if entry.action == "create" and entry.bodies:
        return creation(entry.key, entry.bodies)
    if entry.action == "delete" and entry.owner is not None:
        return Deletion(key=entry.key, owner=keys.hardware_or_site_key(entry.owner))
    if entry.action == "update" and (entry.patch is not None or entry.content is not None):
        target = yield from target_of(entry.document, entry.key, entry.owner)
        if entry.patch is not None:
            return patching(target, entry.patch)
        return becoming(target, entry.content or {}, entry.asked)
    raise ConfigurationError(f"the entry of the plan for {entry.name} does not say what to {entry.action}")


def becoming(target: Target, content: JsonObject, asked: tuple[str, ...]) -> Rewriting:
    """The edit that makes a document what it was.

    Args:
        target: The document.
        content: What it was.
        asked: Paths of what is known to have changed since.
    """
    former = packed(content)
    return Rewriting(
        target=target,
        change=lambda current: restored(current, former.document, target.document, asked),
        content=former,
        asked=asked,
    )


def entry_for(edit: Edit, seen: Seen) -> Flow[PlanEntry]:
    """The entry of a plan that does an edit, for a document as it was seen."""
    shape = edit.document.shape
    rewriting = edit if isinstance(edit, Rewriting) else None
    aim = edit.aim(seen)
    changes = diff(seen.document or {}, aim or {}, shape)
    along = (yield from changed_along(edit, aim)) if changes else []
    for other, before in along:
        more = diff(before.document or {}, other.aim(before) or {}, other.document.shape)
        changes += tuple(evolve(change, path=f"{other.key}.{change.path}") for change in more)
    return PlanEntry(
        action=edit.action,
        document=edit.document.name,
        key=edit.key,
        owner=text((seen.document or {}).get("parentKey")) or (edit.owner if isinstance(edit, Deletion) else None),
        stamp=text((seen.document or {}).get(edit.document.stamp)),
        digest=digest(seen.document, shape),
        changes=changes,
        patch=rewriting.patch if rewriting is not None else None,
        content=rewriting.content if rewriting is not None else None,
        asked=(rewriting.asked or ()) if rewriting is not None else (),
        bodies=tuple(edit.bodies) if isinstance(edit, Creation) else (),
        alike=edit.alike(seen) if isinstance(edit, Creation) else (),
        along={other.key: digest(before.document, other.document.shape) for other, before in along},
    )


def plan_of(entries: Iterable[PlanEntry], undoes: str | None = None) -> Flow[Plan]:
    """The plan that has these entries, those that have something to do.

    Args:
        entries: What was computed for each document.
        undoes: Name of the run that it undoes.
    """
    where = yield from environment()
    found = list(entries)
    return Plan(
        entries=tuple(entry for entry in found if entry.changes),
        unchanged=tuple(entry.name for entry in found if not entry.changes),
        made_at=where.clock.now().isoformat(),
        host=where.host,
        undoes=undoes,
    )


def refuse_elsewhere(what: str, host: str | None) -> Flow[None]:
    """Refuse what was read from another host than the one that the client writes to.

    Raises:
        ConfigurationError: It was; nothing was sent.
    """
    here = (yield from environment()).host
    if host is not None and host != here:
        raise ConfigurationError(
            f"{what} is of {host}, and this client is signed in to {here}; nothing was sent. The same key may be"
            " another object there"
        )


def planned(edit: Edit) -> Flow[PlanEntry]:
    """The entry of a plan that does an edit, for what is there now."""
    seen = yield from edit.look()
    return (yield from entry_for(edit, seen))


def restored(current: JsonObject, former: JsonObject, document: Document, asked: Collection[str]) -> JsonObject:
    """A document brought back; the current one where only fields of the server differ.

    What cannot be written stays as it is, such as version stamps and what the document belongs to. So do fields that
    the former document did not have, unless they are known to have been added: the service may have got them since.

    Args:
        current: The document as it is.
        former: The document as it was.
        document: What kind of document it is.
        asked: Paths of what is known to have changed since.
    """
    if not diff(former, current, document.shape, ignore_volatile=True, asked=asked):
        return current
    return {**_fields(former, current, document.shape, "", asked), document.stamp: current.get(document.stamp)}


def _value(former: JsonValue, now: JsonValue, shape: Shape, path: str, asked: Collection[str]) -> JsonValue:
    if isinstance(former, dict) and isinstance(now, dict) and isinstance(shape, ObjectShape):
        return _fields(former, now, shape, path, asked)
    if isinstance(former, list) and isinstance(now, list) and isinstance(shape, ListShape) and shape.merge_key:
        there = keyed(now, shape.merge_key) or {}
        keys = [identity(item, shape.merge_key) for item in former]
        return [
            item if key is None or key not in there else _value(item, there[key], shape.item, at(path, key), asked)
            for key, item in zip(keys, former, strict=True)
        ]
    return former


def _fields(former: JsonObject, now: JsonObject, shape: ObjectShape, path: str, asked: Collection[str]) -> JsonObject:
    fields: JsonObject = {}
    for name, value in former.items():
        inner = shape.fields.get(name)
        if inner is None or name not in now:
            fields[name] = value
        else:
            fields[name] = now[name] if inner.read_only else _value(value, now[name], inner, below(path, name), asked)
    added = {name: value for name, value in now.items() if name not in former and below(path, name) not in asked}
    return {**fields, **added}
