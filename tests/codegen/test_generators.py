"""The generators decide: handed another specification than ours, they give another package."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import datamodel_code_generator
import pytest
from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

import codegen.generate
import codegen.inputs

Change = Callable[[dict[str, Any]], object]


def site_fields(document: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = document["components"]["schemas"]["Site"]["properties"]
    return fields


def field(name: str, schema: dict[str, Any]) -> Change:
    return lambda document: site_fields(document).update({name: schema})


@pytest.fixture
def generated(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], Path]:
    """Generates from the tiny specification; openapi-python-client alone is handed a changed one."""
    monkeypatch.setattr(codegen.generate, "SPEC", tiny)
    parse = GeneratorData.from_dict

    def generate(change: Change) -> Path:
        def changed(data: dict[str, Any], *, config: Config) -> GeneratorData | GeneratorError:
            document = json.loads(json.dumps(data))
            change(document)
            return parse(document, config=config)

        monkeypatch.setattr(GeneratorData, "from_dict", changed)
        codegen.generate.generate(tmp_path / "generated")
        return tmp_path / "generated" / "powertrack_api"

    return generate


@pytest.mark.parametrize(
    ("change", "declared", "read"),
    [
        (field("name", {"type": "integer"}), "name: int | None = None", 'name=integer(get("name"))'),
        (field("name", {"type": "number"}), "name: float | None = None", 'name=number(get("name"))'),
        (field("name", {"type": "boolean"}), "name: bool | None = None", 'name=flag(get("name"))'),
        (
            field("name", {"type": "string", "format": "date-time"}),
            "name: datetime | None = None",
            'name=moment(get("name"))',
        ),
        (field("name", {"type": "string", "format": "date"}), "name: Date | None = None", 'name=day(get("name"))'),
        (
            field("name", {"type": ["string", "integer"]}),
            "name: str | float | bool | None = None",
            'name=scalar(get("name"))',
        ),
        (
            field("name", {"$ref": "#/components/schemas/Place"}),
            "name: Place | None = None",
            'name=Place.maybe(get("name"))',
        ),
        (
            field("name", {"$ref": "#/components/schemas/UnitCode"}),
            "name: UnitCode | int | None = None",
            'name=UnitCode.of(get("name"))',
        ),
        (
            field("name", {"type": "array", "items": {"type": "string"}}),
            "name: list[str] = Factory(list)",
            'name=each(get("name"), text)',
        ),
        (
            field("name", {"type": "array", "items": {"type": ["string", "null"]}}),
            "name: list[str | None] = Factory(list)",
            'name=each_in_place(get("name"), text)',
        ),
        (
            field("name", {"type": "object", "additionalProperties": {"type": "integer"}}),
            "name: dict[str, int] = Factory(dict)",
            'name=each_in(get("name"), integer)',
        ),
        (field("name", {}), "name: JsonValue = None", 'name=get("name")'),
        (field("madeUp", {"type": "string"}), "made_up: str | None = None", 'made_up=text(get("madeUp"))'),
        (
            lambda document: document["components"]["schemas"]["Site"].update(required=["key", "name"]),
            "name: str\n",
            'name=identity(data, "name")',
        ),
    ],
)
def test_fields_of_models(generated: Callable[[Change], Path], change: Change, declared: str, read: str) -> None:
    module = (generated(change) / "models" / "site.py").read_text(encoding="utf-8")
    assert declared in module
    assert read in module


def test_which_fields_there_are(generated: Callable[[Change], Path]) -> None:
    package = generated(lambda document: site_fields(document).pop("name"))
    assert "name=" not in (package / "models" / "site.py").read_text(encoding="utf-8")


def test_codes(generated: Callable[[Change], Path]) -> None:
    added = {"type": "integer", "enum": [10, 99], "x-enum-varnames": ["KILOWATT", "MADE_UP"]}
    package = generated(
        lambda document: document["components"]["schemas"].update(UnitCode=added | {"description": "."})
    )
    module = (package / "models" / "unit_code.py").read_text(encoding="utf-8")
    assert "MADE_UP = 99" in module
    assert "MEGAWATT" not in module


def test_arguments_and_answers_of_operations(generated: Callable[[Change], Path]) -> None:
    def change(document: dict[str, Any]) -> None:
        operation = document["paths"]["/api/edit/site/{siteKey}"]["get"]
        operation["parameters"] = [
            {"name": "siteKey", "in": "path", "required": True, "schema": {"type": "integer"}},
            {"name": "madeUp", "in": "query", "schema": {"type": "string", "default": "all"}},
        ]
        answer = {"type": "array", "items": {"$ref": "#/components/schemas/Place"}}
        operation["responses"]["200"]["content"]["application/json"]["schema"] = answer

    module = (generated(change) / "api" / "site" / "get_site.py").read_text(encoding="utf-8")
    assert "site_key: int" in module
    assert 'made_up: str = "all"' in module
    assert "-> Operation[list[Place]]:" in module


def test_typed_dictionaries(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codegen.generate, "SPEC", tiny)

    def changed(source: Path, **options: Any) -> object:
        document = json.loads(source.read_text(encoding="utf-8"))
        document["components"]["schemas"]["SitePatch"]["properties"]["name"] = {"type": ["integer", "null"]}
        source.write_text(json.dumps(document), encoding="utf-8")
        return datamodel_code_generator.generate(source, **options)

    monkeypatch.setattr(codegen.inputs, "generate", changed)
    codegen.generate.generate(tmp_path / "generated")
    assert "    name: int | None\n" in (tmp_path / "generated/powertrack_api/inputs.py").read_text(encoding="utf-8")
