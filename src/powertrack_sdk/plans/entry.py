"""One write of a plan: what it does to which document, and what that document was like when it was planned."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.errors import ConfigurationError, ConflictError
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import MISSING, Change, Missing
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edit import Edit, Seen
from powertrack_sdk.writes.journal import texts
from powertrack_sdk.writes.packed import Packed, packed_or_none
from powertrack_sdk.writes.result import Action, named

HIDDEN = "(hidden)"
"""Stands for a credential in the changes of a saved plan."""

_ACTIONS: dict[str, Action] = {"update": "update", "create": "create", "delete": "delete"}


@frozen(kw_only=True)
class PlanEntry:
    """One write of a plan.

    Attributes:
        action: `update`, `create` or `delete`.
        document: Name of the kind of document.
        key: Key of what is written; for a `create` that of the device or site on which it is created.
        owner: Key of what it belongs to, such as the device or site of an alert trigger; None if it names nothing.
        stamp: Version stamp of the document when it was planned; None where it has none.
        digest: Digest of the document when it was planned; None where there was none.
        changes: What would change.
        patch: What to merge into the document, friendly names resolved.
        asked: Paths of what is known to have changed since the document was that content.
        bodies: What to create.
        alike: Keys of what was there already and looks like what is created.
        along: Keys of other objects whose documents the same request changes, and digests of these documents.
    """

    action: Action
    document: str
    key: str
    owner: str | None = None
    stamp: str | None = None
    digest: str | None = None
    changes: tuple[Change, ...] = ()
    patch: JsonObject | None = field(default=None, repr=False)
    _content: Packed | None = field(default=None, alias="content", converter=packed_or_none, repr=False)
    asked: tuple[str, ...] = field(default=(), repr=False)
    bodies: tuple[JsonObject, ...] = field(default=(), repr=False)
    alike: tuple[str, ...] = field(default=(), repr=False)
    along: Mapping[str, str | None] = field(factory=dict, repr=False)

    @property
    def content(self) -> JsonObject | None:
        """What the document is to become as a whole, if no patch says that."""
        return self._content.document if self._content is not None else None

    @property
    def name(self) -> str:
        """What is written, such as `SiteConfig S10001`."""
        return f"{self.document} {self.key}"

    def __str__(self) -> str:
        return "\n".join([f"{self.action} {self.name}", *(f"  {line}" for line in self._lines())])

    def _lines(self) -> list[str]:
        if self.action == "create":
            return [f"+ {named(body)}" for body in self.bodies]
        if self.action == "delete":
            return [f"- {named({change.path: change.before for change in self.changes})}"]
        return [str(change) for change in self.changes]

    def expect(self, edit: Edit, seen: Seen, *, replan: bool = False) -> None:
        """Refuse a document that is not as it was when it was planned.

        Args:
            edit: What would be done to it.
            seen: The document as it is.
            replan: Whether a patch may be merged into a document that was changed since.

        Raises:
            ConflictError: It was changed since, or belongs to something else now; or what is to be created is there.
        """
        if isinstance(edit, Creation):
            self._expect_none_alike(edit, seen)
            return
        owner = text((seen.document or {}).get("parentKey"))
        if seen.document is not None and owner not in (self.owner, None):
            raise ConflictError(f"{self.name} belongs to {owner} now, not to {self.owner}; nothing was sent to it")
        if replan and self.patch is not None:
            return
        stamp = (seen.document or {}).get(edit.document.stamp)
        if digest(seen.document, edit.document.shape) != self.digest or stamp != self.stamp:
            way = ", or apply the plan with moved='replan'" if self.patch is not None else ""
            raise ConflictError(
                f"{self.name} was changed since it was planned; nothing was sent to it. Plan it again{way}"
            )

    def expect_along(self, edit: Edit, seen: Seen, *, replan: bool = False) -> None:
        """Refuse another document that the request changes as well, and that is not as it was when that was planned.

        Args:
            edit: What happens to it.
            seen: The document as it is.
            replan: Whether it may be changed although it was changed since.

        Raises:
            ConflictError: It was changed since.
        """
        replanned = replan and self.patch is not None
        if not replanned and digest(seen.document, edit.document.shape) != self.along.get(edit.key):
            raise ConflictError(
                f"{edit.document.name} {edit.key}, which is written along with {self.key}, was changed since that was"
                " planned; nothing was sent. Plan it again"
            )

    def _expect_none_alike(self, creation: Creation, seen: Seen) -> None:
        """Nothing that is there is overwritten by what is created, but it must not be created twice."""
        new = [key for key in creation.alike(seen) if key not in self.alike]
        if new:
            raise ConflictError(
                f"{', '.join(new)} on {self.key} was created since this was planned and looks like what is to be"
                " created; nothing was sent to it. Plan it again"
            )

    def to_json(self) -> JsonObject:
        """The entry as it stands in a file. Changes do not repeat what is secret."""
        return {
            "action": self.action,
            "document": self.document,
            "key": self.key,
            "owner": self.owner,
            "stamp": self.stamp,
            "digest": self.digest,
            "changes": [_change_to_json(change) for change in self.changes],
            "patch": self.patch,
            "content": self.content,
            "asked": list(self.asked),
            "bodies": list(self.bodies),
            "alike": list(self.alike),
            "along": dict(self.along),
        }

    @classmethod
    def from_json(cls, data: JsonObject) -> PlanEntry:
        """Read an entry.

        Raises:
            ConfigurationError: It is none.
        """
        action = _ACTIONS.get(text(data.get("action")) or "")
        document, key = text(data.get("document")), text(data.get("key"))
        if action is None or document is None or key is None:
            raise ConfigurationError("the plan has an entry that names no action, document or key")
        patch, content = data.get("patch"), data.get("content")
        return cls(
            action=action,
            document=document,
            key=key,
            owner=text(data.get("owner")),
            stamp=text(data.get("stamp")),
            digest=text(data.get("digest")),
            changes=tuple(_change_from_json(row) for row in objects(data.get("changes"))),
            patch=patch if isinstance(patch, dict) else None,
            content=content if isinstance(content, dict) else None,
            asked=texts(data.get("asked")),
            bodies=tuple(objects(data.get("bodies"))),
            alike=texts(data.get("alike")),
            along=_digests(data.get("along")),
        )


def _digests(value: JsonValue) -> dict[str, str | None]:
    return {key: text(one) for key, one in value.items()} if isinstance(value, dict) else {}


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
