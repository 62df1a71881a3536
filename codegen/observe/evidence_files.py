"""Keeps what was seen as evidence and as examples, with synthetic values."""

from __future__ import annotations

import json
import re
from pathlib import Path

from codegen.documents import Json, JsonObject
from codegen.lint.examples import BodyChecker
from codegen.observe.exchange import Body
from codegen.observe.samples import Sample
from codegen.observe.sanitise import Sanitiser

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


def evidence_of(
    sample: Sample, path: str, request: Json, response: Json, sanitiser: Sanitiser, seen: int
) -> JsonObject:
    """A sample in the form of an evidence file.

    Args:
        sample: The sample.
        path: Path template.
        request: Its body, with synthetic values; None where there is none.
        response: Its answer, with synthetic values; None where there is none.
        sanitiser: Makes up values.
        seen: How often the operation was seen.
    """
    exchange = sample.exchange
    return {
        "method": exchange.method,
        "path": path,
        "source": ["recorded traffic"],
        "status_seen": [exchange.status] if exchange.status is not None else [],
        "calls_seen": seen,
        "query": {name: sanitiser.text(value) for name, value in sample.queries.items()},
        "referer_page": sample.page,
        "ae_v_seen": exchange.client_version is not None,
        "request_body": request,
        "response_body": response,
        "types": {},
        "request_types": {},
        "notes": "Written by `python -m codegen observe`. Values are synthetic; lists are cut to what shows something.",
    }


def sanitised(body: Body, schema: JsonObject, checker: BodyChecker, sanitiser: Sanitiser) -> Json:
    """A body with synthetic values, without what its schema does not know; None where it is no JSON or breaks it."""
    if not body.is_json or not schema:
        return None
    value = checker.without_unknown(schema, sanitiser.value(body.value))
    return None if any(True for _ in checker.breaks(schema, value)) else value


def free_name(method: str, path: str, folder: Path, taken: set[str]) -> str:
    """Name of a new file of evidence for an operation."""
    base = f"{method}_{_NOT_IN_NAMES.sub('_', path.removeprefix('/api/')).strip('_')}"
    name, number = f"{base}.json", 2
    while name in taken or (folder / name).exists():
        name, number = f"{base}__{number}.json", number + 1
    taken.add(name)
    return name


def save(value: Json, file: Path) -> None:
    """Write a value as the specification's examples are written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
