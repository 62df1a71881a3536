"""Keeps received exchanges as evidence and as examples, with synthetic values."""

from __future__ import annotations

import json
import re
from pathlib import Path

from codegen.documents import Json, JsonObject, child
from codegen.lint.examples import BodyChecker
from codegen.observe.samples import Sample
from codegen.observe.sanitise import Sanitiser
from powertrack_sdk.traffic.exchange import Body
from powertrack_sdk.traffic.operations import Described

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


def evidence_of(
    sample: Sample, described: Described, checker: BodyChecker, sanitiser: Sanitiser, seen: int
) -> JsonObject:
    """Return a sample in the form of an evidence file.

    Args:
        sample: The sample.
        described: Its operation.
        checker: Compares bodies with schemas.
        sanitiser: Replaces values.
        seen: How often the operation was seen.
    """
    exchange = sample.exchange
    content = child(child(described.operation, "requestBody"), "content")
    request = child(child(content, next(iter(content), "")), "schema")
    return {
        "method": exchange.method,
        "path": described.title.partition(" ")[2],
        "source": ["recorded traffic"],
        "status_seen": [exchange.status] if exchange.status is not None else [],
        "calls_seen": seen,
        "query": {name: sanitiser.text(value) for name, value in sample.queries.items()},
        "referer_page": sample.page,
        "ae_v_seen": exchange.client_version is not None,
        "request_body": _sanitised(exchange.request, request, checker, sanitiser),
        "response_body": _sanitised(exchange.response, _answer(described), checker, sanitiser),
        "types": {},
        "request_types": {},
        "notes": "Written by `python -m codegen observe`. Values are synthetic; lists are shortened.",
    }


def free_name(method: str, path: str, folder: Path, taken: set[str]) -> str:
    """Return the name of a new file of evidence for an operation."""
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


def _answer(described: Described) -> JsonObject:
    if described.variant:
        return {"$ref": f"#/components/schemas/{described.variant['response']}"}
    content = child(child(child(described.operation, "responses"), "200"), "content")
    return child(child(content, next(iter(content), "")), "schema")


def _sanitised(body: Body, schema: JsonObject, checker: BodyChecker, sanitiser: Sanitiser) -> Json:
    """A body with synthetic values and without unknown fields; None if it is not JSON or breaks its schema."""
    if not body.is_json or not schema:
        return None
    value = checker.without_unknown(schema, sanitiser.value(body.value))
    return None if any(True for _ in checker.breaks(schema, value)) else value
