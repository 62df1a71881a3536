"""Keys: taken as people write them, given in their one spelling, and never taken for those of another kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk import ValidationError, keys

Take = Callable[[str | int], str]

TAKES: dict[str, tuple[Take, str, str]] = {
    "site": (keys.site_key, "S", "a site"),
    "device": (keys.hardware_key, "H", "a device"),
    "customer": (keys.customer_key, "C", "a customer"),
    "user": (keys.user_key, "U", "a user"),
    "file": (keys.file_key, "F", "a file"),
    "folder": (keys.folder_key, "D", "a folder"),
    "alert": (keys.alert_key, "AS", "an alert trigger"),
}
kinds = st.sampled_from(sorted(TAKES))
numbers = st.integers(min_value=0, max_value=10**12)
blanks = st.text(" \t\n", max_size=3)
hexadecimal = st.text("0123456789abcdef", min_size=1, max_size=12).map(lambda digits: f"x2d{digits}")


@given(kind=kinds, number=numbers, before=blanks, after=blanks)
def test_a_key_comes_out_in_its_one_spelling(kind: str, number: int, before: str, after: str) -> None:
    take, letters, _ = TAKES[kind]
    key = f"{letters}{number}"
    assert take(key) == take(key.lower()) == take(f"{before}{key}{after}") == key
    assert take(take(key)) == key


@given(kind=kinds, number=numbers, before=blanks)
def test_the_number_alone_will_do_where_only_one_kind_is_meant(kind: str, number: int, before: str) -> None:
    take, letters, _ = TAKES[kind]
    assert take(number) == take(str(number)) == take(f"{before}{number}") == f"{letters}{number}"


@given(kind=kinds, other=kinds, number=numbers)
def test_a_key_of_another_kind_is_always_refused_by_name(kind: str, other: str, number: int) -> None:
    take, _, expected = TAKES[kind]
    _, letters, given_kind = TAKES[other]
    if kind == other:
        return
    with pytest.raises(ValidationError) as caught:
        take(f"{letters}{number}")
    told = str(caught.value)
    assert f"'{letters}{number}' is the key of {given_kind}; the key of {expected} is expected" in told


@given(key=hexadecimal)
def test_alert_triggers_have_keys_of_two_forms(key: str) -> None:
    assert keys.alert_key(key) == keys.alert_key(key.upper()) == keys.alert_key(f" {key} ") == key
    for kind, (take, _, _) in TAKES.items():
        if kind != "alert":
            with pytest.raises(ValidationError, match="is the key of an alert trigger"):
                take(key)


@pytest.mark.parametrize("key", ["S1", "S10001", "S9999999", "S123456789012345678901234567890"])
def test_keys_of_any_length(key: str) -> None:
    assert keys.site_key(key) == key
    assert keys.is_site_key(key)


@pytest.mark.parametrize("key", ["AS123", "as123", "AI250", "H1", "S", "s1", "", "S1\n", "S\uff11"])
def test_what_is_no_key_of_a_site_in_its_one_spelling(key: str) -> None:
    assert not keys.is_site_key(key)


@pytest.mark.parametrize(
    ("key", "kind"), [("AI250", "an alert type"), ("T5001", "an attribute or keyword"), ("x0012abcd", "a raised alert")]
)
def test_kinds_that_nothing_asks_for_are_named_too(key: str, kind: str) -> None:
    for take, _, _ in TAKES.values():
        with pytest.raises(ValidationError, match=f"'{key}' is the key of {kind}; "):
            take(key)


WRONG: list[object] = [
    True,
    False,
    None,
    1.0,
    10001.0,
    float("nan"),
    -1,
    "-1",
    "",
    " ",
    "S",
    "AS",
    "x",
    "x2dg",
    "S1.0",
    "S-1",
    "SS1",
    "S1 S2",
    "S1/../S2",
    "S1\n2",
    "Q1",
    "\u017f1",  # its capital is S
    "S\uff11",
    "\u0661",
    b"S1",
    ["S1"],
    "1e3",
    "0x10",
]


@pytest.mark.parametrize("value", WRONG)
@pytest.mark.parametrize("kind", sorted(TAKES))
def test_what_is_no_key_is_refused(kind: str, value: object) -> None:
    take, _, expected = TAKES[kind]
    with pytest.raises(ValidationError) as caught:
        take(value)  # type: ignore[arg-type]  # some of it is wrong by its type
    assert f"{value!r} is not a valid key; the key of {expected} is expected, such as " in str(caught.value)


@given(text=st.text(max_size=6))
def test_any_text_is_a_key_in_its_one_spelling_or_refused(text: str) -> None:
    for take, letters, _ in TAKES.values():
        try:
            key = take(text)
        except ValidationError:
            continue
        assert key.isascii()
        assert key.startswith((letters, "x2d"))
        assert take(key) == key


@given(number=numbers)
def test_a_site_or_a_device(number: int) -> None:
    for take in (keys.site_or_hardware_key, keys.hardware_or_site_key):
        assert take(f"s{number} ") == f"S{number}"
        assert take(f"h{number}") == f"H{number}"
    assert keys.site_or_hardware_key(number) == keys.site_or_hardware_key(str(number)) == f"S{number}"
    assert keys.hardware_or_site_key(number) == keys.hardware_or_site_key(str(number)) == f"H{number}"


@pytest.mark.parametrize(("key", "kind"), [("C1001", "a customer"), ("AS1", "an alert trigger"), ("U1", "a user")])
def test_neither_a_site_nor_a_device(key: str, kind: str) -> None:
    with pytest.raises(ValidationError, match=f"the key of {kind}; the key of a site or a device is expected"):
        keys.site_or_hardware_key(key)
    with pytest.raises(ValidationError, match=f"the key of {kind}; the key of a device or a site is expected"):
        keys.hardware_or_site_key(key)


@given(kind=kinds, number=numbers)
def test_the_key_of_any_object(kind: str, number: int) -> None:
    _, letters, _ = TAKES[kind]
    assert keys.object_key(f" {letters.lower()}{number}") == f"{letters}{number}"


@pytest.mark.parametrize("value", ["10001", "", "S", "S1/x", "x", "S 1"])
def test_what_is_the_key_of_nothing(value: str) -> None:
    with pytest.raises(ValidationError, match="is not a valid key; expected letters and a number"):
        keys.object_key(value)
