"""All operations at a glance."""

from __future__ import annotations

from codegen.documents import JsonObject, as_list, as_object, as_text, child, operations_of


def read_catalog(bundle: JsonObject) -> list[dict[str, object]]:
    """The arguments of each entry of the catalog, in the order of the specification."""
    return [_entry(path, method, operation) for path, method, operation in operations_of(bundle)]


def _entry(path: str, method: str, operation: JsonObject) -> dict[str, object]:
    content = child(child(child(operation, "responses"), "200"), "content")
    media_type = next(iter(content), None)
    examples = child(child(content, media_type), "examples").values() if media_type else ()
    referer = operation.get("x-powertrack-referer")
    return {
        "id": as_text(operation["operationId"], path),
        "resource": as_text(as_list(operation["tags"], path)[0], path),
        "method": method.upper(),
        "path": path,
        "evidence": as_text(operation["x-powertrack-evidence"], path),
        "safe": method == "get" or operation.get("x-powertrack-safe") is True,
        "deprecated": operation.get("deprecated") is True,
        "media_type": media_type,
        "referer": None if referer is None else as_text(referer, path),
        "examples": tuple(
            str(as_object(example, path)["x-powertrack-example"])
            for example in examples
            if "x-powertrack-example" in as_object(example, path)
        ),
    }
