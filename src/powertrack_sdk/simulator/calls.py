"""A request whose operation is known: what it names, what it carries, where it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from attrs import frozen

from powertrack_api.catalog import CatalogEntry
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator.faults import Trouble
from powertrack_sdk.simulator.messages import RefusedError, Request, read_object
from powertrack_sdk.simulator.plant import Device
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.world import Site

T = TypeVar("T")
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")


@frozen
class Call:
    """A request, and the operation that it asks for.

    Attributes:
        state: What the simulator knows.
        entry: The operation.
        keys: What stands in the place of each placeholder of its path.
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
        """The first key of the path; empty where it has none."""
        return next(iter(self.keys.values()), "")

    def sent(self) -> JsonObject:
        """The body, which has to be an object.

        Raises:
            RefusedError: It is none.
        """
        return read_object(self.request.body)

    def site(self, key: JsonValue = None) -> Site:
        """The site with a key, by default the key of the path.

        Raises:
            RefusedError: There is no such site.
        """
        return found(self.state.world.site(self._named(key)))

    def device(self, key: JsonValue = None) -> tuple[Site, Device]:
        """The device with a key, by default the key of the path, and its site.

        Raises:
            RefusedError: There is no such device.
        """
        return found(self.state.world.device(self._named(key)))

    def covered(self, key: JsonValue = None) -> tuple[list[Site], Device | None]:
        """The sites that the key of a customer, a site or a device covers, and the one device if it is that of one.

        Raises:
            RefusedError: There is nothing with this key.
        """
        named, world = self._named(key), self.state.world
        if named == world.customer:
            return world.sites(), None
        site = world.site(named)
        if site is not None:
            return [site], None
        of, device = self.device(named)
        return [of], device

    def check_page(self, **keys: str) -> None:
        """Refuse what does not come from the page that sends it, if one is known.

        Args:
            keys: Keys that the address of the page has to have. For any other it may have whatever it likes.

        Raises:
            RefusedError: It comes from somewhere else.
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
        if not from_here or not re.fullmatch(_PLACEHOLDER.sub(r"[A-Z]\\d+", re.escape(page)), sent_from.path):
            raise RefusedError(403, f"This is sent from the page {page} only; the Referer header has to name it.")

    def _named(self, key: JsonValue) -> str:
        if key is None:
            return self.key
        if not isinstance(key, str):
            raise RefusedError(400, "A key has to be text.")
        return key


def found(value: T | None) -> T:
    """The value.

    Raises:
        RefusedError: There is none.
    """
    if value is None:
        raise RefusedError(404, "There is nothing with this key.")
    return value
