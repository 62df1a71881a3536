"""Models are printed in short, and never with a credential."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.spec_model import naming
from powertrack_api import models
from powertrack_core.decoding import JsonObject, UnexpectedAnswerError
from powertrack_core.model import Model
from tests.every import every
from tests.generated.decoding_tree import parts
from tests.generated.example_files import ANSWERS, decoded, name
from tests.generated.specification import SCHEMAS, child

CANARY = "canary-of-a-credential"
LENGTH = 600


def secret_fields() -> list[tuple[str, str]]:
    """Fields that may hold a credential, as schema and field."""
    return [
        (schema, field)
        for schema in SCHEMAS
        if schema in models.__all__
        for field in child(SCHEMAS[schema], "properties")
        if any(key.startswith("x-powertrack-secret") for key in child(SCHEMAS[schema], "properties", field))
    ]


def test_there_are_secret_fields() -> None:
    assert {("HardwareSetting", "value"), ("PowerDisplay", "url"), ("HardwareDiagnostics", "jwt")} <= set(
        secret_fields()
    )


@every(("schema", "field"), secret_fields())
def test_a_credential_is_not_printed(schema: str, field: str) -> None:
    kind: type[Model] = getattr(models, schema)
    told: JsonObject = {"key": "H100001", "name": "dev:community", field: CANARY}
    part = kind.from_json(told)

    assert getattr(part, naming.attribute(field)) == CANARY, "it can be had, it is only not shown"
    for shown in (repr(part), str(part), f"{part}", repr([part]), repr({"a": part}), part._repr_html_()):
        assert CANARY not in shown


@every("schema", sorted({schema for schema, _ in secret_fields()}))
def test_only_secret_fields_are_hidden(schema: str) -> None:
    kind: type[Model] = getattr(models, schema)

    assert kind.secret_names == {naming.attribute(field) for owner, field in secret_fields() if owner == schema}


def test_what_is_not_known_is_not_printed() -> None:
    part = models.Node.from_json({"key": "S10001", "newToken": CANARY, "name": "Example"})

    for shown in (repr(part), part._repr_html_()):
        assert CANARY not in shown
        assert "Example" in shown


def test_a_refusal_shows_no_value() -> None:
    with pytest.raises(UnexpectedAnswerError) as refusal:
        models.HardwareDiagnostics.from_json({"jwt": CANARY})

    assert CANARY not in repr(refusal.value)


@every("file", ANSWERS, ids=name)
def test_examples_are_printed_in_short(file: Path) -> None:
    for path, part in parts(decoded(file)):
        assert len(repr(part)) < LENGTH, path
        assert "\n" not in repr(part)
        assert repr(part).startswith(f"{type(part).__name__}(")


def test_long_text_does_not_flood_the_terminal() -> None:
    assert len(repr(models.TagNote(key="x1", text="So it goes. " * 1000))) < LENGTH


def test_of_lists_and_maps_the_size_is_printed() -> None:
    part = models.AlertTriggers.from_json({"key": "H100001", "triggers": [{"key": "AS1"}], "defaultTriggers": []})
    assert repr(part) == "AlertTriggers(key='H100001', triggers=<1 item>)"


def test_codes_and_moments_are_printed_in_short() -> None:
    part = models.Hardware.from_json({"key": "H1", "functionCode": 1, "lastChanged": "2026-06-24T16:00:00Z"})
    assert repr(part) == "Hardware(key='H1', function_code=INVERTER, last_changed=2026-06-24T16:00:00+00:00)"


def test_what_identifies_it_is_shown_first() -> None:
    assert repr(models.Node(key="S10001", name="Example")) == "Node(key='S10001', name='Example')"
