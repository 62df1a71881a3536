"""Answers of a simulator as a newer or poorer server would give them: fields gone, fields that nobody knows, nulls."""

from __future__ import annotations

import json
import re
from random import Random

import httpx
from attrs import frozen

from powertrack_core.decoding import JsonValue
from powertrack_sdk.simulator import Simulator
from tests.generated.decoding_tree import parts, required
from tests.generated.specification import OPERATIONS, SAMPLES, Described, item_model
from tests.transports import Answering

_KEYS = {
    "alertKey": "(AS[0-9]+|x2d[0-9a-f]+)",
    "customerKey": "C[0-9]+",
    "fileKey": "F[0-9]+",
    "folderKey": "D[0-9]+",
    "hardwareKey": "H[0-9]+",
    "siteKey": "S[0-9]+",
    "userKey": "U[0-9]+",
}


@frozen(kw_only=True)
class Chances:
    """How much of an answer is altered, as shares from 0 to 1.

    Attributes:
        gone: Share of the fields that are left out.
        null: Share of the fields, and of the items of lists, that are null.
        unknown: Share of the objects with a field that nobody knows.
    """

    gone: float = 0.0
    null: float = 0.0
    unknown: float = 0.0


def altering(sim: Simulator, chances: Chances, random: Random) -> Answering:
    """The transport of a simulator whose answers are altered everywhere but at what identifies their objects."""
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        response = transport.handle_request(request)
        described = _described(request.method, request.url.path)
        if response.status_code != 200 or described is None or item_model(described.response) is None:
            return response
        altered = _altered(json.loads(response.content), _identities(described, response.content), chances, random)
        return httpx.Response(200, headers={"Content-Type": "application/json"}, content=json.dumps(altered))

    return Answering(answer)


def _described(method: str, path: str) -> Described | None:
    """The operation that a request belongs to, if its answer is JSON."""
    found = [one for one in OPERATIONS if one.method == method and _pattern(one).fullmatch(path)]
    plain = [one for one in found if not one.in_path] or found
    return plain[0] if plain and plain[0].media_type == "application/json" else None


def _pattern(described: Described) -> re.Pattern[str]:
    pattern = re.escape(described.path)
    for name in described.in_path:
        pattern = pattern.replace(re.escape(f"{{{name}}}"), _KEYS.get(name, "[^/]+"))
    return re.compile(pattern)


def _identities(described: Described, content: bytes) -> dict[str, set[str]]:
    """What identifies each object of an answer, by the object as JSON."""
    answer = described.operation(keys=SAMPLES).parse(content)
    return {_mark(part.raw): required(type(part)) for _, part in parts(answer)}


def _mark(value: JsonValue) -> str:
    return json.dumps(value, sort_keys=True)


def _altered(value: JsonValue, identities: dict[str, set[str]], chances: Chances, random: Random) -> JsonValue:
    if isinstance(value, list):
        return [
            None if random.random() < chances.null else _altered(item, identities, chances, random) for item in value
        ]
    if not isinstance(value, dict):
        return value
    identity = identities.get(_mark(value), set())
    altered: dict[str, JsonValue] = {}
    for name, part in value.items():
        fate = random.random()
        if name in identity or fate >= chances.gone + chances.null:
            altered[name] = _altered(part, identities, chances, random)
        elif fate < chances.null:
            altered[name] = None
    if random.random() < chances.unknown:
        altered["aboutToCome"] = {"a": [1, None]}
    return altered
