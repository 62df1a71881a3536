"""Which kinds of documents plans write to, and by what words and keys they are named."""

from __future__ import annotations

from collections.abc import Callable

from powertrack_sdk import keys
from powertrack_sdk.alerts.edits import ON_DEVICE, creation, device_of, trigger_target
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.hardware.targets import hardware_config_target, site_hardware_target
from powertrack_sdk.modeling.targets import modeling_target
from powertrack_sdk.reports.creating import REPORTS, report_creation
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.site.flows import site_config_target
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.documents import ALERT_TRIGGER, HARDWARE, HARDWARE_TABLE, MODELING, SITE
from powertrack_sdk.writes.target import Target

WORDS = {
    "site": SITE,
    "hardware": HARDWARE,
    "modeling": MODELING,
    "trigger": ALERT_TRIGGER,
}
"""What users call them."""

KINDS: dict[str, Callable[[str | int], str]] = {
    SITE: keys.site_key,
    HARDWARE: keys.hardware_key,
    HARDWARE_TABLE: keys.site_key,
    MODELING: keys.site_or_hardware_key,
    ALERT_TRIGGER: keys.alert_key,
    ON_DEVICE: keys.hardware_key,
}
"""The kinds of documents by their names in the specification, and what makes a key of an object that has one."""


def document_named(word: str) -> str:
    """The kind of document that a user means.

    Raises:
        ValidationError: There is none of that name.
    """
    name = WORDS.get(word.strip().lower(), word.strip())
    if name not in WORDS.values():
        raise ValidationError(f"{word!r} is no kind of document; there are {', '.join(WORDS)}")
    return name


def document_of_key(key: str) -> str:
    """The kind of document that a key names by itself.

    Raises:
        ValidationError: It is no key of a site, a device or an alert trigger.
    """
    text = key.strip().upper()
    if text.startswith(("AS", "X2D")):
        return ALERT_TRIGGER
    return SITE if keys.site_or_hardware_key(text).startswith("S") else HARDWARE


def key_for(document: str, key: str | int) -> str:
    """The key of an object whose document is of that kind.

    Raises:
        ValidationError: It is no such key.
    """
    return KINDS[document](key)


def target_of(document: str, key: str, owner: str | None = None) -> Flow[Target]:
    """A document as something to write to.

    Args:
        document: Name of the kind of document.
        key: Key of the object.
        owner: Key of the device that a trigger is set on, where it is known.

    Raises:
        ValidationError: Documents of that kind cannot be written by a plan.
    """
    if document == SITE:
        return (yield from site_config_target(key))
    if document == HARDWARE:
        return (yield from hardware_config_target(key))
    if document == HARDWARE_TABLE:
        return (yield from site_hardware_target(key))
    if document == MODELING:
        return (yield from modeling_target(key))
    if document == ALERT_TRIGGER:
        return trigger_target(key, owner or (yield from device_of(key)))
    raise ValidationError(f"{document} is nothing that a plan can write")


def creation_on(document: str, key: str) -> Creation:
    """What is created in a list, without anything to create: it reads the list, and knows again what is in it.

    Args:
        document: Name of the kind of list.
        key: Key of what the list belongs to.

    Raises:
        ConfigurationError: Nothing is created in documents of that kind.
    """
    if document == ON_DEVICE:
        return creation(key, [])
    if document == REPORTS:
        return report_creation(key, [])
    raise ConfigurationError(f"{document} is no list that something is created in")
