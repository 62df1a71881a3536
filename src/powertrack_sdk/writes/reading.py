"""Documents and lists as writes need them: as raw JSON, and never as another object than the one asked for."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from powertrack_api.api import alerts, nodes, reports
from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, UnexpectedAnswerError, load_list, objects, text
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document
from powertrack_sdk import keys
from powertrack_sdk.errors import APIError, ValidationError
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.report_config_list import ReportConfigList

_log = logging.getLogger("powertrack_sdk")

_EVERYTHING = "1900-01-01T00:00:00.000Z"
_MOST_PARTS = 1000


@frozen
class Seen:
    """A document as it was read.

    Attributes:
        content: The text that it came as, in UTF-8.
        document: The document; None if there is none.
    """

    content: bytes = field(repr=False)
    document: JsonObject | None = field(repr=False)

    @property
    def fields(self) -> JsonObject:
        """The document; empty if there is none."""
        return self.document or {}

    @classmethod
    def of(cls, document: JsonObject) -> Seen:
        """A document that was not read from the server as it is, such as one from a backup."""
        return cls(exact_json.dumps(document), document)


def read_document(read: Operation[Any], document: Document, key: str) -> Flow[Seen]:
    """Read a document. If the answer leaves its key out, the document gets the key that was asked for.

    A PUT names its target by the key in the body, so the key is sent with the document. An answer that may be something
    else, such as a message about a failure, is refused.

    Args:
        read: The GET.
        document: Kind of the document.
        key: Key of the object.

    Raises:
        APIError: The request failed, or answers with something else.
    """
    seen = yield from ask(read.reading(as_seen))
    named = seen.fields.get(document.identity)
    if isinstance(named, str) and named.casefold() == key.casefold():
        return seen
    if named in (None, "") and _fits(read, seen.fields):
        return Seen(seen.content, {**seen.fields, document.identity: key})
    what = (
        f"describes {named!r} instead" if named else f"has no {document.identity} and does not look like the document"
    )
    raise APIError(f"{document.name} {key}: the answer {what}", operation=read.id)


def _fits(read: Operation[Any], found: JsonObject) -> bool:
    """Whether an answer without its key is the document all the same."""
    try:
        return read.named(found) is not None
    except UnexpectedAnswerError:
        return False


def as_seen(content: bytes) -> Seen:
    """Parse an answer that is a document. The result is UTF-8 without a byte order mark, whatever it came as."""
    document = exact_json.loads(content)
    if not isinstance(document, dict):
        raise ValueError("the document is no object")
    return Seen(content.decode(json.detect_encoding(content)).encode(), document)


def site_of(device: str) -> Flow[str]:
    """Key of the site that a device belongs to.

    Operation: GET /api/node/{hardwareKey}
    """
    node = yield from ask(nodes.get_hardware_node(device))
    if node.parent_key is None:
        raise APIError(f"{device}: its node names no site", operation="getHardwareNode")
    return node.parent_key


def model_site(key: str) -> Flow[str]:
    """Key of the site whose page edits a photovoltaic model, also if it is the model of an inverter.

    Operation: GET /api/node/{hardwareKey} for an inverter
    """
    return key if keys.is_site_key(key) else (yield from site_of(key))


def trigger_owner(key: str) -> Flow[str]:
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
    """Key of a trigger, in its usual spelling if it has a known form; None if it has none."""
    key = text(trigger.get("key"))
    try:
        return keys.alert_key(key) if key else None
    except ValidationError:
        return key


def triggers_on(owner: str, document: Document) -> Flow[Seen]:
    """The triggers that are set on a device or a site, without the templates that the answer offers beside them.

    Operation: GET /api/alerttrigger/{hardwareKey}
    """
    of_site = keys.is_site_key(owner)
    read: Operation[Any] = (
        alerts.get_site_alert_triggers(owner) if of_site else alerts.get_hardware_alert_triggers(owner)
    )
    seen = yield from read_document(read, document, owner)
    rows: list[JsonValue] = [*objects(seen.fields.get("triggers"))]
    return Seen.of({"key": owner, "triggers": rows})


def alert_types(owner: str) -> Flow[list[JsonObject]]:
    """The alert types that a device or a site offers.

    Operation: GET /api/lookuplist/alertTypes/{hardwareKey}
    """
    read = alerts.get_site_alert_types if keys.is_site_key(owner) else alerts.get_hardware_alert_types
    return objects((yield from ask(read(owner).reading(load_list))))


def reports_of(customer: str, filter: str = "") -> Flow[list[JsonObject]]:  # noqa: A002  # its name on the wire
    """All reports of a customer, in as many parts as the server makes of them.

    Operation: POST /api/view/reportconfigs
    """
    found: dict[str, JsonObject] = {}
    since = _EVERYTHING
    for _ in range(_MOST_PARTS):
        query = reports.query_report_configs(
            {"key": customer, "filter": filter}, last_changed=since, customer_key=customer
        )
        part = yield from ask(query)
        known, rows = len(found), _reports(part)
        # A report without a key is identified by its whole content.
        found |= {text(report.get("key")) or json.dumps(report, sort_keys=True): report for report in rows}
        # After a part that announces more, an empty one means "nothing changed since", not the end of the list.
        if not part.is_more and (rows or since == _EVERYTHING):
            return list(found.values())
        changed = text(part.raw.get("lastChanged"))
        if changed is None or len(found) == known:
            break
        since = changed
    _log.warning("%s has more reports than the %d that could be read", customer, len(found))
    return list(found.values())


def _reports(part: ReportConfigList) -> list[JsonObject]:
    found = objects(part.list_)
    if len(found) < sum(item is not None for item in part.list_):
        raise APIError("the list of reports holds something other than objects", operation="queryReportConfigs")
    return found
