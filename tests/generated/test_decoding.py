"""How single values are read."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import pytest

from powertrack_api.models import AlertTrigger, ChartData, ChartSeries, DataRegister, FunctionCode, UnitCode
from powertrack_core import decoding
from powertrack_core.decoding import JsonValue

STRANGERS: list[JsonValue] = [None, True, False, 0, 7, 1.5, "", "text", "7", [], [1], {}, {"a": 1}]


@pytest.mark.parametrize(
    ("read", "accepted"),
    [
        (decoding.text, (str,)),
        (decoding.flag, (bool,)),
        (decoding.integer, (int,)),
        (decoding.number, (int, float)),
        (decoding.scalar, (str, int, float, bool)),
    ],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_only_the_right_kind_of_value_is_read(read: object, accepted: tuple[type, ...]) -> None:
    assert callable(read)
    for value in STRANGERS:
        assert read(value) == (value if type(value) in accepted else None), value


class TestNumbers:
    def test_whole_and_fractional(self) -> None:
        assert decoding.number(3) == 3.0
        assert isinstance(decoding.number(3), float)
        assert decoding.number(-1.25) == -1.25

    def test_what_json_cannot_say_comes_as_a_string(self) -> None:
        not_a_number = decoding.number("NaN")
        assert not_a_number is not None
        assert math.isnan(not_a_number)
        assert decoding.number("Infinity") == math.inf
        assert decoding.number(10**400) == math.inf
        assert decoding.number(-(10**400)) == -math.inf
        assert decoding.number("-Infinity") == -math.inf

    @pytest.mark.parametrize("value", ["nan", "inf", "1.5", "", "N/A", "+Infinity"])
    def test_other_strings_are_no_numbers(self, value: str) -> None:
        assert decoding.number(value) is None

    def test_a_boolean_is_no_number(self) -> None:
        assert decoding.number(True) is None
        assert decoding.integer(True) is None
        assert decoding.code(UnitCode, True) is None

    def test_a_whole_number_may_be_printed_with_a_fraction(self) -> None:
        assert decoding.integer(3.0) == 3
        assert isinstance(decoding.integer(3.0), int)
        assert decoding.integer(3.5) is None

    def test_64_bits_are_kept(self) -> None:
        assert decoding.integer(decoding.load(b"9007199254740993")) == 9007199254740993
        assert decoding.integer(decoding.load(b"18446744073709551615")) == 2**64 - 1


class TestMoments:
    def test_with_a_zone_it_is_aware(self) -> None:
        assert decoding.moment("2025-12-22T21:58:47Z") == datetime(2025, 12, 22, 21, 58, 47, tzinfo=UTC)
        east = decoding.moment("2025-12-22T21:58:47.5-05:00")
        assert east is not None
        assert east.utcoffset() == timedelta(hours=-5)
        assert east.microsecond == 500_000

    def test_without_a_zone_it_is_local_to_the_site(self) -> None:
        local = decoding.moment("2025-12-22T00:00:00")
        assert local == datetime(2025, 12, 22)
        assert local.tzinfo is None

    def test_of_seven_digits_of_a_second_six_are_kept(self) -> None:
        read = decoding.moment("2025-12-22T21:58:47.1234567Z")
        assert read == datetime(2025, 12, 22, 21, 58, 47, 123456, tzinfo=UTC)
        assert decoding.moment("2025-12-22T21:58:47.9999999") == datetime(2025, 12, 22, 21, 58, 47, 999999)
        assert decoding.moment("9999-12-31T23:59:59.9999999") == datetime.max

    def test_fewer_digits_are_read_as_what_they_are(self) -> None:
        for digits, microsecond in (("1", 100_000), ("12", 120_000), ("12345", 123_450)):
            read = decoding.moment(f"2025-12-22T21:58:47.{digits}Z")
            assert read is not None
            assert read.microsecond == microsecond

    @pytest.mark.parametrize("value", ["0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000"])
    def test_the_minimum_date_of_dotnet_means_none(self, value: str) -> None:
        assert decoding.moment(value) is None
        assert decoding.day(value) is None

    @pytest.mark.parametrize("value", ["", "soon", "2025-02-30T00:00:00", "2025-12-22T25:00:00", "12/22/2025", 5, None])
    def test_anything_else_is_none(self, value: JsonValue) -> None:
        assert decoding.moment(value) is None
        assert decoding.day(value) is None

    def test_days(self) -> None:
        assert decoding.day("2024-02-29") == date(2024, 2, 29)
        assert decoding.day("0001-01-01") is None


class TestCodes:
    def test_a_known_code_has_a_name(self) -> None:
        assert decoding.code(FunctionCode, 1) is FunctionCode.INVERTER
        assert FunctionCode.of(1.0) is FunctionCode.INVERTER

    def test_an_unknown_code_stays_a_number(self) -> None:
        assert FunctionCode.of(987654) == 987654
        assert not isinstance(FunctionCode.of(987654), FunctionCode)
        assert FunctionCode.of(-1) == -1

    def test_what_is_no_number_is_no_code(self) -> None:
        strangers: list[JsonValue] = [None, True, "1", "INVERTER", [1], {}]
        for value in strangers:
            assert FunctionCode.of(value) is None


class TestCollections:
    def test_measurements_keep_their_places(self) -> None:
        read = decoding.each_in_place([1, None, "NaN", "text", {}, 2.5], decoding.number)
        assert read[:2] == [1.0, None]
        assert read[2] is not None
        assert math.isnan(read[2])
        assert read[3:] == [None, None, 2.5]

    def test_other_lists_pass_over_what_cannot_be_read(self) -> None:
        assert decoding.each(["a", None, 1, "b"], decoding.text) == ["a", "b"]
        assert decoding.objects([{"a": 1}, None, [], "x", {}]) == [{"a": 1}, {}]

    def test_maps_pass_over_what_cannot_be_read(self) -> None:
        assert decoding.each_in({"a": 1, "b": None, "c": "x"}, decoding.number) == {"a": 1.0}
        assert decoding.entries({"a": {}, "b": 1}) == {"a": {}}

    def test_what_is_no_collection_is_an_empty_one(self) -> None:
        for value in (None, "text", 7, True):
            assert decoding.each(value, decoding.text) == []
            assert decoding.each_in_place(value, decoding.number) == []
            assert decoding.each_in(value, decoding.text) == {}
            assert decoding.objects(value) == []
            assert decoding.entries(value) == {}
            assert decoding.pairs(value, "x", "y") == []

    def test_points_become_pairs(self) -> None:
        points: JsonValue = [{"x": 1750464000000, "y": 1.5}, {"x": 1, "y": None}, {"x": 2}, {"y": 3}, None]
        assert decoding.pairs(points, "x", "y") == [(1750464000000, 1.5), (1, None), (2, None)]

    def test_collections_in_collections(self) -> None:
        assert decoding.list_of(decoding.integer)([1, "x", 2]) == [1, 2]
        assert decoding.dict_of(decoding.integer)({"a": 1, "b": "x"}) == {"a": 1}


class TestBodies:
    def test_numbers_and_text_come_as_they_are(self) -> None:
        assert decoding.load('{"ä": [1, 1.0, "\\u00b0C", null]}'.encode()) == {"ä": [1, 1.0, "°C", None]}

    def test_an_empty_body_is_told_from_a_wrong_one(self) -> None:
        with pytest.raises(decoding.EmptyAnswerError):
            decoding.load(b"")
        with pytest.raises(decoding.UnexpectedAnswerError, match="an object was expected, a list came"):
            decoding.load_object(b"[]")

    @pytest.mark.parametrize(
        ("value", "words"),
        [(None, "null"), (True, "a boolean"), (1, "a number"), (1.5, "a number"), ("", "a string"), ([], "a list")],
    )
    def test_kinds_have_words(self, value: JsonValue, words: str) -> None:
        assert decoding.kind(value) == words


class TestModels:
    def test_a_chart(self) -> None:
        chart = ChartData.from_json(
            {"series": [{"name": "Power", "dataXy": [{"x": 1, "y": "NaN"}], "units": 10}, {"units": 4711}], "new": 1}
        )
        assert [series.name for series in chart.series] == ["Power", None]
        assert chart.series[0].units is UnitCode.KILOWATT
        assert chart.series[1].units == 4711
        assert math.isnan(chart.series[0].data_xy[0][1] or 0)
        assert chart.extra == {"new": 1}

    def test_two_readings_of_one_answer_are_equal(self) -> None:
        assert DataRegister.from_json({"name": "kW"}) == DataRegister.from_json({"name": "kW"})
        assert DataRegister.from_json({"name": "kW"}) != DataRegister.from_json({"name": "V"})

    def test_lists_belong_to_one_object_alone(self) -> None:
        assert ChartSeries().data_xy is not ChartSeries().data_xy
        assert ChartSeries().raw is not ChartSeries().raw

    def test_parts_are_read_or_none(self) -> None:
        assert AlertTrigger.maybe([]) is None
        assert AlertTrigger.maybe({"key": "AS5001"}) == AlertTrigger(key="AS5001")
        assert AlertTrigger.many([{"key": "AS5001"}, None]) == [AlertTrigger(key="AS5001")]
        assert AlertTrigger.mapped({"a": {"key": "AS5001"}, "b": 1}) == {"a": AlertTrigger(key="AS5001")}
