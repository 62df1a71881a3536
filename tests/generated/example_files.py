"""The files of `spec/examples`, and the operation that each belongs to."""

from __future__ import annotations

import json
from pathlib import Path

from powertrack_core.decoding import JsonValue
from tests.generated.specification import OPERATIONS, ROOT, Described, item_model

EXAMPLES = ROOT / "spec" / "examples"
ANSWERS = sorted(file for file in EXAMPLES.rglob("*.json") if not file.name.endswith(".request.json"))
REQUESTS = sorted(EXAMPLES.rglob("*.request.json"))

_BY_PLACE = {(described.resource, described.name): described for described in OPERATIONS}


def described(file: Path) -> Described:
    """The operation that an example belongs to: folder and name say which."""
    return _BY_PLACE[file.parent.name, file.name.partition(".")[0].partition("__")[0]]


def name(file: Path) -> str:
    """What an example is loaded by."""
    return file.relative_to(EXAMPLES).as_posix().removesuffix(".json")


def content(body: JsonValue, operation: Described) -> bytes:
    """A body as an answer carries it: JSON, or where the operation answers with text, the text."""
    if isinstance(body, str) and operation.media_type != "application/json":
        return body.encode()
    return json.dumps(body).encode()


def body(file: Path) -> JsonValue:
    """The body that a file shows."""
    value: JsonValue = json.loads(file.read_bytes())
    return value


def decoded(file: Path) -> object:
    """What an answer is decoded to."""
    operation = described(file)
    return operation.operation().parse(content(body(file), operation))


WITH_OBJECTS = [file for file in ANSWERS if item_model(described(file).response) is not None]
"""Answers that are objects, or lists of them."""
