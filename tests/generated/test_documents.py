"""The rules that patches are checked and merged by agree with the specification."""

from __future__ import annotations

from collections.abc import Iterator

from powertrack_api import documents
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Alias, Anything, Document, ListShape, MapShape, ObjectShape, Scalar, Shape
from tests.every import every
from tests.generated.specification import BUNDLE, OPERATIONS, SCHEMAS, child, objects, schema_name

WRITES = {described.id: described for described in OPERATIONS if described.writes}
DOCUMENTS = {value.name: value for value in vars(documents).values() if isinstance(value, Document)}

each_document = every("name", sorted(DOCUMENTS))


def rules_of(name: str) -> list[JsonObject]:
    """What the PUT of a document says about writing."""
    return [
        child(BUNDLE, "paths", described.path, described.method.lower(), "x-powertrack-write")
        for described in WRITES.values()
        if schema_name(described.request or {}) == name
    ]


def fields(shape: Shape, node: JsonObject, path: str = "$") -> Iterator[tuple[str, Shape, JsonObject]]:
    """Every field of a shape, with what the specification says where it is used."""
    yield path, shape, node
    told = SCHEMAS.get(schema_name(node) or "", node)
    if isinstance(shape, ObjectShape):
        for name, inner in shape.fields.items():
            yield from fields(inner, child(told, "properties", name), f"{path}.{name}")
    elif isinstance(shape, ListShape):
        yield from fields(shape.item, child(told, "items"), f"{path}[]")
    elif isinstance(shape, MapShape):
        yield from fields(shape.value, child(told, "additionalProperties"), f"{path}{{}}")


def all_fields() -> list[tuple[str, Shape, JsonObject]]:
    return [
        field
        for name, document in DOCUMENTS.items()
        for field in fields(document.shape, {"$ref": f"#/components/schemas/{name}"}, name)
    ]


def target(node: JsonObject) -> JsonObject:
    """What a node says together with the schema that it refers to; the node has the last word."""
    return {**SCHEMAS.get(schema_name(node) or "", {}), **node}


def json_types(node: JsonObject) -> set[str]:
    """JSON types that the specification allows."""
    found: set[str] = set()
    for option in [node, *objects(node.get("anyOf"))]:
        types = option.get("type")
        found |= (
            {types} if isinstance(types, str) else {str(kind) for kind in types} if isinstance(types, list) else set()
        )
        if "$ref" in option:
            found |= json_types(SCHEMAS[schema_name(option) or ""])
    return found


def test_every_document_that_is_written_has_its_rules() -> None:
    assert len(WRITES) == 9
    assert {schema_name(described.request or {}) for described in WRITES.values()} == DOCUMENTS.keys()


@each_document
def test_identity_and_stamp(name: str) -> None:
    document = DOCUMENTS[name]
    [rules] = rules_of(name)

    assert (document.identity, document.stamp) == (rules["identity"], rules["stamp"])
    for field in (document.identity, document.stamp):
        assert getattr(document.shape.fields[field], "read_only", False) is True


@each_document
def test_the_document_that_is_read_is_the_one_that_is_written(name: str) -> None:
    [rules] = rules_of(name)
    read = [described for described in OPERATIONS if described.group == rules["read"]]
    answers = {schema_name(described.response or {}) for described in read}

    assert {described.method for described in read} == {"GET"}
    assert name in answers
    for other in answers - {name}:
        listed = [schema_name(child(node, "items")) for one in (name, other) for node in objects(_nodes(one))]
        assert {name, other} & {*listed}, "for another kind of key one may list several of the other"


def _nodes(schema: str | None) -> list[JsonValue]:
    return [*child(SCHEMAS[schema or ""], "properties").values()]


def test_fields_are_those_of_the_schemas() -> None:
    shapes = [(path, shape, node) for path, shape, node in all_fields() if isinstance(shape, ObjectShape)]

    assert len(all_fields()) > 600
    for path, shape, node in shapes:
        assert shape.name == schema_name(node), path
        assert list(shape.fields) == list(child(SCHEMAS[shape.name], "properties")), path


def test_flags_agree() -> None:
    for path, shape, node in all_fields():
        if path in DOCUMENTS:
            continue
        assert shape.read_only is (node.get("readOnly") is True), path
        assert shape.volatile is (node.get("x-powertrack-volatile") is True), path


def test_what_may_be_null_agrees() -> None:
    for path, shape, node in all_fields():
        if isinstance(shape, (ObjectShape, ListShape, MapShape)):
            assert shape.nullable is ("null" in json_types(node)), path


def test_merge_keys_agree() -> None:
    lists = [(path, shape, target(node)) for path, shape, node in all_fields() if isinstance(shape, ListShape)]

    assert len([path for path, shape, _ in lists if shape.merge_key]) > 5
    for path, shape, node in lists:
        assert shape.merge_key == node.get("x-powertrack-merge-key"), path
        if isinstance(shape.item, ObjectShape):
            assert (shape.merge_key is None) == (node.get("x-powertrack-positional") is True), path
        if shape.merge_key is not None:
            assert isinstance(shape.item, ObjectShape)
            assert shape.merge_key in shape.item.fields, path


def test_values_agree() -> None:
    scalars = [(path, shape, node) for path, shape, node in all_fields() if isinstance(shape, Scalar)]

    assert len(scalars) > 500
    for path, shape, node in scalars:
        told = target(node)
        assert shape.types == json_types(node), path
        assert (shape.minimum, shape.maximum) == (told.get("minimum"), told.get("maximum")), path
        assert (shape.unit, shape.unit_in) == (told.get("x-powertrack-unit"), told.get("x-powertrack-unit-in")), path
        if "pattern" in told:
            assert shape.pattern is not None, path
            assert shape.pattern.pattern == told["pattern"], path


def test_what_the_server_sets_at_times_is_marked() -> None:
    for path, shape, node in all_fields():
        if isinstance(shape, Scalar):
            told = child(node, "x-powertrack-volatile-while")
            assert shape.volatile_while == (next(iter(told.items())) if told else None), path


def test_credentials_are_marked() -> None:
    for path, shape, node in all_fields():
        if isinstance(shape, Scalar):
            assert shape.secret is (node.get("x-powertrack-secret") is True), path
            when = child(node, "x-powertrack-secret-when")
            told = None if shape.secret_when is None else (shape.secret_when[0], shape.secret_when[1].pattern)
            assert told == ((when["sibling"], when["matches"]) if when else None), path


def test_what_was_never_seen_takes_anything() -> None:
    fields = [(path, shape, schema_name(node)) for path, shape, node in all_fields()]

    assert {name for _, shape, name in fields if isinstance(shape, Anything)} == {"Unseen", "ParameterValue"}
    for path, shape, name in fields:
        assert isinstance(shape, Anything) is (name in ("Unseen", "ParameterValue")), path


def test_what_may_be_a_list_or_a_plain_value_takes_anything() -> None:
    assert {"array", "string"} <= json_types(SCHEMAS["ParameterValue"])


def test_no_limit_of_the_specification_is_lost() -> None:
    known = {"minimum", "maximum", "pattern"}
    limits = {"exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems"}
    for path, _, node in all_fields():
        assert not limits & target(node).keys(), f"{path}: only {known} are carried over"


def owners() -> dict[str, ObjectShape]:
    """Every object of the documents, by the name of its schema."""
    return {shape.name: shape for _, shape, _ in all_fields() if isinstance(shape, ObjectShape)}


def friendly() -> list[tuple[str, ObjectShape, str, Alias]]:
    """Every friendly name, with what it is of and what it stands for."""
    return [(owner, shape, name, alias) for owner, shape in owners().items() for name, alias in shape.aliases.items()]


def test_friendly_names_are_those_of_the_schemas() -> None:
    assert len(friendly()) > 20
    for name, shape in owners().items():
        assert list(shape.aliases) == list(child(SCHEMAS[name], "x-powertrack-aliases")), name
        assert not shape.aliases.keys() & shape.fields.keys(), name


def test_friendly_names_lead_to_fields() -> None:
    for owner, shape, name, alias in friendly():
        field = reached(shape, alias.path)
        assert isinstance(field, (Scalar, ListShape)), (owner, name)
        assert not field.read_only, (owner, name)
        if alias.scale is not None:
            assert isinstance(field, Scalar)
            assert "number" in field.types, (owner, name)
        if alias.inverse:
            assert isinstance(field, Scalar)
            assert field.types == {"boolean"}, (owner, name)
        if alias.item is not None:
            assert isinstance(field, ListShape)
            assert isinstance(reached(field, ("[any]", alias.item)), Scalar), (owner, name)


def test_friendly_names_that_set_a_unit_lead_to_its_code() -> None:
    with_units = [(shape, alias) for _, shape, _, alias in friendly() if alias.unit_path is not None]
    assert with_units
    for shape, alias in with_units:
        unit = reached(shape, alias.unit_path or ())
        assert isinstance(unit, Scalar)
        assert "integer" in unit.types
        assert isinstance(reached(shape, alias.path), Scalar)
    assert all((alias.unit_path is None) == (alias.unit_code is None) for _, _, _, alias in friendly())


def reached(shape: Shape, path: tuple[str, ...]) -> Shape:
    for step in path:
        if step.startswith("["):
            assert isinstance(shape, ListShape)
            shape = shape.item
        else:
            assert isinstance(shape, ObjectShape)
            shape = shape.fields[step]
    return shape


def test_rows_of_a_table_have_the_values_of_other_documents() -> None:
    tables = {name: document.rows for name, document in DOCUMENTS.items() if document.rows is not None}
    assert tables.keys() == {"SiteHardwareConfig"}
    for name, rows in tables.items():
        told = child(SCHEMAS[schema_name(child(SCHEMAS[name], "properties", rows.list, "items")) or ""])
        assert child(told, "x-powertrack-row-of") == {"document": rows.document, "fields": dict(rows.fields)}
        row = reached(DOCUMENTS[name].shape, (rows.list, "[any]"))
        assert isinstance(row, ObjectShape)
        whole = DOCUMENTS[rows.document].shape
        for field, other in rows.fields.items():
            assert row.fields[field] == whole.fields[other], field


def test_quantities_have_the_limits_that_their_meaning_sets() -> None:
    """A share is from 0 to 1 or to 100 %; what there is a quantity of is not less than nothing."""
    either_way = {"PvInverter.pmaxDeviation", "HardwareConfig.fixedEnergyOffset"}
    positive = {"%", "fraction", "kW", "kWh", "kVA", "W", "A", "V", "ohm", "m", "m2", "cm2", "h", "min"}
    checked = 0
    for owner, shape in owners().items():
        for name, field in shape.fields.items():
            if (
                not isinstance(field, Scalar)
                or field.read_only
                or field.unit not in positive
                or "string" in field.types
            ):
                continue
            if f"{owner}.{name}" in either_way:
                assert (field.minimum, field.maximum) == (None, None)
                continue
            checked += 1
            assert field.minimum == 0, f"{owner}.{name}"
            if field.unit in ("%", "fraction"):
                assert field.maximum == {"%": 100, "fraction": 1}[field.unit], f"{owner}.{name}"
    assert checked > 40


class TestKnownRules:
    """A few rules by name, so that it shows when both the specification and its output go wrong."""

    def test_sites(self) -> None:
        site = documents.SITE_CONFIG
        latitude = reached(site, site.aliases["latitude"].path)

        assert site.aliases["latitude"].path == ("location", "latitude")
        assert isinstance(latitude, Scalar)
        assert (latitude.minimum, latitude.maximum, latitude.unit) == (-90, 90, "deg")
        capacity = site.aliases["acCapacityKw"]
        assert (capacity.path, capacity.unit_path, capacity.unit_code) == (("capacityAc",), ("capacityAcUnit",), 10)

    def test_devices(self) -> None:
        settings = documents.HARDWARE_CONFIG.fields["settings"]

        assert isinstance(settings, ListShape)
        assert settings.merge_key == "name"
        for device in (documents.HARDWARE_CONFIG, documents.SITE_HARDWARE_ROW):
            assert device.aliases["name"].path == ("description",)
            assert (device.aliases["enableBool"].path, device.aliases["enableBool"].inverse) == (
                ("outOfService",),
                True,
            )

    def test_alert_triggers(self) -> None:
        assert documents.ALERT_TRIGGER.aliases["threshold"].path == ("parameters", "[Threshold]", "value")

    def test_reports(self) -> None:
        sites = documents.REPORT_CONFIG.aliases["sites"]

        assert (sites.path, sites.item) == (("sourceItems",), "key")

    def test_models(self) -> None:
        arrays = reached(documents.MODELING_DATA, ("pvConfig", "inverters"))

        assert isinstance(arrays, ListShape)
        assert arrays.merge_key is None
        power = documents.PV_INVERTER.aliases["powerRating"]
        assert (power.path, power.scale) == (("inverterKw",), 0.001)
