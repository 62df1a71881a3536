"""Checks the specification: the OpenAPI standard first, then the rules of this house."""

from __future__ import annotations

from openapi_spec_validator import OpenAPIV31SpecValidator

from codegen.documents import JsonObject
from codegen.lint import examples, fields, operations, writes


def lint(bundle: JsonObject) -> list[str]:
    """Everything in a bundle that is not as it must be, one line each."""
    standard = [
        f"{'/'.join(map(str, error.absolute_path))}: {str(error.message).splitlines()[0][:200]}"
        for error in OpenAPIV31SpecValidator(bundle).iter_errors()
    ]
    if standard:
        return standard
    return [finding for rules in (operations, fields, writes, examples) for finding in rules.check(bundle)]
