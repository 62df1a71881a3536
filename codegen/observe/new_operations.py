"""Writes operations that were never described."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from attrs import define, field, frozen

from codegen.documents import Json, JsonObject, as_list, child
from codegen.lint.operations import error_answers
from codegen.observe.described import Index
from codegen.observe.exchange import BodyState
from codegen.observe.forms import KEYS, SCHEMAS
from codegen.observe.shape_nodes import UNKNOWN, NodeMaker
from codegen.observe.spec_folder import SpecFolder
from codegen.observe.unknown import UnknownOperation
from codegen.observe.widening import ByHandError
from codegen.observe.writing_operations import ERRORS, SCHEMAS_FILE, error_reference, query_parameter
from codegen.observe.writing_schemas import SchemaWriter
from codegen.spec_model import naming
from codegen.spec_model.operations import KEY_KINDS

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
_SHARED = frozenset({"siteKey", "hardwareKey", "customerKey", "lastChanged", "mergeHash"})
_TEXT = re.compile(r"text/(?:csv|plain|xml|html)")
_NOT_TIED = "which GET reads the document, the field that names it and its version stamp"


@frozen(kw_only=True)
class Written:
    """An operation that was written.

    Attributes:
        id: Its operationId.
        resource: The resource that it went to.
        file: The file that it stands in.
        where: Path template and method.
        request: Whether an example of its body is wanted.
        response: Whether an example of its answer is wanted.
    """

    id: str
    resource: str
    file: Path = field(repr=False)
    where: tuple[str, str]
    request: bool
    response: bool

    def example(self, side: str) -> str:
        """Name of the example for its body or its answer, below the folder of examples."""
        return f"{self.resource}/{naming.attribute(self.id)}{'.request' if side == 'request' else ''}.json"


@define
class NewOperations:
    """Writes new operations.

    Args:
        folder: The files.
        index: The operations as they were.
        schemas: Writes schemas.
    """

    _folder: SpecFolder
    _index: Index
    _schemas: SchemaWriter
    _taken: set[str] = field(factory=set)

    def write(self, unknown: UnknownOperation, sources: list[str]) -> Written:
        """Write an operation.

        Args:
            unknown: What was seen of it.
            sources: Names of the evidence files that are going to show it.

        Raises:
            ByHandError: A person has to decide how.
        """
        path = self._path(unknown)
        resource = self._resource(unknown)
        known = any(operation.path == path for operation in self._index.operations)
        root = self._folder.text(self._folder.root / "openapi.yaml")
        described = known or root.has(("paths", path))
        file = self._folder.paths_file(path) if described else self._folder.root / resource / "paths.yaml"
        resource = file.relative_to(self._folder.root).parts[0]
        method = unknown.method.lower()
        text = self._folder.text(file)
        identifier = self._identifier(unknown)
        request, response = bool(unknown.request.kinds), bool(unknown.response.kinds)  # null shows nothing
        written = Written(
            id=identifier, resource=resource, file=file, where=(path, method), request=request, response=response
        )
        operation = self._operation(unknown, written, sources)
        if described:
            text.set((path,), method, operation)
        else:
            text.add(path, {method: operation})
            reference = path.replace("~", "~0").replace("/", "~1")
            same = [name for name, told in child_items(root.value(("paths",))) if f"./{resource}/" in told]
            told = f"{self._folder.way(self._folder.root / 'openapi.yaml', file)}#/{reference}"
            root.set(("paths",), path, {"$ref": told}, after=same, in_a_line=True)
        return written

    def _path(self, unknown: UnknownOperation) -> str:
        """Path template: that of the described path which is the same but for what it calls its keys."""
        alike = self._index.alike(unknown.segments)
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
        for operation in self._index.operations:
            tag = str(as_list(operation.operation["tags"], operation.path)[0])
            pairs = zip(operation.segments, unknown.path.split("/"), strict=False)
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
        taken = {naming.attribute(str(known.operation["operationId"])) for known in self._index.operations}
        taken |= {
            naming.attribute(str(known.variant["operationId"])) for known in self._index.operations if known.variant
        }
        taken |= self._taken
        identifier, number = base, 2
        while naming.attribute(identifier) in taken:
            identifier, number = f"{base}{number}", number + 1
        self._taken.add(naming.attribute(identifier))
        return identifier

    def _operation(self, unknown: UnknownOperation, written: Written, sources: list[str]) -> JsonObject:
        method, page = unknown.method, self._page(unknown)
        operation: JsonObject = {
            "operationId": written.id,
            "tags": [written.resource],
            "summary": f"{UNKNOWN}, {method} {'/'.join(unknown.words)}",
            "description": "Seen in recorded traffic. What it is for is not described yet.",
        }
        missing = self._missing(unknown)
        operation["x-powertrack-evidence"] = "partial" if missing else "captured"
        if missing:
            operation["x-powertrack-evidence-missing"] = " and ".join(missing)
        operation["x-powertrack-source"] = [*sources]
        if page or method != "GET":
            operation["x-powertrack-referer"] = page
        if others := sorted(other for other in unknown.pages if other != page):
            operation["x-powertrack-pages"] = [*others]
        parameters = [self._parameter(name, kinds, written.file) for name, kinds in self._places(unknown, written)]
        parameters += [self._query(name, written.file) for name in sorted(unknown.queries)]
        if parameters:
            operation["parameters"] = [*parameters]
        if written.request:
            schema = self._body(unknown, written, "request")
            operation["requestBody"] = {"required": True, "description": f"{UNKNOWN}.", "content": schema}
        answers: JsonObject = {"200": self._answer(unknown, written)}
        due = error_answers(written.where[0], method.lower(), {**operation, "parameters": self._asked(unknown)})
        answers |= {
            status: {"$ref": error_reference(self._folder, written.file, status)} for status in ERRORS if status in due
        }
        operation["responses"] = answers
        return operation

    @staticmethod
    def _asked(unknown: UnknownOperation) -> list[Json]:
        """Query parameters as far as the rule for error answers looks at them."""
        return [{"in": "query", "name": name} for name in unknown.queries]

    def _places(self, unknown: UnknownOperation, written: Written) -> list[tuple[str, set[str]]]:
        names = _PLACEHOLDER.findall(written.where[0])
        return list(zip(names, unknown.kinds, strict=True))

    def _parameter(self, name: str, kinds: set[str], file: Path) -> JsonObject:
        if name in _SHARED:
            return {"$ref": self._shared(name, file)}
        if len(kinds) == 1 and (kind := next(iter(kinds))) in KEY_KINDS:
            described = f"Key of the {KEY_KINDS[kind]}."
        else:
            described = f"{UNKNOWN}; seen as {' or '.join(sorted(kinds))}."
        options: list[JsonObject] = [{"$ref": SCHEMAS[kind]} for kind in sorted(kinds) if kind in KEYS]
        schema: JsonObject = {"type": "integer"} if kinds == {"id"} else {"type": "string"}
        if len(options) == len(kinds):
            schema = options[0] if len(options) == 1 else {"anyOf": [*options]}
        told = self._folder.at_home(schema, file)
        return {"name": name, "in": "path", "required": True, "description": described, "schema": told}

    def _query(self, name: str, file: Path) -> JsonObject:
        return {"$ref": self._shared(name, file)} if name in _SHARED else query_parameter(name)

    def _shared(self, name: str, file: Path) -> str:
        return f"{self._folder.way(file, self._folder.root / 'shared' / 'parameters.yaml')}#/{name}"

    def _body(self, unknown: UnknownOperation, written: Written, side: str) -> JsonObject:
        shape = unknown.request if side == "request" else unknown.response
        owner = "".join(word[:1].upper() + word[1:] for word in unknown.words)
        owner = owner if side == "response" else f"{unknown.method.capitalize()}{owner}Request"
        maker: NodeMaker = self._schemas.maker
        schema = maker.node(shape, owner, "", written=False)
        schema.pop("x-powertrack-unit", None)
        self._schemas.flush(self._folder.root / written.resource / SCHEMAS_FILE, None)
        told: Json = self._folder.at_home(schema, written.file)
        example = self._folder.way(written.file, self._folder.root / "examples" / written.example(side))
        return {"application/json": {"schema": told, "examples": {"observed": {"$ref": example}}}}

    def _answer(self, unknown: UnknownOperation, written: Written) -> JsonObject:
        if written.response:
            return {"description": f"{UNKNOWN}.", "content": self._body(unknown, written, "response")}
        texts = [told for told in unknown.media_types if _TEXT.fullmatch(told)]
        if texts:
            return {"description": f"{UNKNOWN}; text.", "content": {texts[0]: {"schema": {"type": "string"}}}}
        return {"description": f"{UNKNOWN}; no answer that is JSON and not null was seen."}

    def _page(self, unknown: UnknownOperation) -> str | None:
        """The page that sends it: the one that was seen most, of those that can be named."""
        named = [page for page in unknown.pages if set(_PLACEHOLDER.findall(page)) <= KEY_KINDS.keys()]
        return max(named, key=lambda page: (unknown.pages[page], page), default=None)

    @staticmethod
    def _missing(unknown: UnknownOperation) -> list[str]:
        """What was not seen of an operation."""
        found = []
        if unknown.method not in ("GET", "DELETE") and not (
            unknown.request_states[BodyState.JSON] or unknown.request_states[BodyState.EMPTY]
        ):
            found.append("a body that is JSON")
        if not (unknown.response_states[BodyState.JSON] or unknown.response_states[BodyState.EMPTY]):
            found.append("an answer that is JSON")
        if unknown.method != "GET" and not unknown.pages:
            found.append("the page that sends it")
        if unknown.method == "PUT":
            found.append(_NOT_TIED)
        return found


def child_items(value: Json) -> list[tuple[str, str]]:
    """Names of a mapping with what each refers to."""
    paths = value if isinstance(value, dict) else {}
    return [(name, str(child(paths, name).get("$ref", ""))) for name in paths]
