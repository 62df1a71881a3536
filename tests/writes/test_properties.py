"""What holds for every shape, document and patch."""

from __future__ import annotations

import contextlib
import pickle
from typing import TypeVar

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, kind
from powertrack_core.exact_json import same
from powertrack_core.shapes import Anything, ListShape, MapShape, ObjectShape, Shape
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.outcomes import MISSING, Change, Missing
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.diff import diff, patch_between
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.merge import REMOVE, is_removal, merge
from powertrack_sdk.writes.paths import steps_of
from powertrack_sdk.writes.validate import check

from .strategies import (
    CANARY,
    KEY,
    document_of,
    documents,
    foreign_values,
    json_values,
    object_shapes,
    patches,
    shapes,
    successors,
    values,
)

_T = TypeVar("_T", bound=JsonValue)
pure = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def as_object(value: object) -> JsonObject:
    assert isinstance(value, dict)
    return value


def copied(value: _T) -> _T:
    """The same value in other objects, so that nothing passes for being equal because it is identical."""
    copy: _T = pickle.loads(pickle.dumps(value))
    return copy


def exactly(value: JsonValue) -> str:
    """A text that tells values apart that Python and JSON find equal: 1, 1.0 and True, and objects in another order."""
    return repr(value)


@st.composite
def patched_documents(draw: DrawFn) -> tuple[ObjectShape, JsonObject, JsonObject]:
    shape = draw(object_shapes)
    current = draw(documents(shape))
    return shape, current, as_object(draw(patches(shape, current)))


@st.composite
def documents_with_successors(draw: DrawFn) -> tuple[ObjectShape, JsonObject, JsonObject]:
    shape = draw(object_shapes)
    before = draw(documents(shape))
    return shape, before, as_object(draw(successors(shape, before)))


@pure
@given(patched_documents())
def test_merging_a_patch_again_changes_nothing(case: tuple[ObjectShape, JsonObject, JsonObject]) -> None:
    shape, current, patch = case
    once = merge(current, patch, shape)
    assert merge(once, patch, shape) is once
    assert merge(once, copied(patch), shape) is once


@pure
@given(patched_documents())
def test_what_a_patch_does_not_name_stays_as_it_is_and_where_it_is(
    case: tuple[ObjectShape, JsonObject, JsonObject],
) -> None:
    shape, current, patch = case
    assert_untouched(current, patch, merge(current, patch, shape), shape)


def assert_untouched(current: JsonValue, patch: JsonValue, merged: JsonValue, shape: Shape | None) -> None:
    if (
        isinstance(current, dict)
        and isinstance(patch, dict)
        and (shape is None or isinstance(shape, (ObjectShape, MapShape)))
    ):
        assert isinstance(merged, dict)
        assert list(merged) == [*current, *(name for name in patch if name not in current)]
        for name, value in merged.items():
            inner = shape.fields.get(name) if isinstance(shape, ObjectShape) else shape.value if shape else None
            if name not in patch:
                assert value is current[name]
            elif name in current:
                assert_untouched(current[name], patch[name], value, inner)
            else:
                assert value is patch[name]
    elif isinstance(current, list) and isinstance(patch, list) and isinstance(shape, ListShape) and shape.merge_key:
        assert isinstance(merged, list)
        named = {as_object(item)[KEY]: item for item in patch}
        removed = [key for key, item in named.items() if is_removal(item)]
        kept = [item for item in current if as_object(item)[KEY] not in removed]
        for place, item in enumerate(kept):
            key = as_object(item)[KEY]
            if key in named:
                assert_untouched(item, named.pop(key), merged[place], shape.item)
            else:
                assert merged[place] is item
        assert merged[len(kept) :] == [item for item in named.values() if not is_removal(item)]
    elif isinstance(current, list) and isinstance(patch, dict) and isinstance(shape, ListShape):
        assert isinstance(merged, list)
        assert len(merged) == len(current)
        for place, item in enumerate(current):
            if str(place) in patch:
                assert_untouched(item, patch[str(place)], merged[place], shape.item)
            else:
                assert merged[place] is item
    else:
        assert merged is current if same(current, patch) else merged is patch


@pure
@given(patched_documents())
def test_nothing_that_is_given_is_changed(case: tuple[ObjectShape, JsonObject, JsonObject]) -> None:
    shape, current, patch = case
    before = exactly([current, patch])
    document = document_of(shape)
    merged = merge(current, resolve(patch, document), shape)
    diff(current, merged, shape)
    patch_between(current, merged, shape)
    with contextlib.suppress(ValidationError):
        check(patch, document, current)
    assert exactly([current, patch]) == before


@pure
@given(object_shapes.flatmap(lambda shape: st.tuples(st.just(shape), documents(shape))))
def test_an_empty_patch_changes_nothing(case: tuple[ObjectShape, JsonObject]) -> None:
    shape, current = case
    assert merge(current, {}, shape) is current


@pure
@given(documents_with_successors())
def test_the_patch_between_two_versions_leads_from_one_to_the_other(
    case: tuple[ObjectShape, JsonObject, JsonObject],
) -> None:
    shape, before, after = case
    patch = patch_between(before, copied(after), shape)
    assert same(merge(before, patch, shape), after)
    assert (patch == {}) == same(before, after)


@pure
@given(patched_documents())
def test_the_patch_between_a_document_and_its_merge_leads_to_the_merge(
    case: tuple[ObjectShape, JsonObject, JsonObject],
) -> None:
    shape, current, patch = case
    target = merge(current, patch, shape)
    assert same(merge(current, patch_between(current, copied(target), shape), shape), target)


@pure
@given(documents_with_successors())
def test_the_patch_between_two_versions_is_let_through(case: tuple[ObjectShape, JsonObject, JsonObject]) -> None:
    shape, before, after = case
    patch = patch_between(before, copied(after), shape)
    assume(patch)
    check(patch, document_of(shape), before)


@pure
@given(shapes.flatmap(lambda shape: st.tuples(st.just(shape), values(shape) | json_values)))
def test_a_value_does_not_differ_from_itself(case: tuple[Shape, JsonValue]) -> None:
    shape, value = case
    assert diff(value, copied(value), shape) == ()


@pure
@given(shapes.flatmap(lambda shape: st.tuples(st.just(shape), values(shape), values(shape) | json_values)))
def test_there_is_a_change_exactly_where_two_values_are_not_the_same(case: tuple[Shape, JsonValue, JsonValue]) -> None:
    shape, before, after = case
    assert (diff(before, after, shape) == ()) == same(before, after)


@pure
@given(documents_with_successors())
def test_there_is_a_change_exactly_where_two_versions_are_not_the_same(
    case: tuple[ObjectShape, JsonObject, JsonObject],
) -> None:
    shape, before, after = case
    assert (diff(before, copied(after), shape) == ()) == same(before, after)


@pure
@given(documents_with_successors())
def test_secrets_are_in_no_change_that_is_printed(case: tuple[ObjectShape, JsonObject, JsonObject]) -> None:
    shape, before, after = case
    for changes in (diff(before, after, shape), diff({}, after, shape), diff(before, {}, shape)):
        assert CANARY not in repr(changes)
        assert CANARY not in "".join(map(str, changes))


@pure
@given(object_shapes, json_values, json_values | foreign_values, st.data())
def test_every_patch_is_let_through_or_refused_and_refusals_quote_no_secrets(
    shape: ObjectShape, other: JsonValue, odd: object, data: st.DataObject
) -> None:
    current = data.draw(documents(shape))
    patch = as_object(data.draw(patches(shape, current)))
    names = st.sampled_from([*shape.fields, "x", "y"])
    document = document_of(shape)
    for candidate in (odd, other, {data.draw(names): odd}, {**patch, data.draw(names): [odd]}, patch):
        try:
            check(candidate, document, current)
        except ValidationError as error:
            assert error.problems
            assert CANARY not in str(error)
        else:
            exact_json.dumps(merge(current, resolve(as_object(candidate), document), shape))


@pure
@given(documents_with_successors())
def test_the_path_of_a_change_names_that_place_in_a_patch_and_no_other(
    case: tuple[ObjectShape, JsonObject, JsonObject],
) -> None:
    shape, before, after = case
    document = document_of(shape)
    for change in diff(before, copied(after), shape):
        if change.path.endswith(" (order)"):
            continue
        value: JsonValue = {REMOVE: True} if isinstance(change.after, Missing) else change.after
        patch = resolve({change.path: value}, document)
        if not _leads(change, shape):
            continue
        merged = merge(before, patch, shape)
        [found] = diff(before, merged, shape)
        assert found.path == change.path
        assert same(found.before, change.before)
        assert same(found.after, change.after)
        if _keeps_its_type(change):
            check(patch, document, before)


def _keeps_its_type(change: Change) -> bool:
    """A list that is replaced as a whole may have values of other types; a single one of its items may not."""
    if isinstance(change.before, Missing) or isinstance(change.after, Missing):
        return True
    return None in (change.before, change.after) or kind(change.before) == kind(change.after)


def _leads(change: Change, shape: ObjectShape) -> bool:
    """Whether a patch can say the same: of an item of a list without a merge key it cannot say that it is new or gone,
    and nothing at all of what is inside of something that the specification does not know.
    """
    steps = steps_of(change.path)
    if steps is None:
        assert '"[' in change.path, "a name that begins with a bracket"
        return False
    known: Shape | None = shape
    for step in steps[:-1]:
        known = _part(known, step)
        if known is None:
            return False
    if isinstance(known, ListShape) and not known.merge_key:
        return MISSING not in (change.before, change.after)
    return not isinstance(known, Anything)


def _part(shape: Shape | None, step: str) -> Shape | None:
    if isinstance(shape, ListShape):
        return shape.item
    return shape.fields.get(step) if isinstance(shape, ObjectShape) else getattr(shape, "value", None)


@pure
@given(shapes.flatmap(lambda shape: st.tuples(st.just(shape), values(shape), values(shape) | json_values)))
def test_digests_are_equal_exactly_where_nothing_but_the_volatile_differs(
    case: tuple[Shape, JsonValue, JsonValue],
) -> None:
    shape, one, other = case
    whole = ObjectShape(name="Whole", fields={"a": shape})
    assert_same_digest_where_no_change(whole, {"a": one}, {"a": other})
    assert_same_digest_where_no_change(whole, {"a": one}, {"a": copied(one)})


@pure
@given(documents_with_successors())
def test_digests_of_versions_are_equal_exactly_where_nothing_but_the_volatile_differs(
    case: tuple[ObjectShape, JsonObject, JsonObject],
) -> None:
    shape, before, after = case
    assert_same_digest_where_no_change(shape, before, copied(after))


def assert_same_digest_where_no_change(shape: ObjectShape, one: JsonObject, other: JsonObject) -> None:
    unchanged = diff(one, other, shape, ignore_volatile=True) == ()
    assert (digest(one, shape) == digest(other, shape)) == unchanged


@pure
@given(shapes, json_values, json_values)
def test_merge_and_diff_take_documents_that_do_not_fit_the_shape(
    shape: Shape, current: JsonValue, patch: JsonValue
) -> None:
    merged = merge(current, patch, shape)
    assert (diff(current, merged, shape) == ()) == same(current, merged)
