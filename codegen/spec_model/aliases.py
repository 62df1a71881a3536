"""Friendly names that a patch may use, as `x-powertrack-aliases` declares them on the schema of an object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from codegen.documents import Json, JsonObject, as_object, as_text, child, is_list, schema_name

_STEP = re.compile(r"\[[^\]]+\]|[^.\[\]]+")
_RULES = frozenset({"value", "unit", "unitCode", "scale", "inverse", "item"})


@frozen(kw_only=True)
class AliasRule:
    """What one friendly name stands for.

    Attributes:
        name: The friendly name.
        value: Path of the field, such as `parameters[Threshold].value`.
        unit: Path of the field with the unit code of the value; empty if none is set.
        unit_code: Unit code that is set together with the value.
        scale: What a number is multiplied by; None if unchanged.
        inverse: Whether a flag is turned round.
        item: Field of the objects that the values of a list become; empty where they stay.
        faults: What is wrong with the declaration by itself.
    """

    name: str
    value: str
    unit: str = ""
    unit_code: int | None = None
    scale: float | None = None
    inverse: bool = False
    item: str = ""
    faults: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Source of the alias."""
        parts = [f"path={steps(self.value)!r}"]
        if self.unit:
            parts += [f"unit_path={steps(self.unit)!r}", f"unit_code={self.unit_code}"]
        if self.scale is not None:
            parts.append(f"scale={self.scale!r}")
        if self.inverse:
            parts.append("inverse=True")
        if self.item:
            parts.append(f"item={self.item!r}")
        return f"Alias({', '.join(parts)})"

    @property
    def words(self) -> str:
        """What it stands for, in words."""
        words = self.value
        if self.unit:
            words += " with its unit code"
        if self.scale is not None:
            words += f" times {self.scale:g}"
        if self.inverse:
            words += ", turned round"
        return f"{words}, by its {self.item}" if self.item else words

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that it leads to."""
        return (self.value, self.unit) if self.unit else (self.value,)


def aliases_of(schema: JsonObject) -> list[AliasRule]:
    """The friendly names of an object's schema."""
    return [_rule(name, target) for name, target in child(schema, "x-powertrack-aliases").items()]


def steps(path: str) -> tuple[str, ...]:
    """A path as names of fields and `[keys]` of items."""
    return tuple(_STEP.findall(path))


def field_at(path: str, name: str, schemas: dict[str, JsonObject]) -> JsonObject | None:
    """The field that a path leads to, from the schema with that name; None if there is none."""
    node: JsonObject = {"$ref": name}
    for step in steps(path):
        if step.startswith("["):
            if not is_list(node) or "x-powertrack-merge-key" not in node:
                return None
            node = child(node, "items")
            continue
        found = child(schemas.get(schema_name(node) or "", {}), "properties").get(step)
        if not isinstance(found, dict):
            return None
        node = found
    return node


def _rule(name: str, target: Json) -> AliasRule:
    if isinstance(target, str):
        return AliasRule(name=name, value=target)
    rules = as_object(target, "x-powertrack-aliases")
    scale, code = rules.get("scale"), rules.get("unitCode")
    return AliasRule(
        name=name,
        value=as_text(rules.get("value"), f"{name}.value"),
        unit=as_text(rules["unit"], f"{name}.unit") if "unit" in rules else "",
        unit_code=code if isinstance(code, int) else None,
        scale=float(scale) if isinstance(scale, (int, float)) else None,
        inverse=rules.get("inverse") is True,
        item=as_text(rules["item"], f"{name}.item") if "item" in rules else "",
        faults=tuple(_faults(rules)),
    )


def _faults(rules: JsonObject) -> Iterator[str]:
    for rule in rules:
        if rule not in _RULES:
            yield f"has the rule {rule}, which there is not"
    if "scale" in rules and not (isinstance(rules["scale"], (int, float)) and rules["scale"]):
        yield "has a scale that is no number other than 0"
    if rules.get("inverse", True) is not True:
        yield "has an inverse other than true"
    if ("unit" in rules) != isinstance(rules.get("unitCode"), int):
        yield "needs unit and unitCode together"
