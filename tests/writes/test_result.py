"""Results: what came of a write, and of several as one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from powertrack_sdk import UpdateResult
from powertrack_sdk.outcomes import MISSING, Change, combined, named


def result(**fields: Any) -> UpdateResult:
    whole: dict[str, Any] = {
        "document": "SiteConfig",
        "key": "S10001",
        "original_data": {},
        "updated_data": {},
        **fields,
    }
    return UpdateResult(**whole)


NAME = Change("name", "a", "b")
DONE = result(changes=(NAME,), applied=True, verified=True, backup_path=Path("1.json"), put_response={"a": 1})
OTHER = result(document="HardwareConfig", key="H1", changes=(Change("x", 1, 2),), applied=True, verified=True)
NOTHING = result(key="S10003")
FALSE = result(
    key="S10004", changes=(NAME,), applied=True, error_message="more changed", side_effects=(Change("y", 1, 2),)
)


@pytest.mark.parametrize(
    ("one", "true", "printed"),
    [
        (NOTHING, True, "SiteConfig S10003: nothing to change"),
        (DONE, True, 'SiteConfig S10001: changed and read back\n  name: "a" -> "b"'),
        (FALSE, False, 'SiteConfig S10004: more changed\n  name: "a" -> "b"'),
        (result(changes=(NAME,), dry_run=True), True, 'SiteConfig S10001: would change\n  name: "a" -> "b"'),
        (
            result(action="delete", changes=(NAME,), original_data={"name": "T", "alertTypeKey": "AI1"}),
            True,
            "SiteConfig S10001: deleted and read back\n  - T, AI1",
        ),
        (
            result(action="delete", changes=(NAME,), original_data={}, dry_run=True),
            True,
            "SiteConfig S10001: would delete\n  - without a name",
        ),
        (
            result(action="create", changes=(Change("t[new 1]", MISSING, {"name": "T", "secret": "s"}),)),
            True,
            "SiteConfig S10001: created and read back\n  + T",
        ),
        (
            result(action="create", changes=(Change("t[new 1]", MISSING, {"name": "T"}),), dry_run=True),
            True,
            "SiteConfig S10001: would create\n  + T",
        ),
    ],
)
def test_one_result(one: UpdateResult, true: bool, printed: str) -> None:
    assert bool(one) is true
    assert str(one) == printed


def test_a_result_does_not_repeat_documents_when_it_is_looked_at() -> None:
    shown = repr(
        result(original_data={"password": "canary"}, updated_data={"password": "canary"}, put_response={"p": "canary"})
    )
    assert "canary" not in shown


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"name": "a"}, "a"),
        ({"name": "a", "alertTypeKey": "AI1"}, "a, AI1"),
        ({"alertTypeKey": "AI1"}, "AI1"),
        ({}, "without a name"),
        (None, "without a name"),
        (5, "without a name"),
    ],
)
def test_names(value: object, name: str) -> None:
    assert named(value) == name


def test_several_as_one() -> None:
    whole = combined("SiteConfig", "S10001", [DONE, OTHER])
    assert bool(whole) is whole.applied is whole.verified is True
    assert (whole.document, whole.key, whole.parts) == ("SiteConfig", "S10001", (DONE, OTHER))
    assert [change.path for change in whole.changes] == ["name", "H1.x"]
    assert whole.original_data == {"SiteConfig S10001": {}, "HardwareConfig H1": {}}
    assert whole.put_response == {"SiteConfig S10001": {"a": 1}, "HardwareConfig H1": None}
    assert whole.backup_path == Path("1.json")
    assert str(whole) == f"{DONE}\n{OTHER}"


def test_one_of_one_is_that_one() -> None:
    assert combined("Other", "X", [DONE]) is DONE


def test_none_of_none_is_nothing_to_change() -> None:
    whole = combined("AlertTriggers", "H1", [])
    assert bool(whole) is True
    assert (whole.applied, whole.verified, whole.changes) == (False, False, ())
    assert str(whole) == "AlertTriggers H1: nothing to change"


def test_what_needed_nothing_does_not_count_against_the_others() -> None:
    assert combined("S", "S10001", [DONE, NOTHING]).verified
    whole = combined("S", "S10001", [NOTHING, NOTHING])
    assert (bool(whole), whole.applied, whole.verified) == (True, False, False)


def test_one_that_is_false_makes_the_whole_false() -> None:
    whole = combined("S", "S10001", [DONE, FALSE])
    assert (bool(whole), whole.applied, whole.verified) == (False, True, False)
    assert whole.error_message == "S10004: more changed"
    assert [change.path for change in whole.side_effects] == ["S10004.y"]


def test_created_keys_are_those_of_all() -> None:
    parts = [result(created=("a",)), result(key="S2", created=("b", "c"))]
    assert combined("S", "S1", parts).created == ("a", "b", "c")


def test_a_dry_run_of_several() -> None:
    parts = [result(changes=(NAME,), dry_run=True), result(key="S2", changes=(NAME,), dry_run=True)]
    whole = combined("S", "S10001", parts, dry_run=True)
    assert (bool(whole), whole.dry_run, whole.applied) == (True, True, False)
