"""Entries of plans as edits."""

from __future__ import annotations

from powertrack_api.decoding import JsonObject, JsonValue, text
from powertrack_api.shapes import Document, ListShape, ObjectShape, Shape
from powertrack_sdk.alerts.edits import Deletion, creation
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.plans.targets import target_of
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edit import Edit, Rewriting, Seen
from powertrack_sdk.writes.merge import identity, keyed
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
        return Deletion(key=entry.key, device=entry.owner)
    if entry.action == "update" and (entry.patch is not None or entry.content is not None):
        target = yield from target_of(entry.document, entry.key, entry.owner)
        return patching(target, entry.patch) if entry.patch is not None else becoming(target, entry.content or {})
    raise ConfigurationError(f"the entry of the plan for {entry.name} does not say what to {entry.action}")


def becoming(target: Target, content: JsonObject) -> Rewriting:
    """The edit that makes a document what it was, under the version stamp that it has now."""
    return Rewriting(target=target, change=lambda current: restored(current, content, target.document), content=content)


def entry_for(edit: Edit, seen: Seen) -> PlanEntry:
    """The entry of a plan that does an edit, for a document as it was seen."""
    shape = edit.document.shape
    rewriting = edit if isinstance(edit, Rewriting) else None
    return PlanEntry(
        action=edit.action,
        document=edit.document.name,
        key=edit.key,
        owner=text((seen.document or {}).get("parentKey")) if edit.document.name == "AlertTrigger" else None,
        stamp=text((seen.document or {}).get(edit.document.stamp)),
        digest=digest(seen.document, shape),
        changes=diff(seen.document or {}, edit.aim(seen) or {}, shape),
        patch=rewriting.patch if rewriting is not None else None,
        content=rewriting.content if rewriting is not None else None,
        bodies=tuple(edit.bodies) if isinstance(edit, Creation) else (),
    )


def planned(edit: Edit) -> Flow[PlanEntry]:
    """The entry of a plan that does an edit, for what is there now."""
    seen = yield from edit.look()
    return entry_for(edit, seen)


def restored(current: JsonObject, former: JsonObject, document: Document) -> JsonObject:
    """The former document under the current version stamps; the current one where only the server's fields differ."""
    if not diff(former, current, document.shape, ignore_volatile=True):
        return current
    return {**_fields(former, current, document.shape), document.stamp: current.get(document.stamp)}


def _under_stamps(former: JsonValue, now: JsonValue, shape: Shape) -> JsonValue:
    """A former value with the stamps that it has now, those of the rows of a table too."""
    if isinstance(former, dict) and isinstance(now, dict) and isinstance(shape, ObjectShape):
        return _fields(former, now, shape)
    if isinstance(former, list) and isinstance(now, list) and isinstance(shape, ListShape) and shape.merge_key:
        there = keyed(now, shape.merge_key) or {}
        keys = [identity(item, shape.merge_key) for item in former]
        return [
            item if key is None or key not in there else _under_stamps(item, there[key], shape.item)
            for key, item in zip(keys, former, strict=True)
        ]
    return former


def _fields(former: JsonObject, now: JsonObject, shape: ObjectShape) -> JsonObject:
    fields: JsonObject = {}
    for name, value in former.items():
        inner = shape.fields.get(name)
        if inner is None or name not in now:
            fields[name] = value
        else:
            is_stamp = inner.volatile and inner.read_only
            fields[name] = now[name] if is_stamp else _under_stamps(value, now[name], inner)
    return fields
