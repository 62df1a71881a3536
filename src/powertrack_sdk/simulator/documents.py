"""The editable documents: made up when first read, kept as they were last saved."""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

from attrs import define, field

from powertrack_api.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.simulator.device_forms import device_form
from powertrack_sdk.simulator.fields import Known, example, known_fields, only_known, word
from powertrack_sdk.simulator.moments import stamp_at
from powertrack_sdk.simulator.plant import Device
from powertrack_sdk.simulator.site_forms import inverter_model, site_form, site_model
from powertrack_sdk.simulator.world import Site, World

DocumentKind: TypeAlias = Literal["site", "hardware", "sitehardware", "modeling"]
Name: TypeAlias = tuple[DocumentKind, str]

SHARED = {
    "address": "address",
    "description": "description",
    "driverId": "driverId",
    "driverName": "driverName",
    "functionCode": "functionCode",
    "functionId": "functionId",
    "gatewayId": "gatewayId",
    "outOfService": "outOfService",
    "port": "port",
    "registerOffsets": "registerOffsets",
    "serialNumber": "serialNum",
    "settings": "settings",
    "sort": "sort",
    "unitId": "unitId",
}
"""Fields of a row of `edit/sitehardware`, and where `edit/hardware` keeps the same value."""

_SAMPLES: dict[DocumentKind, tuple[str, ...]] = {
    "site": ("site/get_site_config", "site/put_site_config.request"),
    "hardware": (
        "hardware/get_hardware_config__dc_combiner",
        "hardware/get_hardware_config__gateway",
        "hardware/get_hardware_config__production_meter",
        "hardware/put_hardware_config__inverter.request",
        "hardware/put_hardware_config__kiosk.request",
        "hardware/put_hardware_config__tracker.request",
        "hardware/put_hardware_config__weather_station.request",
    ),
    "sitehardware": ("hardware/get_site_hardware_config",),
    "modeling": (
        "modeling/get_site_modeling",
        "modeling/put_modeling__three_inverters.request",
        "modeling/put_modeling.request",
    ),
}


@define
class Documents:
    """Every editable document of a world, by kind and key."""

    world: World
    _kept: dict[Name, JsonObject] = field(factory=dict, init=False, repr=False)

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

    def page(self, kind: DocumentKind, key: str) -> str:
        """Path of the page that edits a document."""
        if kind in ("site", "hardware"):
            return f"/powertrack/{key}/administration/config"
        if kind == "sitehardware":
            return f"/powertrack/{key}/administration/hardware/list"
        found = self.world.device(key)
        return f"/powertrack/{found[0].key if found else key}/administration/modeling"

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
        return ("site", site.key) in self._kept

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


def without_unknown(kind: DocumentKind, document: JsonObject) -> JsonObject:
    """A document without the fields that PowerTrack does not know: it drops them without a word."""
    kept = only_known(document, _known(kind))
    return kept if isinstance(kept, dict) else {}


@cache
def _known(kind: DocumentKind) -> Known:
    return known_fields([example(name) for name in _SAMPLES[kind]])


def _site_hardware(site: Site) -> JsonObject:
    document = example("hardware/get_site_hardware_config")
    rows: list[JsonValue] = [
        {"gatewayName": "", "hardwareKey": device.key, "index": index} for index, device in enumerate(site.devices)
    ]
    newest = stamp_at(max(device.changed for device in site.devices))
    return {**document, "key": site.key, "hardware": rows, "ts": newest}
