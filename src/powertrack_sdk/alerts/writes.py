"""Writes of alert triggers of devices and sites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from powertrack_api.api import alerts
from powertrack_core.decoding import JsonObject, objects, text
from powertrack_sdk import keys
from powertrack_sdk.alerts.copies import copies
from powertrack_sdk.arguments import listed
from powertrack_sdk.errors import APIError, ValidationError
from powertrack_sdk.outcomes import UpdateResult
from powertrack_sdk.plans.plan import Plan, plan_edits
from powertrack_sdk.plans.rows import refuse
from powertrack_sdk.plans.write_all import write_all
from powertrack_sdk.runner.flow import Flow, Progress, ask, together
from powertrack_sdk.writes import nearest
from powertrack_sdk.writes.aliases import fields_of, resolve
from powertrack_sdk.writes.documents import ALERT_TRIGGER, ALERT_TRIGGERS, spec_of
from powertrack_sdk.writes.edits import Create, Delete, Edit, Update
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.reading import alert_types, as_seen, key_in, owner_in
from powertrack_sdk.writes.validate import check

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertTriggerPatch

TriggerData: TypeAlias = "Mapping[str, Sequence[AlertTriggerPatch]] | Sequence[AlertTriggerPatch] | AlertTriggerPatch"


def update_alert_triggers(
    hardware_key: str | int, trigger_data: TriggerData, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Change alert triggers of a device or a site, and nothing else of them.

    Args:
        hardware_key: Key of the device, such as `H100001`, or of a site, such as `S10001`; a number alone is a device.
        trigger_data: The triggers to change: a list, or a dict with such a list as its `triggers`. Each is named by its
            `key`, its `id`, or a `name` that no other trigger there has; the rest is what to change.
        dry_run: Only show what would change.

    Raises:
        ValidationError: A trigger is not there or not unique, or the change is wrong; nothing was sent.
        ConflictError: A trigger was changed meanwhile, or PowerTrack refused the write with 409.
        VerificationError: Afterwards a trigger is not as asked for.
        APIError: A request failed.

    Operations: GET /api/alerttrigger/{hardwareKey}; for each trigger GET /api/alerttrigger/{alertKey} and
    PUT /api/alerttrigger
    """
    owner = keys.hardware_or_site_key(hardware_key)
    wanted = _listed(trigger_data)
    there = yield from _triggers_on(owner)
    problems: list[str] = []
    patches: dict[str, JsonObject] = {}
    for item in wanted:
        try:
            key, patch = _found(item, there, owner)
            if key in patches:
                problems.append(f"{key} is named more than once")
            patches[key] = resolve(patch, spec_of(ALERT_TRIGGER))
        except ValidationError as error:
            problems += error.problems
    refuse(problems)
    edits: list[Edit] = [
        Update(document=ALERT_TRIGGER, key=key, owner=owner, patch=patch) for key, patch in patches.items()
    ]
    return (yield from write_all(edits, ALERT_TRIGGERS, owner, dry_run=dry_run))


def add_alert_trigger(
    hardware_key: str | int, trigger_data: AlertTriggerPatch, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Set an alert trigger on a device or a site. Fields left out are as in the server's template for the alert type.

    Args:
        hardware_key: Key of the device, such as `H100001`, or of a site, such as `S10001`; a number alone is a device.
        trigger_data: What is to differ from the template. `alertTypeKey` names the alert type, such as `AI250`; if it
            is left out, the alert type is the one with the trigger's `name`. Sites have other alert types than devices.
        dry_run: Only show what would be created.

    Returns:
        The result; its `created` has the key of the new trigger.

    Raises:
        ValidationError: There is no such alert type, or something else is wrong; nothing was sent.
        VerificationError: Afterwards the trigger is not there as asked for.
        APIError: A request failed.

    Operations: GET /api/lookuplist/alertTypes/{hardwareKey}, GET /api/alerttrigger/new/{hardwareKey}/{alertTypeKey},
    POST /api/alerttrigger, and GET /api/alerttrigger/{hardwareKey} before and after
    """
    owner = keys.hardware_or_site_key(hardware_key)
    body = yield from _body(owner, trigger_data)
    return (yield from write_all([_creation(owner, body)], ALERT_TRIGGERS, owner, dry_run=dry_run))


def delete_alert_trigger(
    hardware_key: str | int, alert_key: str | None = None, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Delete an alert trigger of a device or a site, or all of them. Each is backed up first.

    Args:
        hardware_key: Key of the device, such as `H100001`, or of a site, such as `S10001`; a number alone is a device.
        alert_key: Key of the trigger; None for every trigger that is set there.
        dry_run: Only show what would be deleted.

    Raises:
        ValidationError: There is no such trigger on the device or site; nothing was sent.
        ConflictError: A trigger was changed meanwhile, or PowerTrack refused the write with 409.
        VerificationError: Afterwards a trigger is still there.
        APIError: A request failed.

    Operations: GET /api/alerttrigger/{key}, DELETE /api/alerttrigger/{hardwareKey}/{alertKey}
    """
    owner = keys.hardware_or_site_key(hardware_key)
    edits = yield from _deletions(owner, alert_key)
    return (yield from write_all(edits, ALERT_TRIGGERS, owner, dry_run=dry_run))


def copy_alert_triggers(source: str | int, targets: Iterable[str | int], dry_run: bool = False) -> Flow[UpdateResult]:
    """Set the alert triggers of one device on other devices, or those of one site on other sites.

    Triggers that the targets have besides stay. From a site to a device, or the reverse, triggers are copied only if
    the target offers all their alert types.

    Args:
        source: Key of the device or site that has the triggers; a number alone is a device.
        targets: Keys of the devices or sites that are to have them too.
        dry_run: Only show what would change.

    Raises:
        ValidationError: A key is wrong, a target does not offer an alert type, or there are more targets than a call
            without a plan may write to; nothing was sent. `plan_alert_copy` makes a plan.
        ConflictError: A trigger was changed meanwhile, or PowerTrack refused the write with 409.
        VerificationError: Afterwards a trigger is not as asked for.
        APIError: A request failed.

    Operations: GET /api/alerttrigger/{hardwareKey}; POST /api/alerttrigger or /api/alerttriggers for what is new,
    PUT /api/alerttrigger for what differs; between devices and sites also GET /api/lookuplist/alertTypes/{key}
    """
    owner = keys.hardware_or_site_key(source)
    edits = yield from copies(owner, _owners(targets, "targets"))
    return (yield from write_all(edits, ALERT_TRIGGERS, owner, dry_run=dry_run))


def plan_alert_copy(source: str | int, targets: Iterable[str | int], progress: Progress | None = None) -> Flow[Plan]:
    """Plan to set the alert triggers of one device or site on others; write nothing.

    Triggers are the same if alert type and name are. What is not there is created; what differs is changed.

    Args:
        source: Key of the device or site that has the triggers; a number alone is a device.
        targets: Keys of the devices or sites that are to have them too.
        progress: Called with the writes that were planned, and of how many.

    Raises:
        ValidationError: A key is wrong, a target does not offer an alert type, or a trigger of a target has a field
            that cannot take the value of the source.
        APIError: A request failed.

    Operations: GET /api/alerttrigger/{hardwareKey} for each device or site
    """
    edits = yield from copies(keys.hardware_or_site_key(source), _owners(targets, "targets"))
    return (yield from plan_edits(edits, progress))


def plan_alert_additions(
    hardware_keys: Iterable[str | int], trigger_data: AlertTriggerPatch, progress: Progress | None = None
) -> Flow[Plan]:
    """Plan to set an alert trigger on many devices or sites; write nothing.

    Args:
        hardware_keys: Keys of the devices or sites; a number alone is a device.
        trigger_data: The trigger, as for `add_alert_trigger`.
        progress: Called with the writes that were planned, and of how many.

    Raises:
        ValidationError: A key is wrong, or there is no such alert type on a device or site.
        APIError: A request failed.

    Operations: GET /api/alerttrigger/new/{hardwareKey}/{alertTypeKey} for each device or site
    """
    owners = _owners(hardware_keys, "hardware_keys")
    bodies = yield from together([_body(owner, trigger_data) for owner in owners])
    edits = [_creation(owner, body) for owner, body in zip(owners, bodies, strict=True)]
    return (yield from plan_edits(edits, progress))


def plan_alert_deletions(hardware_keys: Iterable[str | int], progress: Progress | None = None) -> Flow[Plan]:
    """Plan to delete every alert trigger of many devices or sites; write nothing.

    Args:
        hardware_keys: Keys of the devices or sites; a number alone is a device.
        progress: Called with the writes that were planned, and of how many.

    Raises:
        ValidationError: A key is wrong.
        APIError: A request failed.

    Operations: GET /api/alerttrigger/{hardwareKey} for each device or site
    """
    found = yield from together([_deletions(owner, None) for owner in _owners(hardware_keys, "hardware_keys")])
    return (yield from plan_edits([edit for edits in found for edit in edits], progress))


def _triggers_on(owner: str) -> Flow[list[JsonObject]]:
    seen = yield from Create(document=ALERT_TRIGGERS, key=owner).look()
    return objects(seen.fields.get("triggers"))


def _creation(owner: str, body: JsonObject) -> Create:
    return Create(document=ALERT_TRIGGERS, key=owner, bodies=(body,))


def _owners(given: Iterable[str | int], name: str) -> list[str]:
    return list(dict.fromkeys(keys.hardware_or_site_key(key) for key in listed(given, name)))


def _listed(trigger_data: TriggerData) -> list[JsonObject]:
    """The triggers that are to be changed, of whichever form they were given in."""
    given: object = trigger_data
    if isinstance(given, Mapping) and "triggers" in given:
        given = given["triggers"]
    items = [given] if isinstance(given, Mapping) else given
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, Mapping) for item in items):
        raise ValidationError("triggers are a list of dicts, or a dict with such a list as its triggers")
    if not items:
        raise ValidationError("nothing to change: the list of triggers is empty")
    return [fields_of(item, spec_of(ALERT_TRIGGER)) for item in items]


def _found(item: JsonObject, there: list[JsonObject], owner: str) -> tuple[str, JsonObject]:
    """The trigger that an item means, and what to change in it."""
    name = next((name for name in ("key", "id", "name") if name in item), None)
    if name is None:
        raise ValidationError(f"a trigger of {owner} is named by key, id or name; the item has {', '.join(item)}")
    wanted = keys.alert_key(str(item[name])) if name == "key" else item[name]
    matching = [trigger for trigger in there if (key_in(trigger) if name == "key" else trigger.get(name)) == wanted]
    if len(matching) > 1:
        listed = ", ".join(str(trigger.get("key")) for trigger in matching)
        raise ValidationError(
            f"{owner} has {len(matching)} triggers with the {name} {wanted!r}: {listed}; name one by its key"
        )
    if not matching:
        near = nearest.suggestion_of(str(wanted), [str(trigger.get(name)) for trigger in there])
        raise ValidationError(f"{owner} has no trigger with the {name} {wanted!r}{near}")
    key = key_in(matching[0])
    if key is None:
        raise ValidationError(f"the trigger of {owner} with the {name} {wanted!r} has no key, so it cannot be written")
    return key, {part: value for part, value in item.items() if part != name}


def _body(owner: str, trigger_data: AlertTriggerPatch) -> Flow[JsonObject]:
    """A new trigger: the server's template with what is to differ from it."""
    wanted = dict(fields_of(trigger_data, spec_of(ALERT_TRIGGER)))
    kind = text(wanted.pop("alertTypeKey", None)) or (yield from _type_named(owner, text(wanted.get("name")) or ""))
    of_site = keys.is_site_key(owner)
    read = alerts.get_new_site_alert_trigger if of_site else alerts.get_new_alert_trigger
    seen = yield from ask(read(owner, kind).reading(as_seen))
    template = _template(seen.fields, owner, kind)
    if not wanted:
        return template
    patch = resolve(wanted, spec_of(ALERT_TRIGGER))
    check(patch, spec_of(ALERT_TRIGGER), template)
    return merge(template, patch, spec_of(ALERT_TRIGGER).shape)


def _template(answer: JsonObject, owner: str, kind: str) -> JsonObject:
    """The template in an answer. The POST names no target but in the body, so the body has to name the owner."""
    if text(answer.get("alertTypeKey")) is None or owner_in(answer) not in (owner, None):
        raise APIError(
            f"{owner}: the answer is no template of the alert type {kind} for it", operation="getAlertTriggerTemplate"
        )
    given: JsonObject = {"id": 0, "key": "", "parentKey": owner}
    return {**answer, **{name: value for name, value in given.items() if answer.get(name) in (None, "")}}


def _type_named(owner: str, name: str) -> Flow[str]:
    """Key of the alert type with that name, of those that the device or site can have."""
    rows = yield from alert_types(owner)
    matching = [row for row in rows if (text(row.get("name")) or "").casefold() == name.casefold()]
    if len(matching) != 1:
        names = [str(row.get("name")) for row in rows]
        near = nearest.suggestion_of(name, names) or f"; there are {', '.join(names)}"
        raise ValidationError(
            f"{owner} can have {'no trigger' if not matching else 'several triggers'} of an alert type {name!r}{near}."
            " Give alertTypeKey, such as AI250"
        )
    return str(matching[0].get("value"))


def _deletions(owner: str, alert_key: str | None) -> Flow[list[Edit]]:
    there = yield from _triggers_on(owner)
    present = [key for trigger in there if (key := key_in(trigger)) is not None]
    if alert_key is None:
        return [Delete(document=ALERT_TRIGGER, key=key, owner=owner) for key in present]
    wanted = keys.alert_key(alert_key)
    if wanted not in present:
        raise ValidationError(f"{owner} has no trigger {wanted}{nearest.suggestion_of(wanted, present)}")
    return [Delete(document=ALERT_TRIGGER, key=wanted, owner=owner)]
