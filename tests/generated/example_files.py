"""The files of `spec/examples`, and the operation that each belongs to."""

from __future__ import annotations

from pathlib import Path

from powertrack_api.model import Model
from tests.generated.decoding_tree import parts
from tests.generated.specification import OPERATIONS, ROOT, Described

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


def decoded(content: bytes, operation: Described) -> Model:
    """What the body of an answer is decoded to."""
    [(_, whole), *_] = parts(operation.operation().parse(content))
    return whole
