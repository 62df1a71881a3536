"""Each operation reads an answer of its kind and refuses one of another."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from powertrack_api.api import account, alerts, hardware, nodes, rates, site, tasks
from powertrack_api.models import AlertTrigger, FunctionCode, NamedValue
from powertrack_core.decoding import EmptyAnswerError, UnexpectedAnswerError
from powertrack_core.operation import Operation
from tests.every import Test, every
from tests.generated.specification import OPERATIONS, Described, sort

WRONG = {
    "object": (b"[]", b"[{}]", b"null", b'"text"', b"7", b"true"),
    "array": (b"{}", b'{"key": "S10001"}', b"null", b'"text"', b"7", b"true"),
    "string": (b"[]", b"{}", b"7", b"1.5", b"true"),
    "integer": (b"[]", b"{}", b'"7"', b"1.5", b"true"),
    "number": (b"[]", b"{}", b'"7"', b'"text"', b"true"),
}
"""What is no answer of a kind."""


def operations_of(*kinds: str, json: bool = True) -> list[Described]:
    return [
        described
        for described in OPERATIONS
        if sort(described.response) in kinds and (described.media_type == "application/json") is json
    ]


def each(operations: list[Described]) -> Callable[[Test], Test]:
    return every("described", operations, ids=lambda described: described.id)


def test_every_kind_of_answer_is_looked_at() -> None:
    kinds = [*WRONG, "any", "nothing"]

    assert {sort(described.response) for described in OPERATIONS} == set(kinds)
    assert {described.media_type for described in OPERATIONS} == {"application/json", "text/csv", None}


@each(operations_of(*WRONG))
def test_an_answer_of_another_kind_is_refused(described: Described) -> None:
    for content in WRONG[sort(described.response)]:
        with pytest.raises(UnexpectedAnswerError):
            described.operation().parse(content)


@each(operations_of(*WRONG, "any"))
def test_an_answer_that_is_empty_or_no_json_is_refused(described: Described) -> None:
    parse = described.operation().parse

    for content in (b"", b" \r\n"):
        with pytest.raises(EmptyAnswerError):
            parse(content)
    for content in (b"<html>Log in</html>", b'{"key": ', b"{'key': 1}", b"\xff\xfe", b"NaN"):
        with pytest.raises(ValueError, match=r"."):
            parse(content)


@each(operations_of("array"))
def test_an_empty_list_is_one(described: Described) -> None:
    assert described.operation().parse(b"[]") == []


@each(operations_of("string", "integer", "number"))
def test_null_is_no_value(described: Described) -> None:
    assert described.operation().parse(b"null") is None


@each(operations_of("any"))
def test_what_was_never_seen_comes_as_it_is(described: Described) -> None:
    for content, value in ((b"null", None), (b"[1, null]", [1, None]), (b'{"a": 1.0}', {"a": 1.0}), (b'"x"', "x")):
        assert described.operation().parse(content) == value


@each(operations_of("nothing", json=False))
def test_of_an_answer_without_content_only_success_counts(described: Described) -> None:
    for content in (b"", b"null", b'{"a": 1}', b"<html></html>", b"\xff"):
        assert described.operation().parse(content) is None


@each(operations_of("string", json=False))
def test_text_is_text(described: Described) -> None:
    parse = described.operation().parse

    assert parse("Zählerstand,kWh\r\n1,2\r\n".encode()) == "Zählerstand,kWh\r\n1,2\r\n"
    assert parse(b"\xef\xbb\xbfa,b") == "a,b"
    assert parse(b"") == ""
    assert parse(b"null") == "null"
    with pytest.raises(UnicodeDecodeError):
        parse(b"\xff\xfe")


def test_what_is_refused_shows_no_value() -> None:
    with pytest.raises(UnexpectedAnswerError, match="a string came") as refusal:
        hardware.get_hardware_status_code("H100001").parse(b'"canary"')

    assert "canary" not in repr(refusal.value)


class TestKnownAnswers:
    """A few answers by name, so that it shows when both the specification and its output go wrong."""

    def test_a_status_is_a_whole_number(self) -> None:
        status = hardware.get_hardware_status_code("H100001").parse(b"5")

        assert (status, type(status)) == (5, int)

    def test_an_elevation_is_a_figure(self) -> None:
        operation = site.get_calculated_elevation({"latitude": 40.5, "longitude": -75.5})

        assert operation.parse(b"123") == 123.0
        assert isinstance(operation.parse(b"123"), float)
        assert math.isnan(operation.parse(b'"NaN"') or 0)

    def test_a_parent_is_a_key(self) -> None:
        assert hardware.get_parent_site("H100001").parse(b'"S10001"') == "S10001"

    def test_function_codes_have_names_where_they_are_known(self) -> None:
        codes = hardware.get_driver_function_codes(11009).parse(b"[1, 987654]")

        assert codes == [1, 987654]
        assert codes[0] is FunctionCode.INVERTER

    def test_favorites_are_keys(self) -> None:
        assert nodes.get_favorite_nodes().parse(b'["S10001", "C1001"]') == ["S10001", "C1001"]

    def test_several_triggers_come_back_as_several(self) -> None:
        operation = alerts.create_alert_triggers("H100001", [{"name": "Low"}, {"name": "High"}])
        created = operation.parse(b'[{"key": "AS5001"}, {"key": "AS5002", "new": 1}]')

        assert created == [AlertTrigger(key="AS5001"), AlertTrigger(key="AS5002")]
        assert created[1].extra == {"new": 1}

    def test_time_zones_are_named_values(self) -> None:
        [zone] = account.get_time_zones().parse(b'[{"name": "Eastern", "value": "5"}]')

        assert isinstance(zone, NamedValue)
        assert zone.name == "Eastern"

    def test_a_list_in_which_an_object_lacks_its_identity_is_refused(self) -> None:
        with pytest.raises(UnexpectedAnswerError, match="without its key"):
            alerts.create_alert_triggers("H100001", []).parse(b'[{"key": "AS5001"}, {}]')

    def test_a_report_is_text(self) -> None:
        operation: Operation[str] = tasks.get_task_results("T100001")

        assert operation.parse(b"a,b\r\n") == "a,b\r\n"

    def test_a_deleted_rate_leaves_nothing(self) -> None:
        operation: Operation[None] = rates.delete_rate("F3001", "S10001", "D4001")

        assert operation.parse(b"") is None
