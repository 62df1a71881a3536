"""Writes findings about operations: pages, query parameters, evidence, bodies that were never seen before."""

from __future__ import annotations

from pathlib import Path

from codegen.documents import Json, JsonObject, as_list, as_object, child
from codegen.lint.operations import error_answers
from codegen.observe.news import News
from codegen.observe.spec_folder import SpecFolder, Step, bare
from codegen.observe.widening import ByHandError, Owner
from codegen.observe.writing_schemas import WIDENING, SchemaWriter
from codegen.spec_model import naming
from powertrack_sdk.traffic.findings import Kind
from powertrack_sdk.traffic.forms import is_form
from powertrack_sdk.traffic.operations import Described, Specification

ERRORS = {"400": "BadRequest", "401": "Unauthorized", "403": "Forbidden", "404": "NotFound"}
NOT_COMPLETE = "a request with its answer and the page that sends it, all in one"
LOOKS_LIKE_DATA = "its name looks like data; look it up in the traffic"
_EVIDENCE = "x-powertrack-evidence"
_MISSING = "x-powertrack-evidence-missing"
_SOURCE = "x-powertrack-source"
_PAGES = "x-powertrack-pages"


class OperationWriter:
    """Writes findings about operations in the specification.

    Args:
        folder: The files.
        specification: The specification as it was.
        schemas: Writes schemas.
    """

    def __init__(self, folder: SpecFolder, specification: Specification, schemas: SchemaWriter) -> None:
        self._folder = folder
        self._schemas = schemas
        self._operations = {operation.title: operation for operation in specification.operations}

    def write(self, news: News) -> None:
        """Write one thing.

        Raises:
            ByHandError: A person has to decide how.
        """
        described = self._operations[news.place.owner]
        if news.kind is Kind.PAGE:
            self._add_page(described, news.detail)
        elif news.kind is Kind.QUERY:
            self._add_query(described, news.detail)
        elif news.kind is Kind.EVIDENCE:
            self._raise(described, news.detail)
        elif news.kind is Kind.VALUE and (described.body is None if news.place.side == "body" else described.empty):
            self._describe_body(described, news)
        elif news.kind in WIDENING:
            self._widen(described, news)
        else:
            raise ByHandError("a person has to decide what it means")

    def add_source(self, title: str, source: str) -> None:
        """Name a file of evidence that an operation rests on."""
        described = self._operations[title]
        if described.variant is not None:
            self._list(described, self._variant(described), "source", source, after=["evidence", "missing"])
        self._list(described, self._where(described), _SOURCE, source, after=[_EVIDENCE, _MISSING])

    def _add_page(self, described: Described, page: str) -> None:
        if described.variant is not None:
            self._list(described, self._variant(described), "pages", page, after=["response", "referer"])
        else:
            after = [_EVIDENCE, _MISSING, _SOURCE, "x-powertrack-referer"]
            self._list(described, self._where(described), _PAGES, page, after=after)

    def _add_query(self, described: Described, name: str) -> None:
        if is_form(name):
            raise ByHandError(LOOKS_LIKE_DATA)
        if naming.argument(name) in {naming.argument(str(known.get("name"))) for known in described.parameters}:
            raise ByHandError("another argument is called the same in Python")
        self._list(described, self._where(described), "parameters", query_parameter(name), after=_BEFORE_PARAMETERS)
        self._describe_errors(described)

    def _raise(self, described: Described, level: str) -> None:
        file, where = self._file(described), self._where(described)
        evidence, missing = _EVIDENCE, _MISSING
        if described.variant is not None:
            where, evidence, missing = self._variant(described), "evidence", "missing"
        self._folder.set(file, where, evidence, level)
        if self._folder.has(file, (*where, missing)):
            self._folder.remove(file, where, missing)
        if level == "partial":
            self._folder.set(file, where, missing, NOT_COMPLETE, after=[evidence])

    def _describe_body(self, described: Described, news: News) -> None:
        file, where = self._file(described), self._where(described)
        name = naming.class_name(str(described.operation["operationId"]))
        owner = f"{name}Request" if news.place.side == "body" else f"{name}Answer"
        schema = self._schemas.maker.node(news.shape, owner, "", written=False)
        schema.pop("x-powertrack-unit", None)
        self._schemas.flush(self._schemas_file(file), None)
        content: JsonObject = {"application/json": {"schema": schema}}
        if news.place.side == "body":
            self._folder.set(
                file,
                where,
                "requestBody",
                {"required": True, "content": content},
                after=[*_BEFORE_PARAMETERS, "parameters"],
            )
            self._describe_errors(described)
        else:
            words = child(child(described.operation, "responses"), "200").get("description", "")
            self._folder.set(file, (*where, "responses"), "200", {"description": words, "content": content})

    def _widen(self, described: Described, news: News) -> None:
        file, where = self._file(described), self._where(described)
        side: tuple[Step, ...] = ("requestBody",) if news.place.side == "body" else ("responses", "200")
        if described.variant is not None and news.place.side == "answer":
            raise ByHandError("the answer for this kind of key does not have the schema that the variant names")
        content = as_object(self._folder.value(file, (*where, *side, "content")), described.title)
        place = (*where, *side, "content", next(iter(content)), "schema", *news.place.steps)
        node = as_object(bare(self._folder.value(file, place)), described.title)
        name = naming.class_name(str(described.operation["operationId"]))
        owner = Owner(
            name=f"{name}{'Request' if news.place.side == 'request' else 'Answer'}",
            field="",
            written=False,
            outermost=not news.place.steps,
        )
        new = self._schemas.widened(node, news, owner)
        new.pop("x-powertrack-unit", None)
        self._schemas.flush(self._schemas_file(file), None)
        self._folder.change(file, place, new)

    def _describe_errors(self, described: Described) -> None:
        """Describe the error answers that the rules ask for now."""
        file, where = self._file(described), self._where(described)
        operation = as_object(self._folder.value(file, where), described.title)
        shown = {**operation, "parameters": [*as_list(operation.get("parameters", []), described.title)]}
        for status in sorted(error_answers(described.path, described.method.lower(), shown)):
            if not self._folder.has(file, (*where, "responses", status)):
                before = [other for other in ("200", *ERRORS) if other < status]
                answer: JsonObject = {"$ref": error_reference(self._folder, file, status)}
                self._folder.set(file, (*where, "responses"), status, answer, after=before)

    def _list(self, described: Described, where: tuple[Step, ...], key: str, value: Json, *, after: list[str]) -> None:
        file = self._file(described)
        listed = self._folder.value(file, (*where, key)) if self._folder.has(file, (*where, key)) else None
        if not isinstance(listed, list):
            self._folder.set(file, where, key, [value], after=after)
        elif value not in listed:
            self._folder.append(file, (*where, key), value)

    def _schemas_file(self, file: Path) -> Path:
        """The file for new schemas of the operations in a file."""
        return self._folder.root / file.relative_to(self._folder.root).parts[0] / SCHEMAS_FILE

    def _file(self, described: Described) -> Path:
        return self._folder.paths_file(described.path)

    @staticmethod
    def _where(described: Described) -> tuple[Step, ...]:
        return (described.path, described.method.lower())

    def _variant(self, described: Described) -> tuple[Step, ...]:
        where = (*self._where(described), "x-powertrack-variants")
        variants = as_list(self._folder.value(self._file(described), where), described.title)
        identifier = (described.variant or {}).get("operationId")
        place = [as_object(variant, described.title).get("operationId") for variant in variants].index(identifier)
        return (*where, place)


SCHEMAS_FILE = "observed.yaml"
"""File of a resource for schemas that are not described yet."""

_BEFORE_PARAMETERS = ["tags", "summary", "description", _EVIDENCE, _MISSING, _SOURCE, "x-powertrack-referer", _PAGES]
_BEFORE_PARAMETERS += ["x-powertrack-safe", "x-powertrack-write", "x-powertrack-variants", "deprecated"]


def query_parameter(name: str) -> JsonObject:
    """Return a query parameter that is not described yet."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": "Not described yet; omitted unless it is given.",
        "schema": {"type": "string"},
    }


def error_reference(folder: SpecFolder, file: Path, status: str) -> str:
    """Return the reference from a file to an error answer."""
    return f"{folder.way(file, folder.root / 'shared' / 'responses.yaml')}#/{ERRORS[status]}"
