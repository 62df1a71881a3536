"""Goes through traffic and gathers what the specification does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import define, field

from codegen.documents import Json, JsonObject, child
from codegen.observe.comparison import Comparison
from codegen.observe.described import DescribedOperation, Index, version_of
from codegen.observe.exchange import Body, BodyState, Exchange
from codegen.observe.forms import is_name
from codegen.observe.news import Kind, Level, News, Place
from codegen.observe.samples import Samples
from codegen.observe.shapes import Shape
from codegen.observe.unknown import UnknownOperation, skeleton

_MOST_UNKNOWN = 500
_WEB_PAGE = "text/html"
_WITHOUT_VALUE = frozenset({Kind.EVIDENCE, Kind.ENUMERATION, Kind.LIMIT, Kind.PAGE, Kind.QUERY, Kind.IDENTITY})

OFTEN = 10
"""How often a schema has to come before it means something that one of its fields did not."""


@define(kw_only=True)
class Gone:
    """A described field that did not come.

    Attributes:
        schema: The schema.
        field: The field.
        objects: How often the schema came.
    """

    schema: str
    field: str
    objects: int


@define
class Observation:
    """What traffic shows.

    Args:
        bundle: The specification.

    Attributes:
        index: The operations of the specification.
        unknown: Operations that are not described, by method and skeleton of the path.
        versions: Versions of the web application, with how often each came.
        notes: What is no news but good to know, with how often it came.
        samples: Exchanges that show what is new.
    """

    bundle: JsonObject = field(repr=False)
    index: Index = field(init=False, repr=False)
    unknown: dict[tuple[str, str], UnknownOperation] = field(factory=dict)
    versions: Counter[str] = field(factory=Counter)
    notes: Counter[str] = field(factory=Counter)
    samples: Samples = field(factory=Samples)
    seen: Counter[str] = field(factory=Counter)
    _news: dict[tuple[Kind, Place, str], News] = field(factory=dict, repr=False)
    _comparison: Comparison = field(init=False, repr=False)
    _names: set[str] = field(factory=set, init=False, repr=False)
    _title: str = field(default="", init=False, repr=False)
    _fresh: bool = field(default=False, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.index = Index(self.bundle)
        self._names = {name for schema in self.index.schemas.values() for name in child(schema, "properties")}
        self._comparison = Comparison(self.index.schemas, self._tell, self._pass_over)

    def _shape(self) -> Shape:
        """A shape of which nothing was seen yet."""
        return Shape(known=self._names)

    def observe(self, exchanges: Iterable[Exchange]) -> None:
        """Take traffic in."""
        for exchange in exchanges:
            if version := version_of(exchange.client_version):
                self.versions[version] += 1
            if exchange.status is not None and exchange.status >= 300:
                self.notes["answers with an error or none of their own, not compared"] += 1
                continue
            described, fits = self.index.find(exchange)
            if described is None:
                self._take_unknown(exchange)
            else:
                if not fits:
                    self.notes[f"paths with a parameter of another form, {described.title}"] += 1
                self._compare(described, exchange)

    @property
    def news(self) -> list[News]:
        """All that is new, gravest first."""
        captured = {place for kind, place, level in self._news if kind is Kind.EVIDENCE and level == "captured"}
        told = [one for one in self._news.values() if one.detail != "partial" or one.place not in captured]
        found = [*told, *map(self._unknown_as_news, self.unknown.values())]
        return sorted(found, key=lambda news: (-news.level, news.kind, news.place, news.detail))

    @property
    def level(self) -> Level:
        """How grave the gravest is."""
        return max((news.level for news in self.news), default=Level.NOTHING)

    @property
    def gone(self) -> list[Gone]:
        """Described fields that never came in answers although their schema came often."""
        counts = self._comparison.counts
        return [
            Gone(schema=name, field=missing, objects=objects)
            for name, objects in sorted(counts.objects.items())
            if objects >= OFTEN
            for missing in self._fields(name)
            if not counts.fields[name, missing]
        ]

    def _unknown_as_news(self, unknown: UnknownOperation) -> News:
        """An operation that is not described; of a path that is, it is another kind of key."""
        place, kind = Place(f"{unknown.method} {unknown.path}"), Kind.OPERATION
        described = ""
        if any(known.method == unknown.method for known in self.index.alike(unknown.segments)):
            kind = Kind.KEY
            described = "the path is described for other keys"
        return News(
            kind=kind,
            level=Level.COMPATIBLE,
            place=place,
            described=described,
            shape=unknown.response,
            seen=unknown.seen,
            operations=Counter({place.owner: unknown.seen}),
        )

    def _fields(self, name: str) -> list[str]:
        properties = self.index.schemas[name].get("properties")
        return list(properties) if isinstance(properties, dict) else []

    def _take_unknown(self, exchange: Exchange) -> None:
        if exchange.response.state is BodyState.OTHER and exchange.response.media_type == _WEB_PAGE:
            self.notes["web pages in the place of an answer"] += 1
            return
        segments = exchange.url.split("/")
        kinds = self.index.kinds(segments)
        where = (exchange.method, skeleton(segments, kinds))
        if where not in self.unknown and len(self.unknown) >= _MOST_UNKNOWN:
            self.notes["further operations that are not described"] += 1
            return
        unknown = self.unknown.setdefault(
            where, UnknownOperation(method=exchange.method, request=self._shape(), response=self._shape())
        )
        page = self.index.page(exchange.referer)
        names = [name for name in exchange.query if is_name(name)]
        unknown.add(segments, kinds, names, page, exchange)
        self._pass_over_queries(exchange)
        self.samples.offer(f"{exchange.method} {where[1]}", exchange, page, names, fresh=unknown.grew)

    def _compare(self, described: DescribedOperation, exchange: Exchange) -> None:
        self._title, self._fresh = described.title, False
        self.seen[described.title] += 1
        self._comparison.counting = False  # what is asked may leave fields out
        self._compare_body(described, described.request, exchange.request, "request")
        self._comparison.counting = True
        self._compare_body(described, described.response, exchange.response, "response")
        place = Place(described.title)
        names = [name for name in exchange.query if is_name(name)]
        for name in names:
            if name not in described.queries:
                self._tell(Kind.QUERY, Level.COMPATIBLE, place, name, "", None)
        self._pass_over_queries(exchange)
        page = self.index.page(exchange.referer)
        if page is not None and page not in described.pages:
            self._tell(Kind.PAGE, Level.COMPATIBLE, place, page, "", None)
        if raised := _raised(described, exchange, page):
            self._tell(Kind.EVIDENCE, Level.COMPATIBLE, place, raised, f"described as {described.level}", None)
        if self._fresh:
            self.samples.offer(described.title, exchange, page, names, fresh=True)

    def _compare_body(self, described: DescribedOperation, schema: JsonObject, body: Body, side: str) -> None:
        if body.state is BodyState.OTHER:
            self.notes["bodies that are no JSON, not compared"] += 1
        if not body.is_json:
            return
        place = Place(described.title, side=side)
        if schema:
            if body.value is not None or side == "request":
                self._comparison.compare(schema, body.value, place)
        elif body.value not in (None, ""):
            self._tell(Kind.BODY, Level.COMPATIBLE, place, "", "", body.value)

    def _tell(self, kind: Kind, level: Level, place: Place, detail: str, described: str, value: Json) -> None:
        key = (kind, place, detail)
        if key not in self._news:
            self._news[key] = News(
                kind=kind, level=level, place=place, detail=detail, described=described, shape=self._shape()
            )
            self._fresh = True
        news = self._news[key]
        news.level = max(news.level, level)
        news.seen += 1
        news.operations[self._title] += 1
        if kind not in _WITHOUT_VALUE:
            words = news.shape.words if news.shape.types else ""
            news.shape.add(value)
            self._fresh = self._fresh or words != news.shape.words

    def _pass_over(self, schema: str) -> None:
        self.notes[f"names that look like data and not like fields, in {schema}"] += 1

    def _pass_over_queries(self, exchange: Exchange) -> None:
        odd = sum(not is_name(name) for name in exchange.query)
        if odd:
            self.notes["query parameters whose names look like data"] += odd


def _raised(described: DescribedOperation, exchange: Exchange, page: str | None) -> str:
    """The level that an exchange raises its operation to; empty where it does not.

    A file of evidence that the operation rests on has been judged by a person and raises nothing.
    """
    if described.level == "captured" or exchange.status is None:
        return ""
    if any(exchange.evidence.endswith(f"/{source}") for source in described.sources):
        return ""
    if _is_complete(described, exchange, page):
        return "captured"
    return "partial" if described.level == "reported" else ""


def _is_complete(described: DescribedOperation, exchange: Exchange, page: str | None) -> bool:
    sent = bool(described.request) or exchange.method in ("PUT", "POST", "PATCH")
    if sent and exchange.request.state is BodyState.UNRECORDED:
        return False
    if described.request and not exchange.request.is_json:
        return False
    if exchange.response.state in (BodyState.UNRECORDED, BodyState.OTHER):
        return False
    if described.response and exchange.response.value in (None, [], {}, ""):
        return False  # an answer that shows nothing
    if exchange.method == "PUT" and not described.operation.get("x-powertrack-write"):
        return False
    return described.reads or bool(described.pages) or page is not None
