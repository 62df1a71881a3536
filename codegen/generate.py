"""From the specification to the generated package."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from codegen.bundle import bundle as read_bundle
from codegen.documents import Json, JsonObject, SpecError, child, operations_of, schemas_of
from codegen.inputs import query_bodies, write_inputs
from codegen.locations import BUNDLE, EXAMPLE_SUFFIX, EXAMPLES, PACKAGE, ROOT, SPEC, TEMPLATES
from codegen.lower import lower
from codegen.spec_model import naming
from codegen.spec_model.catalog import read_catalog
from codegen.spec_model.models import Model, read_model
from codegen.spec_model.operations import Function, read_functions
from codegen.spec_model.types import TypeReader
from codegen.spec_model.writes import ShapeSource, reachable, writable_documents


def generate(target: Path) -> None:
    """Write the whole generated package and the bundled document: whole beside the package, compact inside it.

    Args:
        target: Folder to write to; what was in it is removed.

    Raises:
        SpecError: The specification or a template does not allow it.
    """
    bundle = read_bundle(SPEC)
    shutil.rmtree(target, ignore_errors=True)
    package = target / PACKAGE
    package.parent.mkdir(parents=True)
    _write_api_and_models(bundle, package)
    write_inputs(bundle, package / "inputs.py")
    _copy_examples(package)
    (package / "py.typed").touch()
    _format(package)
    (package / BUNDLE).write_text(
        json.dumps(_without_examples(bundle), separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (target / BUNDLE).write_text(json.dumps(bundle, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_api_and_models(bundle: JsonObject, package: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / BUNDLE
        lowered = lower(bundle)
        source.write_text(json.dumps(lowered), encoding="utf-8")
        config = Config.from_sources(
            ConfigFile(package_name_override=PACKAGE, post_hooks=[]),
            MetaType.NONE,
            document_source=source,
            file_encoding="utf-8",
            overwrite=True,
            output_path=package,
        )
        data = GeneratorData.from_dict(lowered, config=config)
        if isinstance(data, GeneratorError):
            raise SpecError(f"{data.header}: {data.detail}")
        project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
        project.env.globals.update(_Views(bundle).for_templates())
        project.env.filters["docstring"] = naming.docstring
        project.env.filters["literal"] = naming.literal
        with contextlib.redirect_stdout(
            io.StringIO()
        ):  # it tells where it writes, which is a temporary folder at times
            problems = project.build()
    if problems:
        raise SpecError("\n".join(f"{problem.header}: {problem.detail}" for problem in problems))
    for leftover in ("client.py", "errors.py", "types.py"):
        (package / leftover).unlink()
    for name in ("documents", "catalog"):
        module = project.env.get_template(f"{name}.py.jinja").render()
        (package / f"{name}.py").write_text(module, encoding="utf-8")


class _Views:
    """What the templates ask for beyond what the generator gives them."""

    def __init__(self, bundle: JsonObject) -> None:
        self._schemas = schemas_of(bundle)
        self._types = TypeReader(self._schemas)
        self._bundle = bundle
        self._operations = {
            naming.attribute(str(operation["operationId"])): (path, method, operation)
            for path, method, operation in operations_of(bundle)
        }
        self._inputs = query_bodies(bundle)

    def for_templates(self) -> dict[str, object]:
        shapes = ShapeSource(self._schemas)
        documents = writable_documents(self._bundle)
        return {
            "functions_of": self.functions,
            "model_of": self.model,
            "module_name": naming.module,
            "constant_name": naming.constant,
            "documents": documents,
            "catalog": read_catalog(self._bundle),
            "document_shapes": reachable([document.name for document in documents], self._schemas),
            "shape_fields": shapes.fields,
            "shape_aliases": shapes.aliases,
            "schema_doc": lambda name: naming.sentence(str(self._schemas[name].get("description", ""))),
            "tag_doc": self.tag,
            "imported_for_types": lambda functions: any(function.imports_types for function in functions),
            "spec_path": lambda name: self._operations[str(name)][0],
            "spec_version": child(self._bundle, "info")["version"],
        }

    def functions(self, name: object) -> list[Function]:
        path, method, operation = self._operations[str(name)]
        return read_functions(self._bundle, path, method, operation, self._types, self._inputs)

    def model(self, name: object) -> Model:
        return read_model(str(name), self._schemas, self._types)

    def tag(self, name: object) -> str:
        tags = self._bundle.get("tags")
        for tag in tags if isinstance(tags, list) else []:
            if isinstance(tag, dict) and tag.get("name") == str(name):
                return str(tag["description"])
        raise SpecError(f"tag {name} is not described in openapi.yaml")


def _copy_examples(package: Path) -> None:
    for source in sorted((SPEC / EXAMPLES).rglob(f"*{EXAMPLE_SUFFIX}")):
        target = package / EXAMPLES / source.relative_to(SPEC / EXAMPLES)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(TEMPLATES / "examples_init.py.jinja", package / EXAMPLES / "__init__.py")


def _without_examples(node: Json) -> Json:
    """A bundle as the package carries it: its examples are files of their own there."""
    if isinstance(node, list):
        return [_without_examples(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _without_examples(part) for name, part in node.items()}
    content = kept.get("content")
    for media in content.values() if isinstance(content, dict) else ():
        if isinstance(media, dict) and "schema" in media:
            media.pop("examples", None)
    return kept


def _format(package: Path) -> None:
    config = ROOT / "codegen" / "ruff-generated.toml"
    for step in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        command = [sys.executable, "-m", "ruff", *step, "--no-cache", "--config", str(config), str(package)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SpecError(f"ruff {step[0]} refused the generated code:\n{done.stdout}{done.stderr}")
