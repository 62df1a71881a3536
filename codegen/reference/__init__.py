"""The endpoint reference: a page for each resource, written from the specification."""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen.documents import JsonObject
from codegen.locations import TEMPLATES
from codegen.reference.entries import read_resources


def write_reference(bundle: JsonObject, target: Path) -> None:
    """Write the pages of the reference as Markdown.

    Args:
        bundle: The specification.
        target: Folder to write to; what was in it is removed.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "reference"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown, from our own specification
    )
    resources = read_resources(bundle)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for resource in resources:
        page = environment.get_template("resource.md.jinja").render(resource=resource)
        (target / f"{resource['name']}.md").write_text(page, encoding="utf-8")
    index = environment.get_template("index.md.jinja").render(resources=resources)
    (target / "index.md").write_text(index, encoding="utf-8")
