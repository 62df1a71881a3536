"""The registry of writable documents: how each kind is named, read, written, created and deleted.

A kind is added here alone: updates, plans, backups and undoing find all they need in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import frozen

from powertrack_api.api import alerts, hardware, modeling, reports, site
from powertrack_core.decoding import JsonObject, objects, text
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document, ListShape, ObjectShape, Rows, Scalar
from powertrack_sdk import keys
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes.reading import Seen, model_site, reports_of, trigger_owner, triggers_on

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertTriggerInput, ReportConfigInput

ALERT_TRIGGER: Final = "AlertTrigger"
ALERT_TRIGGERS: Final = "AlertTriggers"
HARDWARE: Final = "HardwareConfig"
HARDWARE_TABLE: Final = "SiteHardwareConfig"
MODELING: Final = "ModelingData"
REPORT: Final = "ReportConfig"
REPORTS: Final = "ReportConfigs"
SITE: Final = "SiteConfig"


def _none(_: JsonObject) -> Iterable[str]:
    return ()


@frozen(kw_only=True)
class Kind:
    """A kind of document that is read with a GET and written whole with a PUT.

    Attributes:
        word: What users call it; None if they cannot name it.
        key: Makes a key of an object that has such a document, or raises.
        read: The GET, by key. Its answer is read as JSON here, never as the model that the operation promises.
        write: The PUT, by the key that its Referer page names, and the document.
        delete: The DELETE, by owner and key; None if there is none.
        owner: Finds the key that the Referer page names, if that is not the key of the object itself.
        owner_key: Makes a key of an owner, or raises.
        others: Keys of other objects that a document writes to.
        copies: Keys of the objects whose documents a write changes as well.
        copied: Field that a write copies to these.
    """

    word: str | None
    key: Callable[[str | int], str]
    read: Callable[[str], Operation[Any]]
    write: Callable[[str, JsonObject], Operation[Any]]
    delete: Callable[[str, str], Operation[Any]] | None = None
    owner: Callable[[str], Flow[str]] | None = None
    owner_key: Callable[[str | int], str] = keys.hardware_or_site_key
    others: Callable[[JsonObject], Iterable[str]] = _none
    copies: Callable[[JsonObject], Iterable[str]] = _none
    copied: str = ""


@frozen(kw_only=True)
class Listing:
    """A list that things are created in with a POST.

    Attributes:
        key: Makes a key of an object that has such a list, or raises.
        rows: Name of the list's field.
        item: Kind of the items.
        read: Reads the list, by the key.
        create: The POST, by the key and what is to be created.
        known_by: Fields by which what was created is recognised in the list.
        whole: Whether the list has all fields, so that all are compared.
    """

    key: Callable[[str | int], str]
    rows: str
    item: str
    read: Callable[[str], Flow[Seen]]
    create: Callable[[str, Sequence[JsonObject]], Operation[Any]]
    known_by: tuple[str, ...]
    whole: bool = True

    @property
    def can_be_undone(self) -> bool:
        """Whether there is a way to delete what is created."""
        return self.item in KINDS and KINDS[self.item].delete is not None


def _devices(table: JsonObject) -> Iterable[str]:
    """Every device of the table: its row is written back with the others."""
    return [key for row in objects(table.get("hardware")) if (key := text(row.get("hardwareKey")))]


def _selected(model: JsonObject) -> Iterable[str]:
    """The inverters that a model is saved for."""
    rows = [row for row in objects(model.get("selectedHardware")) if row.get("selected") is True]
    return [key for row in rows if (key := text(row.get("key"))) and key != model.get("key")]


def _triggers(owner: str) -> Flow[Seen]:
    return (yield from triggers_on(owner, spec_of(ALERT_TRIGGERS)))


def _create_triggers(owner: str, bodies: Sequence[JsonObject]) -> Operation[Any]:
    # Bodies were read from the server and checked against the specification, which is what the hints say.
    inputs = [cast("AlertTriggerInput", body) for body in bodies]
    return (
        alerts.create_alert_trigger(owner, inputs[0])
        if len(inputs) == 1
        else alerts.create_alert_triggers(owner, inputs)
    )


def _reports(customer: str) -> Flow[Seen]:
    return Seen.of({"key": customer, "reports": [*(yield from reports_of(customer))]})


def _create_report(_: str, bodies: Sequence[JsonObject]) -> Operation[Any]:
    return reports.create_report_config(cast("ReportConfigInput", bodies[0]))


KINDS: Final[dict[str, Kind]] = {
    SITE: Kind(word="site", key=keys.site_key, read=site.get_site_config, write=site.put_site_config),
    HARDWARE: Kind(
        word="hardware",
        key=keys.hardware_key,
        read=hardware.get_hardware_config,
        write=hardware.put_hardware_config,
    ),
    HARDWARE_TABLE: Kind(
        word=None,
        key=keys.site_key,
        read=hardware.get_site_hardware_config,
        write=hardware.put_site_hardware_config,
        others=_devices,
    ),
    MODELING: Kind(
        word="modeling",
        key=keys.site_or_hardware_key,
        read=lambda key: (modeling.get_site_modeling if keys.is_site_key(key) else modeling.get_hardware_modeling)(key),
        write=modeling.put_modeling,
        owner=model_site,
        owner_key=keys.site_key,
        copies=_selected,
        copied="pvConfig",
    ),
    ALERT_TRIGGER: Kind(
        word="trigger",
        key=keys.alert_key,
        read=alerts.get_alert_trigger,
        write=alerts.put_alert_trigger,
        delete=alerts.delete_alert_trigger,
        owner=trigger_owner,
    ),
}
"""Documents by their names in the specification."""

LISTINGS: Final[dict[str, Listing]] = {
    ALERT_TRIGGERS: Listing(
        key=keys.hardware_or_site_key,
        rows="triggers",
        item=ALERT_TRIGGER,
        read=_triggers,
        create=_create_triggers,
        known_by=("alertTypeKey", "name"),
    ),
    REPORTS: Listing(
        key=keys.customer_key,
        rows="reports",
        item=REPORT,
        read=_reports,
        create=_create_report,
        known_by=("name",),
        whole=False,
    ),
}
"""Lists by their names: those of the specification, or the names of their items with an `s`."""

_WORDS: Final = {kind.word: name for name, kind in KINDS.items() if kind.word is not None}


@cache
def spec_of(name: str) -> Document:
    """The specification of a document or of a list of documents, by its name.

    A list is an object with a key and the items alone, whatever else an answer has beside them.

    Raises:
        KeyError: There is none of that name.
    """
    from powertrack_api import documents

    # A list of that name in the specification has templates beside its items, and those are not compared.
    listing = LISTINGS.get(name)
    if listing is None:
        known = {value.name: value for value in vars(documents).values() if isinstance(value, Document)}
        return known[name]
    key = Scalar(types=frozenset({"string"}), read_only=True)
    item = ListShape(item=spec_of(listing.item).shape, merge_key="key")
    shape = ObjectShape(name=name, fields={"key": key, listing.rows: item})
    return Document(name=name, shape=shape, identity="key", stamp="lastChanged")


def table_rows() -> Rows:
    """The rows of the table of a site's devices."""
    rows = spec_of(HARDWARE_TABLE).rows
    if rows is None:
        raise KeyError(f"{HARDWARE_TABLE} has no rows")
    return rows


def document_named(word: str) -> str:
    """The kind of document that a user means.

    Raises:
        ValidationError: There is none of that name.
    """
    name = _WORDS.get(word.strip().lower(), word.strip())
    if name not in _WORDS.values():
        raise ValidationError(f"{word!r} is not a kind of document; there are {', '.join(_WORDS)}")
    return name


def document_of_key(key: str) -> str:
    """The kind of document that a key stands for by itself.

    Raises:
        ValidationError: It is not the key of a site, a device or an alert trigger.
    """
    word = key.strip().upper()
    if word.startswith(("AS", "X2D")):
        return ALERT_TRIGGER
    return SITE if keys.site_or_hardware_key(word).startswith("S") else HARDWARE


def can_be_planned(name: str) -> bool:
    """Whether plans and backups may be of documents of that name: all that can be undone."""
    return name in KINDS or (name in LISTINGS and LISTINGS[name].can_be_undone)


def key_for(name: str, key: str | int) -> str:
    """The key of an object that has a document, or a list, of that name.

    Raises:
        ValidationError: It is no such key.
    """
    return (KINDS[name] if name in KINDS else LISTINGS[name]).key(key)


def listing_of(name: str) -> Listing:
    """The list of that name.

    Raises:
        ConfigurationError: Nothing is created in documents of that kind.
    """
    if name not in LISTINGS:
        raise ConfigurationError(f"nothing can be created in a {name}")
    return LISTINGS[name]
