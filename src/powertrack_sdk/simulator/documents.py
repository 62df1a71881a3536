"""The editable documents: made up when first read, kept as they were last saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, TypeAlias

from attrs import define, field

from powertrack_api import documents as known
from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_core.shapes import Document
from powertrack_sdk.simulator import alerts
from powertrack_sdk.simulator.device_forms import device_form
from powertrack_sdk.simulator.fields import example, fill, word
from powertrack_sdk.simulator.moments import stamp, stamp_at
from powertrack_sdk.simulator.plant import Device
from powertrack_sdk.simulator.site_forms import inverter_model, site_form, site_model
from powertrack_sdk.simulator.world import Site, World

DocumentKind: TypeAlias = Literal[
    "site", "hardware", "sitehardware", "modeling", "trigger", "triggers", "report", "rate", "pvmodel", "folder"
]
Name: TypeAlias = tuple[DocumentKind, str]

DESCRIBED: dict[DocumentKind, Document] = {
    "site": known.SITE_CONFIG_DOCUMENT,
    "hardware": known.HARDWARE_CONFIG_DOCUMENT,
    "sitehardware": known.SITE_HARDWARE_CONFIG_DOCUMENT,
    "modeling": known.MODELING_DATA_DOCUMENT,
    "trigger": known.ALERT_TRIGGER_DOCUMENT,
    "triggers": known.ALERT_TRIGGERS_DOCUMENT,
    "report": known.REPORT_CONFIG_DOCUMENT,
    "rate": known.RATE_DOCUMENT,
    "pvmodel": known.PV_MODEL_FILE_DOCUMENT,
}
"""What the documents look like that a PUT replaces."""

_ROWS = known.SITE_HARDWARE_CONFIG_DOCUMENT.rows
SHARED = dict(_ROWS.fields) if _ROWS is not None else {}
"""Fields of a row of `edit/sitehardware`, and where `edit/hardware` keeps the same value."""

FOLDER = "D4001"
"""Key of the folder that the first files lie in."""

_FILES: dict[str, tuple[DocumentKind, str, int]] = {  # kind, example, days since it was last saved
    "F3001": ("report", "reports/get_report_config", 62),
    "F3002": ("rate", "rates/get_rate", 20),
    "F3003": ("pvmodel", "modeling/get_pv_model_file", 900),
    FOLDER: ("folder", "reports/create_folder", 901),
}


@define
class Documents:
    """Every editable document of a world, by kind and key."""

    world: World
    _kept: dict[Name, JsonObject | None] = field(factory=dict, init=False, repr=False)  # None: it was deleted
    _created: dict[Name, JsonValue] = field(factory=dict, init=False, repr=False)  # and what it was created below

    def read(self, kind: DocumentKind, key: str) -> JsonObject | None:
        """A document as it stands; None where there is no such thing. It is not to be changed in place."""
        if kind == "sitehardware":
            kept = self._find(kind, key)
            return None if kept is None else self._with_rows(kept)
        return self._find(kind, key)

    def keep(self, changes: dict[Name, JsonObject]) -> dict[Name, JsonObject]:
        """Put documents in the place of those that were, and give these back.

        Of the rows of a `sitehardware` only what they do not share with devices is looked at.
        """
        replaced = {name: found for name in changes if (found := self._find(*name)) is not None}
        self._kept.update(changes)
        return replaced

    def create(self, kind: DocumentKind, document: JsonObject) -> JsonObject:
        """Keep a new document under a key that it gets."""
        number = len(self._created)
        trigger = 0x10000000 + number
        key = (
            f"x2d{trigger:x}" if kind == "trigger" else f"D{5001 + number}" if kind == "folder" else f"F{4001 + number}"
        )
        created = {**document, "key": key, **({"id": trigger} if kind == "trigger" else {})}
        self._created[kind, key] = document.get("parentKey")
        self._kept[kind, key] = created
        return created

    def delete(self, kind: DocumentKind, key: str) -> None:
        """Forget a document for good."""
        self._kept[kind, key] = None

    def files(self, kind: DocumentKind) -> list[JsonObject]:
        """All files of a kind, the first ones and those that were created."""
        first = [key for key, (of, _, _) in _FILES.items() if of == kind]
        return self._all(kind, [*first, *(key for of, key in self._created if of == kind)])

    def file(self, key: str) -> tuple[DocumentKind, JsonObject] | None:
        """What a file or a folder is, and what it holds; None where there is none with that key."""
        kinds: tuple[DocumentKind, ...] = ("report", "rate", "pvmodel", "folder")
        return next(((kind, each) for kind in kinds if (each := self._find(kind, key)) is not None), None)

    def triggers(self, owner: str) -> list[JsonObject]:
        """The alert triggers that are set on a site or a device."""
        first = alerts.trigger_keys(self.world, owner)
        created = [key for (kind, key), parent in self._created.items() if kind == "trigger" and parent == owner]
        return self._all("trigger", [*first, *created])

    def _all(self, kind: DocumentKind, keys: list[str]) -> list[JsonObject]:
        return [each for key in keys if (each := self._find(kind, key)) is not None]

    def belongs(self, device_key: str, site_key: str) -> bool:
        """Whether a device stands on a site."""
        found = self.world.device(device_key)
        return found is not None and found[0].key == site_key

    def site(self, site: Site) -> JsonObject:
        """The document of a site."""
        return self.read("site", site.key) or {}

    def device(self, device: Device) -> JsonObject:
        """The document of a device."""
        return self.read("hardware", device.key) or {}

    def has_site(self, site: Site) -> bool:
        """Whether a site's document was ever asked for. Until then it says what the plant is."""
        return self._kept.get(("site", site.key)) is not None

    def site_name(self, site: Site) -> str:
        """What a site is called now. A site that nobody asked for keeps its name, so its document is not made."""
        kept = self._kept.get(("site", site.key))
        return site.name if kept is None else word(kept, "name")

    def site_stamp(self, site: Site) -> str:
        """When a site's document was last saved."""
        kept = self._kept.get(("site", site.key))
        return stamp_at(site.changed) if kept is None else word(kept, "ts")

    def device_name(self, device: Device) -> str:
        """What a device is called now."""
        kept = self._kept.get(("hardware", device.key))
        return device.name if kept is None else word(kept, "description")

    def device_stamp(self, device: Device) -> str:
        """When a device's document was last saved."""
        kept = self._kept.get(("hardware", device.key))
        return stamp_at(device.changed) if kept is None else word(kept, "ts")

    def device_sort(self, device: Device) -> JsonValue:
        """Where a device stands in lists."""
        kept = self._kept.get(("hardware", device.key))
        return device.sort if kept is None else kept.get("sort")

    def row(self, kept: JsonObject) -> JsonObject:
        """A row of `edit/sitehardware`, its shared fields taken from the device's document."""
        device = self.read("hardware", word(kept, "hardwareKey")) or {}
        shared = {name: device[other] for name, other in {**SHARED, "ts": "ts"}.items() if other in device}
        return dict(sorted({**kept, **shared}.items()))

    def _with_rows(self, kept: JsonObject) -> JsonObject:
        if "hardware" not in kept:
            return kept
        rows: list[JsonValue] = [self.row(row) for row in objects(kept["hardware"])]
        stamps = [text(kept.get("ts")), *(text(row.get("ts")) for row in objects(rows))]
        return {**kept, "hardware": rows, "ts": max(stamp for stamp in stamps if stamp)}

    def _find(self, kind: DocumentKind, key: str) -> JsonObject | None:
        name = (kind, key)
        if name not in self._kept:
            made = self._make(kind, key)
            if made is None:
                return None
            self._kept[name] = made
        return self._kept[name]

    def _make(self, kind: DocumentKind, key: str) -> JsonObject | None:
        if kind == "trigger":
            return alerts.trigger(self.world, key)
        if kind in ("report", "rate", "pvmodel", "folder"):
            return self._first_file(key) if _FILES.get(key, ("",))[0] == kind else None
        site = self.world.site(key)
        if site is not None and kind != "hardware":
            if kind == "site":
                return site_form(site, self.world.customer, self.world.now)
            return site_model(site) if kind == "modeling" else _site_hardware(site)
        found = self.world.device(key)
        if found is None or kind in ("site", "sitehardware"):
            return None
        if kind == "hardware":
            return device_form(*found, self.world.customer)
        return inverter_model(*found) if found[1].kind == "inverter" else None

    def _first_file(self, key: str) -> JsonObject:
        kind, sample, days = _FILES[key]
        document = example(sample)
        saved = stamp(self.world.now - timedelta(days=days))
        parent = FOLDER if kind != "folder" else next(iter(self.world.keys()), self.world.customer)
        own: JsonObject = {"key": key, "parentKey": parent, "ts" if "ts" in document else "lastChanged": saved}
        if kind == "report":
            own |= {"ownerKey": self.world.customer, "sourceItems": [{"key": self.world.parent_customer}]}
        return fill(document, own)


def _site_hardware(site: Site) -> JsonObject:
    document = example("hardware/get_site_hardware_config")
    rows: list[JsonValue] = [
        {"gatewayName": "", "hardwareKey": device.key, "index": index} for index, device in enumerate(site.devices)
    ]
    newest = stamp_at(max(device.changed for device in site.devices))
    return {**document, "key": site.key, "hardware": rows, "ts": newest}
