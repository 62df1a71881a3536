"""The state of a simulator, and the editable documents in it: made when first read, stored as last saved."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from attrs import Factory, define, field

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Document
from powertrack_sdk.simulator.core.fields import example, fill, known_part, same, word
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.world.clock import Clock, stamp
from powertrack_sdk.simulator.world.plant import Device, Site, World
from powertrack_sdk.simulator.world.production import Figures

Changes: TypeAlias = "dict[tuple[str, str], JsonObject]"
"""Documents by kind and key."""

FOLDER = "D4001"
"""Key of the folder that holds the first files."""
_DAY = 86400
_DONE = {"POST": "Created", "PUT": "Changed", "DELETE": "Deleted"}


class Kind:
    """A kind of editable documents. Subclasses say how one is made and what saving does to it.

    Attributes:
        label: Word for it in messages.
        described: Its shape and fields; None if no PUT is known.
        notes: Fields that another user edits in faults.
        moves_note: Whether a save moves `newNote` to the log.
        only_sent: Fields that a body has and the document has not.
        template: Example that completes a new document.
        file: Key, example and days since the last save, if the first document of the kind is a file.
        file_type: Code of such files; None for other documents.
    """

    label: ClassVar[str]
    described: ClassVar[Document | None] = None
    notes: ClassVar[tuple[str, ...]] = ()
    moves_note: ClassVar[bool] = False
    only_sent: ClassVar[tuple[str, ...]] = ()
    template: ClassVar[str] = ""
    file: ClassVar[tuple[str, str, int] | None] = None
    file_type: ClassVar[int | None] = None

    @property
    def name(self) -> str:
        """Name of the kind, which operations have after `get` and `put`."""
        return type(self).__name__

    @property
    def stamp(self) -> str:
        """Field of the version stamp."""
        return "lastChanged" if self.described is None else self.described.stamp

    def first(self, world: World, parent: str | None) -> list[str]:
        """Return the keys of the first documents, if asked those below one parent."""
        return [] if self.file is None else [self.file[0]]

    def make(self, world: World, key: str) -> JsonObject | None:
        """Return the first document with a key; None if there is none."""
        if self.file is None or key != self.file[0]:
            return None
        saved = stamp(world.now.timestamp() - self.file[2] * _DAY)
        return fill(example(self.file[1]), {"key": key, "parentKey": FOLDER, self.stamp: saved})

    def new_keys(self, number: int) -> JsonObject:
        """Return the key fields of a new document."""
        return {"key": f"F{4001 + number}"}

    def new(self, document: JsonObject) -> JsonObject:
        """Return a new document from a body, completed from the template."""
        return {name: document.get(name, value) for name, value in example(self.template).items()}

    def read(self, state: State, stored: JsonObject) -> JsonObject:
        """Return a stored document as an answer shows it."""
        return stored

    def accept(self, sent: JsonObject) -> JsonObject:
        """Return the part of a body that is stored; refuse a body that does not fit (400)."""
        taken = sent if self.described is None else known_part(sent, self.described.shape)
        if not isinstance(taken, dict):
            raise RefusedError(400, "The body has to be an object.")
        return {name: value for name, value in taken.items() if name not in self.only_sent}

    def check(self, sent: JsonObject, current: JsonObject) -> None:
        """Refuse a body that must not replace the current document. By default the last save wins."""

    def settle(self, sent: JsonObject, moment: str) -> JsonObject:
        """Return a document as it is after a save at a moment."""
        return {**sent, self.stamp: moment, **({"newNote": ""} if self.moves_note else {})}

    def save(self, state: State, current: JsonObject, sent: JsonObject, moment: str) -> Changes:
        """Return the documents that a save of `sent` in place of `current` changes."""
        return {(self.name, word(current, "key")): self.settle(sent, moment)}

    def page(self, state: State, current: JsonObject) -> dict[str, str]:
        """Return the keys in the address of the page that saves a document; an empty one stands for any."""
        key = word(current, "key")
        device = state.world.device(key)
        site = device[0].key if device else key if state.world.site(key) else ""
        return {"hardwareKey": key, "siteKey": site, "fileKey": key, "folderKey": word(current, "parentKey")}

    def edit_as_other_user(self, state: State, key: str, before: JsonObject, moment: str | None = None) -> None:
        """Edit a document as another user, in a field that is as `before`. Without a moment the stamp stays."""
        current = state.read(self, key)
        if current is not None:
            note = next((name for name in self.notes if same(current.get(name), before.get(name))), "newNote")
            state.store({(self.name, key): self._marked(current, note, "changed by another user", moment)})

    def _marked(self, document: JsonObject, field: str, value: JsonValue, moment: str | None) -> JsonObject:
        return {**document, field: value, **({} if moment is None else {self.stamp: moment})}


KINDS: dict[str, Kind] = {}
"""All kinds of documents by name."""


@define
class State:
    """Everything that a simulator knows.

    Figures are those of the time at which the simulator was made; the clock only stamps writes.

    Attributes:
        forgotten: When a trigger was last deleted, by the key of its device or site.
        tasks: Background tasks by key.
        runs: The report that each task runs, by key of the task.
        modules: Modules that were added to the list of PVsyst modules.
        preferences: Preferences of the user, as last saved.
        audit: The writes.
        unchanged: Status of the answer to a read of changes when there are none.
    """

    world: World
    clock: Clock = Factory(lambda self: Clock(self.world.now), takes_self=True)
    forgotten: dict[str, str] = field(factory=dict, init=False)
    tasks: dict[str, JsonObject] = field(factory=dict, init=False)
    runs: dict[str, JsonObject] = field(factory=dict, init=False)
    modules: list[JsonObject] = field(factory=list, init=False)
    preferences: JsonObject = field(factory=lambda: example("account/get_user_preferences"), init=False)
    audit: list[JsonObject] = field(factory=list, init=False)
    unchanged: Literal[200, 204] = field(default=200, init=False)
    _stored: dict[tuple[str, str], JsonObject | None] = field(factory=dict, init=False, repr=False)  # None: deleted
    _created: dict[tuple[str, str], JsonValue] = field(factory=dict, init=False, repr=False)  # parents by document
    _figures: dict[str, Figures | None] = field(factory=dict, init=False, repr=False)

    def read(self, kind: Kind, key: str) -> JsonObject | None:
        """Return a document; None if there is none. It must not be changed in place."""
        name = (kind.name, key)
        if name not in self._stored:
            made = kind.make(self.world, key)
            if made is None:
                return None
            self._stored[name] = made
        stored = self._stored[name]
        return None if stored is None else kind.read(self, stored)

    def store(self, changes: Changes) -> Changes:
        """Replace documents, and return the former ones."""
        former = {name: stored for name in changes if (stored := self._stored.get(name)) is not None}
        self._stored.update(changes)
        return former

    def create(self, kind: Kind, body: JsonObject) -> JsonObject:
        """Create a document from a body that was taken in, and return it with its new key."""
        document = kind.settle(kind.new(body), self.clock.tick())
        created = {**document, **kind.new_keys(len(self._created))}
        name = (kind.name, word(created, "key"))
        self._created[name], self._stored[name] = document.get("parentKey"), created
        return created

    def delete(self, kind: Kind, key: str) -> None:
        """Delete a document for good."""
        self._stored[kind.name, key] = None

    def find_all(self, kind: Kind, parent: str | None = None) -> list[JsonObject]:
        """Return the first documents of a kind and the created ones, if asked those below one parent."""
        created = [key for (name, key), above in self._created.items() if name == kind.name and parent in (None, above)]
        keys = [*kind.first(self.world, parent), *created]
        return [each for key in keys if (each := self.read(kind, key)) is not None]

    def file(self, key: str) -> tuple[Kind, JsonObject] | None:
        """Return a file or folder and its kind; None if there is none."""
        files = (kind for kind in KINDS.values() if kind.file is not None)
        return next(((kind, each) for kind in files if (each := self.read(kind, key)) is not None), None)

    def document(self, it: Site | Device) -> JsonObject:
        """Return the editable document of a site or a device."""
        return self.read(_kind_of(it), it.key) or {}

    def edited(self, it: Site | Device) -> JsonObject | None:
        """Return the document of a site or a device if it was ever read; until then it says what the plant is."""
        return self._stored.get((_kind_of(it).name, it.key))

    def name(self, it: Site | Device) -> str:
        """Return the current name of a site or a device, without making its document."""
        stored = self.edited(it)
        return it.name if stored is None else word(stored, "name" if isinstance(it, Site) else "description")

    def saved(self, it: Site | Device) -> str:
        """Return when the document of a site or a device was last saved, without making it."""
        stored = self.edited(it)
        return stamp(it.changed) if stored is None else word(stored, "ts")

    def figures(self, site: Site) -> Figures | None:
        """Return the figures of a site; None if it records nothing at the moment."""
        if site.key not in self._figures:
            self._figures[site.key] = Figures.of(site, self.world.now)
        return self._figures[site.key]

    def record(self, method: str, key: str) -> None:
        """Add a write to the audit log of the object with a key."""
        entry: JsonObject = {
            "authorKey": "U2001",
            "authorName": "Alex Example",
            "changeType": _DONE[method],
            "changes": [],
            "changesAsString": "",
            "date": stamp(self.clock.now),
            "key": f"AE{100000001 + len(self.audit)}",
            "kind": "change",
            "parentKey": key,
            "text": "",
        }
        self.audit.append(entry)


def _kind_of(it: Site | Device) -> Kind:
    return KINDS["SiteConfig" if isinstance(it, Site) else "HardwareConfig"]
