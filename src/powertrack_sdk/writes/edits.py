"""What can be done to a document with one request: update it, or create or delete the object that it describes.

An edit is plain data: all that it needs to read and write comes from the registry of documents, so that it can be kept
in the file of a plan. Its methods are the steps of a write that depend on what is done.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

from attrs import evolve, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document
from powertrack_sdk.errors import APIError, ValidationError
from powertrack_sdk.outcomes import Action, Change, Packed, packed_or_none
from powertrack_sdk.runner.diagnosis import is_missing
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes import created_rows
from powertrack_sdk.writes.aliases import fields_of, resolve
from powertrack_sdk.writes.diff import concerns, diff
from powertrack_sdk.writes.documents import KINDS, Kind, Listing, listing_of, spec_of
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.reading import Seen, owner_in, read_document
from powertrack_sdk.writes.restored import restored
from powertrack_sdk.writes.typed import fitted
from powertrack_sdk.writes.validate import check


@frozen(kw_only=True)
class _Edit:
    """What all edits have in common.

    Attributes:
        document: Name of the kind of document.
        key: Key of the object.
        owner: Key of what the object belongs to, such as the device or site of an alert trigger.
    """

    action: ClassVar[Action]
    document: str
    key: str
    owner: str | None = None

    @property
    def name(self) -> str:
        """Kind and key of the document, such as `SiteConfig S10001`."""
        return f"{self.document} {self.key}"

    @property
    def spec(self) -> Document:
        """What the specification says of the document."""
        return spec_of(self.document)

    @property
    def kind(self) -> Kind:
        """How the document is read and written."""
        return KINDS[self.document]

    @property
    def is_complete(self) -> bool:
        """Whether it says what to do; one from a file may not."""
        return True

    def locks(self, seen: Seen) -> frozenset[str]:
        """Keys of all objects that the request writes to, as far as the document alone shows them."""
        return frozenset({self.key})

    def look(self) -> Flow[Seen]:
        """Read the document.

        Raises:
            APIError: The request failed, or answers with another object.
        """
        return (yield from read_document(self.kind.read(self.key), self.spec, self.key))

    def copies(self, aim: JsonObject | None) -> Sequence[Update]:
        """The documents that the same request writes as well, as edits."""
        return ()

    def changes_since(self, before: Seen, now: Seen) -> tuple[Change, ...]:
        """Changes between two looks in what the request writes, except for those that the server makes itself."""
        return self._between(before.fields, now.fields)

    def created(self, before: Seen, now: Seen) -> tuple[str, ...]:
        """Keys of the objects that were created."""
        return ()

    def _between(self, one: JsonValue, other: JsonValue, asked: Collection[str] = ()) -> tuple[Change, ...]:
        return diff(one, other, self.spec.shape, ignore_volatile=True, asked=asked)


@frozen(kw_only=True)
class Update(_Edit):
    """A document is changed and written back whole. One of `patch`, `content` and `fields` says how.

    Attributes:
        patch: Merged into the document after it was checked. Friendly names are resolved against the document.
        content: What the document is to be restored to.
        fields: Fields that are replaced, unchecked: the same request makes them what they are in another document.
        asked: Paths that count although the server changes them by itself; None for all that are changed.
    """

    action: ClassVar[Action] = "update"
    patch: JsonObject | None = field(default=None, repr=False)
    content: Packed | None = field(default=None, converter=packed_or_none, repr=False)
    fields: JsonObject | None = field(default=None, repr=False)
    asked: tuple[str, ...] | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it says what to change."""
        return self.patch is not None or self.content is not None or self.fields is not None

    def locks(self, seen: Seen) -> frozenset[str]:
        """The object, and those that are written with it."""
        return frozenset({self.key, *self.kind.others(seen.fields)})

    def resolved(self, current: JsonObject) -> JsonObject:
        """The patch with the names of fields, for the document as it is."""
        return resolve(self.patch or {}, self.spec, current)

    def aim(self, seen: Seen) -> JsonObject | None:
        """The document as it is to become.

        Raises:
            ValidationError: The patch does not fit the document.
        """
        current, shape = seen.fields, self.spec.shape
        if self.content is not None:
            return restored(current, self.content.document, self.spec, self.asked or ())
        if self.fields is not None:
            return {**current, **self.fields}
        patch = fitted(self.resolved(current), shape, current)
        check(patch, self.spec, current)
        return merge(current, patch, shape)

    def copies(self, aim: JsonObject | None) -> Sequence[Update]:
        """The documents that the PUT writes as well."""
        copied = self.kind.copied
        return [
            Update(document=self.document, key=key, owner=self.owner, fields={copied: (aim or {}).get(copied)})
            for key in self.kind.copies(aim or {})
            if key != self.key and self.fields is None
        ]

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The PUT of the whole document."""
        page = self.key if self.kind.owner is None else self.owner
        return self.kind.write(page or self.key, aim or {})

    def differences(self, aim: JsonObject | None, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What is not as it was sent, except for what the server changes by itself."""
        return self._between(aim or {}, now.fields, self._counting(aim, before))

    def arrived(self, aim: JsonObject | None, before: Seen, now: Seen) -> bool:
        """Whether a field that was to change is another one now."""
        asked = tuple(change.path for change in self._between(before.fields, aim or {}, self._counting(aim, before)))
        changes = self._between(before.fields, now.fields, asked)
        return any(concerns(change.path, asked) for change in changes)

    def _counting(self, aim: JsonObject | None, before: Seen) -> tuple[str, ...]:
        """Paths that were to change, and that the server may change by itself as well."""
        if self.asked is not None:
            return self.asked
        return tuple(change.path for change in diff(before.fields, aim or {}, self.spec.shape))


@frozen(kw_only=True)
class Create(_Edit):
    """Objects are created, which then stand in a list with keys of their own. `key` is that of the list's owner.

    Attributes:
        bodies: What is created.
    """

    action: ClassVar[Action] = "create"
    bodies: tuple[JsonObject, ...] = field(default=(), repr=False)

    @property
    def listing(self) -> Listing:
        """How the list is read and created in."""
        return listing_of(self.document)

    @property
    def is_complete(self) -> bool:
        """Whether it says what to create."""
        return bool(self.bodies)

    def look(self) -> Flow[Seen]:
        """Read the list."""
        return (yield from self.listing.read(self.key))

    def aim(self, seen: Seen) -> JsonObject | None:
        """The list with the new objects, under placeholders for their keys."""
        new: list[JsonValue] = [*created_rows.with_placeholders(self.bodies).values()]
        return {**seen.fields, self.listing.rows: [*self._rows(seen), *new]}

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The POST."""
        return self.listing.create(self.key, self.bodies)

    def differences(self, aim: JsonObject | None, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What of the new objects is not as it was sent. Others may change the rest of the list meanwhile."""
        return self._rows_between([*created_rows.with_placeholders(self.bodies).values()], self._new(before, now))

    def arrived(self, aim: JsonObject | None, before: Seen, now: Seen) -> bool:
        """Whether one of the new objects is there."""
        return bool(self._places(before, now))

    def changes_since(self, before: Seen, now: Seen) -> tuple[Change, ...]:
        """The new objects that are there."""
        return self._rows_between([], self._new(before, now))

    def created(self, before: Seen, now: Seen) -> tuple[str, ...]:
        """Keys of the new objects."""
        return tuple(self._places(before, now))

    def alike(self, seen: Seen) -> tuple[str, ...]:
        """Keys of objects that are there and look like those to be created."""
        known_by = self.listing.known_by
        wanted = {created_rows.identity(body, known_by) for body in self.bodies}
        rows = [row for row in self._rows(seen) if created_rows.identity(row, known_by) in wanted]
        return tuple(key for row in rows if (key := text(row.get("key"))) is not None)

    @property
    def identities(self) -> tuple[str, ...]:
        """Digests by which the new objects are recognised, for the journal."""
        return tuple(created_rows.identity(body, self.listing.known_by) for body in self.bodies)

    def recognised(self, identities: Sequence[str], before: Seen, now: Seen) -> tuple[str, ...]:
        """Keys of objects that are new since an earlier look and have some identities.

        Args:
            identities: As in `identities`.
            before: The list before.
            now: The list as it is.
        """
        return tuple(created_rows.places(identities, self.listing.known_by, self._rows(before), self._rows(now)))

    def _places(self, before: Seen, now: Seen) -> dict[str, int]:
        return created_rows.places(self.identities, self.listing.known_by, self._rows(before), self._rows(now))

    def _new(self, before: Seen, now: Seen) -> list[JsonValue]:
        places = self._places(before, now)
        rows = [row for row in self._rows(now) if text(row.get("key")) in places]
        return [*created_rows.as_sent(rows, places, self.bodies, whole=self.listing.whole)]

    def _rows(self, seen: Seen) -> list[JsonObject]:
        return objects(seen.fields.get(self.listing.rows))

    def _rows_between(self, before: list[JsonValue], after: list[JsonValue]) -> tuple[Change, ...]:
        rows = self.listing.rows
        return self._between({rows: before}, {rows: after})


@frozen(kw_only=True)
class Delete(_Edit):
    """An object is deleted."""

    action: ClassVar[Action] = "delete"

    @property
    def is_complete(self) -> bool:
        """Whether it says of what the object is deleted."""
        return self.owner is not None

    def look(self) -> Flow[Seen]:
        """Read the document, if there is one.

        Raises:
            APIError: The request failed, or answers with another object.
        """
        try:
            return (yield from super().look())
        except APIError as error:
            if not is_missing(error):
                raise
            return Seen(b"null", None)

    def aim(self, seen: Seen) -> JsonObject | None:
        """No document.

        Raises:
            ValidationError: There is none to delete, or it belongs to something else.
        """
        if seen.document is None:
            raise ValidationError(f"there is no alert trigger {self.key}")
        if owner_in(seen.document) not in (self.owner, None):
            raise ValidationError(f"the alert trigger {self.key} is not set on {self.owner}")
        return None

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The DELETE."""
        if self.kind.delete is None or self.owner is None:
            raise ValidationError(f"{self.name} cannot be deleted")
        return self.kind.delete(self.owner, self.key)

    def differences(self, aim: JsonObject | None, before: Seen, now: Seen) -> tuple[Change, ...]:
        """The whole document, if it is still there."""
        return self._between({}, now.fields)

    def arrived(self, aim: JsonObject | None, before: Seen, now: Seen) -> bool:
        """Whether the document is no longer there."""
        return now.document is None


Edit: TypeAlias = Update | Create | Delete


def owned(edit: Update) -> Flow[Update]:
    """An update that knows the owner of its object, if its request needs it.

    Raises:
        APIError: The owner cannot be read.
    """
    find = edit.kind.owner
    if find is None or edit.owner is not None:
        return edit
    return evolve(edit, owner=(yield from find(edit.key)))


def updating(document: str, key: str, patch: Mapping[str, object]) -> Flow[Update]:
    """The edit that merges a patch into a document.

    Args:
        document: Name of the kind of document.
        key: Key of the object.
        patch: The patch. It may have friendly names.

    Raises:
        ValidationError: The patch names things that do not exist; nothing was sent.
        APIError: The owner of the object cannot be read.
    """
    spec = spec_of(document)
    resolve(patch, spec)
    return (yield from owned(Update(document=document, key=key, patch=fields_of(patch, spec))))
