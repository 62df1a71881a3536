"""What a PUT does. A document is replaced by what was sent: what was left out is lost, what is unknown vanishes."""

from __future__ import annotations

from urllib.parse import urlsplit

from powertrack_api.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.documents import SHARED, DocumentKind, Documents, Name, without_unknown
from powertrack_sdk.simulator.faults import Trouble
from powertrack_sdk.simulator.fields import quantity, same, section, word
from powertrack_sdk.simulator.messages import Answer, RefusedError, Request, json_answer, read_object
from powertrack_sdk.simulator.moments import Clock

_NOTES: dict[DocumentKind, tuple[str, ...]] = {
    "site": ("tagLine", "statusDetails"),
    "hardware": ("assetId", "outOfServiceNote"),
}


def put(documents: Documents, clock: Clock, kind: DocumentKind, request: Request, trouble: Trouble) -> Answer:
    """Save a document.

    Raises:
        RefusedError: The body is no document (400), names nothing (404), or does not come from its page (403).
    """
    sent = read_object(request.body)
    key = sent.get("key")
    if not isinstance(key, str):
        raise RefusedError(400, "The body has no key.")
    current = documents.read(kind, key)
    if current is None:
        raise RefusedError(404, f"There is no {kind} with the key {key}.")
    _check_page(documents.page(kind, key), request)
    if kind == "sitehardware" and not isinstance(sent.get("hardware", []), list):
        raise RefusedError(400, "The field hardware has to be a list.")
    sent = without_unknown(kind, sent)
    stamp = clock.tick()
    if kind == "sitehardware":
        changes = _hardware_list(documents, current, sent, stamp)
    elif kind == "modeling":
        changes = _models(documents, current, sent)
    else:
        changes = {(kind, key): _settle(kind, sent, stamp)}
    replaced = documents.keep(changes)
    if trouble.is_any("altered"):
        meddle(documents, kind, key, before=current)
    saved = documents.read(kind, key) or {}
    if trouble.is_any("ignored"):
        documents.keep(replaced)
    return json_answer({**saved, "updateHardwareErrors": []} if kind == "sitehardware" else saved)


def meddle(documents: Documents, kind: DocumentKind, key: str, *, before: JsonObject, stamp: str | None = None) -> None:
    """Change a document as another user would, in a note that is still as it was before.

    Args:
        documents: All documents.
        kind: Kind of the document.
        key: Its key.
        before: The document as it was; a field that differs from it is left alone.
        stamp: The new version stamp; None to leave it.
    """
    current = documents.read(kind, key)
    if current is None:
        return
    if kind == "sitehardware":
        rows = objects(current.get("hardware"))
        if rows:
            device = word(rows[0], "hardwareKey")
            noted = {**(documents.read("hardware", device) or {}), "serialNum": "changed by another user"}
            documents.keep({("hardware", device): _stamped(noted, stamp)})
        return
    if kind == "modeling":
        config = section(current, "pvConfig")
        config = {**config, "degrade": 0.75 if config.get("degrade") != 0.75 else 0.5}
        documents.keep({(kind, key): _stamped({**current, "pvConfig": config}, stamp)})
        return
    note = next((name for name in _NOTES[kind] if same(current.get(name), before.get(name))), "newNote")
    documents.keep({(kind, key): _stamped({**current, note: "changed by another user"}, stamp)})


def _stamped(document: JsonObject, stamp: str | None) -> JsonObject:
    return document if stamp is None else {**document, "ts": stamp}


def _check_page(page: str, request: Request) -> None:
    """Refuse a save that does not come from the page that edits the document."""
    try:
        sent_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        sent_from = urlsplit("")
    from_here = sent_from.scheme in ("http", "https") and sent_from.netloc == request.headers.get("host")
    if not from_here or sent_from.path != page:
        raise RefusedError(403, f"This is saved from the page {page} only; the Referer header has to name it.")


def _settle(kind: DocumentKind, sent: JsonObject, stamp: str) -> JsonObject:
    """What becomes of a site or a device once it is saved."""
    saved: JsonObject = {**sent, "ts": stamp, "newNote": ""}
    if kind == "site":
        return saved
    if "settings" in saved:
        saved["settings"] = _renumber(saved["settings"])
    if "driverRegisters" in saved:
        saved["driverRegisters"] = []
    if saved.get("outOfService") is not True:
        saved["outOfServiceUntil"] = stamp
    power = quantity(section(saved, "meter").get("maxPower"))
    if "dcRating" in saved and power is not None:
        saved["dcRating"] = power * 1000  # seen on meters: the sent value gives way to that of the meter
    return saved


def _renumber(settings: JsonValue) -> JsonValue:
    """Settings without gaps in their numbers; what they were originally is what they are now."""
    if not isinstance(settings, list):
        return settings
    numbered: list[JsonValue] = []
    for index, setting in enumerate(settings):
        if isinstance(setting, dict):
            original = {"originalValue": setting["value"]} if "value" in setting else {}
            numbered.append({**setting, "index": index, **original})
        else:
            numbered.append(setting)
    return numbered


def _models(documents: Documents, current: JsonObject, sent: JsonObject) -> dict[Name, JsonObject]:
    """Save a model for its inverter and for every other one that is selected. The stamp does not move."""
    key = word(current, "key")
    changes: dict[Name, JsonObject] = {("modeling", key): {**sent, "ts": current.get("ts")}}
    if "pvConfig" not in sent:
        return changes
    siblings = {word(row, "key") for row in objects(current.get("selectedHardware"))}
    for row in objects(sent.get("selectedHardware")):
        other = word(row, "key")
        if row.get("selected") is True and other != key and other in siblings:
            changes["modeling", other] = {**(documents.read("modeling", other) or {}), "pvConfig": sent["pvConfig"]}
    return changes


def _hardware_list(documents: Documents, current: JsonObject, sent: JsonObject, stamp: str) -> dict[Name, JsonObject]:
    """Save the hardware list of a site: only rows that differ are saved, and only they get the new stamp."""
    key = word(current, "key")
    before = {word(row, "hardwareKey"): row for row in objects(current.get("hardware"))}
    kept: list[JsonValue] = []
    changes: dict[Name, JsonObject] = {}
    for row in objects(sent.get("hardware")):
        device = word(row, "hardwareKey")
        if not documents.belongs(device, key):
            continue
        kept.append({name: value for name, value in row.items() if name not in SHARED and name != "ts"})
        if not same({**row, "ts": ""}, {**before.get(device, {}), "ts": ""}):
            changes["hardware", device] = _save_row(documents.read("hardware", device) or {}, row, stamp)
    saved: JsonObject = {**sent, "ts": stamp if changes else current.get("ts"), "updateHardwareErrors": None}
    if "hardware" in sent:
        saved["hardware"] = kept
    return {**changes, ("sitehardware", key): saved}


def _save_row(device: JsonObject, row: JsonObject, stamp: str) -> JsonObject:
    """A device's document once its row is saved. A field left out of the row is lost to the device as well."""
    lost = {other for name, other in SHARED.items() if name not in row}
    shared = {other: row[name] for name, other in SHARED.items() if name in row}
    saved: JsonObject = {name: shared.get(name, value) for name, value in device.items() if name not in lost}
    return _settle("hardware", {**saved, **shared}, stamp)
