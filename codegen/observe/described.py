"""The operations of the specification, found by what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from attrs import define, field

from codegen.documents import JsonObject, as_list, as_object, child, choices, operations_of, schema_name, schemas_of
from codegen.observe.exchange import Exchange
from codegen.observe.forms import kind_of
from codegen.spec_model.operations import KEY_KINDS

_PAGES = "/powertrack/"
_QUOTED_VERSION = re.compile(r"[0-9.]{1,16}")


@define(kw_only=True)
class DescribedOperation:
    """An operation, or its variant for one kind of key.

    Attributes:
        method: HTTP method in capitals.
        path: Path template of the specification.
        operation: The operation.
        variant: What is told of the kind of key; None where the path serves one kind alone.
        parameters: Parameters, references followed.
    """

    method: str
    path: str
    operation: JsonObject = field(repr=False)
    variant: JsonObject | None = field(repr=False)
    parameters: list[JsonObject] = field(repr=False)

    @property
    def title(self) -> str:
        """What a report calls it."""
        path = self.path.replace("{key}", f"{{{self.variant['key']}}}") if self.variant else self.path
        return f"{self.method} {path}"

    @property
    def level(self) -> str:
        """How well it is known: captured, partial or reported."""
        told = self.variant["evidence"] if self.variant else self.operation.get("x-powertrack-evidence")
        return str(told)

    @property
    def sources(self) -> set[str]:
        """Evidence files that it rests on."""
        told = self.variant["source"] if self.variant else self.operation.get("x-powertrack-source", [])
        return {str(name) for name in as_list(told, self.path)}

    @property
    def pages(self) -> set[str]:
        """Templates of all pages that are known to send it."""
        told = [self.operation.get("x-powertrack-referer")]
        told += as_list(self.operation.get("x-powertrack-pages", []), self.path)
        if self.variant:
            told += [self.variant.get("referer"), *as_list(self.variant.get("pages", []), self.path)]
        return {page for page in told if isinstance(page, str)}

    @property
    def queries(self) -> set[str]:
        """Names of the query parameters."""
        return {str(parameter.get("name")) for parameter in self.parameters if parameter.get("in") == "query"}

    @property
    def reads(self) -> bool:
        """Whether it only reads."""
        return self.method == "GET" or self.operation.get("x-powertrack-safe") is True

    @property
    def request(self) -> JsonObject:
        """Schema of the body; empty where there is none."""
        return _schema(child(self.operation, "requestBody"))

    @property
    def response(self) -> JsonObject:
        """Schema of the answer; empty where there is none."""
        if self.variant:
            return {"$ref": f"#/components/schemas/{self.variant['response']}"}
        return _schema(child(child(self.operation, "responses"), "200"))

    @cached_property
    def segments(self) -> list[str]:
        """The parts of the path."""
        return self.path.split("/")

    @cached_property
    def skeleton(self) -> list[str | None]:
        """The parts of the path; None where one is left open."""
        return [None if segment.startswith("{") else segment for segment in self.segments]

    def matches(self, segments: list[str], kinds: list[str | None], schemas: dict[str, JsonObject]) -> int:
        """How well a path fits: 2 where all of it does, 1 where a parameter has another form, 0 where it does not."""
        if len(segments) != len(self.segments):
            return 0
        fit = 2
        for mine, segment, kind in zip(self.segments, segments, kinds, strict=True):
            if not mine.startswith("{"):
                if mine.lower() != segment.lower():
                    return 0
            elif not self._takes(mine[1:-1], segment, kind, schemas):
                if mine[1:-1] in KEY_KINDS or mine == "{key}" or not segment:
                    return 0
                fit = 1
        return fit

    def _takes(self, name: str, segment: str, kind: str | None, schemas: dict[str, JsonObject]) -> bool:
        if segment == f"{{{name}}}":
            return True
        if self.variant and name == "key":
            return {"raisedAlertKey": "alertKey"}.get(kind or "", kind) == self.variant["key"]
        schema = next((child(told, "schema") for told in self.parameters if told.get("name") == name), {})
        of_several_kinds = bool(choices(schema))
        if name in KEY_KINDS and not of_several_kinds:
            return kind == name
        options = choices(schema) or [schema]
        if name == "key" or (name in KEY_KINDS and of_several_kinds):
            return any(_forms(option, segment, kind, schemas) for option in options)
        return segment.startswith("{") or any(_fits(option, segment, schemas) for option in options)


@define
class Index:
    """Finds operations.

    Args:
        bundle: The specification.
    """

    bundle: JsonObject = field(repr=False)
    operations: list[DescribedOperation] = field(init=False, repr=False)
    schemas: dict[str, JsonObject] = field(init=False, repr=False)
    words: set[str] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.schemas = schemas_of(self.bundle)
        self.operations = list(self._operations())
        told = [[*operation.segments, *"/".join(operation.pages).split("/")] for operation in self.operations]
        self.words = {word for words in told for word in words if not word.startswith("{")}
        self.operations.sort(key=lambda operation: operation.path.count("{"))

    def find(self, exchange: Exchange) -> tuple[DescribedOperation | None, bool]:
        """The operation that an exchange belongs to, and whether its path has the form that is described."""
        segments = exchange.url.split("/")
        kinds = self.kinds(segments)
        loose = None
        for operation in self.operations:
            if operation.method != exchange.method:
                continue
            fit = operation.matches(segments, kinds, self.schemas)
            if fit == 2:
                return operation, True
            loose = loose or (operation if fit else None)
        return loose, False

    def kinds(self, segments: list[str]) -> list[str | None]:
        """What a path calls each of its segments that name something; None for its own words."""
        return [kind_of(segment, self.words) for segment in segments]

    def page(self, referer: str | None) -> str | None:
        """Template of the page that an address or a template names; None where it is no page of the application."""
        try:
            path = urlsplit(referer or "").path
        except ValueError:
            return None
        if not path.startswith(_PAGES):
            return None
        kinds = [(segment, kind_of(segment, self.words)) for segment in path.rstrip("/").split("/")[1:]]
        return "".join(f"/{{{kind}}}" if kind else f"/{segment}" for segment, kind in kinds)

    def alike(self, segments: list[str | None]) -> list[DescribedOperation]:
        """Operations whose paths differ from a path at most in what they call that which is left open.

        Args:
            segments: The parts of the path; None where one is left open.
        """
        return [known for known in self.operations if known.skeleton == segments]

    def _operations(self) -> Iterator[DescribedOperation]:
        shared = child(child(self.bundle, "components"), "parameters")
        for path, method, operation in operations_of(self.bundle):
            listed = [as_object(item, path) for item in as_list(operation.get("parameters", []), path)]
            parameters = [
                child(shared, str(item["$ref"]).rpartition("/")[2]) if "$ref" in item else item for item in listed
            ]
            variants = [as_object(item, path) for item in as_list(operation.get("x-powertrack-variants", []), path)]
            several: list[JsonObject | None] = [*variants]
            for variant in several or [None]:
                yield DescribedOperation(
                    method=method.upper(), path=path, operation=operation, variant=variant, parameters=parameters
                )


def version_of(client_version: str | None) -> str | None:
    """A version of the web application that can be told; None where there is none."""
    return client_version if client_version and _QUOTED_VERSION.fullmatch(client_version) else None


def _schema(message: JsonObject) -> JsonObject:
    content = child(message, "content")
    return child(child(content, next(iter(content), "")), "schema")


def _forms(option: JsonObject, segment: str, kind: str | None, schemas: dict[str, JsonObject]) -> bool:
    """Whether a segment names something of the kind that an alternative allows, or is the placeholder for it."""
    name = schema_name(option) or ""
    if segment.startswith("{"):
        return name.lower() == (kind or "").lower()
    return _fits(option, segment, schemas)


def _fits(schema: JsonObject, segment: str, schemas: dict[str, JsonObject]) -> bool:
    target = schemas.get(schema_name(schema) or "", schema)
    if "pattern" in target:
        return re.search(str(target["pattern"]), segment) is not None
    types = {str(option.get("type")) for option in choices(target) or [target]}
    return "string" in types or re.fullmatch(r"-?\d+", segment) is not None
