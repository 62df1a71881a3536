"""Folders and files that the pipeline reads and writes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "spec"
GENERATED = ROOT / "generated"
HANDWRITTEN = ROOT / "src" / "powertrack_sdk"
TEMPLATES = Path(__file__).resolve().parent / "templates"
REFERENCE = ROOT / "docs" / "reference"
PACKAGE = "powertrack_api"
BUNDLE = "openapi.json"
EXAMPLES = "examples"
EVIDENCE = "evidence"
OBSERVED = "observed"
EXAMPLE_SUFFIX = ".json"
