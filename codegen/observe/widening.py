"""Widens schemas, so that they allow what was seen too."""

from __future__ import annotations

import re

from attrs import frozen

from codegen.documents import Json, JsonObject, choices, is_list, nullable
from codegen.lint.fields import untold_credential
from codegen.observe.news import News
from codegen.observe.shape_nodes import NodeMaker, is_object
from codegen.spec_model.types import code_values, is_model
from powertrack_sdk.traffic.findings import Kind
from powertrack_sdk.traffic.forms import EMPTY

_ONLY_NULL = re.compile(
    r"[;,] (?:of which )?only (?:null|an? empty list|the empty (?:list|one)) (?:was|were) (?:ever )?seen(?=\.?$)"
)
_ORDER = ("string", "integer", "number", "boolean", "array", "object")


@frozen(kw_only=True)
class Owner:
    """The place of a schema.

    Attributes:
        name: Name of the schema or a name for the operation that it belongs to.
        field: Name of the field.
        written: Whether it is part of a document that is written back whole.
        outermost: Whether it is the schema of the field itself, not of its items.
        nullable: Whether null was the only value before.
    """

    name: str
    field: str
    written: bool
    outermost: bool
    nullable: bool = False


class ByHandError(Exception):
    """A person has to write something; the message says why."""


class Widener:
    """Widens schemas. References are bare names of schemas here.

    Args:
        maker: Makes schemas for what was seen.
    """

    def __init__(self, maker: NodeMaker) -> None:
        self._maker = maker
        self._schemas = maker.schemas

    def widened(self, node: JsonObject, news: News, owner: Owner) -> JsonObject:
        """Return a schema that allows what was seen too. A text with the name of a credential is treated as one.

        Raises:
            ByHandError: No schema would keep the rules.
        """
        new = self._allowing(node, news, owner)
        is_credential = owner.outermost and untold_credential(owner.field, new)
        return {**new, "x-powertrack-secret": True} if is_credential else new

    def _allowing(self, node: JsonObject, news: News, owner: Owner) -> JsonObject:
        if news.kind is Kind.NULL:
            return self._or_null(node, owner)
        if news.kind is Kind.LIMIT:
            return {key: value for key, value in node.items() if key != news.detail}
        if news.kind is Kind.FORM and "pattern" in {**self._schemas.get(str(node.get("$ref")), {}), **node}:
            return self._of_any_form(node, news)
        if news.kind is Kind.VALUE:
            return self._first_value(node, news, owner)
        return self._of_further_type(node, news, owner)

    def _or_null(self, node: JsonObject, owner: Owner) -> JsonObject:
        if "type" in node:
            types = node["type"]
            return {**node, "type": [*(types if isinstance(types, list) else [types]), "null"]}
        if "$ref" in node:
            return _replaced(node, "$ref", {"anyOf": [{"$ref": node["$ref"]}, {"type": "null"}]})
        options = choices(node)
        if all("$ref" in option for option in options):
            return {**node, "anyOf": [*options, {"type": "null"}]}
        return _replaced(node, "anyOf", self._union([*options, {"type": "null"}], owner))

    def _of_any_form(self, node: JsonObject, news: News) -> JsonObject:
        target = self._schemas.get(str(node.get("$ref")), {})
        pattern = str({**target, **node}.get("pattern", ""))
        if set(news.shape.forms) == {EMPTY} and pattern:
            optional = f"Optional{node.get('$ref')}"
            if optional in self._schemas:
                return {**node, "$ref": optional}
            types = target.get("type", node.get("type", "string"))
            new: JsonObject = {"type": types, "pattern": f"^({pattern.removeprefix('^').removesuffix('$')})?$"}
        elif set(news.shape.forms) <= {"instant", "localDateTime"} and "$ref" in node:
            return {**node, "$ref": "AnyDateTime"}
        else:
            new = {"type": ["string", "null"] if nullable(target) else "string"}
        if "$ref" not in node:
            kept = {key: value for key, value in node.items() if key != "pattern"}
            return {**kept, **({"pattern": new["pattern"]} if "pattern" in new else {})}
        described = {} if "description" in node else {"description": target.get("description", "")}
        return {**_replaced(node, "$ref", new), **described}

    def _first_value(self, node: JsonObject, news: News, owner: Owner) -> JsonObject:
        shape = news.shape
        if owner.nullable:  # what was null before may be null again; items of a list that was empty were not
            shape.types["null"] = 1
        made = self._maker.node(shape, owner.name, owner.field, written=owner.written)
        if owner.written and owner.outermost and "items" in made and shape.items and is_object(shape.items):
            made["x-powertrack-positional"] = True
        if not owner.outermost:
            made.pop("x-powertrack-unit", None)
        if "$ref" not in node:  # a schema without a type
            return {**node, **made}
        changed = _replaced(node, "$ref", made)
        if isinstance(changed.get("description"), str):
            changed["description"] = _ONLY_NULL.sub("", str(changed["description"]))
        return changed

    def _of_further_type(self, node: JsonObject, news: News, owner: Owner) -> JsonObject:
        further = self._maker.node(news.shape, owner.name, owner.field, written=owner.written)
        further.pop("x-powertrack-unit", None)
        plain = self._plain_types(node)
        if plain and (more := self._plain_types(further)):
            types = _joined(plain, more)
            kept = {key: value for key, value in node.items() if key not in ("type", "pattern", "anyOf")}
            if "type" in node:
                return {**node, "type": types} if "pattern" not in node else {"type": types, **kept}
            return _replaced(kept if "$ref" in kept else node, "$ref" if "$ref" in node else "anyOf", {"type": types})
        mine = choices(node) or [_schema_only(node)]
        options: list[JsonObject] = [*mine, *(choices(further) or [_schema_only(further)])]
        options = [option for place, option in enumerate(options) if option not in options[:place]]
        first = next(key for key in ("anyOf", "$ref", "type") if key in node)
        beside = {key: value for key, value in node.items() if key == first or key not in _schema_only(node)}
        if any(map(nullable, options)) and not all("$ref" in each or each.get("type") == "null" for each in options):
            return _replaced(beside, first, self._union(options, owner))
        return _replaced(beside, first, {"anyOf": [*options]})

    def _union(self, options: list[JsonObject], owner: Owner) -> JsonObject:
        """A reference to a new schema of several alternatives, if the rules do not allow them in place."""
        if not owner.outermost:
            raise ByHandError("items of several types and null")
        name = self._maker.unique(f"{owner.name}{owner.field[:1].upper()}{owner.field[1:]}Value")
        self._maker.made[name] = {
            "anyOf": [*options],
            "description": "Not described yet; values of several types were seen.",
        }
        return {"$ref": name}

    def _plain_types(self, node: JsonObject) -> list[str]:
        """JSON types of plain values, references followed; none if objects, lists or codes are allowed too."""
        target = self._schemas.get(str(node.get("$ref")))
        if target is not None:
            if is_model(target) or code_values(target) is not None or is_list(target) or target.get("type") == "object":
                return []
            return self._plain_types(target)
        if choices(node):
            each = [self._plain_types(option) for option in choices(node)]
            return [kind for kinds in each for kind in kinds] if all(each) else []
        types = node.get("type")
        found = [str(kind) for kind in (types if isinstance(types, list) else [types]) if kind is not None]
        return [] if {"array", "object"} & set(found) else found


def _schema_only(node: JsonObject) -> JsonObject:
    """The part of a schema about values, without words about the field."""
    names = ("$ref", "type", "items", "additionalProperties", "pattern", "enum", "minimum", "maximum")
    return {key: value for key, value in node.items() if key in names}


def _joined(mine: list[str], further: list[str]) -> Json:
    found = {*mine, *further}
    if "number" in found:
        found.discard("integer")
    types: list[Json] = [kind for kind in _ORDER if kind in found]
    types += ["null"] if "null" in found else []
    return types[0] if len(types) == 1 else types


def _replaced(node: JsonObject, key: str, new: JsonObject) -> JsonObject:
    """A schema with other entries in place of one."""
    changed: JsonObject = {}
    for name, value in node.items():
        changed.update(new if name == key else {name: value})
    return changed
