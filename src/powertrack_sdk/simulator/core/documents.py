"""GET and PUT of any editable document. A PUT replaces it: fields left out are lost, unknown fields vanish."""

from __future__ import annotations

from typing import TypeVar

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator.core.call import OPERATIONS, Call, answers, require
from powertrack_sdk.simulator.core.fields import word
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.store import KINDS, Kind

K = TypeVar("K", bound=Kind)


def documents(kind: K) -> K:
    """Register a kind of documents, and what answers its operations: `get` and `put` with the name of the kind."""
    KINDS[kind.name] = kind
    if f"get{kind.name}" in OPERATIONS:
        answers(f"get{kind.name}")(lambda call: read(call, kind))
    if f"put{kind.name}" in OPERATIONS:
        answers(f"put{kind.name}")(lambda call: save(call, kind))
    return kind


def read(call: Call, kind: Kind) -> JsonObject:
    """Answer with the document whose key is in the path."""
    document = require(call.state.read(kind, call.key))
    if call.trouble.is_any("stamp-moved"):
        kind.edit_as_other_user(call.state, call.key, document, call.state.clock.tick())
    return document


def save(call: Call, kind: Kind) -> JsonObject:
    """Save the document in the body, and return it as saved."""
    state, key = call.state, call.body.get("key")
    if not isinstance(key, str):
        raise RefusedError(400, "The body has no key.")
    current = state.read(kind, key)
    if current is None:
        raise RefusedError(404, f"There is no {kind.label} with the key {key}.")
    call.check_page(**kind.page(state, current))
    sent = kind.accept(call.body)
    kind.check(sent, current)
    former = state.store(kind.save(state, current, sent, state.clock.tick()))
    if call.trouble.is_any("altered"):
        kind.edit_as_other_user(state, key, current)
    saved = state.read(kind, key) or {}
    if call.trouble.is_any("ignored"):
        state.store(former)
    return saved


def create(call: Call, kind: Kind, sent: JsonObject) -> JsonObject:
    """Create a document from a body; omitted fields come from a template."""
    if not isinstance(sent.get("parentKey"), str):
        raise RefusedError(400, "The body has no parentKey.")
    return call.state.create(kind, kind.accept({**sent, "key": ""}))


def create_file(call: Call, kind: Kind) -> JsonObject:
    """Create a file in the folder that the body names."""
    folder = word(call.body, "parentKey")
    require(call.state.read(KINDS["Folder"], folder))
    call.check_page(folderKey=folder)
    return create(call, kind, call.body)
