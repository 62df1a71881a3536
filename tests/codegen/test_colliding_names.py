"""Fields, schemas and operations whose names the generated code uses for itself."""

from __future__ import annotations

import builtins
import json
import keyword
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from codegen.documents import JsonObject
from codegen.locations import ROOT
from powertrack_core import decoding, model, operation, row, shapes
from tests.codegen.changing import change
from tests.codegen.test_command import run

pytestmark = pytest.mark.slow

KINDS: list[tuple[str, object, object]] = [
    ("{type: string", "words", "words"),
    ("{type: integer", 7, 7),
    ("{type: boolean", True, True),
    ("{$ref: ../shared/measurements.yaml#/Measurement, x-powertrack-unit: kW", 1.5, 1.5),
    ("{type: array, items: {type: string}", ["a"], ["a"]),
    ("{type: object, additionalProperties: {type: integer}", {"a": 1}, {"a": 1}),
    ("{type: array, x-powertrack-positional: true, items: {$ref: '#/Inner'}", [{"words": "x"}], ["Inner"]),
]
"""Beginnings of schemas, a value in JSON, and the value in Python."""


def camel(name: str) -> str:
    first, *more = name.split("_")
    return first + "".join(word.capitalize() for word in more)


def public(*owners: object) -> set[str]:
    return {name for owner in owners for name in dir(owner) if not name.startswith("_") and name.islower()}


def names(*, odd: bool) -> list[str]:
    """Names of fields, as JSON has them, that could be taken for something else in generated code.

    Args:
        odd: Whether there are such as Python cannot have.
    """
    machinery = public(model.Model, row.Row, decoding, model, row, operation, shapes, attrs)
    language = public(builtins) | {*keyword.kwlist, *keyword.softkwlist}
    arguments = {"get", "data", "cls", "self", "content", "value", "item", "date", "time", "datetime", "typing"}
    no_python = {
        'a"b',
        "a\\b",
        "with space",
        "1st",
        "_private",
        "__class__",
        "__slots__",
        "_source",
        "käse",
        "x-y",
        "{curly}",
    }
    snake = {"json_names", "from_json", "to_json"}
    python = sorted(machinery | language | arguments)
    known: dict[str, str] = {}
    for name in [*map(camel, python), *sorted(snake), *(sorted(no_python) if odd else [])]:
        known.setdefault(name.lower().replace("_", ""), name)  # `fooBar` and `foo_bar` are one name in Python
    return list(known.values())


NAMES, ODD_NAMES = names(odd=False), names(odd=True)


def names_in(shift: int) -> list[str]:
    """The names in a schema: every other one has odd ones, as typed dictionaries are written in another way then."""
    return ODD_NAMES if shift % 2 else NAMES


def schema(name: str, shift: int, *, long: bool) -> str:
    """A schema with every name, each of another type than in the schema before."""
    lines = [f"{name}:", "  description: Has every name.", "  type: object"]
    lines += ["  x-powertrack-long: true"] if long else []
    lines += ["  properties:", f"    only{name}: {{type: string, description: A mark.}}"]
    for place, field in enumerate(names_in(shift)):
        begin = KINDS[(place + shift) % len(KINDS)][0]
        secret = ", x-powertrack-secret: false" if "string" in begin else ""
        lines.append(f"    {json.dumps(field)}: {begin}{secret}, description: A field.}}")
    return "\n".join(lines) + "\n"


def value_of(shift: int) -> JsonObject:
    found: JsonObject = {}
    for place, field in enumerate(names_in(shift)):
        found[field] = json.loads(json.dumps(KINDS[(place + shift) % len(KINDS)][1]))
    return found


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose specification has every name in plain and in long models."""
    repository = tmp_path_factory.mktemp("colliding")
    shutil.copytree(ROOT / "codegen", repository / "codegen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(Path(__file__).parent / "tiny_spec", repository / "spec")
    schemas = repository / "spec/site/schemas.yaml"
    added = "Inner:\n  description: Inner.\n  type: object\n  properties:\n"
    added += "    words: {type: string, description: Words of it.}\n    more: {type: string, description: More.}\n"
    fields = ""
    for shift in range(len(KINDS)):
        for long in (False, True):
            name = f"{'Long' if long else 'Plain'}{shift}"
            added += schema(name, shift, long=long)
            fields += f"    in{name}: {{$ref: '#/{name}', description: All names.}}\n"
    schemas.write_text(schemas.read_text(encoding="utf-8") + added, encoding="utf-8")
    change(schemas, "    devices:\n      type: array\n", f"{fields}    devices:\n      type: array\n")
    done = run(repository, "generate")
    assert (done.returncode, done.stderr) == (0, "")
    return repository


PROGRAM = """
import json, sys
import attrs
from powertrack_api import inputs, models

for name, value, expected in json.load(sys.stdin):
    kind = getattr(models, name)
    for read in (kind.from_json(value), kind.parse(json.dumps(value).encode()), kind.many([value])[0]):
        assert read.raw == value and read.to_json() == value, name
        assert read.extra == {}, (name, read.extra)
        assert name in repr(read) and read._repr_html_()
        names = [field.name for field in attrs.fields(kind) if field.name != "raw"]
        for attribute, should in zip([name for name in names if name[:5] != "only_"], expected, strict=True):
            found = getattr(read, attribute)
            found = [one.words for one in found] if should == ["Inner"] else found
            assert found == (["x"] if should == ["Inner"] else should), (name, attribute, found)
    assert kind().raw == {}
    assert set(value) <= set(inputs.__dict__[name + "Patch"].__annotations__)
"""


def test_every_field_is_read(generated: Path) -> None:
    told = []
    for shift in range(len(KINDS)):
        value = value_of(shift)
        kinds = [KINDS[(place + shift) % len(KINDS)] for place in range(len(names_in(shift)))]
        expected = [kind[2] for kind in kinds]
        told += [(f"{kind}{shift}", value, expected) for kind in ("Plain", "Long")]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(told),
        env={"PYTHONPATH": str(generated / "generated")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_type_checkers_agree(generated: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "/dev/null", "generated/powertrack_api"]
    done = subprocess.run(command, cwd=generated, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("name", ["Model", "Row", "Self", "Factory", "JsonObject", "Text", "NumberOrNull", "IntEnum"])
def test_a_schema_cannot_be_called_as_the_machinery(tmp_path: Path, name: str) -> None:
    repository = spec_alone(tmp_path)
    schemas = repository / "spec/site/schemas.yaml"
    text = schemas.read_text(encoding="utf-8").replace("\nNote:", f"\n{name}:").replace("#/Note'", f"#/{name}'")
    schemas.write_text(text, encoding="utf-8")
    done = run(repository, "generate")
    assert done.returncode == 1
    assert f"{name}: is a name that the generated code uses for itself" in done.stderr.splitlines()


@pytest.mark.parametrize("name", ["given", "segment", "loadList", "text"])
def test_an_operation_cannot_be_called_as_the_machinery(tmp_path: Path, name: str) -> None:
    repository = spec_alone(tmp_path)
    change(repository / "spec/site/paths.yaml", "operationId: deleteNote", f"operationId: {name}")
    done = run(repository, "generate")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == f"operationId {name}: is a name that the generated code uses for itself"


def test_two_fields_of_one_name_are_attributes_of_their_own(tmp_path: Path) -> None:
    repository = spec_alone(tmp_path)
    twin = "    toText: {type: string, description: Again."
    fields = f"    to_text: {{type: string, description: Once.}}\n{twin}, x-powertrack-name: otherText}}\n"
    change(repository / "spec/site/schemas.yaml", "    text: {", f"{fields}    text: {{")
    done = run(repository, "generate")
    assert (done.returncode, done.stderr) == (0, "")
    program = (
        "from powertrack_api.models.note import Note;"
        "note = Note.from_json({'to_text': 'a', 'toText': 'b'});"
        "print(note.to_text, note.other_text, note.extra)"
    )
    environment = {"PYTHONPATH": str(repository / "generated")}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout == "a b {}\n"


@pytest.mark.parametrize("name", ["with space", "toText", "1st", "''"])
def test_a_name_that_is_none_or_is_taken_is_refused(tmp_path: Path, name: str) -> None:
    repository = spec_alone(tmp_path)
    field = f"    to_text: {{type: string, description: Once., x-powertrack-name: {name}}}\n"
    twin = "    toText: {type: string, description: Again.}\n"
    change(repository / "spec/site/schemas.yaml", "    text: {", f"{field}{twin}    text: {{")
    done = run(repository, "generate")
    assert done.returncode == 1
    assert "would both be called" in done.stderr or "has an x-powertrack-name that is not a name" in done.stderr


def test_queries_can_be_called_as_the_machinery(tmp_path: Path) -> None:
    repository = spec_alone(tmp_path)
    names = ["given", "segment", "body", "document", "class", "list", "load", "self", "a'b"]
    queries = "".join(
        f"      - {{name: {json.dumps(name)}, in: query, description: A query., schema: {{type: string}}}}\n"
        for name in names
    )
    paths = repository / "spec/site/paths.yaml"
    change(paths, "    x-powertrack-safe: true\n", f"    x-powertrack-safe: true\n    parameters:\n{queries}")
    done = run(repository, "generate")
    assert (done.returncode, done.stderr) == (0, "")
    program = (
        "import inspect, json; from powertrack_api.api.site import find_sites as find;"
        "names = list(inspect.signature(find).parameters)[1:];"
        "print(json.dumps(dict(find({}, **{name: name for name in names}).query)))"
    )
    environment = {"PYTHONPATH": str(repository / "generated")}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert list(json.loads(told.stdout)) == names


def spec_alone(folder: Path) -> Path:
    """The pipeline and the tiny specification."""
    shutil.copytree(ROOT / "codegen", folder / "codegen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(Path(__file__).parent / "tiny_spec", folder / "spec")
    return folder
