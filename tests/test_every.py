"""A test of many values fails if one of them does, and shows which."""

from __future__ import annotations

import inspect

import pytest

from tests.every import every


def test_all_values_are_checked_and_those_that_fail_are_named() -> None:
    seen = []

    @every("number", range(5), ids=lambda number: f"number {number}")
    def odd(number: int, fixture: str) -> None:
        seen.append((number, fixture))
        if number == 2:
            with pytest.raises(ValueError, match="never"):
                pass
        assert number != 4

    assert list(inspect.signature(odd).parameters) == ["fixture"]
    with pytest.raises(BaseExceptionGroup, match="2 of 5 fail") as caught:
        odd(fixture="shared")
    assert seen == [(number, "shared") for number in range(5)]
    assert [error.__notes__ for error in caught.value.exceptions] == [["with number 2"], ["with number 4"]]


def test_values_of_several_arguments() -> None:
    seen = []

    @every(("one", "other"), [(1, 2), (3, 4)])
    def test(one: int, other: int) -> None:
        seen.append(one * other)

    test()
    assert seen == [2, 12]


def test_without_values_nothing_would_be_checked() -> None:
    with pytest.raises(AssertionError):
        every("value", [])
