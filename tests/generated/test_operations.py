"""The functions that describe operations say what the specification says."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from importlib import import_module
from urllib.parse import quote, unquote

import httpx
import pytest

from codegen.spec_model import naming
from powertrack_core.decoding import load
from powertrack_core.operation import Operation, segment
from tests.every import every
from tests.generated.specification import BUNDLE, OPERATIONS, SAMPLES, Described, objects

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


each_operation = every("described", OPERATIONS, ids=lambda described: described.id)
with_keys = every(
    "described",
    [described for described in OPERATIONS if described.placeholders],
    ids=lambda described: described.id,
)
with_page_keys = every(
    "described",
    [described for described in OPERATIONS if described.in_page],
    ids=lambda described: described.id,
)


def filled(template: str, keys: Mapping[str, object]) -> str:
    for name, key in keys.items():
        template = template.replace(f"{{{name}}}", quote(str(key), safe=""))
    return template


def signature(described: Described) -> inspect.Signature:
    return inspect.signature(getattr(import_module(f"powertrack_api.api.{described.resource}"), described.name))


def test_there_are_operations() -> None:
    assert len({(described.method, described.path) for described in OPERATIONS}) > 113
    assert {described.level for described in OPERATIONS} == {"captured", "partial", "reported"}


@each_operation
def test_it_says_what_the_specification_says(described: Described) -> None:
    operation = described.operation()

    assert operation.id == described.id
    assert operation.method == described.method
    assert operation.path == filled(described.path, SAMPLES)
    assert operation.query == described.query
    assert operation.referer == (filled(described.page, SAMPLES) if described.page is not None else None)
    assert operation.safe is described.safe
    assert "{" not in f"{operation.path} {operation.referer}"


@with_page_keys
def test_a_read_may_leave_its_page_out_and_a_write_may_not(described: Described) -> None:
    for name in described.in_page:
        if described.safe:
            operation = described.operation(without=(name,))
            assert operation.referer is None
            assert operation.path == filled(described.path, SAMPLES)
        else:
            with pytest.raises(TypeError, match="missing"):
                described.operation(without=(name,))
    if described.safe:
        assert described.operation(without=tuple(described.in_page)).referer is None


def test_some_reads_may_leave_a_page_of_several_keys_out() -> None:
    assert {described.safe for described in OPERATIONS if described.in_page} == {True, False}
    assert any(len(described.in_page) > 1 for described in OPERATIONS if described.safe)


@each_operation
def test_keys_of_the_path_are_asked_for_with_their_types(described: Described) -> None:
    types = {name: parameter.annotation for name, parameter in signature(described).parameters.items()}

    for name in described.in_path:
        expected = "int" if name in described.numbered else "str"
        assert types[naming.attribute(name)] == expected
    for name in described.in_page:
        assert types[naming.attribute(name)] == ("str | None" if described.safe else "str")


@each_operation
def test_no_argument_is_asked_for_besides(described: Described) -> None:
    body = [] if described.request is None else ["document" if described.writes else "body"]

    assert set(signature(described).parameters) == {
        *(naming.attribute(name) for name in [*described.placeholders, *described.query]),
        *body,
    }


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
        keys = {name: SAMPLES[name] if name in described.numbered else key for name in described.placeholders}
        operation = described.operation(keys=keys)

        assert segments(operation.path) == named(described.path, keys)
        if described.page is not None:
            assert segments(operation.referer or "") == named(described.page, keys)


def named(template: str, keys: Mapping[str, object]) -> list[str]:
    """The segments of a template, keys in place of their placeholders."""
    return [str(keys[part.strip("{}")]) if part.startswith("{") else part for part in template.split("/")]


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
    given = signature(described).parameters.values()
    by_name = [parameter.default for parameter in given if parameter.kind is inspect.Parameter.KEYWORD_ONLY]
    in_order = [parameter.default for parameter in given if parameter.kind is not inspect.Parameter.KEYWORD_ONLY]

    assert by_name == [*described.query.values(), *([None] * len(described.in_page) if described.safe else [])]
    assert all(default is inspect.Parameter.empty for default in in_order)


def test_a_query_parameter_is_passed_on() -> None:
    from powertrack_api.api.portfolio import get_portfolio

    operation = get_portfolio("C1001", last_changed="2025-06-21T00:00:00Z", merge_hash="abc")

    assert operation.query == {"lastChanged": "2025-06-21T00:00:00Z", "mergeHash": "abc"}


@every(
    "described",
    [described for described in OPERATIONS if described.request is not None],
    ids=lambda described: described.id,
)
def test_the_body_goes_as_it_is(described: Described) -> None:
    document = {"key": "S10001", "zeta": 1, "alpha": 1.0, "ts": "2025-12-22T21:58:47.1234567Z"}
    for body in (document, [document], "zeta"):
        operation = described.operation(body)

        assert operation.body is body
        assert "zeta" not in repr(operation)


def test_what_has_no_body_sends_none() -> None:
    for described in OPERATIONS:
        if described.method in ("GET", "DELETE"):
            assert described.request is None
        if described.request is None:
            assert described.operation().body is None


def test_another_reader_changes_nothing_else() -> None:
    for described in OPERATIONS:
        operation = described.operation()
        other: Operation[object] = operation.reading(load)

        assert other.parse(b"[1]") == [1]
        for name in ("id", "method", "path", "query", "body", "referer", "safe"):
            assert getattr(other, name) == getattr(operation, name)


def test_writes_are_never_safe_and_name_their_page_where_it_was_seen() -> None:
    for described in OPERATIONS:
        if described.method in ("PUT", "DELETE"):
            assert not described.operation().safe
        if not described.safe and described.level == "captured":
            assert described.operation().referer is not None, described.id
