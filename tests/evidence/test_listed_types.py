"""Fields that the evidence only lists, with a type but no value, are in the schemas too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from powertrack_core.decoding import JsonObject
from tests.evidence.evidence_files import described_files
from tests.generated.specification import SCHEMAS, child, objects, schema_name

_STEP = re.compile(r"\[\]|\{\}|[^.\[\]{}]+")
WHOLE = "$"  # the body itself
ENOUGH = 2000
# Listed as a string, where the body in the same file shows a list of them, as its notes say.
MISTAKEN = {
    ("POST_view_chart_estimate.json", "hardwareSet"),
    ("POST_view_chart_estimate.json", "source"),
    ("POST_view_kpidashboard.json", "keys"),
}


def listed() -> list[tuple[str, str, set[str], JsonObject]]:
    """Listed fields: the file, the path, the types, and the schema of the body."""
    found = []
    for file, content, operation in described_files():
        for side, schema in (("types", operation.response), ("request_types", operation.request)):
            for path, types in child(content, side).items():
                words = set(str(types).partition(":")[0].split("|")) - {"unknown"}
                found.append((file.name, path, words, schema or {}))
    return found


def alternatives(node: JsonObject) -> Iterator[JsonObject]:
    """What may stand at a node, references followed."""
    name = schema_name(node)
    if name is not None:
        yield from alternatives(SCHEMAS[name])
    options = objects(node.get("anyOf"))
    for option in options:
        if "$ref" not in option:
            yield option
        elif len(options) > 1 and name is None:
            yield from alternatives(option)
    if name is None and not options:
        yield node


def below(nodes: list[JsonObject], step: str) -> list[JsonObject]:
    """What may stand one step below some nodes; anything may stand below one without a type."""
    places = {"[]": ("items",), "{}": ("additionalProperties",)}.get(step, ("properties", step))
    found = [child(node, *places) for node in nodes]
    free = [node for node in nodes if "type" not in node]
    return [part for node in found if node for part in alternatives(node)] + free


def test_each_listed_field_is_in_its_schema_with_its_types() -> None:
    entries = listed()
    assert len(entries) > ENOUGH
    for file, path, words, schema in entries:
        nodes = list(alternatives(schema))
        for step in _STEP.findall(path if path != WHOLE else ""):
            nodes = below(nodes, step)
        assert nodes, f"{file}: {path} is in no schema"
        if all("type" in node for node in nodes):
            told = {"array"} if (file, path) in MISTAKEN and words == {"string"} else words
            assert told <= allowed(nodes), f"{file}: {path}"


def allowed(nodes: list[JsonObject]) -> set[str]:
    """Types that may come. Listings say `number` of whole numbers too."""
    types = {kind for node in nodes for kind in re.findall(r"\w+", json.dumps(node["type"]))}
    return types | ({"integer", "number"} if types & {"integer", "number"} else set())
