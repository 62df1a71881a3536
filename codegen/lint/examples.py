"""Examples must be what their schemas say, and show nothing that the schemas do not know."""

from __future__ import annotations

from collections.abc import Iterator

from jsonschema import Draft202012Validator

from codegen.documents import Json, JsonObject, as_object, child, operations_of, schema_name, schemas_of

_SHOWN = 3


def check(bundle: JsonObject) -> Iterator[str]:
    """What is wrong with the examples of a bundle."""
    checker = BodyChecker(bundle)
    for path, method, operation in operations_of(bundle):
        responses = child(operation, "responses")
        for message in [child(operation, "requestBody"), *(child(responses, status) for status in responses)]:
            yield from _faults(checker, f"{method.upper()} {path}", message)
    shared = child(child(bundle, "components"), "responses")
    for name in shared:
        yield from _faults(checker, name, child(shared, name))


def _faults(checker: BodyChecker, place: str, message: JsonObject) -> Iterator[str]:
    for content in child(message, "content").values():
        told = as_object(content, place)
        for name, example in child(told, "examples").items():
            where = f"{place}, example {name}"
            faults = list(checker.faults(child(told, "schema"), as_object(example, where).get("value")))
            yield from (f"{where}: {fault}" for fault in faults[:_SHOWN])


class BodyChecker:
    """Compares bodies with schemas.

    Args:
        bundle: The specification.
    """

    def __init__(self, bundle: JsonObject) -> None:
        self._bundle = bundle
        self._schemas = schemas_of(bundle)

    def faults(self, schema: JsonObject, body: Json) -> Iterator[str]:
        """Where a body breaks a schema, and which of its fields the schema does not know."""
        yield from self.breaks(schema, body)
        yield from (f"{path}: is not in the schema" for path in self.unknown(schema, body, "$"))

    def breaks(self, schema: JsonObject, body: Json) -> Iterator[str]:
        """Where a body breaks a schema."""
        validator = Draft202012Validator({"components": self._bundle.get("components"), **schema})
        for error in validator.iter_errors(body):
            yield f"{error.json_path}: {error.message[:160]}"

    def unknown(self, schema: JsonObject, body: Json, path: str) -> Iterator[str]:
        """Fields of a body that a schema does not know."""
        schema = self._chosen(schema, body)
        if isinstance(body, list):
            item = child(schema, "items")
            for number, value in enumerate(body):
                yield from self.unknown(item, value, f"{path}[{number}]")
        elif isinstance(body, dict) and schema:
            yield from self._unknown_fields(schema, body, path)

    def without_unknown(self, schema: JsonObject, body: Json) -> Json:
        """A body without the fields that a schema does not know."""
        schema = self._chosen(schema, body)
        if isinstance(body, list):
            return [self.without_unknown(child(schema, "items"), value) for value in body]
        if not isinstance(body, dict) or not schema:
            return body
        fields, rest = child(schema, "properties"), schema.get("additionalProperties")
        known = {name: fields.get(name, rest) for name in body}
        return {name: self.without_unknown(node, body[name]) for name, node in known.items() if isinstance(node, dict)}

    def _unknown_fields(self, schema: JsonObject, body: JsonObject, path: str) -> Iterator[str]:
        fields, rest = child(schema, "properties"), schema.get("additionalProperties")
        for name, value in body.items():
            if name in fields:
                yield from self.unknown(as_object(fields[name], name), value, f"{path}.{name}")
            elif isinstance(rest, dict):
                yield from self.unknown(rest, value, f"{path}.{name}")
            else:
                yield f"{path}.{name}"

    def _chosen(self, schema: JsonObject, body: Json) -> JsonObject:
        """The schema itself, a reference followed, of several alternatives the one that fits."""
        options = schema.get("anyOf")
        if isinstance(options, list):
            for option in options:
                node = as_object(option, "anyOf")
                if Draft202012Validator({"components": self._bundle.get("components"), **node}).is_valid(body):
                    return self._chosen(node, body)
            return {}
        name = schema_name(schema)
        return self._chosen(self._schemas[name], body) if name is not None else schema
