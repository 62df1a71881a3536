"""What a PUT does. A document is replaced by what was sent: what was left out is lost, what is unknown vanishes."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator.calls import Call
from powertrack_sdk.simulator.documents import DESCRIBED, SHARED, DocumentKind, Documents, Name
from powertrack_sdk.simulator.fields import example, kept, quantity, same, section, understood, word
from powertrack_sdk.simulator.messages import RefusedError
from powertrack_sdk.simulator.moments import read_moment

_NOTES: dict[DocumentKind, tuple[str, ...]] = {
    "site": ("tagLine", "statusDetails"),
    "hardware": ("assetId", "outOfServiceNote"),
    "trigger": ("description", "name"),
    "report": ("remarks", "description"),
    "rate": ("name", "customSymbol"),
    "pvmodel": ("description", "name"),
}
_ONLY_SENT: dict[DocumentKind, tuple[str, ...]] = {
    "rate": ("selectedRate", "selectedIdx"),
    "trigger": ("isCachedData", "lastChecked"),
    "triggers": ("isCachedData", "lastChecked"),
}
"""Fields that a body has and a document has not."""
_CREATED: dict[DocumentKind, str] = {
    "trigger": "alerts/get_new_alert_trigger",
    "report": "reports/get_report_config",
    "rate": "rates/get_new_rate",
    "folder": "reports/create_folder",
}


def put(call: Call, kind: DocumentKind) -> JsonObject:
    """Save the document that a body holds.

    Raises:
        RefusedError: The body is no document (400), names nothing (404), does not come from its page (403), or is a
            trigger older than the one that is kept (409).
    """
    documents, sent = call.state.documents, call.sent()
    key = sent.get("key")
    if not isinstance(key, str):
        raise RefusedError(400, "The body has no key.")
    current = documents.read(kind, key)
    if current is None:
        raise RefusedError(404, f"There is no {kind} with the key {key}.")
    _check_page(call, kind, current)
    sent = taken_in(kind, sent)
    if kind == "trigger":
        refuse_stale(sent, current)
    stamp = call.state.clock.tick()
    changes: dict[Name, JsonObject]
    if kind == "sitehardware":
        changes = _hardware_list(documents, current, sent, stamp)
    elif kind == "modeling":
        changes = _models(documents, current, sent)
    else:
        changes = {(kind, key): _settle(kind, sent, stamp)}
    replaced = documents.keep(changes)
    if call.trouble.is_any("altered"):
        meddle(documents, kind, key, before=current)
    saved = documents.read(kind, key) or {}
    if call.trouble.is_any("ignored"):
        documents.keep(replaced)
    return {**saved, "updateHardwareErrors": []} if kind == "sitehardware" else saved


def post(call: Call, kind: DocumentKind, sent: JsonObject) -> JsonObject:
    """Create a document out of what was sent, with what was left out as it is on a template.

    Raises:
        RefusedError: It is no such document (400), or belongs to nothing (404).
    """
    parent = sent.get("parentKey")
    if not isinstance(parent, str):
        raise RefusedError(400, "The body has no parentKey.")
    named = {**sent, "key": ""}
    document = taken_in(kind, named) if kind in DESCRIBED else named
    template = example(_CREATED[kind])
    if kind == "trigger":
        template = {**template, **kept(document, "standardItems")}  # not seen on devices
    if kind == "report":
        document.setdefault("name", document.get("reportTitle", ""))
    of_template = {name: document.get(name, value) for name, value in template.items()}
    return call.state.documents.create(kind, _settle(kind, of_template, call.state.clock.tick()))


def taken_in(kind: DocumentKind, sent: JsonObject) -> JsonObject:
    """What was sent, without the fields that PowerTrack does not know, and without those that only a body has.

    Raises:
        RefusedError: A field holds what cannot stand there.
    """
    taken = understood(sent, DESCRIBED[kind].shape)
    if not isinstance(taken, dict):
        raise RefusedError(400, "The body has to be an object.")
    return {name: value for name, value in taken.items() if name not in _ONLY_SENT.get(kind, ())}


def refuse_stale(sent: JsonObject, current: JsonObject) -> None:
    """Refuse triggers that were read before the last change of them. Other documents replace whatever is there.

    Raises:
        RefusedError: `lastChanged` is older than that of what is kept (409).
    """
    mine, kept = read_moment(word(sent, "lastChanged")), read_moment(word(current, "lastChanged"))
    if mine is not None and kept is not None and mine < kept:
        raise RefusedError(409, f"{word(current, 'key')} was changed since it was read.")


def _check_page(call: Call, kind: DocumentKind, current: JsonObject) -> None:
    key = word(current, "key")
    device = call.state.world.device(key)
    if kind == "trigger":
        call.check_page(hardwareKey=word(current, "parentKey"))
    elif kind in ("report", "rate", "pvmodel"):
        call.check_page(fileKey=key, folderKey=word(current, "parentKey"))
    else:
        call.check_page(hardwareKey=key, siteKey=device[0].key if device else key)


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
    field = DESCRIBED[kind].stamp
    documents.keep({(kind, key): _stamped({**current, note: "changed by another user"}, stamp, field)})


def _stamped(document: JsonObject, stamp: str | None, field: str = "ts") -> JsonObject:
    return document if stamp is None else {**document, field: stamp}


def _settle(kind: DocumentKind, sent: JsonObject, stamp: str) -> JsonObject:
    """What becomes of a document once it is saved."""
    saved: JsonObject = {**sent, DESCRIBED[kind].stamp if kind in DESCRIBED else "lastChanged": stamp}
    if kind in ("site", "hardware", "report"):
        saved["newNote"] = ""
    if kind == "pvmodel":
        saved["revision"] = int(quantity(sent.get("revision")) or 0) + 1
    if kind != "hardware":
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
