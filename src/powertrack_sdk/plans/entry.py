"""One write of a plan: an edit, and what its document was like when it was planned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import evolve, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_core.exact_json import same
from powertrack_sdk.errors import ConfigurationError, ConflictError
from powertrack_sdk.outcomes import MISSING, Action, Change, Missing, named
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes.diff import concerns, diff
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edits import Create, Delete, Edit, Update
from powertrack_sdk.writes.journal import texts
from powertrack_sdk.writes.perform import Versions, changed_copies
from powertrack_sdk.writes.reading import Seen

HIDDEN = "(hidden)"
"""Stands for a credential in the changes of a saved plan."""


@frozen(kw_only=True)
class PlanEntry:
    """One write of a plan.

    Attributes:
        edit: The write.
        parent: Key that the document named as its parent when it was planned; None if it named none.
        stamp: Version stamp of the document when it was planned; None if it had none.
        digest: Digest of the document when it was planned; None if there was none.
        changes: What would change.
        alike: Keys of objects that were there already and look like those to be created.
        along: Keys of other objects whose documents the same request changes, and digests of these documents.
    """

    edit: Edit
    parent: str | None = None
    stamp: str | None = None
    digest: str | None = None
    changes: tuple[Change, ...] = ()
    alike: tuple[str, ...] = field(default=(), repr=False)
    along: Mapping[str, str | None] = field(factory=dict, repr=False)

    @property
    def action(self) -> Action:
        """`update`, `create` or `delete`."""
        return self.edit.action

    @property
    def document(self) -> str:
        """Name of the kind of document."""
        return self.edit.document

    @property
    def key(self) -> str:
        """Key of the object; for a `create` that of the device or site on which it is created."""
        return self.edit.key

    @property
    def owner(self) -> str | None:
        """Key of what the object belongs to; None if it is not known."""
        return self.parent or self.edit.owner

    @property
    def name(self) -> str:
        """Kind and key of the document, such as `SiteConfig S10001`."""
        return self.edit.name

    def __str__(self) -> str:
        return "\n".join([f"{self.action} {self.name}", *(f"  {line}" for line in self._lines())])

    def _lines(self) -> list[str]:
        if isinstance(self.edit, Create):
            return [f"+ {named(body)}" for body in self.edit.bodies]
        if isinstance(self.edit, Delete):
            return [f"- {named({change.path: change.before for change in self.changes})}"]
        return [str(change) for change in self.changes]

    def to_json(self) -> JsonObject:
        """The entry as it stands in a file. Changes do not repeat secrets."""
        edit = self.edit
        update = edit if isinstance(edit, Update) else None
        return {
            "action": edit.action,
            "document": edit.document,
            "key": edit.key,
            "owner": edit.owner,
            "parent": self.parent,
            "stamp": self.stamp,
            "digest": self.digest,
            "changes": [_change_to_json(change) for change in self.changes],
            "patch": update.patch if update is not None else None,
            "content": update.content.document if update is not None and update.content is not None else None,
            "asked": None if update is None or update.asked is None else list(update.asked),
            "bodies": list(edit.bodies) if isinstance(edit, Create) else [],
            "alike": list(self.alike),
            "along": dict(self.along),
        }

    @classmethod
    def from_json(cls, data: JsonObject) -> PlanEntry:
        """Read an entry.

        Raises:
            ConfigurationError: It is not one.
        """
        along = data.get("along")
        return cls(
            edit=_edit_from_json(data),
            parent=text(data.get("parent")),
            stamp=text(data.get("stamp")),
            digest=text(data.get("digest")),
            changes=tuple(_change_from_json(row) for row in objects(data.get("changes"))),
            alike=texts(data.get("alike")),
            along={key: text(one) for key, one in along.items()} if isinstance(along, dict) else {},
        )


def planned(edit: Edit, seen: Seen | None = None) -> Flow[PlanEntry]:
    """The entry of a plan for an edit of a document as it is now, or as it was seen.

    Raises:
        ValidationError: The edit does not fit the document.
        APIError: The document cannot be read.
    """
    if seen is None:
        seen = yield from edit.look()
    aim = edit.aim(seen)
    changes = diff(seen.fields, aim or {}, edit.spec.shape)
    copies = (yield from changed_copies(edit, aim)) if changes else []
    if copies:
        changes = _changes([(edit, seen, aim), *((other, now, other.aim(now)) for other, now in copies)])
    if isinstance(edit, Update) and edit.patch is not None:
        edit = evolve(edit, patch=edit.resolved(seen.fields))  # as it is shown, so it is kept
    return PlanEntry(
        edit=edit,
        parent=text(seen.fields.get("parentKey")),
        stamp=text(seen.fields.get(edit.spec.stamp)),
        digest=digest(seen.document, edit.spec.shape),
        changes=changes,
        alike=edit.alike(seen) if isinstance(edit, Create) else (),
        along={other.key: digest(before.document, other.spec.shape) for other, before in copies},
    )


@frozen
class AsPlanned:
    """Refuses a write other than the plan showed, or of a document that is not as it was planned.

    Attributes:
        entry: The entry of the plan.
        replan: Whether a patch may be merged into a document that was changed since.
        written: Kinds and keys of the documents that this run has written along with others. They are not as they were
            planned, and need not be.
    """

    entry: PlanEntry
    replan: bool
    written: Collection[tuple[str, str]]

    def check(self, edit: Edit, seen: Seen) -> None:
        """Refuse a document that is not as it was when it was planned.

        Args:
            edit: The edit of the entry, or of a document that its request changes as well.
            seen: The document as it is.

        Raises:
            ConflictError: It was changed since, or belongs to something else now; or what is to be created is there.
        """
        if (edit.document, edit.key) in self.written:
            return
        if isinstance(edit, Create):
            self._check_none_alike(edit, seen)
        elif edit.key == self.entry.key:
            self._check_own(edit, seen)
        elif not self._may_differ and digest(seen.document, edit.spec.shape) != self.entry.along.get(edit.key):
            raise ConflictError(
                f"{edit.name}, which is written along with {self.entry.key}, was changed since that was planned;"
                " nothing was sent. Plan it again"
            )

    @property
    def _may_differ(self) -> bool:
        return self.replan and isinstance(self.entry.edit, Update) and self.entry.edit.patch is not None

    def _check_own(self, edit: Edit, seen: Seen) -> None:
        entry = self.entry
        owner = text(seen.fields.get("parentKey"))
        if seen.document is not None and owner not in (entry.owner, None):
            raise ConflictError(f"{entry.name} belongs to {owner} now, not to {entry.owner}; nothing was sent to it")
        if self._may_differ:
            return
        stamp = seen.fields.get(edit.spec.stamp)
        if digest(seen.document, edit.spec.shape) != entry.digest or stamp != entry.stamp:
            has_patch = isinstance(edit, Update) and edit.patch is not None
            way = ", or apply the plan with on_conflict='replan'" if has_patch else ""
            raise ConflictError(
                f"{entry.name} was changed since it was planned; nothing was sent to it. Plan it again{way}"
            )

    def _check_none_alike(self, edit: Create, seen: Seen) -> None:
        """Nothing that is there is overwritten by what is created, but it must not be created twice."""
        new = [key for key in edit.alike(seen) if key not in self.entry.alike]
        if new:
            raise ConflictError(
                f"{', '.join(new)} on {edit.key} was created since this was planned and looks like what is to be"
                " created; nothing was sent to it. Plan it again"
            )

    def check_changes(self, versions: Sequence[Versions]) -> None:
        """Refuse changes that the plan did not show.

        Raises:
            ConfigurationError: The plan shows something else than it would do.
            ConflictError: Merged into what another user changed, it would do more than it showed.
        """
        entry, changes = self.entry, _changes(versions)
        shown = {change.path: change for change in entry.changes}
        if self.replan or (entry.document, entry.key) in self.written:
            if more := [change.path for change in changes if not _is_within(change, shown)]:
                raise ConflictError(
                    f"{entry.name} was changed since it was planned, so that the plan would change more than it"
                    f" shows ({', '.join(more[:3])}); nothing was sent to it. Plan it again"
                )
            return
        found = {change.path: change for change in changes}
        # What the server changes by itself need not be as it was shown.
        steady = {change.path for change in _changes(versions, ignore_volatile=True)}
        off = [
            path
            for path in {**shown, **found}
            if path not in shown or path not in found or not _is_shown(found[path], shown[path], before=path in steady)
        ]
        if off or len(shown) != len(entry.changes):
            raise ConfigurationError(
                f"the plan does not do what it shows for {entry.name} ({', '.join(off[:3])}); nothing was sent to"
                " it. It was altered, or made by another version: make the plan again"
            )


def _changes(versions: Sequence[Versions], *, ignore_volatile: bool = False) -> tuple[Change, ...]:
    """Changes of all documents of a write. Paths in documents other than the first begin with their keys."""
    found: list[Change] = []
    for place, (edit, seen, aim) in enumerate(versions):
        changes = diff(seen.fields, aim or {}, edit.spec.shape, ignore_volatile=ignore_volatile)
        found += changes if place == 0 else [evolve(one, path=f"{edit.key}.{one.path}") for one in changes]
    return tuple(found)


def _is_within(change: Change, shown: Mapping[str, Change]) -> bool:
    if change.path in shown:
        return _is_shown(change, shown[change.path], before=False)
    return concerns(change.path, shown)


def _is_shown(change: Change, shown: Change, *, before: bool) -> bool:
    """Whether a change is the one that was shown. Secrets were not shown.

    Args:
        change: What would change.
        shown: What was shown for the same path.
        before: Whether the value before has to be the same as well.
    """
    if (change.secret, change.unit, change.unit_before) != (shown.secret, shown.unit, shown.unit_before):
        return False
    sides = [(change.after, shown.after), *([(change.before, shown.before)] if before else [])]
    return all(same(one, other) or (shown.secret and other == HIDDEN) for one, other in sides)


def _edit_from_json(data: JsonObject) -> Edit:
    action, document, key = (text(data.get(name)) for name in ("action", "document", "key"))
    if document is None or key is None or action not in ("update", "create", "delete"):
        raise ConfigurationError("the plan has an entry that names no action, document or key")
    owner, patch, content = text(data.get("owner")), data.get("patch"), data.get("content")
    if action == "create":
        return Create(document=document, key=key, owner=owner, bodies=tuple(objects(data.get("bodies"))))
    if action == "delete":
        return Delete(document=document, key=key, owner=owner)
    return Update(
        document=document,
        key=key,
        owner=owner,
        patch=patch if isinstance(patch, dict) else None,
        content=content if isinstance(content, dict) else None,
        asked=None if data.get("asked") is None else texts(data.get("asked")),
    )


def _change_to_json(change: Change) -> JsonObject:
    data: JsonObject = {"path": change.path, "unit": change.unit, "secret": change.secret}
    if change.unit_before is not None:
        data["unitBefore"] = change.unit_before
    for name, value in (("before", change.before), ("after", change.after)):
        if value is not MISSING and not isinstance(value, Missing):
            data[name] = HIDDEN if change.secret else value
    return data


def _change_from_json(data: JsonObject) -> Change:
    def side(name: str) -> JsonValue | Missing:
        return data.get(name) if name in data else MISSING

    return Change(
        path=text(data.get("path")) or "",
        before=side("before"),
        after=side("after"),
        unit=text(data.get("unit")),
        secret=data.get("secret") is True,
        unit_before=text(data.get("unitBefore")),
    )
