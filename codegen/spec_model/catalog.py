"""All operations at a glance."""

from __future__ import annotations

from attrs import frozen

from codegen.documents import JsonObject, as_list, as_object, as_text, child, operations_of


@frozen(kw_only=True)
class Listed:
    """An operation as the catalog lists it."""

    id: str
    resource: str
    method: str
    path: str
    evidence: str
    safe: bool
    deprecated: bool
    media_type: str | None
    referer: str | None
    examples: tuple[str, ...]


def read_catalog(bundle: JsonObject) -> list[Listed]:
    """All operations, in the order of the specification."""
    return [_listed(path, method, operation) for path, method, operation in operations_of(bundle)]


def _listed(path: str, method: str, operation: JsonObject) -> Listed:
    content = child(child(child(operation, "responses"), "200"), "content")
    media_type = next(iter(content), None)
    examples = child(child(content, media_type), "examples") if media_type else {}
    referer = operation.get("x-powertrack-referer")
    return Listed(
        id=as_text(operation["operationId"], path),
        resource=as_text(as_list(operation["tags"], path)[0], path),
        method=method.upper(),
        path=path,
        evidence=as_text(operation["x-powertrack-evidence"], path),
        safe=method == "get" or operation.get("x-powertrack-safe") is True,
        deprecated=operation.get("deprecated") is True,
        media_type=media_type,
        referer=None if referer is None else as_text(referer, path),
        examples=tuple(
            str(as_object(example, path)["x-powertrack-example"])
            for example in examples.values()
            if "x-powertrack-example" in as_object(example, path)
        ),
    )
