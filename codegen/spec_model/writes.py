"""Writable documents: which there are, and the source of the shapes that a patch is checked and merged by."""

from __future__ import annotations

from attrs import frozen

from codegen.documents import (
    JsonObject,
    as_object,
    as_text,
    child,
    choices,
    is_list,
    nullable,
    operations_of,
    schema_name,
    schemas_of,
)
from codegen.spec_model import naming
from codegen.spec_model.aliases import aliases_of
from codegen.spec_model.types import code_values, is_model

PLAIN_SHAPES = {
    ("string",): "TEXT",
    ("boolean",): "FLAG",
    ("integer",): "WHOLE",
    ("number",): "NUMBER",
    ("string", "null"): "TEXT_OR_NULL",
    ("boolean", "null"): "FLAG_OR_NULL",
    ("integer", "null"): "WHOLE_OR_NULL",
    ("number", "null"): "NUMBER_OR_NULL",
}
"""Constants for the shapes of plain values, by their types."""


@frozen(kw_only=True)
class WritableDocument:
    """A document that is read with GET and written back whole with PUT."""

    name: str
    read: str
    identity: str
    stamp: str
    rows: str

    @property
    def constant(self) -> str:
        """Name of its constant."""
        return f"{naming.constant(self.name)}_DOCUMENT"

    @property
    def shape(self) -> str:
        """Name of its shape's constant."""
        return naming.constant(self.name)


def writable_documents(bundle: JsonObject) -> list[WritableDocument]:
    """All documents that an operation writes whole."""
    schemas = schemas_of(bundle)
    found = []
    for _, _, operation in operations_of(bundle):
        write = operation.get("x-powertrack-write")
        if write is None:
            continue
        rules = as_object(write, "x-powertrack-write")
        name = body_schema(operation)
        found.append(
            WritableDocument(
                name=name,
                read=as_text(rules.get("read"), name),
                identity=as_text(rules.get("identity"), name),
                stamp=as_text(rules.get("stamp"), name),
                rows=_rows(schemas[name], schemas),
            )
        )
    return sorted(found, key=lambda document: document.name)


def _rows(schema: JsonObject, schemas: dict[str, JsonObject]) -> str:
    """Source of the rows of a table; empty for other documents."""
    for field, node in child(schema, "properties").items():
        row_of = child(
            schemas.get(schema_name(child(as_object(node, field), "items")) or "", {}), "x-powertrack-row-of"
        )
        if row_of:
            fields = ", ".join(
                f"{naming.literal(name)}: {naming.literal(str(other))}"
                for name, other in child(row_of, "fields").items()
            )
            return f'Rows(list={naming.literal(field)}, document="{row_of["document"]}", fields={{{fields}}})'
    return ""


def body_schema(operation: JsonObject) -> str:
    """Name of the schema of an operation's body; empty if it has none."""
    content = child(child(child(operation, "requestBody"), "content"), "application/json")
    return schema_name(child(content, "schema")) or ""


def reachable(names: list[str], schemas: dict[str, JsonObject]) -> list[str]:
    """Classes that are reached from some, each after those that it refers to."""
    order: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        if not is_model(schemas[name]):
            for referred in _referred(schemas[name]):
                visit(referred)
            return
        for node in child(schemas[name], "properties").values():
            for referred in _referred(as_object(node, name)):
                if referred != name:
                    visit(referred)
        order.append(name)

    for name in names:
        visit(name)
    return order


def _referred(node: JsonObject) -> list[str]:
    """Names of the schemas that a node refers to itself."""
    if "x-powertrack-pairs" in node:
        return []
    name = schema_name(node)
    if name is not None:
        return [name]
    inner = [child(node, "items"), child(node, "additionalProperties"), *choices(node)]
    return [found for part in inner if part for found in _referred(part)]


class ShapeSource:
    """Writes the source of shapes.

    Args:
        schemas: All named schemas.
    """

    def __init__(self, schemas: dict[str, JsonObject]) -> None:
        self._schemas = schemas

    def fields(self, name: str) -> list[str]:
        """Source of an object's fields, one entry a line."""
        properties = child(self._schemas[name], "properties")
        return [f"{naming.literal(field)}: {self._shape(as_object(node, name))}," for field, node in properties.items()]

    def aliases(self, name: str) -> list[str]:
        """Source of an object's friendly names, one entry a line."""
        return [f"{naming.literal(alias.name)}: {alias.source}," for alias in aliases_of(self._schemas[name])]

    def _shape(self, node: JsonObject) -> str:
        name = schema_name(node)
        if name is not None and name in self._schemas and is_model(self._schemas[name]):
            flags = self._flags(node, nullable(node))
            return f"evolve({naming.constant(name)}, {', '.join(flags)})" if flags else naming.constant(name)
        if name == "Unseen" or _is_mixed(self._schemas.get(name or "", node)):
            return f"Anything({', '.join(self._flags(node, False))})"
        target = self._schemas.get(name or "", {})
        if is_list(target) or "additionalProperties" in target:
            return self._shape(
                {**target, **{key: value for key, value in node.items() if key not in ("$ref", "anyOf")}}
            )
        if is_list(node):
            parts = [f"item={self._shape(as_object(node['items'], 'items'))}"]
            if "x-powertrack-merge-key" in node:
                parts.append(f"merge_key={naming.literal(str(node['x-powertrack-merge-key']))}")
            return f"ListShape({', '.join(parts + self._flags(node, nullable(node)))})"
        if isinstance(node.get("additionalProperties"), dict):
            value = self._shape(as_object(node["additionalProperties"], "additionalProperties"))
            return f"MapShape({', '.join([f'value={value}', *self._flags(node, nullable(node))])})"
        return self._scalar(node, name)

    def _flags(self, node: JsonObject, may_be_null: bool) -> list[str]:
        flags = ["nullable=True"] if may_be_null else []
        flags += ["read_only=True"] if node.get("readOnly") is True else []
        flags += ["volatile=True"] if node.get("x-powertrack-volatile") is True else []
        return flags

    def _scalar(self, node: JsonObject, name: str | None) -> str:
        target = self._schemas.get(name or "", {})
        told = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
        types = _types(target if name else node)
        if nullable(node) and "null" not in types:
            types.append("null")
        parts = []
        if "pattern" in told:
            parts.append(f"pattern=re.compile({_raw(as_text(told['pattern'], 'pattern'))})")
        elif name == "Measurement":
            parts.append('pattern=re.compile("NaN|-?Infinity")')
        parts += [f"{key}={told[key]}" for key in ("minimum", "maximum") if key in told]
        if "x-powertrack-unit" in told:
            parts.append(f'unit="{told["x-powertrack-unit"]}"')
        if "x-powertrack-unit-in" in told:
            parts.append(f"unit_in={naming.literal(str(told['x-powertrack-unit-in']))}")
        parts += self._flags(node, False)
        parts += [
            f"volatile_while=({naming.literal(flag)}, {value})"
            for flag, value in child(told, "x-powertrack-volatile-while").items()
        ]
        if told.get("x-powertrack-secret") is True:
            parts.append("secret=True")
        when = child(told, "x-powertrack-secret-when")
        if when:
            pattern = _raw(as_text(when.get("matches"), "matches"))
            parts.append(f"secret_when=({naming.literal(str(when['sibling']))}, re.compile({pattern}))")
        typed = child(told, "x-powertrack-type-when")
        if typed:
            codes = ", ".join(f'{code}: "{kind}"' for code, kind in child(typed, "types").items())
            parts.append(f"type_when=({naming.literal(str(typed['sibling']))}, {{{codes}}})")
        if not parts and tuple(types) in PLAIN_SHAPES:
            return PLAIN_SHAPES[tuple(types)]
        listed = ", ".join(f'"{kind}"' for kind in types)
        return f"Scalar(types=frozenset({{{listed}}}), {', '.join(parts)})"


def _is_mixed(node: JsonObject) -> bool:
    """Whether the value may be plain as well as a list or an object; a patch may then set any JSON value."""
    return (
        any(is_list(option) or {"$ref", "additionalProperties"} & option.keys() for option in choices(node))
        and len(choices(node)) > 1
        and not (schema_name(node))
    )


def _types(node: JsonObject) -> list[str]:
    if code_values(node) is not None:
        return ["integer"]
    options = node.get("anyOf")
    found: list[str] = []
    for option in options if isinstance(options, list) else [node]:
        types = as_object(option, "anyOf").get("type")
        found += [kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)]
    order = ["boolean", "integer", "number", "string", "null"]
    return sorted(dict.fromkeys(found), key=order.index)


def _raw(pattern: str) -> str:
    quote = '"' if '"' not in pattern else "'"
    return f"r{quote}{pattern}{quote}"
