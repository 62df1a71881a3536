"""Alert triggers as something to write to: changed one by one, created and deleted on a device or a site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from powertrack_api.api import alerts
from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, load_list, objects, text
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document
from powertrack_sdk import keys
from powertrack_sdk.errors import APIError, ValidationError
from powertrack_sdk.runner.diagnosis import is_missing
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import Change, diff
from powertrack_sdk.writes.documents import ALERT_TRIGGER, document, listing
from powertrack_sdk.writes.edit import Edit, Seen, as_seen, read_document
from powertrack_sdk.writes.result import Action
from powertrack_sdk.writes.target import Target

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertTriggerInput

ON_DEVICE = "AlertTriggers"
"""Name for the triggers that are set on a device or a site, without the templates that are offered beside them."""


def trigger_target(key: str, owner: str) -> Target:
    """One alert trigger as something to write to.

    Args:
        key: Key of the trigger.
        owner: Key of the device or site that it is set on. The alert settings of the owner are the page that writes it.
    """
    return Target(
        document=document(ALERT_TRIGGER),
        key=key,
        read=alerts.get_alert_trigger(key),
        write=lambda whole: alerts.put_alert_trigger(owner, whole),
    )


def owner_of(key: str) -> Flow[str]:
    """Key of the device or site that an alert trigger is set on.

    Operation: GET /api/alerttrigger/{alertKey}
    """
    seen = yield from ask(alerts.get_alert_trigger(key).reading(as_seen))
    owner = owner_in(seen.document)
    if owner is None:
        raise APIError(f"{key}: the answer names no device and no site", operation="getAlertTrigger")
    return owner


def owner_in(trigger: JsonObject | None) -> str | None:
    """Key of the device or site that a trigger names as its parent, in its usual spelling; None if it names none."""
    try:
        return keys.hardware_or_site_key(text((trigger or {}).get("parentKey")) or "")
    except ValidationError:
        return None


def key_in(trigger: JsonObject) -> str | None:
    """Key of a trigger, in its usual spelling if it is of a known form; None if it has none."""
    key = text(trigger.get("key"))
    try:
        return keys.alert_key(key) if key else None
    except ValidationError:
        return key


def triggers_on(owner: str) -> Flow[Seen]:
    """The triggers that are set on a device or a site.

    Operation: GET /api/alerttrigger/{hardwareKey}
    """
    of_site = keys.is_site_key(owner)
    read: Operation[Any] = (
        alerts.get_site_alert_triggers(owner) if of_site else alerts.get_hardware_alert_triggers(owner)
    )
    seen = yield from read_document(read, document(ON_DEVICE), owner)
    rows: list[JsonValue] = [*objects((seen.document or {}).get("triggers"))]
    found: JsonObject = {"key": owner, "triggers": rows}
    return Seen(exact_json.dumps(found), found)


def types_for(owner: str) -> Flow[list[JsonObject]]:
    """The alert types that a device or a site offers.

    Operation: GET /api/lookuplist/alertTypes/{hardwareKey}
    """
    read = alerts.get_site_alert_types if keys.is_site_key(owner) else alerts.get_hardware_alert_types
    return objects((yield from ask(read(owner).reading(load_list))))


def creation(owner: str, bodies: Sequence[JsonObject]) -> Creation:
    """The edit that sets alert triggers on a device or a site, all with one request.

    Args:
        owner: Key of the device or site.
        bodies: The triggers, whole, with an empty key.
    """
    return Creation(
        document=listing(ON_DEVICE, "triggers", ALERT_TRIGGER),
        key=owner,
        rows="triggers",
        bodies=bodies,
        listed=lambda: triggers_on(owner),
        send=lambda new: _creating(owner, new),
        known_by=("alertTypeKey", "name"),
    )


def _creating(owner: str, bodies: Sequence[JsonObject]) -> Operation[Any]:
    if len(bodies) == 1:
        return alerts.create_alert_trigger(owner, _input(bodies[0]))
    return alerts.create_alert_triggers(owner, [_input(body) for body in bodies])


@frozen(kw_only=True)
class Deletion:
    """An alert trigger is deleted.

    Attributes:
        key: Key of the trigger.
        owner: Key of the device or site that it is set on.
    """

    key: str
    owner: str
    action: Action = field(default="delete", init=False)
    document: Document = field(factory=lambda: document(ALERT_TRIGGER), init=False, repr=False)

    def locks(self, seen: Seen) -> frozenset[str]:
        """The trigger."""
        return frozenset({self.key})

    def look(self) -> Flow[Seen]:
        """Read the trigger, if there is one."""
        try:
            return (yield from read_document(alerts.get_alert_trigger(self.key), self.document, self.key))
        except APIError as error:
            if not is_missing(error):
                raise
            return Seen(b"null", None)

    def aim(self, seen: Seen) -> JsonObject | None:
        """Nothing is left."""
        if seen.document is None:
            raise ValidationError(f"there is no alert trigger {self.key}")
        if owner_in(seen.document) not in (self.owner, None):
            raise ValidationError(f"the alert trigger {self.key} is not set on {self.owner}")
        return None

    def along(self, aim: JsonObject | None) -> Sequence[Edit]:
        """Nothing else is changed."""
        return ()

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The DELETE."""
        return alerts.delete_alert_trigger(self.owner, self.key)

    def off(self, aim: JsonObject | None, before: Seen, now: Seen) -> tuple[Change, ...]:
        """All of the trigger, if it is still there."""
        return diff({}, now.document or {}, self.document.shape, ignore_volatile=True)

    def arrived(self, aim: JsonObject | None, before: Seen, now: Seen) -> bool:
        """Whether the trigger is gone."""
        return now.document is None

    def moved(self, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What changed in the trigger, all of it where it is gone."""
        return diff(before.document or {}, now.document or {}, self.document.shape, ignore_volatile=True)

    def created(self, before: Seen, now: Seen) -> tuple[str, ...]:
        """Nothing is."""
        return ()


def _input(body: JsonObject) -> AlertTriggerInput:
    # The body was read from the server and checked against the specification; the hints only say the same again.
    return cast("AlertTriggerInput", body)
