"""What answers each operation: the function with its name, or else the captured example."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from powertrack_api.catalog import CATALOG
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import (
    account,
    alert_views,
    charts,
    device_reads,
    device_views,
    file_views,
    nodes,
    site_reads,
    tasks,
    views,
)
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.documents import DocumentKind
from powertrack_sdk.simulator.messages import Answer
from powertrack_sdk.simulator.samples import sample
from powertrack_sdk.simulator.writes import meddle, put

Handler: TypeAlias = Callable[[Call], "JsonValue | Answer"]

_MODULES = (account, alert_views, charts, device_reads, device_views, file_views, nodes, site_reads, tasks, views)
_DOCUMENTS: dict[str, DocumentKind] = {  # by what their operations are called, after get and put
    "AlertTrigger": "trigger",
    "HardwareConfig": "hardware",
    "Modeling": "modeling",
    "PvModelFile": "pvmodel",
    "Rate": "rate",
    "ReportConfig": "report",
    "SiteConfig": "site",
    "SiteHardwareConfig": "sitehardware",
}


def _read(kind: DocumentKind, call: Call) -> JsonObject:
    """Answer with the document whose key is in the path."""
    documents = call.state.documents
    document = found(documents.read(kind, call.key))
    if call.trouble.is_any("stamp-moved"):
        meddle(documents, kind, call.key, before=document, stamp=call.state.clock.tick())
    return document


def _save(kind: DocumentKind, call: Call) -> JsonObject:
    """Save the document that the body holds."""
    return put(call, kind)


def _handler(operation: str) -> Handler:
    kind = _DOCUMENTS.get(operation[3:])
    if kind is not None and operation.startswith(("get", "put")):
        return partial(_read if operation.startswith("get") else _save, kind)
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in operation)
    handlers: list[Handler] = [vars(module)[name] for module in _MODULES if name in vars(module)]
    return handlers[0] if handlers else sample


HANDLERS: dict[str, Handler] = {entry.id: _handler(entry.id) for entry in CATALOG}
