"""Python types: what an attribute is declared as, and the expression that reads it from JSON."""

from __future__ import annotations

import json

from attrs import evolve, field, frozen
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.enum_property import EnumProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from codegen.documents import JsonObject, SpecError, choices

_PLAIN: dict[type[PropertyProtocol], tuple[str, str]] = {
    StringProperty: ("str", "text"),
    BooleanProperty: ("bool", "flag"),
    IntProperty: ("int", "integer"),
    FloatProperty: ("float", "number"),
    DateProperty: ("Date", "day"),
    DateTimeProperty: ("datetime", "moment"),
}
"""Python types of values without parts, and the functions that read them leniently."""

_MEANINGS = frozenset({"Measurement", "Instant", "LocalDateTime", "AnyDateTime", "Date", "Unseen"})


@frozen(kw_only=True)
class PythonType:
    """How a schema looks in Python.

    Attributes:
        annotation: Type of a value that is there.
        reader: Expression of a function that reads a JSON value; it gives None, or an empty collection, for what it
            cannot read.
        collection: "list" or "dict" if a missing value becomes an empty one, else None.
        open: Whether None is part of the annotation already.
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
    def _plain_list(self) -> bool:
        """Whether it is a list whose items are taken as they come."""
        return self.collection == "list" and self.element is not None and self.element.reader == "as_is"

    @property
    def _each(self) -> str:
        if self.collection == "dict":
            return "each_in"
        return "each_in_place" if self.element is not None and self.element.may_lack else "each"


NOTHING = PythonType(annotation="None", reader="nothing", open=True)
"""Type of an answer without content."""


PLAIN_TEXT = PythonType(annotation="str", reader="decoded", open=True)
"""Type of an answer that is text, not JSON."""


_SCALAR = PythonType(annotation="str | float | bool", reader="scalar")
"""Type of a value without parts that is of several types."""


def named_meaning(name: str) -> bool:
    """Whether a schema stands for a plain Python type."""
    return name in _MEANINGS


def code_values(schema: JsonObject) -> JsonObject | None:
    """The named alternative of an open enumeration of numbers; None for any other schema."""
    return next((option for option in choices(schema) if "x-enum-varnames" in option), None)


def is_model(schema: JsonObject) -> bool:
    """Whether a schema becomes a class with attributes."""
    return "properties" in schema


def has_fields(model: ModelProperty) -> bool:
    """Whether an object has known fields; the names of others are data."""
    return bool(model.data.properties)


def pairs_of(fields: list[str]) -> PythonType:
    """The type of a list of objects that are read as pairs of a whole number and a figure."""
    return PythonType(
        annotation="list[tuple[int, float | None]]",
        reader="pairs",
        collection="list",
        fields=tuple(fields),
    )


class TypeReader:
    """Finds the Python type of what the generator parsed.

    Args:
        models: All models that it parsed, by name.
    """

    def __init__(self, models: dict[str, ModelProperty]) -> None:
        self._models = models

    def read(self, parsed: PropertyProtocol) -> PythonType:
        """The Python type of a field, an item or an answer.

        Raises:
            SpecError: There is no Python type for it.
        """
        plain = _PLAIN.get(type(parsed))
        if plain is not None:
            annotation, reader = plain
            return PythonType(annotation=annotation, reader=reader)
        match parsed:
            case ListProperty():
                return self._collection(parsed.inner_property, "list")
            case UnionProperty():
                return self._either(parsed)
            case EnumProperty():
                name = str(parsed.class_info.name)
                return PythonType(annotation=f"{name} | int", reader=f"{name}.of", models=frozenset({name}))
            case ModelProperty():
                return self._model(str(parsed.class_info.name))
            case AnyProperty():
                return PythonType(annotation="JsonValue", reader="as_is", open=True, may_lack=True)
        raise SpecError(f"{parsed.python_name}: no Python type for {parsed.get_base_type_string()}")

    def _model(self, name: str) -> PythonType:
        model = self._models[name]
        if model.additional_properties is not None and not has_fields(model):
            return self._collection(model.additional_properties, "dict")
        return PythonType(
            annotation=name,
            reader=f"{name}.maybe",
            models=frozenset({name}),
            is_model=True,
            long=(model.data.model_extra or {}).get("x-powertrack-long") is True,
        )

    def _either(self, union: UnionProperty) -> PythonType:
        """One of several types; objects are tried first."""
        options = [one for one in union.inner_properties if not isinstance(one, NoneProperty)]
        may_lack = len(options) < len(union.inner_properties)
        if any(
            isinstance(one, FloatProperty) for one in options
        ):  # the reader of numbers knows NaN and infinity by name
            options = [one for one in options if not (isinstance(one, EnumProperty) and one.value_type is str)]
        plain = [self.read(one) for one in options if type(one) in _PLAIN]
        parts = [self.read(one) for one in options if type(one) not in _PLAIN]
        types = sorted(parts, key=lambda found: not found.models) + (plain if len(plain) < 2 else [_SCALAR])
        if len(types) == 1:
            return evolve(types[0], may_lack=may_lack)
        return PythonType(
            annotation=" | ".join(dict.fromkeys(found.annotation for found in types)),
            reader="",
            models=frozenset[str]().union(*(found.models for found in types)),
            options=tuple(types),
        )

    def _collection(self, item: PropertyProtocol, kind: str) -> PythonType:
        element = self.read(item)
        keeps_place = element.may_lack and kind == "list" and not element.open
        inner = f"{element.annotation} | None" if keeps_place else element.annotation
        outer = "list_of" if kind == "list" else "dict_of"
        return PythonType(
            annotation=f"list[{inner}]" if kind == "list" else f"dict[str, {inner}]",
            reader=f"{outer}({element.called})",
            collection=kind,
            models=element.models,
            element=element,
        )
