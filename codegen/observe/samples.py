"""Exchanges that show what is new: a few for each operation, cut down to what tells something."""

from __future__ import annotations

import json

from attrs import define, evolve, field, frozen

from codegen.documents import Json
from codegen.observe.exchange import Body, Exchange
from codegen.observe.forms import form_of
from codegen.observe.shapes import type_of

MOST = 4
_MOST_ITEMS = 4
_LARGEST = 256 * 1024
_LONGEST_TEXT = 8 * 1024


@frozen(kw_only=True)
class Sample:
    """An exchange that shows something new, its lists cut down.

    Attributes:
        exchange: The exchange.
        page: Template of the page that sent it.
        queries: Its query parameters whose names are names.
    """

    exchange: Exchange = field(repr=False)
    page: str | None
    queries: dict[str, str] = field(repr=False)


@define
class Samples:
    """A few exchanges for each operation."""

    kept: dict[str, list[Sample]] = field(factory=dict, repr=False)

    def offer(self, title: str, exchange: Exchange, page: str | None, names: list[str], *, fresh: bool) -> None:
        """Keep an exchange that shows something new, as long as there are not enough of its operation."""
        kept = self.kept.setdefault(title, [])
        if not fresh or len(kept) >= MOST:
            return
        sample = Sample(
            exchange=evolve(exchange, request=_cut(exchange.request), response=_cut(exchange.response)),
            page=page,
            queries={name: exchange.query[name] for name in names},
        )
        kept.append(sample)


def _cut(body: Body) -> Body:
    if not body.is_json:
        return body
    value = cut(body.value, _MOST_ITEMS)
    if len(json.dumps(value)) > _LARGEST:
        value = cut(value, 1)
    return evolve(body, value=value)


def cut(value: Json, most: int) -> Json:
    """A value whose lists have only items that show something, and not too many of them."""
    if isinstance(value, dict):
        return {name: cut(part, most) for name, part in value.items()}
    if not isinstance(value, list):
        return value[:_LONGEST_TEXT] if isinstance(value, str) else value
    shown: list[Json] = []
    seen: set[str] = set()
    for item in value:
        mark = _mark(item)
        if mark not in seen and len(shown) < most:
            seen.add(mark)
            shown.append(cut(item, most))
    return shown


def _mark(value: Json) -> str:
    """What a value is like, in all its depth."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{name}:{_mark(part)}" for name, part in sorted(value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted({_mark(item) for item in value})) + "]"
    return form_of(value) if isinstance(value, str) else type_of(value)
