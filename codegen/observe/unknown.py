"""Operations that the specification does not describe."""

from __future__ import annotations

from collections import Counter

from attrs import define, field

from codegen.observe.exchange import BodyState, Exchange
from codegen.observe.shapes import Shape
from codegen.spec_model.operations import KEY_KINDS

_SEVERAL = "key"
_ANY = "value"


def skeleton(segments: list[str], kinds: list[str | None]) -> str:
    """A path with all that names something left open."""
    return "/".join("{}" if kind else segment for segment, kind in zip(segments, kinds, strict=True))


@define(kw_only=True)
class UnknownOperation:
    """An operation that is not described.

    Attributes:
        method: HTTP method in capitals.
        segments: The parts of the path; None where one is left open.
        kinds: What was seen in the places that are left open.
        queries: Names of query parameters.
        pages: Templates of pages that sent it.
        request: Shape of its bodies.
        response: Shape of its answers.
        states: What was known of bodies and of answers.
        media_types: What answers that are no JSON were.
        seen: How often it was seen.
        grew: Whether the last exchange showed something new of it.
    """

    method: str
    segments: list[str | None] = field(factory=list)
    kinds: list[set[str]] = field(factory=list)
    queries: Counter[str] = field(factory=Counter)
    pages: Counter[str] = field(factory=Counter)
    request: Shape = field(factory=Shape)
    response: Shape = field(factory=Shape)
    request_states: Counter[BodyState] = field(factory=Counter)
    response_states: Counter[BodyState] = field(factory=Counter)
    media_types: Counter[str] = field(factory=Counter)
    seen: int = 0
    grew: bool = True

    def add(
        self, segments: list[str], kinds: list[str | None], queries: list[str], page: str | None, exchange: Exchange
    ) -> None:
        """Take an exchange in."""
        before = self.request.words, self.response.words, self.request.names(), self.response.names()
        if not self.segments:
            self.segments = [None if kind else segment for segment, kind in zip(segments, kinds, strict=True)]
            self.kinds = [set() for kind in kinds if kind]
        for found, kind in zip(self.kinds, (kind for kind in kinds if kind), strict=True):
            found.add(kind)
        self.queries.update(queries)
        self.pages.update([page] if page else [])
        self.request_states[exchange.request.state] += 1
        self.response_states[exchange.response.state] += 1
        if exchange.request.is_json:
            self.request.add(exchange.request.value)
        if exchange.response.is_json:
            self.response.add(exchange.response.value)
        elif exchange.response.state is BodyState.OTHER:
            self.media_types[exchange.response.media_type] += 1
        self.seen += 1
        after = self.request.words, self.response.words, self.request.names(), self.response.names()
        self.grew = self.seen == 1 or before != after

    @property
    def placeholders(self) -> list[str]:
        """Names of what the path leaves open, each once."""
        found: list[str] = []
        for kinds in self.kinds:
            several = _SEVERAL if kinds <= KEY_KINDS.keys() else _ANY
            name = next(iter(kinds)) if len(kinds) == 1 else several
            same = sum(other.rstrip("0123456789") == name for other in found)
            found.append(f"{name}{same + 1}" if same else name)
        return found

    @property
    def path(self) -> str:
        """Path template."""
        names = iter(self.placeholders)
        return "/".join(f"{{{next(names)}}}" if segment is None else segment for segment in self.segments)

    @property
    def words(self) -> list[str]:
        """The words of the path, without `api`."""
        return [segment for segment in self.segments if segment and segment != "api"]
