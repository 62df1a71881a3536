"""Rules for operations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from codegen.documents import Json, JsonObject, as_object, child, operations_of, schemas_of
from codegen.spec_model import naming
from codegen.spec_model.operations import KEY_KINDS

_LEVELS = ("captured", "partial", "reported")
_KNOWN = {
    "x-powertrack-evidence",
    "x-powertrack-evidence-missing",
    "x-powertrack-source",
    "x-powertrack-referer",
    "x-powertrack-pages",
    "x-powertrack-safe",
    "x-powertrack-method",
    "x-powertrack-write",
    "x-powertrack-variants",
}
_QUERIES = {f"#/components/parameters/{name}" for name in ("lastChanged", "mergeHash")}
_VARIANT = {"operationId", "summary", "key", "response", "referer", "pages", "evidence", "missing", "source"}


def check(bundle: JsonObject) -> Iterator[str]:
    """What is wrong with the operations of a bundle."""
    identifiers: Counter[str] = Counter()
    tags = _tags(bundle)
    for path, method, operation in operations_of(bundle):
        where = f"{method.upper()} {path}"
        yield from (f"{where}: {fault}" for fault in _faults(bundle, path, method, operation, tags))
        identifiers.update(_identifiers(operation))
    for name, count in identifiers.items():
        if count > 1:
            yield f"operationId {name} stands {count} times"
        if naming.attribute(name) in naming.NAMES_OF_MACHINERY:
            yield f"operationId {name}: is a name that the generated code uses for itself"


def _tags(bundle: JsonObject) -> set[object]:
    listed = bundle.get("tags")
    return {str(tag.get("name")) for tag in listed if isinstance(tag, dict)} if isinstance(listed, list) else set()


def _identifiers(operation: JsonObject) -> list[str]:
    return [str(told.get("operationId")) for told in [operation, *_variants(operation)]]


def _variants(operation: JsonObject) -> list[JsonObject]:
    listed = operation.get("x-powertrack-variants", [])
    return [as_object(item, "variant") for item in listed] if isinstance(listed, list) else []


def _faults(bundle: JsonObject, path: str, method: str, operation: JsonObject, tags: set[object]) -> Iterator[str]:
    for name in ("operationId", "summary", "description"):
        if not operation.get(name):
            yield f"has no {name}"
    given = operation.get("tags")
    if not isinstance(given, list) or len(given) != 1 or given[0] not in tags:
        yield "needs exactly one tag, one that openapi.yaml describes"
    for name in operation:
        if name.startswith("x-") and name not in _KNOWN:
            yield f"has {name}, which no rule knows"
    yield from _evidence(operation.get("x-powertrack-evidence"), operation)
    if operation.get("x-powertrack-safe") is True and method != "post":
        yield "is marked safe, which only a POST needs"
    described = {status for status in child(operation, "responses") if status != "200"}
    due = error_answers(path, method, operation)
    if described - _also_allowed(method) != due:
        yield f"describes the answers {', '.join(sorted(described))} beside 200; due are {', '.join(sorted(due))}"
    yield from _referers(path, method, operation)
    for variant in _variants(operation):
        yield from _variant(bundle, path, variant)


def _evidence(level: object, operation: JsonObject) -> Iterator[str]:
    if level not in _LEVELS:
        yield f"needs x-powertrack-evidence, one of {', '.join(_LEVELS)}"
    if level == "partial" and not operation.get("x-powertrack-evidence-missing"):
        yield "is partial and does not say what was not seen"
    if level != "reported" and not operation.get("x-powertrack-source"):
        yield "names no x-powertrack-source"


def error_answers(path: str, method: str, operation: JsonObject) -> set[str]:
    """Error answers that an operation describes: those that the simulator gives."""
    listed = operation.get("parameters", [])
    parameters = [as_object(item, path) for item in listed] if isinstance(listed, list) else []
    body, page = "requestBody" in operation, operation.get("x-powertrack-referer")
    query = any(item.get("in") == "query" or item.get("$ref") in _QUERIES for item in parameters)
    due = {"401": True, "400": body or query, "403": _writes(method, operation) and page, "404": body or "{" in path}
    return {status for status, needed in due.items() if needed}


def _also_allowed(method: str) -> set[str]:
    """Error answers that an operation may describe if they are expected of it."""
    return {"409"} if method == "put" else set()


def _writes(method: str, operation: JsonObject) -> bool:
    return method in ("put", "delete") or (method == "post" and operation.get("x-powertrack-safe") is not True)


def _referers(path: str, method: str, operation: JsonObject) -> Iterator[str]:
    pages = [told.get("x-powertrack-referer", told.get("referer")) for told in [operation, *_variants(operation)]]
    others = [page for told in [operation, *_variants(operation)] for page in _other_pages(told)]
    # A page that was not seen is said to be null, so that it is not merely forgotten.
    not_seen = "x-powertrack-referer" in operation and operation.get("x-powertrack-evidence") != "captured"
    if _writes(method, operation) and not any(pages) and not others and not not_seen:
        yield "writes and names no x-powertrack-referer"
    for page in [*pages, *others]:
        if page is not None and not str(page).startswith("/powertrack/"):
            yield f"page {page} is not below /powertrack/"
    for page in pages:
        for name in re.findall(r"\{(\w+)\}", str(page)):
            if name not in KEY_KINDS:
                yield f"page {page} has {{{name}}}, which is no kind of key"


def _other_pages(told: JsonObject) -> list[Json]:
    """Pages that were seen to send an operation besides the one that is named for it."""
    listed = told.get("x-powertrack-pages", told.get("pages", []))
    return listed if isinstance(listed, list) else [listed]


def _variant(bundle: JsonObject, path: str, variant: JsonObject) -> Iterator[str]:
    name = variant.get("operationId", "a variant")
    if missing := {"operationId", "summary", "key", "response", "evidence", "source"} - variant.keys():
        yield f"{name} lacks {', '.join(sorted(missing))}"
    if unknown := variant.keys() - _VARIANT:
        yield f"{name} has {', '.join(sorted(unknown))}, which no rule knows"
    if "{key}" not in path:
        yield f"{name} is a variant of a path without {{key}}"
    if variant.get("key") not in KEY_KINDS:
        yield f"{name} has a key of no known kind"
    if variant.get("response") not in schemas_of(bundle):
        yield f"{name} answers {variant.get('response')}, which is no schema"
    if variant.get("evidence") == "partial" and not variant.get("missing"):
        yield f"{name} is partial and does not say what was not seen"
