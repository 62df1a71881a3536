"""Models know the units of their attributes, as the specification has them."""

from __future__ import annotations

import attrs

from codegen.spec_model import naming
from powertrack_api import models
from powertrack_core.model import Model
from tests.every import every
from tests.generated.specification import SCHEMAS, child, schema_name

KINDS = [
    kind
    for name in SCHEMAS
    if name in models.__all__ and isinstance(kind := getattr(models, name), type) and issubclass(kind, Model)
]


def described_units(schema: str) -> dict[str, str]:
    """Units of a schema's fields by attribute, where the field or what it refers to has one that was observed."""
    found = {}
    for field in child(SCHEMAS[schema], "properties"):
        node = child(SCHEMAS[schema], "properties", field)
        target = SCHEMAS.get(schema_name(node) or "", {})
        unit = node.get("x-powertrack-unit", target.get("x-powertrack-unit"))
        if unit not in (None, "not observed"):
            found[naming.attribute(field)] = str(unit)
    return found


@every("kind", KINDS, ids=lambda kind: kind.__name__)
def test_units_are_those_of_the_specification(kind: type[Model]) -> None:
    assert kind.unit_names == described_units(kind.__name__)
    assert set(kind.unit_names) <= {attribute.name for attribute in attrs.fields(kind)}


def test_units_that_are_known() -> None:
    assert models.SiteOverview.unit_names["power"] == "kW"
    assert models.SiteOverview.unit_names["today"] == "kWh"
    assert models.SiteOverview.unit_names["irradiance"] == "W/m2"
    assert models.ChartData.unit_names["bin_size"] == "min", "it is the unit of what the field refers to"


def test_what_has_no_known_unit_has_none() -> None:
    assert "soiling_loss" not in models.SiteOverview.unit_names, "not observed"
    assert "value" not in models.DataRegister.unit_names, "another field tells it"
    assert models.Node.unit_names == {}


@every("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_class_repeats_that_it_has_no_units(kind: type[Model]) -> None:
    assert ("unit_names" in vars(kind)) == bool(kind.unit_names)
