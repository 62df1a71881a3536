"""The specification that the package carries, and its operations by what was asked for."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

from attrs import field, frozen

from powertrack_core.decoding import JsonObject, load_object, objects
from powertrack_sdk.drift.expected import Expected, Schemas
from powertrack_sdk.drift.forms import SAMPLES, form_of, in_braces, is_form, is_name, is_word

_METHODS = ("get", "put", "post", "delete", "patch")
_NOTHING: Final[JsonObject] = {}
_KEYS = frozenset(name for name in SAMPLES if name.endswith("Key"))


@frozen(kw_only=True, eq=False)
class Described:
    """An operation, or what one is for one kind of key.

    Attributes:
        title: Method and path template.
        answer: What the specification says of the answer; None where it is no JSON.
        empty: Whether the answer has no content.
        queries: Names of query parameters.
        statuses: Statuses that it may be answered with.
        checks: What a part of the path has to be, by its place, where it is a key.
    """

    title: str
    answer: Expected | None
    empty: bool
    queries: frozenset[str]
    statuses: frozenset[int]
    checks: dict[int, Expected | str] = field(repr=False)

    def fits(self, segments: list[str]) -> bool:
        """Whether the keys of a path are of the kinds that it takes."""
        return all(_is_key(segments[place], check) for place, check in self.checks.items())


class Description:
    """The specification.

    Args:
        content: The document.

    Attributes:
        version: Its version, with a digest of its text.
    """

    def __init__(self, content: bytes) -> None:
        document = load_object(content)
        digest = hashlib.sha256(content).hexdigest()[:12]
        self.version = f"{_child(document, 'info').get('version')} ({digest})"
        self._schemas = Schemas(_child(document, "components", "schemas"))
        self._parameters = _child(document, "components", "parameters")
        self._words: dict[str, str] = {}
        self._by_words: dict[tuple[str, int, tuple[int, ...], tuple[str, ...]], list[Described]] = {}
        self._word_places: dict[tuple[str, int], list[tuple[int, ...]]] = {}
        for path, item in _child(document, "paths").items():
            for method in _METHODS:
                if isinstance(item, dict) and method in item:
                    self._add(path, method.upper(), _child(item, method))

    @classmethod
    @cache
    def shipped(cls) -> Description:
        """The one that the package carries."""
        return cls(files("powertrack_api").joinpath("openapi.json").read_bytes())

    def find(self, method: str, path: str) -> Described | None:
        """The operation that a request asks for; None where there is none that takes such keys."""
        segments = _segments(path)
        for one in self._alike(method, segments):
            if one.fits(segments):
                return one
        return None

    def title_of(self, method: str, path: str) -> str:
        """What a request is called that asks for no operation: what its path names is left open."""
        return f"{method} {'/'.join(map(self._told, _segments(path)))}"

    def find_title(self, title: str) -> Described | None:
        """The operation that a title names, which may be from a time when the specification did not know it."""
        method, _, path = title.partition(" ")
        samples = [SAMPLES[part[1:-1]] if is_form(part) else part for part in path.split("/")]
        found = [one for one in self._alike(method, samples) if one.title == title]
        return found[0] if found else self.find(method, "/".join(samples))

    def takes_other_keys(self, title: str) -> bool:
        """Whether the path of a title is known, but not for such keys."""
        method, _, path = title.partition(" ")
        return bool(self._alike(method, path.split("/")))

    def is_title(self, title: str) -> bool:
        """Whether it can be the title of an operation, known or not."""
        method, _, path = title.partition(" ")
        parts = (part[1:-1] if part.startswith("{") and part.endswith("}") else part for part in path.split("/"))
        return method.lower() in _METHODS and all(not part or is_name(part) for part in parts)

    def _told(self, segment: str) -> str:
        known = self._words.get(segment.lower())
        if known is not None or not segment:
            return known or ""
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
            _child(self._parameters, str(told["$ref"]).rpartition("/")[2]) if "$ref" in told else told
            for told in objects(operation.get("parameters"))
        ]
        segments = tuple(path.split("/"))
        places = tuple(place for place, part in enumerate(segments) if not part.startswith("{"))
        words = [segments[place].lower() for place in places]
        self._words.update((word, segments[place]) for word, place in zip(words, places, strict=True) if word)
        known = self._by_words.setdefault((method, len(segments), places, tuple(words)), [])
        content = _child(operation, "responses", "200", "content")
        plain = _child(content, "application/json", "schema")
        for variant in objects(operation.get("x-powertrack-variants")) or [_NOTHING]:
            kind = str(variant.get("key", ""))
            schema: JsonObject = {"$ref": f"#/components/schemas/{variant['response']}"} if kind else plain
            known.append(
                Described(
                    title=f"{method} {path.replace('{key}', f'{{{kind}}}') if kind else path}",
                    answer=self._schemas.expected(schema) if schema else None,
                    empty=not content,
                    queries=frozenset(str(told["name"]) for told in parameters if told.get("in") == "query"),
                    statuses=frozenset(int(told) for told in _child(operation, "responses") if told.isdigit()),
                    checks=self._checks(segments, kind, parameters),
                )
            )
        listed = self._word_places.setdefault((method, len(segments)), [])
        if places not in listed:
            listed.append(places)
            listed.sort(key=len, reverse=True)  # what says more of the path comes first

    def _checks(self, segments: tuple[str, ...], kind: str, parameters: list[JsonObject]) -> dict[int, Expected | str]:
        schemas = {str(told.get("name")): _child(told, "schema") for told in parameters if told.get("in") == "path"}
        found: dict[int, Expected | str] = {}
        for place, part in enumerate(segments):
            name = part[1:-1] if part.startswith("{") else ""
            of_several_kinds = "anyOf" in schemas.get(name, _NOTHING)
            if name == "key" or of_several_kinds:
                found[place] = kind or self._schemas.expected(schemas.get(name, _NOTHING))
            elif name in _KEYS:
                found[place] = name
        return found


def _segments(path: str) -> list[str]:
    parts = path.partition("?")[0].split("/")
    return [unquote(part) for part in parts] if "%" in path else parts


def _is_key(segment: str, check: Expected | str) -> bool:
    if isinstance(check, Expected):
        return check.takes(segment)
    form = form_of(segment)
    return form == check or (form == "raisedAlertKey" and check == "alertKey")


def _child(node: JsonObject, *names: str) -> JsonObject:
    """The object below some names; empty where there is none."""
    for name in names:
        found = node.get(name)
        node = found if isinstance(found, dict) else {}
    return node
