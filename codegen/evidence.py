"""How much of what was seen on the wire the specification covers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from attrs import define

from codegen.documents import Json, JsonObject, as_list, as_object, as_text, child, operations_of
from codegen.lint.examples import BodyChecker
from codegen.locations import EVIDENCE, OBSERVED, SPEC

FOLDERS = (SPEC / EVIDENCE, SPEC / OBSERVED)
NOTES = "FIELD_NOTES.md"
_SHOWN = 3


@define
class Row:
    """A line of the coverage table: a resource.

    Attributes:
        resource: Its name.
        operations: Operations that the specification describes.
        reported: Those of them that were never seen.
        files: Evidence files of its operations.
        bodies: Bodies in them that were compared.
        invalid: Bodies that break their schema.
        unknown: Fields of the bodies that no schema has.
    """

    resource: str
    operations: int = 0
    reported: int = 0
    files: int = 0
    bodies: int = 0
    invalid: int = 0
    unknown: int = 0


def source_findings(bundle: JsonObject, spec: Path) -> Iterator[str]:
    """Compare the sources that operations name with the files of evidence.

    Args:
        bundle: The specification.
        spec: Its folder, with the evidence in it.

    Yields:
        Sources without a file, and files that no operation names as its source.
    """
    named = {
        as_text(name, place)
        for path, method, operation in operations_of(bundle)
        for place in [f"{method.upper()} {path}"]
        for name in _sources(operation, place)
    }
    files = {file.relative_to(spec / EVIDENCE).as_posix() for file in (spec / EVIDENCE).rglob("*.json")}
    files |= {file.relative_to(spec).as_posix() for file in (spec / OBSERVED).rglob("*.json")}
    if (spec / EVIDENCE / NOTES).is_file():
        files.add(NOTES)
    yield from (f"{name} is named as a source, but is not in {spec.name}/{EVIDENCE}" for name in sorted(named - files))
    yield from (f"{name} is evidence that no operation names as its source" for name in sorted(files - named))


def _sources(operation: JsonObject, place: str) -> list[Json]:
    variants = [as_object(item, place) for item in as_list(operation.get("x-powertrack-variants", []), place)]
    listed = [operation.get("x-powertrack-source", []), *(variant.get("source", []) for variant in variants)]
    return list(chain.from_iterable(as_list(names, place) for names in listed))


class Coverage:
    """The comparison of the evidence with a bundle.

    Args:
        bundle: The specification.
        folders: Folders of evidence. One that does not exist counts as empty.
    """

    def __init__(self, bundle: JsonObject, *folders: Path) -> None:
        self.rows: dict[str, Row] = {}
        self.findings: list[str] = []
        self._checker = BodyChecker(bundle)
        self._operations = {(method.upper(), path): operation for path, method, operation in operations_of(bundle)}
        self._by_kind = dict(self._variants())
        for operation in self._operations.values():
            row = self._row(operation)
            row.operations += 1
            row.reported += operation.get("x-powertrack-evidence") == "reported"
        for folder in folders:
            for file in sorted(folder.rglob("*.json")):
                self._compare(file.relative_to(folder).as_posix(), as_object(json.loads(file.read_bytes()), file.name))

    def table(self) -> Iterator[str]:
        """The lines of the table."""
        yield f"{'resource':<12}{'operations':>12}{'reported':>10}{'files':>7}{'bodies':>8}{'invalid':>9}{'unknown':>9}"
        total = Row("all")
        for row in self.rows.values():
            yield self._line(row)
            for name in ("operations", "reported", "files", "bodies", "invalid", "unknown"):
                setattr(total, name, getattr(total, name) + getattr(row, name))
        yield self._line(total)

    def _line(self, row: Row) -> str:
        seen = f"{row.files:>7}{row.bodies:>8}{row.invalid:>9}{row.unknown:>9}"
        return f"{row.resource:<12}{row.operations:>12}{row.reported:>10}{seen}"

    def _row(self, operation: JsonObject) -> Row:
        name = as_text(as_list(operation.get("tags", []), "tags")[0], "tags")
        return self.rows.setdefault(name, Row(name))

    def _variants(self) -> Iterator[tuple[tuple[str, str], tuple[JsonObject, JsonObject]]]:
        """Operations of paths that serve several kinds of key, by the path for each kind, with the variant."""
        for (method, path), operation in self._operations.items():
            for item in as_list(operation.get("x-powertrack-variants", []), path):
                variant = as_object(item, path)
                yield (method, path.replace("{key}", f"{{{variant['key']}}}")), (operation, variant)

    def _compare(self, file: str, evidence: JsonObject) -> None:
        method, path = as_text(evidence.get("method"), file), as_text(evidence.get("path"), file)
        operation, variant = self._operations.get((method, path)), None
        if operation is None:
            operation, variant = self._by_kind.get((method, path), (None, None))
        if operation is None:
            self.findings.append(f"{file}: {method} {path} is not in the specification")
            return
        row = self._row(operation)
        row.files += 1
        answer = child(child(operation, "responses"), "200")
        for side, message in (("request_body", child(operation, "requestBody")), ("response_body", answer)):
            body = evidence.get(side)
            if body is None:
                continue
            row.bodies += 1
            content = child(message, "content")
            schema: JsonObject = child(child(content, next(iter(content), "")), "schema")
            if variant is not None and side == "response_body":
                schema = {"$ref": f"#/components/schemas/{variant['response']}"}
            self._judge(row, f"{file}, {side}", schema, body)

    def _judge(self, row: Row, where: str, schema: JsonObject, body: Json) -> None:
        if not schema:
            row.invalid += 1
            self.findings.append(f"{where}: was seen, and the specification describes none")
            return
        faults = list(self._checker.breaks(schema, body))
        unknown = list(self._checker.unknown(schema, body, "$"))
        row.invalid += bool(faults)
        row.unknown += len(unknown)
        self.findings += [f"{where}: {fault}" for fault in faults[:_SHOWN]]
        self.findings += [f"{where}: {path} is in no schema" for path in unknown[:_SHOWN]]
