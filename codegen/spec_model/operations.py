"""Functions for operations: one for each, or one for each kind of key if a path serves several."""

from __future__ import annotations

import re

from attrs import field, frozen
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from codegen.documents import JsonObject, as_list, as_object, as_text, child, operations_of
from codegen.spec_model import naming
from codegen.spec_model.types import NOTHING, PLAIN_TEXT, PythonType, TypeReader
from codegen.spec_model.writes import body_schema, writable_documents

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
        default: Expression of its default; None if it is required.
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
        spec_path: Path template.
        doc: Docstring text.
        keys: Arguments for the placeholders of the path, and of the page if it is required.
        page_keys: Arguments for the placeholders of the page that a read may leave out.
        body: Argument for the body, if there is one.
        query: Arguments for the query.
        referer: Page as an f-string over the arguments; None where unknown.
        safe: Whether it only reads.
        identity: Expression of the document that is asked for; None if the answer is no such document.
        sent: Expression of what is sent; empty if there is no body.
        response: Python type of the answer.
    """

    id: str
    name: str
    method: str
    path: str
    spec_path: str
    doc: str
    keys: tuple[Argument, ...]
    page_keys: tuple[Argument, ...]
    body: Argument | None
    query: tuple[Argument, ...]
    referer: str | None
    safe: bool
    identity: str | None
    sent: str
    response: PythonType = field(repr=False)

    @property
    def returned(self) -> str:
        """Annotation of the parsed answer."""
        return self.response.annotation if self.response.is_model else self.response.declared

    @property
    def parser(self) -> str:
        """Name of the function that reads the answer: one of the module's own, but for an answer without JSON."""
        return self.response.reader if self.response in (NOTHING, PLAIN_TEXT) else "_parse"

    @property
    def imports_types(self) -> bool:
        """Whether its annotations name classes of other modules."""
        return bool(self.response.models) or (self.body is not None and bool(self.body.imports))

    @property
    def options(self) -> list[Argument]:
        """The arguments that are given by name."""
        return [*self.query, *self.page_keys]


def read_function(
    bundle: JsonObject, path: str, operation: JsonObject, parsed: Endpoint, types: TypeReader, inputs: frozenset[str]
) -> Function:
    """The function of an operation.

    Args:
        bundle: The whole specification.
        path: Path template.
        operation: The operation, for what the generator has no notion of.
        parsed: The operation as the generator parsed it.
        types: Finds Python types.
        inputs: Schemas for which there is a TypedDict to pass in.
    """
    identifier = as_text(operation.get("operationId"), path)
    page = operation.get("x-powertrack-referer")
    referer = as_text(page, identifier) if page is not None else None
    safe = parsed.method == "get" or operation.get("x-powertrack-safe") is True
    docs = {
        str(parameter["name"]): str(parameter.get("description", "")) for parameter in parameters_of(bundle, operation)
    }
    keys, page_keys = _keys(parsed, referer, _other_pages(operation), docs, safe)
    body = _body(operation, parsed, inputs)
    query = tuple(_query(parameter, docs) for parameter in parsed.query_parameters)
    response = _response(parsed, types)
    return Function(
        id=identifier,
        name=str(parsed.name),
        method=parsed.method.upper(),
        path=_f_string(path),
        spec_path=path,
        doc=_docstring(operation, referer, [*keys, *([body] if body else []), *query, *page_keys]),
        keys=keys,
        page_keys=page_keys,
        body=body,
        query=query,
        referer=_referer(referer, page_keys),
        safe=safe,
        identity=_identity(bundle, operation, path, response),
        sent=_sent(bundle, operation, body, referer, _other_pages(operation)),
        response=response,
    )


def _identity(bundle: JsonObject, operation: JsonObject, path: str, response: PythonType) -> str | None:
    """The document that a read asks for, if a write takes it back whole."""
    asked = operation.get("x-powertrack-variant-of", operation.get("operationId"))
    for document in writable_documents(bundle):
        if document.read == asked and document.name == response.annotation:
            key = naming.argument(_PLACEHOLDER.findall(path)[0])
            return f'Identity(field="{document.identity}", stamp="{document.stamp}", key={key})'
    return None


def _sent(
    bundle: JsonObject, operation: JsonObject, body: Argument | None, referer: str | None, others: list[str]
) -> str:
    """What is sent. The page of a document that is edited on a page of its own has the key that the body needs."""
    rules = child(operation, "x-powertrack-write")
    if body is None or not rules:
        return body.name if body is not None else ""
    kinds = _kinds_of_key(bundle, as_text(rules.get("read"), "read"), body_schema(operation))
    pages = [_PLACEHOLDER.findall(page)[-1:] for page in [referer or "", *others]]
    if sorted([kind] for kind in kinds) != sorted(pages):
        return body.name
    key = naming.argument(pages[0][0])
    return f'identified({body.name}, "{as_text(rules.get("identity"), "identity")}", {key})'


def _kinds_of_key(bundle: JsonObject, reader: str, document: str) -> list[str]:
    """The kinds of keys by which a document is read."""
    for path, _, operation in operations_of(bundle):
        if operation.get("operationId") == reader:
            variants = as_list(operation.get("x-powertrack-variants", []), path)
            each = [as_object(variant, path) for variant in variants]
            found = [str(variant.get("key")) for variant in each if variant.get("response") == document]
            return found or _PLACEHOLDER.findall(path)
    return []


def _f_string(template: str) -> str:
    filled = _PLACEHOLDER.sub(lambda match: f"{{segment({naming.argument(match[1])})}}", template)
    return f'f"{filled}"' if filled != template else f'"{template}"'


def _referer(template: str | None, page_keys: tuple[Argument, ...]) -> str | None:
    if template is None:
        return None
    named = " and ".join(f"{argument.name} is not None" for argument in page_keys)
    return f"{_f_string(template)} if {named} else None" if named else _f_string(template)


def _keys(
    parsed: Endpoint, referer: str | None, others: list[str], docs: dict[str, str], safe: bool
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """Arguments for the placeholders of a path, and for those of a page. A write must name its page, a read may."""
    keys = [_path_argument(parameter, docs) for parameter in parsed.path_parameters]
    in_path = {parameter.name.get_untrusted_value() for parameter in parsed.path_parameters}
    pages = []
    for name in dict.fromkeys(_PLACEHOLDER.findall(referer or "")):
        if name in in_path:
            continue
        kinds = [name, *(kind for kind in KEY_KINDS if (referer or "").replace(f"{{{name}}}", f"{{{kind}}}") in others)]
        objects = " or ".join(KEY_KINDS.get(kind, "object") for kind in kinds)
        doc = f"Key of the {objects} whose page sends it"
        argument = Argument(name=naming.argument(name), annotation="str", doc=f"{doc}.")
        if safe:
            doc = f"{doc}; where it is left out, no page of an object is named."
            pages.append(Argument(name=argument.name, annotation="str | None", doc=doc, default="None"))
        else:
            keys.append(argument)
    return tuple(keys), tuple(pages)


def _other_pages(operation: JsonObject) -> list[str]:
    return [str(page) for page in as_list(operation.get("x-powertrack-pages", []), "pages")]


def _path_argument(parsed: PropertyProtocol, docs: dict[str, str]) -> Argument:
    name = parsed.name.get_untrusted_value()
    of_one_kind = name in KEY_KINDS and not isinstance(parsed, UnionProperty)
    doc = f"Key of the {KEY_KINDS[name]}." if of_one_kind else docs.get(name, "")
    whole = isinstance(parsed, IntProperty)
    return Argument(name=naming.argument(name), annotation="int" if whole else "str", doc=naming.sentence(doc))


def _query(parsed: PropertyProtocol, docs: dict[str, str]) -> Argument:
    name = parsed.name.get_untrusted_value()
    default = '""' if parsed.required else None
    if parsed.default is not None:
        default = parsed.default.python_code.as_unembedded_code()
    return Argument(
        name=naming.argument(name),
        annotation="str" if default else "str | None",
        doc=naming.sentence(docs.get(name, "")),
        default=default or "None",
        wire_name=name,
        optional=default is None,
    )


def _body(operation: JsonObject, parsed: Endpoint, inputs: frozenset[str]) -> Argument | None:
    if not parsed.bodies:
        return None
    name = body_schema(operation)
    if operation.get("x-powertrack-write") is not None:
        return Argument(name="document", annotation="JsonObject", doc=f"The whole {name}; what is left out is lost.")
    request = child(operation, "requestBody")
    doc = naming.sentence(str(request.get("description") or f"What is sent, a {name}"))
    annotation, imports = _input(parsed.bodies[0].prop, inputs)
    return Argument(name="body", annotation=annotation, doc=doc, imports=imports)


def _input(parsed: PropertyProtocol, inputs: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Annotation of a body, and what it needs from `powertrack_api.inputs`."""
    match parsed:
        case ModelProperty() if parsed.class_info.name in inputs:
            return f"{parsed.class_info.name}Input", (f"{parsed.class_info.name}Input",)
        case ListProperty():
            inner, imports = _input(parsed.inner_property, inputs)
            return f"list[{inner}]", imports
        case StringProperty():
            return "str", ()
    return "JsonObject" if isinstance(parsed, ModelProperty) else "JsonValue", ()


def parameters_of(bundle: JsonObject, operation: JsonObject) -> list[JsonObject]:
    """The parameters of an operation."""
    shared = child(child(bundle, "components"), "parameters")
    listed = [as_object(entry, "parameter") for entry in as_list(operation.get("parameters", []), "parameters")]
    return [child(shared, str(one["$ref"]).rpartition("/")[2]) if "$ref" in one else one for one in listed]


def _response(parsed: Endpoint, types: TypeReader) -> PythonType:
    for response in parsed.responses:
        if response.status_code.pattern == "200" and response.source["attribute"] != "None":
            is_text = response.source["attribute"] == "response.text"
            return PLAIN_TEXT if is_text else types.read(response.prop)
    return NOTHING


def _docstring(operation: JsonObject, referer: str | None, arguments: list[Argument]) -> str:
    missing = operation.get("x-powertrack-evidence-missing")
    evidence = f"Evidence: {operation.get('x-powertrack-evidence')}" + (
        f" (not seen: {str(missing).rstrip('.')})." if missing else "."
    )
    page = f" Page: {referer}." if referer else ""
    lines = [naming.sentence(str(operation.get("summary", ""))), ""]
    if operation.get("description"):
        lines += [naming.sentence(str(operation["description"])), ""]
    lines += [evidence + page]
    if arguments:
        lines += ["", "Args:", *(f"    {argument.name}: {argument.doc}" for argument in arguments)]
    return "\n".join(lines)
