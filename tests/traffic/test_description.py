"""The specification that the package carries, and its operations by what is asked for."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from openapi_spec_validator import validate

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.traffic.forms import SAMPLES, is_name
from powertrack_sdk.traffic.operations import Specification
from tests.every import every
from tests.generated.specification import BUNDLE, KEYS, OPERATIONS, SCHEMAS, Described, child
from tests.generated.specification import SAMPLES as FOR_PATHS
from tests.simulator.test_every_operation import OTHER_KEYS

SHIPPED: JsonObject = json.loads(files("powertrack_api").joinpath("openapi.json").read_bytes())


def without_examples(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [without_examples(item) for item in value]
    if not isinstance(value, dict):
        return value
    media = "schema" in value and "examples" in value
    return {name: without_examples(part) for name, part in value.items() if not (media and name == "examples")}


def test_the_package_carries_the_specification_without_its_examples() -> None:
    assert without_examples(BUNDLE) == SHIPPED
    assert '"x-powertrack-example"' not in json.dumps(SHIPPED)
    validate(SHIPPED)


def test_the_version_names_the_text() -> None:
    assert re.fullmatch(r"0\.1\.0 \([0-9a-f]{12}\)", Specification.shipped().version)


@every("operation", OPERATIONS, ids=lambda one: one.id)
def test_each_operation_is_found_by_its_path(operation: Described) -> None:
    asked = operation.operation(keys=FOR_PATHS | {"taskKey": "1000001"} | OTHER_KEYS.get(operation.id, {}))
    found = Specification.shipped().find(asked.method, asked.path)
    assert found is not None
    assert found.title == f"{operation.method} {operation.path}"
    assert Specification.shipped().find_title(found.title) is found
    assert Specification.shipped().is_title(found.title)
    assert found.queries == set(operation.query)
    assert 200 in found.statuses
    assert (found.answer is not None) is (operation.media_type == "application/json")


def test_each_kind_of_key_is_known_by_its_form() -> None:
    for name in KEYS:
        schema = SCHEMAS[f"{name[0].upper()}{name[1:]}"]
        assert re.search(str(schema["pattern"]), SAMPLES[name])
    for name in ("instant", "localDateTime", "date"):
        assert re.search(str(SCHEMAS[f"{name[0].upper()}{name[1:]}"]["pattern"]), SAMPLES[name])


def test_names_of_all_fields_look_like_names() -> None:
    names = {name for schema in SCHEMAS.values() for name in child(schema, "properties")}
    assert len(names) > 1000
    assert [name for name in names if not is_name(name)] == []
