"""Writes operations that are not in the specification."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from attrs import define, field, frozen

from codegen.documents import JsonObject, as_list, as_object, child
from codegen.lint.operations import error_answers
from codegen.observe.shape_nodes import UNKNOWN, NodeMaker
from codegen.observe.spec_folder import SpecFolder
from codegen.observe.unknown import UnknownOperation
from codegen.observe.widening import ByHandError
from codegen.observe.writing_operations import ERRORS, SCHEMAS_FILE, error_reference, query_parameter
from codegen.observe.writing_schemas import SchemaWriter
from codegen.spec_model import naming
from codegen.spec_model.operations import KEY_KINDS
from powertrack_sdk.traffic.exchange import BodyState
from powertrack_sdk.traffic.forms import KEYS, is_form
from powertrack_sdk.traffic.operations import Specification, skeleton_of

_BY_KEY = {
    "siteKey": "site",
    "hardwareKey": "hardware",
    "customerKey": "customers",
    "alertKey": "alerts",
    "alertTypeKey": "alerts",
    "fileKey": "reports",
    "folderKey": "reports",
}
_OTHERWISE = "account"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SEEN = frozenset({BodyState.JSON, BodyState.EMPTY})
_SHARED = frozenset({"siteKey", "hardwareKey", "customerKey", "lastChanged", "mergeHash"})
_TEXT = re.compile(r"text/(?:csv|plain|xml|html)")
_NOT_TIED = "which GET reads the document, the field that identifies it and its version stamp"


@frozen(kw_only=True)
class NewOperation:
    """An operation that was written.

    Attributes:
        id: Its operationId.
        resource: The resource that it went to.
        file: The file of the operation.
        where: Path template and method.
        request: Whether an example of its body is needed.
        response: Whether an example of its answer is needed.
    """

    id: str
    resource: str
    file: Path = field(repr=False)
    where: tuple[str, str]
    request: bool
    response: bool

    def example(self, side: str) -> str:
        """Return the file of the example for its body or its answer, in the folder of examples."""
        return f"{self.resource}/{naming.attribute(self.id)}{'.request' if side == 'request' else ''}.json"


@define
class NewOperations:
    """Writes new operations.

    Args:
        folder: The files.
        specification: The specification as it was.
        schemas: Writes schemas.
    """

    _folder: SpecFolder
    _specification: Specification
    _schemas: SchemaWriter
    _taken: set[str] = field(factory=set)

    def write(self, unknown: UnknownOperation, sources: list[str]) -> NewOperation:
        """Write an operation.

        Args:
            unknown: What was seen of it.
            sources: Names of its evidence files.

        Raises:
            ByHandError: A person has to decide how.
        """
        path = self._path(unknown)
        resource = self._resource(unknown)
        known = any(operation.path == path for operation in self._specification.operations)
        root = self._folder.root / "openapi.yaml"
        described = known or self._folder.has(root, ("paths", path))
        file = self._folder.paths_file(path) if described else self._folder.root / resource / "paths.yaml"
        resource = file.relative_to(self._folder.root).parts[0]
        method = unknown.method.lower()
        identifier = self._identifier(unknown)
        request, response = bool(unknown.request.kinds), bool(unknown.response.kinds)  # null has no shape
        written = NewOperation(
            id=identifier, resource=resource, file=file, where=(path, method), request=request, response=response
        )
        operation = self._operation(unknown, written, sources)
        if described:
            self._folder.set(file, (path,), method, operation)
        else:
            self._folder.set(file, (), path, {method: operation})
            pointer = path.replace("~", "~0").replace("/", "~1")
            paths = as_object(self._folder.value(root, ("paths",)), "paths")
            same = [name for name in paths if f"./{resource}/" in str(child(paths, name).get("$ref"))]
            self._folder.set(root, ("paths",), path, {"$ref": f"{self._folder.way(root, file)}#/{pointer}"}, after=same)
        return written

    def _path(self, unknown: UnknownOperation) -> str:
        """Path template: that of a path in the specification which differs in the names of its keys alone."""
        skeleton = skeleton_of(unknown.path)
        alike = [operation for operation in self._specification.operations if operation.skeleton == skeleton]
        if any(operation.method == unknown.method for operation in alike):
            raise ByHandError("the path is described for other kinds of key; give it x-powertrack-variants")
        for operation in alike:
            if operation.path == unknown.path or _PLACEHOLDER.findall(operation.path) == ["key"]:
                return operation.path
        if alike:
            raise ByHandError("the path is described with another method for other kinds of key")
        return unknown.path

    def _resource(self, unknown: UnknownOperation) -> str:
        """The resource whose paths begin like this one, or else that of the key in it."""
        shared: Counter[str] = Counter()
        for operation in self._specification.operations:
            tag = str(as_list(operation.operation["tags"], operation.path)[0])
            pairs = zip(operation.path.split("/"), unknown.path.split("/"), strict=False)
            same = next((place for place, (mine, other) in enumerate(pairs) if mine != other), len(unknown.segments))
            shared[tag] = max(shared[tag], same)
        longest = max(shared.values(), default=0)
        nearest = [tag for tag, same in shared.items() if same == longest]
        if len(nearest) == 1 and longest > 2:
            return nearest[0]
        kinds = [kind for kinds in unknown.kinds for kind in sorted(kinds) if kind in _BY_KEY]
        return _BY_KEY[kinds[-1]] if kinds else nearest[0] if len(nearest) == 1 else _OTHERWISE

    def _identifier(self, unknown: UnknownOperation) -> str:
        words = [unknown.method.lower(), *unknown.words]
        base = words[0] + "".join(word[:1].upper() + word[1:] for word in words[1:])
        if keys := [name for name in unknown.placeholders if name not in KEY_KINDS]:
            base += "By" + "".join(name[:1].upper() + name[1:] for name in keys)
        taken = {naming.attribute(str(known.operation["operationId"])) for known in self._specification.operations}
        taken |= {
            naming.attribute(str(known.variant["operationId"]))
            for known in self._specification.operations
            if known.variant
        }
        taken |= self._taken
        identifier, number = base, 2
        while naming.attribute(identifier) in taken:
            identifier, number = f"{base}{number}", number + 1
        self._taken.add(naming.attribute(identifier))
        return identifier

    def _operation(self, unknown: UnknownOperation, written: NewOperation, sources: list[str]) -> JsonObject:
        method, pages = unknown.method, _tally(context.pages for context in unknown.contexts)
        page = self._page(pages)
        queries = [name for name in unknown.queries if not is_form(name)]
        operation: JsonObject = {
            "operationId": written.id,
            "tags": [written.resource],
            "summary": f"{UNKNOWN}, {method} {'/'.join(unknown.words)}",
            "description": "Seen in recorded traffic. Its purpose is not described yet.",
        }
        missing = self._missing(unknown, pages)
        operation["x-powertrack-evidence"] = "partial" if missing else "captured"
        if missing:
            operation["x-powertrack-evidence-missing"] = " and ".join(missing)
        operation["x-powertrack-source"] = [*sources]
        if page or method != "GET":
            operation["x-powertrack-referer"] = page
        if others := sorted(other for other in pages if other != page):
            operation["x-powertrack-pages"] = [*others]
        parameters = [self._parameter(name, kinds, written.file) for name, kinds in self._places(unknown, written)]
        parameters += [self._query(name, written.file) for name in queries]
        if parameters:
            operation["parameters"] = [*parameters]
        if written.request:
            schema = self._body(unknown, written, "request")
            operation["requestBody"] = {"required": True, "description": f"{UNKNOWN}.", "content": schema}
        answers: JsonObject = {"200": self._answer(unknown, written)}
        due = error_answers(
            written.where[0],
            method.lower(),
            {**operation, "parameters": [{"in": "query", "name": name} for name in queries]},
        )
        answers |= {
            status: {"$ref": error_reference(self._folder, written.file, status)} for status in ERRORS if status in due
        }
        operation["responses"] = answers
        return operation

    def _places(self, unknown: UnknownOperation, written: NewOperation) -> list[tuple[str, set[str]]]:
        names = _PLACEHOLDER.findall(written.where[0])
        return list(zip(names, unknown.kinds, strict=True))

    def _parameter(self, name: str, kinds: set[str], file: Path) -> JsonObject:
        if name in _SHARED:
            return {"$ref": self._shared(name, file)}
        if len(kinds) == 1 and (kind := next(iter(kinds))) in KEY_KINDS:
            described = f"Key of the {KEY_KINDS[kind]}."
        else:
            described = f"{UNKNOWN}; seen as {' or '.join(sorted(kinds))}."
        options: list[JsonObject] = [
            {"$ref": f"{kind[:1].upper()}{kind[1:]}"} for kind in sorted(kinds) if kind in KEYS
        ]
        schema: JsonObject = {"type": "integer"} if kinds == {"id"} else {"type": "string"}
        if len(options) == len(kinds):
            schema = options[0] if len(options) == 1 else {"anyOf": [*options]}
        return {"name": name, "in": "path", "required": True, "description": described, "schema": schema}

    def _query(self, name: str, file: Path) -> JsonObject:
        return {"$ref": self._shared(name, file)} if name in _SHARED else query_parameter(name)

    def _shared(self, name: str, file: Path) -> str:
        return f"{self._folder.way(file, self._folder.root / 'shared' / 'parameters.yaml')}#/{name}"

    def _body(self, unknown: UnknownOperation, written: NewOperation, side: str) -> JsonObject:
        shape = unknown.request if side == "request" else unknown.response
        owner = "".join(word[:1].upper() + word[1:] for word in unknown.words)
        owner = owner if side == "response" else f"{unknown.method.capitalize()}{owner}Request"
        maker: NodeMaker = self._schemas.maker
        schema = maker.node(shape, owner, "", written=False)
        schema.pop("x-powertrack-unit", None)
        self._schemas.flush(self._folder.root / written.resource / SCHEMAS_FILE, None)
        example = self._folder.way(written.file, self._folder.root / "examples" / written.example(side))
        return {"application/json": {"schema": schema, "examples": {"observed": {"$ref": example}}}}

    def _answer(self, unknown: UnknownOperation, written: NewOperation) -> JsonObject:
        if written.response:
            return {"description": f"{UNKNOWN}.", "content": self._body(unknown, written, "response")}
        media_types = _tally(context.media_types for context in unknown.contexts)
        texts = [media_type for media_type in media_types if _TEXT.fullmatch(media_type)]
        if texts:
            return {"description": f"{UNKNOWN}; text.", "content": {texts[0]: {"schema": {"type": "string"}}}}
        return {"description": f"{UNKNOWN}; no answer with JSON other than null was seen."}

    @staticmethod
    def _page(pages: Counter[str]) -> str | None:
        """The page that sends it: the one that was seen most, of those with keys of known kinds."""
        named = [page for page in pages if set(_PLACEHOLDER.findall(page)) <= KEY_KINDS.keys()]
        return max(named, key=lambda page: (pages[page], page), default=None)

    @staticmethod
    def _missing(unknown: UnknownOperation, pages: Counter[str]) -> list[str]:
        """What was not seen of an operation."""
        found = []
        requests = {state for context in unknown.contexts for state in context.request_states}
        answers = {state for context in unknown.contexts for state in context.response_states}
        if unknown.method not in ("GET", "DELETE") and not requests & _SEEN:
            found.append("a body that is JSON")
        if not answers & _SEEN:
            found.append("an answer that is JSON")
        if unknown.method != "GET" and not pages:
            found.append("the page that sends it")
        if unknown.method == "PUT":
            found.append(_NOT_TIED)
        return found


def _tally(counts: Iterable[Counter[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for count in counts:
        found.update(count)
    return found
