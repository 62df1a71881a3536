"""Python types for schemas: what an attribute is declared as, and the expression that reads it from JSON."""

from __future__ import annotations

import json

from attrs import field, frozen

from codegen.documents import JsonObject, SpecError, as_object, choices, is_list, schema_name

# Schemas that mean a Python type rather than a class of their own, with the function that reads them.
_MEANINGS = {
    "Measurement": ("float", "number"),
    "Instant": ("datetime", "moment"),
    "LocalDateTime": ("datetime", "moment"),
    "AnyDateTime": ("datetime", "moment"),
    "Date": ("Date", "day"),
}
_SCALARS = {
    "string": ("str", "text"),
    "boolean": ("bool", "flag"),
    "integer": ("int", "integer"),
    "number": ("float", "number"),
}
_UNSEEN = "Unseen"


@frozen(kw_only=True)
class PythonType:
    """How a schema looks in Python.

    Attributes:
        annotation: Type of a value that is there.
        reader: Expression of a function that reads a JSON value; it gives None, or an empty collection, for what it
            cannot read.
        collection: "list" or "dict" where a missing value becomes an empty one, else None.
        open: Whether None is part of the annotation already.
        read_with: Names to import from `powertrack_core.decoding`.
        models: Names of model and code classes to import.
        element: Type of a collection's elements.
        is_model: Whether it is a class with attributes.
        long: Whether it is such a class for long answers.
        fields: Fields that the reader takes from each object of a list.
        options: Types of which it is one, objects and lists of them before plain values.
        may_lack: Whether None is a value of its own, so that it keeps its place among the elements of a list.
    """

    annotation: str
    reader: str
    collection: str | None = None
    open: bool = False
    read_with: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    element: PythonType | None = field(default=None, repr=False)
    is_model: bool = False
    long: bool = False
    may_lack: bool = False
    fields: tuple[str, ...] = ()
    options: tuple[PythonType, ...] = ()

    def expression(self, value: str) -> str:
        """Expression that reads a JSON value given by an expression."""
        if self.options:
            return " or ".join(option.expression(value) for option in self.options)
        if self.fields:
            return f"{self.reader}({value}, {', '.join(json.dumps(name) for name in self.fields)})"
        if self.element is None:
            return value if self.reader == "as_is" else f"{self.reader}({value})"
        if self.element.is_model:
            return f"{self.element.annotation}.{'many' if self.collection == 'list' else 'mapped'}({value})"
        if self._plain_list:
            return f"values({value})"
        return f"{self._each}({value}, {self.element.called})"

    @property
    def called(self) -> str:
        """The function that reads a value; one made for it where several types have to be tried."""
        return self.reader or f"lambda item: {self.expression('item')}"

    @property
    def answer(self) -> str:
        """Expression that reads the bytes `content` of an answer, and refuses an answer of another kind."""
        if self.is_model:
            return f"{self.annotation}.parse(content)"
        loaded = {"list": "load_list(content)", "dict": "load_object(content)"}.get(self.collection or "")
        if loaded is not None:
            taken_as_it_comes = self.element is not None and self.element.reader == "as_is"
            return loaded if taken_as_it_comes else self.expression(loaded)
        if self.options or self.reader == "as_is":
            return self.expression("load(content)")
        return f"load_value(content, {self.reader})"

    @property
    def declared(self) -> str:
        """Annotation of an attribute that may be missing."""
        return self.annotation if self.collection or self.open else f"{self.annotation} | None"

    @property
    def default(self) -> str:
        """Default of an attribute that may be missing."""
        return f"Factory({self.collection})" if self.collection else "None"

    @property
    def imports(self) -> frozenset[str]:
        """Names that the expression needs from `powertrack_core.decoding`."""
        if self.element is None:
            return self.read_with - {"as_is"} if self.reader == "as_is" else self.read_with
        if self.element.is_model:
            return self.element.read_with
        return (
            (self.element.read_with - {"as_is"}) | {"values"}
            if self._plain_list
            else self.element.read_with | {self._each}
        )

    @property
    def _plain_list(self) -> bool:
        """Whether it is a list whose items are taken as they come."""
        return self.collection == "list" and self.element is not None and self.element.reader == "as_is"

    @property
    def _each(self) -> str:
        if self.collection == "dict":
            return "each_in"
        return "each_in_place" if self.element is not None and self.element.may_lack else "each"


NOTHING = PythonType(annotation="None", reader="nothing", open=True, read_with=frozenset({"nothing"}))
"""Type of an answer without content."""


PLAIN_TEXT = PythonType(annotation="str", reader="decoded", open=True, read_with=frozenset({"decoded"}))
"""Type of an answer that is text, not JSON."""


def named_meaning(name: str) -> bool:
    """Whether a schema stands for a plain Python type."""
    return name in _MEANINGS or name == _UNSEEN


def code_values(schema: JsonObject) -> JsonObject | None:
    """The named alternative of an open enumeration of numbers; None where a schema is none."""
    return next((option for option in choices(schema) if "x-enum-varnames" in option), None)


def is_model(schema: JsonObject) -> bool:
    """Whether a schema becomes a class with attributes."""
    return "properties" in schema


class TypeReader:
    """Finds the Python type of a schema.

    Args:
        schemas: All named schemas.
    """

    def __init__(self, schemas: dict[str, JsonObject]) -> None:
        self._schemas = schemas

    def read(self, node: JsonObject, where: str) -> PythonType:
        """The Python type of a schema or of a reference to one.

        Raises:
            SpecError: There is no Python type for it.
        """
        name = schema_name(node)
        if name is not None:
            return self._named(name, where)
        pair = node.get("x-powertrack-pairs")
        if isinstance(pair, list):
            return PythonType(
                annotation="list[tuple[int, float | None]]",
                reader="pairs",
                collection="list",
                read_with=frozenset({"pairs"}),
                fields=tuple(str(name) for name in pair),
            )
        if is_list(node):
            return self._collection(as_object(node.get("items", {}), where), "list", where)
        if node.get("type") == "object" and "additionalProperties" in node:
            return self._collection(as_object(node["additionalProperties"], where), "dict", where)
        options = [option for option in choices(node) if option.get("type") != "null"]
        return self._either(options, where) if len(options) > 1 else self._scalar(node, where)

    def _either(self, options: list[JsonObject], where: str) -> PythonType:
        """One of several types; objects are told apart first."""
        types = sorted((self.read(option, where) for option in options), key=lambda found: not found.models)
        if len({found.reader for found in types}) == 1:
            return types[0]
        return PythonType(
            annotation=" | ".join(dict.fromkeys(found.annotation for found in types)),
            reader="",
            read_with=frozenset[str]().union(*(found.imports for found in types)),
            models=frozenset[str]().union(*(found.models for found in types)),
            options=tuple(types),
        )

    def _named(self, name: str, where: str) -> PythonType:
        if name == _UNSEEN:
            return PythonType(
                annotation="JsonValue",
                reader="as_is",
                open=True,
                read_with=frozenset({"as_is", "JsonValue"}),
                may_lack=True,
            )
        if name in _MEANINGS:
            annotation, reader = _MEANINGS[name]
            return PythonType(annotation=annotation, reader=reader, read_with=frozenset({reader}), may_lack=True)
        schema = self._schemas[name]
        if is_model(schema):
            return PythonType(
                annotation=name,
                reader=f"{name}.maybe",
                models=frozenset({name}),
                is_model=True,
                long=schema.get("x-powertrack-long") is True,
            )
        if code_values(schema) is not None:
            return PythonType(annotation=f"{name} | int", reader=f"{name}.of", models=frozenset({name}))
        return self.read(schema, where)

    def _collection(self, item: JsonObject, kind: str, where: str) -> PythonType:
        element = self.read(item, where)
        inner = (
            f"{element.annotation} | None"
            if element.may_lack and kind == "list" and not element.open
            else element.annotation
        )
        annotation = f"list[{inner}]" if kind == "list" else f"dict[str, {inner}]"
        outer = "list_of" if kind == "list" else "dict_of"
        return PythonType(
            annotation=annotation,
            reader=f"{outer}({element.called})",
            collection=kind,
            read_with=element.read_with | {outer},
            models=element.models,
            element=element,
        )

    def _scalar(self, node: JsonObject, where: str) -> PythonType:
        types = node.get("type")
        names = [types] if isinstance(types, str) else list(types) if isinstance(types, list) else []
        present = [name for name in names if isinstance(name, str) and name != "null"]
        if len(present) == 1 and present[0] in _SCALARS:
            annotation, reader = _SCALARS[present[0]]
            return PythonType(annotation=annotation, reader=reader, read_with=frozenset({reader}))
        if present and all(name in _SCALARS for name in present):
            return PythonType(annotation="str | float | bool", reader="scalar", read_with=frozenset({"scalar"}))
        raise SpecError(f"{where}: no Python type for {node}")
