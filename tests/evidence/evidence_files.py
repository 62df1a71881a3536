"""Bodies that were seen on the wire, of the operations that the specification describes."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue
from tests.generated.specification import BUNDLE, OPERATIONS, ROOT, Described, child, objects

EVIDENCE = ROOT / "spec" / "evidence"
OBSERVED = ROOT / "spec" / "observed"
FOLDERS = (EVIDENCE, OBSERVED)


@frozen
class Seen:
    """One body of an evidence file.

    Attributes:
        file: Name of the file below its folder.
        side: `request_body` or `response_body`.
        operation: The operation that it belongs to.
        body: The body.
        schema: What the specification says that it is.
        page: The page that sent the request; None where none was seen.
    """

    file: str
    side: str
    operation: Described
    body: JsonValue
    schema: JsonObject
    page: JsonValue


def described_files() -> list[tuple[Path, JsonObject, Described]]:
    """The evidence files of the described operations."""
    by_place = {(described.method, described.path): described for described in OPERATIONS}
    found = [file for folder in FOLDERS for file in sorted(folder.rglob("*.json"))]
    files = [(file, json.loads(file.read_bytes())) for file in found]
    places = [(file, content, by_place.get((content["method"], content["path"]))) for file, content in files]
    return [(file, content, operation) for file, content, operation in places if operation is not None]


def captured_places() -> set[tuple[str, str]]:
    """Method and path, with the kind of key, of each file of evidence."""
    contents = [json.loads(file.read_bytes()) for file in EVIDENCE.rglob("*.json")]
    return {(content["method"], content["path"]) for content in contents}


def seen_bodies() -> list[Seen]:
    """All bodies of the described operations."""
    return [body for file, content, operation in described_files() for body in _bodies(file, content, operation)]


def observed_groups() -> set[str]:
    """Operations that rest on what `python -m codegen observe` kept, and on nothing else."""
    operations = [child(item, method) for item in objects_of(BUNDLE["paths"]) for method in item]
    sources = {str(told["operationId"]): told.get("x-powertrack-source") for told in operations if told}
    return {
        name for name, files in sources.items() if isinstance(files, list) and all(map(_is_observed, files)) and files
    }


def objects_of(value: JsonValue) -> list[JsonObject]:
    """The objects in an object."""
    return objects(list(value.values())) if isinstance(value, dict) else []


def _is_observed(source: JsonValue) -> bool:
    return str(source).startswith(f"{OBSERVED.name}/")


def _bodies(file: Path, content: JsonObject, operation: Described) -> list[Seen]:
    sides = {"request_body": operation.request, "response_body": operation.response}
    return [
        Seen(_name(file), side, operation, content[side], schema or {}, content["referer_page"])
        for side, schema in sides.items()
        if content.get(side) is not None
    ]


def _name(file: Path) -> str:
    return file.relative_to(OBSERVED.parent if file.is_relative_to(OBSERVED) else EVIDENCE).as_posix()
