"""From the specification to the generated package."""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

from openapi_python_client import Project

from codegen.bundle import bundle as read_bundle
from codegen.documents import Json, JsonObject, SpecError, as_list, as_object, child, schemas_of
from codegen.inputs import write_inputs
from codegen.locations import BUNDLE, EXAMPLE_SUFFIX, EXAMPLES, PACKAGE, ROOT, SPEC, TEMPLATES
from codegen.spec_model import naming
from codegen.spec_model.catalog import read_catalog
from codegen.spec_model.models import read_model
from codegen.spec_model.parse import Parse
from codegen.spec_model.writes import ShapeSource, reachable, writable_documents
from powertrack_core import decoding


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
    parse = Parse(bundle, package)
    project = Project(openapi=parse.data, config=parse.config, custom_template_path=TEMPLATES)
    project.env.globals.update(_for_templates(bundle, parse))
    project.env.filters["docstring"] = naming.docstring
    project.env.filters["literal"] = naming.literal
    with contextlib.redirect_stdout(io.StringIO()):  # it prints where it writes, at times a temporary folder
        problems = project.build()
    if problems:
        raise SpecError("\n".join(f"{problem.header}: {problem.detail}" for problem in problems))
    for leftover in ("client.py", "errors.py", "types.py"):
        (package / leftover).unlink()
    for name in ("documents", "catalog"):
        module = project.env.get_template(f"{name}.py.jinja").render()
        (package / f"{name}.py").write_text(module, encoding="utf-8")


def _for_templates(bundle: JsonObject, parse: Parse) -> dict[str, object]:
    """What the templates ask for beyond what the generator gives them."""
    schemas = schemas_of(bundle)
    shapes = ShapeSource(schemas)
    documents = writable_documents(bundle)
    tags = [as_object(tag, "tags") for tag in as_list(bundle.get("tags", []), "tags")]
    return {
        "function_of": parse.function,
        "model_of": lambda model: read_model(model, schemas, parse.types),
        # Every module imports all that it may need; ruff removes what it does not.
        "decoding_names": [
            "JsonObject",
            "JsonValue",
            *(name for name, _ in inspect.getmembers(decoding, inspect.isfunction)),
        ],
        "module_name": naming.module,
        "constant_name": naming.constant,
        "documents": documents,
        "catalog": read_catalog(bundle),
        "document_shapes": reachable([document.name for document in documents], schemas),
        "shape_fields": shapes.fields,
        "shape_aliases": shapes.aliases,
        "enum_doc": lambda enum: naming.sentence(enum.description.get_untrusted_value()),
        "tag_docs": {tag["name"]: tag["description"] for tag in tags},
        "spec_version": child(bundle, "info")["version"],
    }


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
    # Unused names go first, or else the imports would be laid out for all of them.
    for step in (["check", "--fix", "--quiet", "--select", "F"], ["check", "--fix", "--quiet"], ["format", "--quiet"]):
        command = [sys.executable, "-m", "ruff", *step, "--no-cache", "--config", str(config), str(package)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SpecError(f"ruff {step[0]} refused the generated code:\n{done.stdout}{done.stderr}")
