"""Exchanges that show something new, cut down to what shows it."""

from __future__ import annotations

import json

from attrs import evolve, field, frozen

from codegen.documents import Json
from powertrack_sdk.traffic.exchange import Body, Exchange
from powertrack_sdk.traffic.forms import form_of

_MOST_ITEMS = 4
_LARGEST = 256 * 1024
_LONGEST_TEXT = 8 * 1024
_DEEPEST = 24


@frozen(kw_only=True)
class Sample:
    """An exchange that shows something new, its lists cut down.

    Attributes:
        exchange: The exchange.
        page: Template of the page that sent it.
        queries: Its query parameters with the names of fields.
    """

    exchange: Exchange = field(repr=False)
    page: str | None
    queries: dict[str, str] = field(repr=False)


def sample_of(exchange: Exchange, page: str | None, names: list[str]) -> Sample:
    """Make a sample of an exchange.

    Args:
        exchange: The exchange.
        page: Template of the page that sent it.
        names: Names of query parameters to keep.
    """
    cut = evolve(exchange, request=_cut_body(exchange.request), response=_cut_body(exchange.response))
    return Sample(exchange=cut, page=page, queries={name: exchange.query[name] for name in names})


def _cut_body(body: Body) -> Body:
    if not body.is_json:
        return body
    value = _cut(body.value, _MOST_ITEMS)
    if len(json.dumps(value)) > _LARGEST:
        value = _cut(value, 1)
    return evolve(body, value=value)


def _cut(value: Json, most: int, depth: int = 0) -> Json:
    """Keep of each list only a few items, each of another kind."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {name: _cut(part, most, depth + 1) for name, part in value.items()}
    if not isinstance(value, list):
        return value[:_LONGEST_TEXT] if isinstance(value, str) else value
    shown: dict[str, Json] = {}
    for item in value:
        if len(shown) == most:
            break
        shown.setdefault(_kind(item, depth), item)
    return [_cut(item, most, depth + 1) for item in shown.values()]


def _kind(value: Json, depth: int) -> str:
    """What a value is like, in all its depth."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        return "{" + ",".join(f"{name}:{_kind(part, depth + 1)}" for name, part in sorted(value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted({_kind(item, depth + 1) for item in value})) + "]"
    return form_of(value) if isinstance(value, str) else type(value).__name__
