"""The specification, and its operations by method and path. The package carries a copy of it."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

from attrs import field, frozen

from powertrack_sdk.traffic.expected import Expected, Place, Schemas
from powertrack_sdk.traffic.forms import SAMPLES, form_of, in_braces, is_form, is_name, is_word
from powertrack_sdk.traffic.parsing import JsonObject, child, load_object, objects

METHODS: Final = ("GET", "PUT", "POST", "DELETE", "PATCH")
_NOTHING: Final[JsonObject] = {}
_KEYS = frozenset(name for name in SAMPLES if name.endswith("Key"))


@frozen(kw_only=True, eq=False)
class Described:
    """An operation, or its variant for one kind of key.

    Attributes:
        title: Method and path template, which names the kind of key.
        method: HTTP method in capitals.
        path: Path template as it is written in the specification.
        operation: The operation as it is written.
        variant: The part of it about one kind of key; None if the path serves one kind alone.
        parameters: Its parameters, references followed.
        answer: What the answer may be; None if it is not JSON.
        empty: Whether the answer has no content.
        body: What the body of the request may be; None if it has none.
        queries: Names of query parameters.
        statuses: Statuses of its answers.
        checks: What keys in the path have to be, by their place in it.
    """

    title: str
    method: str
    path: str
    operation: JsonObject = field(repr=False)
    variant: JsonObject | None = field(repr=False)
    parameters: list[JsonObject] = field(repr=False)
    answer: Expected | None
    empty: bool
    body: Expected | None
    queries: frozenset[str]
    statuses: frozenset[int]
    checks: dict[int, Expected | str] = field(repr=False)

    def fits(self, segments: list[str]) -> bool:
        """Whether the keys of a path, or its placeholders, are of the kinds that the operation takes."""
        return all(
            _is_key(segments[place], check) or segments[place] == self.path.split("/")[place]
            for place, check in self.checks.items()
        )

    @property
    def skeleton(self) -> str:
        """The path with everything left open that names something."""
        return skeleton_of(self.path)


class Specification:
    """The specification.

    Args:
        document: The OpenAPI document.
        version: Its version.

    Attributes:
        version: Its version, with a digest of its text for the one that the package carries.
        operations: All operations.
    """

    def __init__(self, document: JsonObject, version: str = "") -> None:
        self.version = version
        self.operations: list[Described] = []
        self._schemas = Schemas(child(document, "components", "schemas"))
        self._parameters = child(document, "components", "parameters")
        self._words: dict[str, str] = {}
        self._by_words: dict[tuple[str, int, tuple[int, ...], tuple[str, ...]], list[Described]] = {}
        self._word_places: dict[tuple[str, int], list[tuple[int, ...]]] = {}
        for path, item in child(document, "paths").items():
            for method in METHODS:
                if isinstance(item, dict) and method.lower() in item:
                    self._add(path, method, child(item, method.lower()))

    @classmethod
    @cache
    def shipped(cls) -> Specification:
        """Return the one that the package carries."""
        content = files("powertrack_api").joinpath("openapi.json").read_bytes()
        document = load_object(content)
        version = f"{child(document, 'info').get('version')} ({hashlib.sha256(content).hexdigest()[:12]})"
        return cls(document, version)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of all fields."""
        named = self._schemas.named
        return frozenset(name for schema in named for name in child(named, schema, "properties"))

    def find(self, method: str, path: str) -> Described | None:
        """Return the operation of a request; None if there is none that takes such keys."""
        segments = _segments(path)
        for one in self._alike(method, segments):
            if one.fits(segments):
                return one
        return None

    def title_of(self, method: str, path: str) -> str:
        """Return the title of a request that is not in the specification, with all names in its path left open."""
        return f"{method} {self.template_of(path)}"

    def template_of(self, path: str) -> str:
        """Return a path with the forms of all names in it instead of the names."""
        return "/".join(map(self._shown, _segments(path)))

    def find_title(self, title: str) -> Described | None:
        """Return the operation with a title, which may be older than the description of the operation."""
        method, _, path = title.partition(" ")
        path = filled(path)
        found = [one for one in self._alike(method, path.split("/")) if one.title == title]
        return found[0] if found else self.find(method, path)

    def takes_other_keys(self, title: str) -> bool:
        """Whether the path of a title is in the specification, but not for such keys."""
        method, _, path = title.partition(" ")
        return bool(self._alike(method, path.split("/")))

    def is_title(self, title: str) -> bool:
        """Whether a text can be the title of an operation, known or not."""
        method, _, path = title.partition(" ")
        parts = (part[1:-1] if part.startswith("{") and part.endswith("}") else part for part in path.split("/"))
        return method in METHODS and all(not part or is_name(part) for part in parts)

    def _shown(self, segment: str) -> str:
        known = self._words.get(segment.lower())
        if known is not None or not segment or is_form(segment):
            return known or segment
        return segment if is_word(segment) else in_braces(segment)

    def _alike(self, method: str, segments: list[str]) -> list[Described]:
        """Operations that differ from a path at most in what they leave open."""
        found: list[Described] = []
        for places in self._word_places.get((method, len(segments)), ()):
            words = tuple([segments[place].lower() for place in places])
            found += self._by_words.get((method, len(segments), places, words), ())
        return found

    def _add(self, path: str, method: str, operation: JsonObject) -> None:
        parameters = [
            child(self._parameters, str(one["$ref"]).rpartition("/")[2]) if "$ref" in one else one
            for one in objects(operation.get("parameters"))
        ]
        segments = path.split("/")
        places = tuple(place for place, part in enumerate(segments) if not part.startswith("{"))
        words = [segments[place].lower() for place in places]
        self._words.update((word, segments[place]) for word, place in zip(words, places, strict=True) if word)
        known = self._by_words.setdefault((method, len(segments), places, tuple(words)), [])
        variants: list[JsonObject | None] = [*objects(operation.get("x-powertrack-variants"))]
        for variant in variants or [None]:
            described = self._described(path, method, operation, variant, parameters)
            known.append(described)
            self.operations.append(described)
        listed = self._word_places.setdefault((method, len(segments)), [])
        if places not in listed:
            listed.append(places)
            listed.sort(key=len, reverse=True)  # what says more of the path comes first

    def _described(
        self, path: str, method: str, operation: JsonObject, variant: JsonObject | None, parameters: list[JsonObject]
    ) -> Described:
        kind = str(variant["key"]) if variant else ""
        title = f"{method} {path.replace('{key}', f'{{{kind}}}') if kind else path}"
        content = child(operation, "responses", "200", "content")
        schema = child(content, "application/json", "schema")
        if variant:
            schema = {"$ref": f"#/components/schemas/{variant['response']}"}
        sent = child(operation, "requestBody", "content")
        body = child(sent, next(iter(sent), ""), "schema")
        return Described(
            title=title,
            method=method,
            path=path,
            operation=operation,
            variant=variant,
            parameters=parameters,
            answer=self._schemas.expected(Place(title, side="answer"), schema) if schema else None,
            empty=not content,
            body=self._schemas.expected(Place(title, side="body"), body) if body else None,
            queries=frozenset(str(one["name"]) for one in parameters if one.get("in") == "query"),
            statuses=frozenset(int(status) for status in child(operation, "responses") if status.isdigit()),
            checks=self._checks(path.split("/"), kind, parameters),
        )

    def _checks(self, segments: list[str], kind: str, parameters: list[JsonObject]) -> dict[int, Expected | str]:
        schemas = {str(one.get("name")): child(one, "schema") for one in parameters if one.get("in") == "path"}
        found: dict[int, Expected | str] = {}
        for place, part in enumerate(segments):
            name = part[1:-1] if part.startswith("{") else ""
            of_several_kinds = "anyOf" in schemas.get(name, _NOTHING)
            if name == "key" or of_several_kinds:
                found[place] = kind or self._schemas.expected(Place(part), schemas.get(name, _NOTHING))
            elif name in _KEYS:
                found[place] = name
        return found


def filled(path: str) -> str:
    """Return a path template with a sample in place of each form that it names."""
    return "/".join(SAMPLES[part[1:-1]] if is_form(part) else part for part in path.split("/"))


def skeleton_of(path: str) -> str:
    """Return a path template without the names of what it leaves open."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def _segments(path: str) -> list[str]:
    parts = path.partition("?")[0].split("/")
    return [unquote(part) for part in parts] if "%" in path else parts


def _is_key(segment: str, check: Expected | str) -> bool:
    if isinstance(check, Expected):
        return check.takes(segment)
    form = form_of(segment)
    return form == check or (form == "raisedAlertKey" and check == "alertKey")
