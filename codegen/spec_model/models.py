"""Classes for objects: their attributes, in Python's terms."""

from __future__ import annotations

import json
import re

from attrs import frozen
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from codegen.documents import JsonObject, as_text, child, schema_name
from codegen.spec_model import naming
from codegen.spec_model.types import PythonType, TypeReader, pairs_of

_NOT_OBSERVED = "not observed"
_CALL = re.compile(r"([\w.]+)\(value\)")


@frozen(kw_only=True)
class Attribute:
    """One attribute of a model.

    Attributes:
        json_name: Name of the field on the wire.
        python_name: Name of the attribute.
        type: Its Python type.
        required: Whether an object without it is no such object.
        secret: Whether it may hold a credential.
        unit: Its unit; empty if it has none, another field holds it or it is not known.
        doc: What it holds, with its unit.
    """

    json_name: str
    python_name: str
    type: PythonType
    required: bool
    secret: bool
    unit: str
    doc: str

    @property
    def annotation(self) -> str:
        """Annotation as declared."""
        return self.type.annotation if self.required else self.type.declared

    @property
    def reader(self) -> str:
        """What reads its value, as something that can be called with it."""
        if self.required:
            return "text"
        if self.type.element is not None and self.type.element.long and self.type.collection == "list":
            return f"RowsOf({self.type.element.annotation})"
        if self.type.fields:
            return f"Pairs({', '.join(json.dumps(name) for name in self.type.fields)})"
        expression = self.type.expression("value")
        plain = _CALL.fullmatch(expression)
        if plain is not None:
            return plain[1]
        return "as_is" if expression == "value" else f"lambda value: {expression}"

    @property
    def nested(self) -> bool:
        """Whether its value is a list or an object."""
        return self.type.collection is not None or self.type.is_model or bool(self.type.fields)

    @property
    def expression(self) -> str:
        """Expression that reads it from the object `data`."""
        if self.required:
            return f"identity(data, {naming.literal(self.json_name)})"
        return self.type.expression(f"get({naming.literal(self.json_name)})")


@frozen(kw_only=True)
class Model:
    """A class for an object.

    Attributes:
        name: Name of the schema and the class.
        doc: What the object is.
        attributes: Its attributes, required ones first.
        long: Whether answers of the kind are long, so that attributes are read when they are asked for.
    """

    name: str
    doc: str
    attributes: tuple[Attribute, ...]
    long: bool

    @property
    def classes(self) -> list[str]:
        """Model and code classes that the attributes refer to, itself aside."""
        return sorted({name for attribute in self.attributes for name in attribute.type.models} - {self.name})


def read_model(parsed: ModelProperty, schemas: dict[str, JsonObject], types: TypeReader) -> Model:
    """The class for what the generator parsed.

    Args:
        parsed: The object as the generator parsed it.
        schemas: All named schemas, for what the generator has no notion of.
        types: Finds Python types.
    """
    name = str(parsed.class_info.name)
    schema = schemas[name]
    attributes = [
        _attribute(field, child(child(schema, "properties"), field.name.get_untrusted_value()), schema, schemas, types)
        for field in [*(parsed.required_properties or []), *(parsed.optional_properties or [])]
    ]
    attributes.sort(key=lambda attribute: not attribute.required)
    doc = naming.sentence(as_text(schema.get("description", ""), name))
    return Model(name=name, doc=doc, attributes=tuple(attributes), long=schema.get("x-powertrack-long") is True)


def _attribute(
    parsed: PropertyProtocol,
    node: JsonObject,
    owner: JsonObject,
    schemas: dict[str, JsonObject],
    types: TypeReader,
) -> Attribute:
    name = parsed.name.get_untrusted_value()
    pair, unit = node.get("x-powertrack-pairs"), _unit(node, schemas)
    return Attribute(
        json_name=name,
        python_name=naming.member(name, node),
        type=pairs_of([str(half) for half in pair]) if isinstance(pair, list) else types.read(parsed),
        required=parsed.required or name == owner.get("x-powertrack-identity"),
        secret=node.get("x-powertrack-secret") is True or "x-powertrack-secret-when" in node,
        unit="" if unit == _NOT_OBSERVED else unit,
        doc=described(node, schemas),
    )


def _unit(node: JsonObject, schemas: dict[str, JsonObject]) -> str:
    """Unit of a field, from the field or else from the schema that it refers to; empty where neither has one."""
    target = schemas.get(schema_name(node) or "", {})
    return str(node.get("x-powertrack-unit") or target.get("x-powertrack-unit") or "")


def described(node: JsonObject, schemas: dict[str, JsonObject]) -> str:
    """What a field holds and its unit, from the field or else from the schema that it refers to."""
    target = schemas.get(schema_name(node) or "", {})
    text = naming.sentence(str(node.get("description") or target.get("description") or ""))
    unit = _unit(node, schemas)
    field = node.get("x-powertrack-unit-in")
    return f"{text} Unit: {unit}." if unit else f"{text} Unit: given by {field}." if field else text
