"""Functions for operations: one for each, or one for each kind of key where a path serves several."""

from __future__ import annotations

import re

from attrs import field, frozen

from codegen.documents import Json, JsonObject, SpecError, as_list, as_object, as_text, child, schema_name
from codegen.spec_model import naming
from codegen.spec_model.types import PythonType, TypeReader

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
KEY_KINDS = {
    "alertKey": "alert trigger",
    "customerKey": "customer",
    "fileKey": "file",
    "folderKey": "folder",
    "hardwareKey": "device",
    "siteKey": "site",
    "userKey": "user",
}


@frozen(kw_only=True)
class Argument:
    """An argument of a function that describes an operation."""

    name: str
    annotation: str
    doc: str
    default: str | None = None
    wire_name: str = ""


@frozen(kw_only=True)
class Function:
    """A function that describes an operation, or one of its variants.

    Attributes:
        id: operationId.
        name: Name of the function.
        method: HTTP method in capitals.
        path: Path as an f-string over the arguments.
        doc: Docstring text.
        keys: Arguments for the placeholders of path and page.
        body: Argument for the body, if there is one.
        query: Arguments for the query.
        referer: Page as an f-string over the arguments; None where unknown.
        safe: Whether it only reads.
        response: Python type of the answer.
    """

    id: str
    name: str
    method: str
    path: str
    doc: str
    keys: tuple[Argument, ...]
    body: Argument | None
    query: tuple[Argument, ...]
    referer: str | None
    safe: bool
    response: PythonType = field(repr=False)

    @property
    def returned(self) -> str:
        """Annotation of the parsed answer."""
        return self.response.annotation if self.response.is_model else self.response.declared

    @property
    def parser(self) -> str:
        """Name of the private function that reads the answer."""
        return f"_parse_{naming.attribute(self.response_name)}"

    @property
    def response_name(self) -> str:
        """A name for the type of the answer."""
        return re.sub(r"\W+", "_", self.response.annotation).strip("_")

    @property
    def imports_types(self) -> bool:
        """Whether its annotations name classes of other modules."""
        return bool(self.response.models) or (self.body is not None and self.body.annotation != "JsonObject")

    @property
    def arguments(self) -> list[Argument]:
        """All arguments in the order of the docstring."""
        return [*self.keys, *([self.body] if self.body else []), *self.query]


def read_functions(
    bundle: JsonObject, path: str, method: str, operation: JsonObject, types: TypeReader, inputs: frozenset[str]
) -> list[Function]:
    """The functions of one operation.

    Args:
        bundle: The whole specification.
        path: Path template.
        method: HTTP method in lower case.
        operation: The operation.
        types: Finds Python types.
        inputs: Schemas for which there is a TypedDict to pass in.
    """
    variants = operation.get("x-powertrack-variants")
    if not isinstance(variants, list):
        return [_function(bundle, path, method, operation, None, types, inputs)]
    return [_function(bundle, path, method, operation, as_object(variant, path), types, inputs) for variant in variants]


def _function(
    bundle: JsonObject,
    path: str,
    method: str,
    operation: JsonObject,
    variant: JsonObject | None,
    types: TypeReader,
    inputs: frozenset[str],
) -> Function:
    told = {**operation, **(variant or {})}
    identifier = as_text(told.get("operationId"), f"{method} {path}")
    if variant is not None:
        path = path.replace("{key}", f"{{{as_text(variant.get('key'), identifier)}}}")
    page = told.get("referer", told.get("x-powertrack-referer"))
    referer = as_text(page, identifier) if page is not None else None
    keys = _keys(path, referer)
    body = _body(operation, inputs, identifier)
    query = tuple(_query(bundle, operation))
    return Function(
        id=identifier,
        name=naming.attribute(identifier),
        method=method.upper(),
        path=_f_string(path),
        doc=_docstring(told, referer, [*keys, *([body] if body else []), *query]),
        keys=keys,
        body=body,
        query=query,
        referer=_f_string(referer) if referer else None,
        safe=method == "get" or operation.get("x-powertrack-safe") is True,
        response=types.read(_response(operation, variant, identifier), identifier),
    )


def _f_string(template: str) -> str:
    filled = _PLACEHOLDER.sub(lambda match: f"{{segment({naming.attribute(match[1])})}}", template)
    return f'f"{filled}"' if filled != template else f'"{template}"'


def _keys(path: str, referer: str | None) -> tuple[Argument, ...]:
    names = dict.fromkeys([*_PLACEHOLDER.findall(path), *_PLACEHOLDER.findall(referer or "")])
    arguments = []
    for name in names:
        kind = KEY_KINDS.get(name)
        doc = f"Key of the {kind}." if kind else f"The {name} in the path."
        if name not in _PLACEHOLDER.findall(path):
            doc = f"Key of the {kind} whose page sends it."
        arguments.append(Argument(name=naming.attribute(name), annotation="str", doc=doc))
    return tuple(arguments)


def _body(operation: JsonObject, inputs: frozenset[str], where: str) -> Argument | None:
    request = child(operation, "requestBody")
    if not request:
        return None
    schema = child(child(child(request, "content"), "application/json"), "schema")
    name = schema_name(schema) or ""
    if operation.get("x-powertrack-write") is not None:
        return Argument(name="document", annotation="JsonObject", doc=f"The whole {name}; what is left out is lost.")
    annotation = f"{name}Input" if name in inputs else "JsonObject"
    doc = naming.sentence(str(request.get("description") or f"What is asked for, a {name}"))
    return Argument(name="body", annotation=annotation, doc=doc)


def _query(bundle: JsonObject, operation: JsonObject) -> list[Argument]:
    shared = child(child(bundle, "components"), "parameters")
    arguments = []
    for entry in as_list(operation.get("parameters", []), "parameters"):
        parameter = as_object(entry, "parameter")
        if "$ref" in parameter:
            parameter = child(shared, as_text(parameter["$ref"], "parameter").rpartition("/")[2])
        if parameter.get("in") != "query":
            continue
        name = as_text(parameter.get("name"), "parameter")
        default: Json = child(parameter, "schema").get("default", "")
        arguments.append(
            Argument(
                name=naming.attribute(name),
                annotation="str",
                doc=naming.sentence(str(parameter.get("description", ""))),
                default=f'"{default}"',
                wire_name=name,
            )
        )
    return arguments


def _response(operation: JsonObject, variant: JsonObject | None, where: str) -> JsonObject:
    if variant is not None:
        return {"$ref": f"#/components/schemas/{as_text(variant.get('response'), where)}"}
    answer = child(child(operation, "responses"), "200")
    schema = child(child(child(answer, "content"), "application/json"), "schema")
    if not schema:
        raise SpecError(f"{where}: no schema for the answer 200")
    return schema


def _docstring(told: JsonObject, referer: str | None, arguments: list[Argument]) -> str:
    level = told.get("evidence", told.get("x-powertrack-evidence"))
    missing = told.get("missing", told.get("x-powertrack-evidence-missing"))
    evidence = f"Evidence: {level}" + (f" (not seen: {str(missing).rstrip('.')})." if missing else ".")
    page = f" Page: {referer}." if referer else ""
    lines = [naming.sentence(str(told.get("summary", ""))), ""]
    if told.get("description"):
        lines += [naming.sentence(str(told["description"])), ""]
    lines += [evidence + page]
    if arguments:
        lines += ["", "Args:", *(f"    {argument.name}: {argument.doc}" for argument in arguments)]
    return "\n".join(lines)
