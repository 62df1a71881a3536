"""Creating and deleting alert triggers: edits of what is set on a device."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from powertrack_api.api import alerts
from powertrack_api.decoding import JsonObject, JsonValue, objects, text
from powertrack_api.operation import Operation
from powertrack_api.shapes import Document
from powertrack_sdk.errors import APIError, ValidationError
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes import strict_json
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import Change, diff
from powertrack_sdk.writes.documents import ALERT_TRIGGER, document, listing
from powertrack_sdk.writes.edit import Edit, Seen, as_seen
from powertrack_sdk.writes.result import Action
from powertrack_sdk.writes.target import Target

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertTriggerInput

_GONE = 404

ON_DEVICE = "AlertTriggers"
"""Name for the triggers that are set on a device, without the templates that are offered beside them."""


def trigger_target(key: str, device: str) -> Target:
    """One alert trigger as something to write to.

    Args:
        key: Key of the trigger.
        device: Key of the device that it is set on.
    """
    return Target(
        document=document(ALERT_TRIGGER),
        key=key,
        read=alerts.get_alert_trigger(key),
        write=lambda whole: alerts.put_alert_trigger(device, whole),
    )


def device_of(key: str) -> Flow[str]:
    """Key of the device that an alert trigger is set on.

    Operation: GET /api/alerttrigger/{alertKey}
    """
    seen = yield from ask(alerts.get_alert_trigger(key).reading(as_seen))
    device = text((seen.document or {}).get("parentKey"))
    if device is None:
        raise APIError(f"{key}: the answer names no device", operation="getAlertTrigger")
    return device


def triggers_on(device: str) -> Flow[Seen]:
    """The triggers that are set on a device.

    Operation: GET /api/alerttrigger/{hardwareKey}
    """
    seen = yield from ask(alerts.get_hardware_alert_triggers(device).reading(as_seen))
    rows: list[JsonValue] = [*objects((seen.document or {}).get("triggers"))]
    found: JsonObject = {"key": device, "triggers": rows}
    return Seen(strict_json.dumps(found), found)


def creation(device: str, bodies: Sequence[JsonObject]) -> Creation:
    """The edit that sets alert triggers on a device, all with one request.

    Args:
        device: Key of the device.
        bodies: The triggers, whole, with an empty key.
    """
    return Creation(
        document=listing(ON_DEVICE, "triggers", ALERT_TRIGGER),
        key=device,
        rows="triggers",
        bodies=bodies,
        listed=lambda: triggers_on(device),
        send=lambda new: _creating(device, new),
        known_by=("alertTypeKey", "name"),
    )


def _creating(device: str, bodies: Sequence[JsonObject]) -> Operation[Any]:
    if len(bodies) == 1:
        return alerts.create_alert_trigger(device, _input(bodies[0]))
    return alerts.create_alert_triggers(device, [_input(body) for body in bodies])


@frozen(kw_only=True)
class Deletion:
    """An alert trigger is deleted.

    Attributes:
        key: Key of the trigger.
        device: Key of the device that it is set on.
    """

    key: str
    device: str
    action: Action = field(default="delete", init=False)
    document: Document = field(factory=lambda: document(ALERT_TRIGGER), init=False, repr=False)

    def locks(self, seen: Seen) -> frozenset[str]:
        """The trigger."""
        return frozenset({self.key})

    def look(self) -> Flow[Seen]:
        """Read the trigger, if there is one."""
        try:
            return (yield from ask(alerts.get_alert_trigger(self.key).reading(as_seen)))
        except APIError as error:
            if error.status_code != _GONE:
                raise
            return Seen(b"null", None)

    def aim(self, seen: Seen) -> JsonObject | None:
        """Nothing is left."""
        if seen.document is None:
            raise ValidationError(f"there is no alert trigger {self.key}")
        if seen.document.get("parentKey") != self.device:
            raise ValidationError(f"the alert trigger {self.key} is not set on {self.device}")
        return None

    def along(self, aim: JsonObject | None) -> Sequence[Edit]:
        """Nothing else is changed."""
        return ()

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The DELETE."""
        return alerts.delete_alert_trigger(self.device, self.key)

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
