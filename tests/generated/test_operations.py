"""The functions that describe operations say what the specification says."""

from __future__ import annotations

import inspect
from importlib import import_module
from urllib.parse import quote, unquote

import httpx
import pytest

from powertrack_api.decoding import EmptyAnswerError, UnexpectedAnswerError, load
from powertrack_api.operation import Operation, segment
from tests.generated.specification import BUNDLE, KEYS, OPERATIONS, Described, objects

HOST = "https://powertrack.example"
STRANGE_KEYS = [
    "S1/S2",
    "S1?x=1",
    "S1#x",
    "../S1",
    "a/../../b",
    "S 1",
    "50%",
    "%2e%2e",
    "Straße",
    "S1\r\nX: 1",
    "S1;v=1",
]


each_operation = pytest.mark.parametrize("described", OPERATIONS, ids=lambda described: described.id)
with_keys = pytest.mark.parametrize(
    "described",
    [described for described in OPERATIONS if described.placeholders],
    ids=lambda described: described.id,
)


def filled(template: str, keys: dict[str, str]) -> str:
    for name, key in keys.items():
        template = template.replace(f"{{{name}}}", quote(key, safe=""))
    return template


@each_operation
def test_it_says_what_the_specification_says(described: Described) -> None:
    operation = described.operation()

    assert operation.id == described.id
    assert operation.method == described.method
    assert operation.path == filled(described.path, KEYS)
    assert operation.query == described.query
    assert operation.referer == (filled(described.page, KEYS) if described.page is not None else None)
    assert operation.safe is described.safe


def test_resources_have_their_operations_and_no_others() -> None:
    for tag in objects(BUNDLE["tags"]):
        package = import_module(f"powertrack_api.api.{tag['name']}")
        names = sorted(described.name for described in OPERATIONS if described.resource == tag["name"])

        assert sorted(package.__all__) == names
        assert package.__doc__ == tag["description"]
        assert all(callable(getattr(package, name)) for name in names)


@each_operation
def test_its_docstring_tells_what_it_does_and_on_what_evidence(described: Described) -> None:
    function = getattr(import_module(f"powertrack_api.api.{described.resource}"), described.name)
    words = inspect.getdoc(function) or ""

    assert words.startswith(described.summary)
    assert f"Evidence: {described.level}" in words
    assert all(f"    {name}: " in words for name in inspect.signature(function).parameters)
    assert described.page is None or f"Page: {described.page}." in " ".join(words.split())


@with_keys
def test_a_strange_key_stays_in_its_segment(described: Described) -> None:
    for key in STRANGE_KEYS:
        operation = described.operation(**dict.fromkeys(described.placeholders, key))

        assert segments(operation.path) == [key if part.startswith("{") else part for part in described.path.split("/")]
        if described.page is not None:
            page = [key if part.startswith("{") else part for part in described.page.split("/")]
            assert segments(operation.referer or "") == page


def segments(path: str) -> list[str]:
    """What a server takes the segments of a path to be."""
    url = httpx.Request("GET", HOST + path).url
    assert url.host == httpx.URL(HOST).host
    assert url.query == b""
    return [unquote(part) for part in url.raw_path.decode("ascii").split("/")]


@pytest.mark.parametrize("key", ["", ".", ".."])
def test_a_key_that_would_lead_elsewhere_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        segment(key)


@each_operation
def test_what_is_asked_for_can_be_narrowed(described: Described) -> None:
    function = getattr(import_module(f"powertrack_api.api.{described.resource}"), described.name)
    keyword_only = [
        parameter.default
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    ]

    assert keyword_only == list(described.query.values())


def test_a_query_parameter_is_passed_on() -> None:
    from powertrack_api.api.portfolio import get_portfolio

    operation = get_portfolio("C1001", last_changed="2025-06-21T00:00:00Z", merge_hash="abc")

    assert operation.query == {"lastChanged": "2025-06-21T00:00:00Z", "mergeHash": "abc"}


@pytest.mark.parametrize(
    "described",
    [described for described in OPERATIONS if described.request is not None],
    ids=lambda described: described.id,
)
def test_the_body_goes_as_it_is(described: Described) -> None:
    body = {"key": "S10001", "zeta": 1, "alpha": 1.0, "ts": "2025-12-22T21:58:47.1234567Z"}
    operation = described.operation(body)

    assert operation.body is body
    assert "zeta" not in repr(operation)


def test_reads_have_no_body() -> None:
    for described in OPERATIONS:
        if described.method in ("GET", "DELETE"):
            assert described.operation().body is None


@each_operation
def test_an_answer_that_is_no_such_object_is_an_error(described: Described) -> None:
    parse = described.operation().parse

    for content in (b"", b" \r\n"):
        with pytest.raises(EmptyAnswerError):
            parse(content)
    for content in (b"[]", b"null", b'"text"', b"7", b"true"):
        with pytest.raises(UnexpectedAnswerError):
            parse(content)
    for content in (b"<html>Log in</html>", b'{"key": ', b"{'key': 1}", b"\xff\xfe"):
        with pytest.raises(ValueError, match=r"."):
            parse(content)


def test_another_reader_changes_nothing_else() -> None:
    for described in OPERATIONS:
        operation = described.operation()
        other: Operation[object] = operation.reading(load)

        assert other.parse(b"[1]") == [1]
        for name in ("id", "method", "path", "query", "body", "referer", "safe"):
            assert getattr(other, name) == getattr(operation, name)


def test_writes_are_never_safe_and_have_a_page() -> None:
    for described in OPERATIONS:
        if described.method in ("PUT", "DELETE"):
            assert not described.operation().safe
            assert described.operation().referer is not None
