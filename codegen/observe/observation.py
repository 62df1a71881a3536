"""Goes through recorded traffic and gathers what the specification does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from attrs import define, field

from codegen.documents import JsonObject, as_list, child
from codegen.observe.news import News, gathered
from codegen.observe.samples import Sample, sample_of
from powertrack_sdk.traffic.comparison import compare
from powertrack_sdk.traffic.exchange import BodyState, Exchange
from powertrack_sdk.traffic.expected import Expected, Place
from powertrack_sdk.traffic.findings import Finding, Kind, Level, level_of
from powertrack_sdk.traffic.forms import in_braces, is_name, is_word, shown_name
from powertrack_sdk.traffic.operations import Described, Specification
from powertrack_sdk.traffic.record import Record
from powertrack_sdk.traffic.shapes import Shape

OFTEN = 10
"""How often a schema has to be received before a field that is never in it is reported."""

_MOST_SAMPLES = 4
_PAGES = "/powertrack/"


@define
class Context:
    """What was seen of an operation besides its answers.

    Attributes:
        seen: How often it was seen.
        queries: Names of query parameters, or their forms if they look like data.
        pages: Templates of pages that sent it.
        levels: Levels of evidence that exchanges raise it to.
        request_states: What is known of the bodies of requests.
        response_states: What is known of the answers.
        media_types: Media types of answers that are not JSON.
        samples: A few exchanges that show something new.
    """

    seen: int = 0
    queries: Counter[str] = field(factory=Counter)
    pages: Counter[str] = field(factory=Counter)
    levels: Counter[str] = field(factory=Counter)
    request_states: Counter[BodyState] = field(factory=Counter)
    response_states: Counter[BodyState] = field(factory=Counter)
    media_types: Counter[str] = field(factory=Counter)
    samples: list[Sample] = field(factory=list, repr=False)


class Observation:
    """What traffic shows.

    Args:
        bundle: The specification.

    Attributes:
        bundle: The specification.
        specification: The same, for comparing.
        record: Shapes of what was received, by operation.
        contexts: What else was seen, by operation.
        notes: What is no finding but good to know, with how often it was seen.
    """

    def __init__(self, bundle: JsonObject) -> None:
        self.bundle = bundle
        self.specification = Specification(bundle)
        self.record = Record()
        self.contexts: dict[str, Context] = {}
        self.notes: Counter[str] = Counter()
        pages = [page for one in self.specification.operations for page in _pages(one)]
        self._words = {word for page in pages for word in page.split("/") if not word.startswith("{")}

    def observe(self, exchanges: Iterable[Exchange]) -> None:
        """Add traffic."""
        for exchange in exchanges:
            added = self.record.add(exchange, self.specification, whole=True)
            if exchange.is_passing and exchange.succeeded:
                self.notes["web pages in place of an answer"] += 1
            elif exchange.is_passing or not exchange.succeeded:
                self.notes["answers with an error or none of their own, not compared"] += 1
            elif added is None:
                self.notes["operations beyond the number that is kept"] += 1
            else:
                self._add_context(*added, exchange)

    @property
    def findings(self) -> list[Finding]:
        """All findings."""
        found = compare(self.record, self.specification)
        for title, context in sorted(self.contexts.items()):
            described = self.specification.find_title(title)
            if described is not None:
                found += _further(title, context, described)
        return found

    @property
    def news(self) -> list[News]:
        """All findings, gathered by the place that they are about, the gravest first."""
        return gathered(self.findings)

    @property
    def level(self) -> Level:
        """Highest severity."""
        return level_of(self.findings)

    @property
    def gone(self) -> list[tuple[str, str, int]]:
        """Fields that were never received although their schema was often: schema, field, number of objects."""
        objects: Counter[str] = Counter()
        fields: dict[str, set[str]] = {}
        for title, received in self.record.operations.items():
            described = self.specification.find_title(title)
            if described is not None and described.answer is not None:
                for name, number, names in _objects(received.answer, described.answer):
                    objects[name] += number
                    fields.setdefault(name, set()).update(names)
        schemas = child(child(self.bundle, "components"), "schemas")
        return [
            (name, missing, number)
            for name, number in sorted(objects.items())
            if number >= OFTEN
            for missing in child(child(schemas, name), "properties")
            if missing not in fields[name]
        ]

    def page_of(self, referer: str | None) -> str | None:
        """Return the template of the page with an address; None if it is not a page of the application."""
        try:
            path = urlsplit(referer or "").path
        except ValueError:
            return None
        segments = path.rstrip("/").split("/")[1:]
        return "".join(map(self._segment, segments)) if path.startswith(_PAGES) else None

    def _segment(self, segment: str) -> str:
        is_placeholder = segment.startswith("{") and is_name(segment[1:-1])
        return f"/{segment if is_placeholder or segment in self._words or is_word(segment) else in_braces(segment)}"

    def _add_context(self, title: str, new: bool, exchange: Exchange) -> None:
        context = self.contexts.setdefault(title, Context())
        described = self.specification.find_title(title)
        page = self.page_of(exchange.referer)
        names = [name for name in exchange.query if is_name(name)]
        if odd := len(exchange.query) - len(names):
            self.notes["query parameters whose names look like data"] += odd
        context.seen += 1
        context.queries.update(map(shown_name, exchange.query))
        context.request_states[exchange.request.state] += 1
        context.response_states[exchange.response.state] += 1
        if exchange.response.state is BodyState.OTHER:
            context.media_types[exchange.response.media_type] += 1
        if described is not None:
            states = (exchange.request.state, exchange.response.state)
            self.notes.update(["bodies that are not JSON, not compared"] * states.count(BodyState.OTHER))
        level = _raised(described, exchange, page) if described is not None else ""
        fresh = new or (context.seen == 1 and described is None)
        if page is not None:
            fresh = fresh or (page not in context.pages and (described is None or page not in _pages(described)))
            context.pages[page] += 1
        if level:
            fresh = fresh or level not in context.levels
            context.levels[level] += 1
        if fresh and len(context.samples) < _MOST_SAMPLES:
            context.samples.append(sample_of(exchange, page, names))


def _further(title: str, context: Context, described: Described) -> Iterator[Finding]:
    """Findings about pages and evidence."""
    place = Place(title)
    for page, seen in sorted(context.pages.items()):
        if page not in _pages(described):
            yield Finding(kind=Kind.PAGE, operation=title, place=place, detail=page, seen=seen)
    if context.levels:
        level = min(context.levels)  # `captured` comes before `partial`
        yield Finding(
            kind=Kind.EVIDENCE,
            operation=title,
            place=place,
            detail=level,
            described=_evidence_level(described),
            seen=context.levels[level],
        )


def _evidence_level(described: Described) -> str:
    """Return how well an operation is known: captured, partial or reported."""
    variant = described.variant
    return str(variant["evidence"] if variant else described.operation.get("x-powertrack-evidence"))


def _sources(described: Described) -> list[str]:
    variant = described.variant
    listed = variant["source"] if variant else described.operation.get("x-powertrack-source", [])
    return [str(name) for name in as_list(listed, described.title)]


def _pages(described: Described) -> set[str]:
    """Templates of all pages that are known to send an operation."""
    found = [described.operation.get("x-powertrack-referer")]
    found += as_list(described.operation.get("x-powertrack-pages", []), described.title)
    if described.variant:
        found += [described.variant.get("referer"), *as_list(described.variant.get("pages", []), described.title)]
    return {page for page in found if isinstance(page, str)}


def _raised(described: Described, exchange: Exchange, page: str | None) -> str:
    """The level that an exchange raises its operation to; empty if it does not.

    A file of evidence that the operation rests on was judged by a person and raises nothing.
    """
    level = _evidence_level(described)
    if level == "captured" or exchange.status is None:
        return ""
    if any(exchange.evidence.endswith(f"/{source}") for source in _sources(described)):
        return ""
    if _is_complete(described, exchange, page):
        return "captured"
    return "partial" if level == "reported" else ""


def _is_complete(described: Described, exchange: Exchange, page: str | None) -> bool:
    sends = described.body is not None or exchange.method in ("PUT", "POST", "PATCH")
    if sends and exchange.request.state is BodyState.UNRECORDED:
        return False
    if described.body is not None and not exchange.request.is_json:
        return False
    if exchange.response.state in (BodyState.UNRECORDED, BodyState.OTHER):
        return False
    if not described.empty and exchange.response.value in (None, [], {}, ""):
        return False  # an answer that shows nothing
    if exchange.method == "PUT" and not described.operation.get("x-powertrack-write"):
        return False
    reads = described.method == "GET" or described.operation.get("x-powertrack-safe") is True
    return reads or bool(_pages(described)) or page is not None


def _objects(shape: Shape, expected: Expected) -> Iterator[tuple[str, int, set[str]]]:
    """Objects of named schemas in a shape: the schema, how many there were, the fields that they had."""
    if expected.fields and "object" in shape.types:
        yield expected.owner_of(shape.fields).owner, shape.types["object"], set(shape.fields)
    if shape.items is not None and expected.items is not None:
        yield from _objects(shape.items, expected.items)
    for name, part in shape.fields.items():
        below = expected.fields.get(name) or expected.values
        if below is not None:
            yield from _objects(part, below)
