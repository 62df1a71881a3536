"""Functions for operations: one for each, or one for each kind of key where a path serves several."""

from __future__ import annotations

import re

from attrs import field, frozen

from codegen.documents import Json, JsonObject, as_list, as_object, as_text, child, schema_name, schemas_of
from codegen.spec_model import naming
from codegen.spec_model.types import NOTHING, PLAIN_TEXT, PythonType, TypeReader, is_model

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
    """An argument of a function that describes an operation.

    Attributes:
        name: Its name.
        annotation: Its type.
        doc: What it is.
        default: Expression of its default; None where it must be given.
        wire_name: Name of the query parameter that it fills.
        optional: Whether the query parameter is left out unless it is given.
        imports: Names that the annotation needs from `powertrack_api.inputs`.
    """

    name: str
    annotation: str
    doc: str
    default: str | None = None
    wire_name: str = ""
    optional: bool = False
    imports: tuple[str, ...] = ()


@frozen(kw_only=True)
class Function:
    """A function that describes an operation, or one of its variants.

    Attributes:
        id: operationId.
        name: Name of the function.
        method: HTTP method in capitals.
        path: Path as an f-string over the arguments.
        doc: Docstring text.
        keys: Arguments for the placeholders of the path, and of the page where it must be named.
        page_keys: Arguments for the placeholders of the page that a read may leave out.
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
    page_keys: tuple[Argument, ...]
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
        """Name of the function that reads the answer: one of the module's own, but for an answer without JSON."""
        if self.response in (NOTHING, PLAIN_TEXT):
            return self.response.reader
        return f"_parse_{naming.attribute(self.response_name)}"

    @property
    def response_name(self) -> str:
        """A name for the type of the answer."""
        return re.sub(r"\W+", "_", self.response.annotation).strip("_")

    @property
    def imports_types(self) -> bool:
        """Whether its annotations name classes of other modules."""
        return bool(self.response.models) or (self.body is not None and bool(self.body.imports))

    @property
    def arguments(self) -> list[Argument]:
        """All arguments in the order of the docstring."""
        return [*self.keys, *([self.body] if self.body else []), *self.query, *self.page_keys]

    @property
    def options(self) -> list[Argument]:
        """The arguments that are given by name."""
        return [*self.query, *self.page_keys]


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
    safe = method == "get" or operation.get("x-powertrack-safe") is True
    parameters = _parameters(bundle, operation)
    keys, page_keys = _keys(path, referer, parameters, safe)
    body = _body(bundle, operation, inputs, identifier)
    query = tuple(_query(parameters))
    return Function(
        id=identifier,
        name=naming.attribute(identifier),
        method=method.upper(),
        path=_f_string(path),
        doc=_docstring(told, referer, [*keys, *([body] if body else []), *query, *page_keys]),
        keys=keys,
        page_keys=page_keys,
        body=body,
        query=query,
        referer=_referer(referer, page_keys),
        safe=safe,
        response=_response(operation, variant, types, identifier),
    )


def _f_string(template: str) -> str:
    filled = _PLACEHOLDER.sub(lambda match: f"{{segment({naming.argument(match[1])})}}", template)
    return f'f"{filled}"' if filled != template else f'"{template}"'


def _referer(template: str | None, page_keys: tuple[Argument, ...]) -> str | None:
    if template is None:
        return None
    named = " and ".join(f"{argument.name} is not None" for argument in page_keys)
    return f"{_f_string(template)} if {named} else None" if named else _f_string(template)


def _keys(
    path: str, referer: str | None, parameters: list[JsonObject], safe: bool
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """Arguments for the placeholders of a path, and for those of a page. A write must name its page, a read may."""
    described = {str(parameter.get("name")): parameter for parameter in parameters}
    in_path = _PLACEHOLDER.findall(path)
    keys = [_path_argument(name, described.get(name, {})) for name in in_path]
    pages = []
    for name in dict.fromkeys(_PLACEHOLDER.findall(referer or "")):
        if name in in_path:
            continue
        doc = f"Key of the {KEY_KINDS.get(name, 'object')} whose page sends it"
        argument = Argument(name=naming.argument(name), annotation="str", doc=f"{doc}.")
        if safe:
            doc = f"{doc}; where it is left out, no page of an object is named."
            pages.append(Argument(name=argument.name, annotation="str | None", doc=doc, default="None"))
        else:
            keys.append(argument)
    return tuple(keys), tuple(pages)


def _path_argument(name: str, parameter: JsonObject) -> Argument:
    whole = child(parameter, "schema").get("type") == "integer"
    doc = f"Key of the {KEY_KINDS[name]}." if name in KEY_KINDS else str(parameter.get("description") or "")
    return Argument(name=naming.argument(name), annotation="int" if whole else "str", doc=naming.sentence(doc))


def _body(bundle: JsonObject, operation: JsonObject, inputs: frozenset[str], where: str) -> Argument | None:
    request = child(operation, "requestBody")
    if not request:
        return None
    schema = child(child(child(request, "content"), "application/json"), "schema")
    name = schema_name(schema) or ""
    if operation.get("x-powertrack-write") is not None:
        return Argument(name="document", annotation="JsonObject", doc=f"The whole {name}; what is left out is lost.")
    doc = naming.sentence(str(request.get("description") or f"What is sent, a {name}"))
    annotation, imports = _input(schema, schemas_of(bundle), inputs, where)
    return Argument(name="body", annotation=annotation, doc=doc, imports=imports)


def _input(
    schema: JsonObject, schemas: dict[str, JsonObject], inputs: frozenset[str], where: str
) -> tuple[str, tuple[str, ...]]:
    """Annotation of a body, and what it needs from `powertrack_api.inputs`."""
    name = schema_name(schema)
    if name in inputs:
        return f"{name}Input", (f"{name}Input",)
    if name is not None and not is_model(schemas[name]):
        return _input(schemas[name], schemas, inputs, where)
    if schema.get("type") == "array":
        inner, imports = _input(child(schema, "items"), schemas, inputs, where)
        return f"list[{inner}]", imports
    return {"string": "str", "object": "JsonObject"}.get(str(schema.get("type")), "JsonValue"), ()


def _parameters(bundle: JsonObject, operation: JsonObject) -> list[JsonObject]:
    shared = child(child(bundle, "components"), "parameters")
    found = []
    for entry in as_list(operation.get("parameters", []), "parameters"):
        parameter = as_object(entry, "parameter")
        if "$ref" in parameter:
            parameter = child(shared, as_text(parameter["$ref"], "parameter").rpartition("/")[2])
        found.append(parameter)
    return found


def _query(parameters: list[JsonObject]) -> list[Argument]:
    arguments = []
    for parameter in parameters:
        if parameter.get("in") != "query":
            continue
        name = as_text(parameter.get("name"), "parameter")
        default: Json = child(parameter, "schema").get("default")
        optional = default is None and parameter.get("required") is not True
        arguments.append(
            Argument(
                name=naming.argument(name),
                annotation="str | None" if optional else "str",
                doc=naming.sentence(str(parameter.get("description", ""))),
                default="None" if optional else f'"{default or ""}"',
                wire_name=name,
                optional=optional,
            )
        )
    return arguments


def _response(operation: JsonObject, variant: JsonObject | None, types: TypeReader, where: str) -> PythonType:
    if variant is not None:
        schema: JsonObject = {"$ref": f"#/components/schemas/{as_text(variant.get('response'), where)}"}
        return types.read(schema, where)
    answer = child(child(operation, "responses"), "200")
    content = child(answer, "content")
    schema = child(child(content, "application/json"), "schema")
    if schema:
        return types.read(schema, where)
    return PLAIN_TEXT if any(kind.startswith("text/") for kind in content) else NOTHING


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
