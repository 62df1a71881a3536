"""A request whose operation is known, and the register of what answers each operation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeAlias, TypeVar
from urllib.parse import urlsplit

from attrs import frozen

from powertrack_api.catalog import CATALOG
from powertrack_core.catalog import CatalogEntry
from powertrack_core.decoding import JsonObject, JsonValue, kind, objects
from powertrack_sdk.simulator.core.faults import Trouble
from powertrack_sdk.simulator.core.messages import Answer, RefusedError, Request, read_json
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.core.tree import node
from powertrack_sdk.simulator.world.plant import Device, Site

T = TypeVar("T")
F = TypeVar("F", bound="Answerer")
Answerer: TypeAlias = "Callable[[Call], JsonValue | Answer]"

PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")
"""A placeholder of a path template, as `re.escape` leaves it."""

OPERATIONS = frozenset(entry.id for entry in CATALOG)

ANSWERS: dict[str, Answerer] = {}
"""What answers each operation, by operationId. The captured example answers the others."""


def answers(*operations: str) -> Callable[[F], F]:
    """Register a function that answers operations of the specification."""
    unknown = set(operations) - OPERATIONS
    if unknown:
        raise ValueError(f"the specification has no operation {min(unknown)}")

    def register(function: F) -> F:
        ANSWERS.update(dict.fromkeys(operations, function))
        return function

    return register


@frozen
class Call:
    """A request, and the operation that it asks for.

    Attributes:
        state: The simulator's state.
        entry: The operation.
        keys: Values of the placeholders of its path.
        request: The request.
        trouble: The fault that strikes it, if any.
    """

    state: State
    entry: CatalogEntry
    keys: Mapping[str, str]
    request: Request
    trouble: Trouble

    @property
    def key(self) -> str:
        """The first key of the path; empty if it has none."""
        return next(iter(self.keys.values()), "")

    @cached_property
    def json(self) -> JsonValue:
        """The body. What is not JSON is refused (400)."""
        return read_json(self.request.body)

    @property
    def body(self) -> JsonObject:
        """The body as an object. Anything else is refused (400)."""
        if not isinstance(self.json, dict):
            raise RefusedError(400, f"The body has to be an object, not {kind(self.json)}.")
        return self.json

    @property
    def rows(self) -> list[JsonObject]:
        """The body as a list of objects. Anything else is refused (400)."""
        if not isinstance(self.json, list) or len(rows := objects(self.json)) != len(self.json):
            raise RefusedError(400, "The body has to be a list of objects.")
        return rows

    def items(self, name: str) -> list[JsonValue]:
        """Return a list in the body, empty if it is missing or null; refuse anything else (400)."""
        value = self.body.get(name)
        if value is not None and not isinstance(value, list):
            raise RefusedError(400, f"{name} has to be a list.")
        return value or []

    def site(self, key: JsonValue = None) -> Site:
        """Return the site with a key, by default the key of the path; refuse an unknown one (404)."""
        return require(self.state.world.site(self._named(key)))

    def device(self, key: JsonValue = None) -> tuple[Site, Device]:
        """Return the device with a key, by default the key of the path, and its site; refuse an unknown one (404)."""
        return require(self.state.world.device(self._named(key)))

    def owner(self, key: str = "") -> Site | Device:
        """Return the site or device with a key, by default the key of the path; refuse an unknown one (404)."""
        owner = self.state.world.find(key or self.key)
        if owner is None:
            raise RefusedError(404, "There is nothing with this key.")
        return owner

    def node(self, key: str) -> JsonObject:
        """Return the node with a key; refuse an unknown one (404)."""
        return require(node(self.state, key))

    def covered(self, key: str) -> tuple[list[Site], Device | None]:
        """Return the sites that the key of a customer, a site or a device covers, and the device if it is one."""
        world = self.state.world
        if key == world.customer:
            return world.sites(), None
        site = world.site(key)
        if site is not None:
            return [site], None
        of, device = self.device(key)
        return [of], device

    def check_page(self, **keys: str) -> None:
        """Refuse a write whose Referer is not the page that sends it, if one is known (403).

        Args:
            keys: Keys that the address of the page must have; any other placeholder takes any key.
        """
        if self.entry.referer is None:
            return
        page = self.entry.referer
        for name, key in keys.items():
            page = page.replace(f"{{{name}}}", key or f"{{{name}}}")
        try:
            sent_from = urlsplit(self.request.headers.get("referer", ""))
        except ValueError:
            sent_from = urlsplit("")
        from_here = sent_from.scheme in ("http", "https") and sent_from.netloc == self.request.headers.get("host")
        if not from_here or not re.fullmatch(PLACEHOLDER.sub(r"[A-Z]\\d+", re.escape(page)), sent_from.path):
            raise RefusedError(403, f"This is sent from the page {page} only; the Referer header has to name it.")

    def _named(self, key: JsonValue) -> str:
        if key is None:
            return self.key
        if not isinstance(key, str):
            raise RefusedError(400, "A key has to be text.")
        return key


def require(value: T | None) -> T:
    """Return the value; refuse None (404)."""
    if value is None:
        raise RefusedError(404, "There is nothing with this key.")
    return value
