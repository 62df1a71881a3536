"""Compares what was received with the specification."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from powertrack_sdk.traffic.expected import Expected, Place
from powertrack_sdk.traffic.findings import Finding, Kind
from powertrack_sdk.traffic.forms import is_form
from powertrack_sdk.traffic.operations import Specification
from powertrack_sdk.traffic.record import Received, Record
from powertrack_sdk.traffic.shapes import LARGE, Shape

_MOST_INNER = 200
_WITH_SHAPE = frozenset({Kind.FIELD, Kind.VALUE, Kind.TYPE, Kind.FORM})


def compare(record: Record, specification: Specification) -> list[Finding]:
    """Return all findings of a record, by operation, the gravest of each first."""
    return [
        finding
        for title, received in sorted(record.operations.items())
        for finding in findings_of(title, received, specification)
    ]


def findings_of(title: str, received: Received, specification: Specification) -> list[Finding]:
    """Compare what was received from one operation with the specification.

    Args:
        title: Title of the operation.
        received: What was received.
        specification: The specification.

    Returns:
        The findings, the gravest first.
    """
    described = specification.find_title(title)
    operation = Place(title)
    answer = received.answer
    if described is None:
        kind = Kind.KEY if specification.takes_other_keys(title) else Kind.OPERATION
        observed = answer.words if answer.types else "empty"
        inner = _inner(answer, "")
        return [
            Finding(
                kind=kind,
                operation=title,
                place=operation,
                observed=observed,
                inner=inner,
                shape=answer,
                seen=received.answers,
            )
        ]
    found = [
        *_Comparison(title, "body").compare(received.sent, described.body, empty=described.body is None),
        *_Comparison(title, "answer").compare(answer, described.answer, empty=described.empty),
        *(
            Finding(kind=Kind.STATUS, operation=title, place=operation, detail=str(status), seen=seen)
            for status, seen in sorted(received.statuses.items())
            if status not in described.statuses
        ),
        *(
            Finding(kind=Kind.QUERY, operation=title, place=operation, detail=name, seen=seen)
            for name, seen in sorted(received.queries.items())
            if name not in described.queries
        ),
    ]
    return sorted(found, key=lambda one: (one.kind, one.path, one.detail))


class _Comparison:
    """Compares the bodies of one operation.

    Args:
        operation: Title of the operation.
        side: `answer` or `body`.
    """

    def __init__(self, operation: str, side: str) -> None:
        self._operation = operation
        self._place = Place(operation, side=side)

    def compare(self, shape: Shape, expected: Expected | None, *, empty: bool) -> Iterator[Finding]:
        if expected is not None:
            yield from self._compare(shape, expected, "")
        elif empty and shape.types:
            yield self._finding(Kind.VALUE, "", self._place, shape)

    def _compare(self, shape: Shape, expected: Expected, path: str) -> Iterator[Finding]:
        place = expected.place
        if expected.unseen:
            if not shape.types.keys() <= {"null", "array"} or shape.items is not None:
                yield self._finding(Kind.VALUE, path, place, shape)
            return
        strange = {kind: seen for kind, seen in shape.types.items() if kind not in expected.types}
        if path and (nulls := strange.pop("null", 0)):
            yield self._finding(Kind.NULL, path, place, expected=expected, seen=nulls)
        strange.pop("null", 0)
        if strange:
            unknown = shape.unknown if "object" in strange else {}
            odd = Shape(types=strange, forms=shape.forms, items=shape.items, unknown=unknown, is_map=shape.is_map)
            yield self._finding(Kind.TYPE, path, place, odd, expected)
        yield from self._compare_plain(shape, expected, path)
        if "array" not in strange and shape.items is not None and expected.items is not None:
            yield from self._compare(shape.items, expected.items, f"{path}[]")
        if "object" not in strange:
            yield from self._compare_object(shape, expected, path)

    def _compare_plain(self, shape: Shape, expected: Expected, path: str) -> Iterator[Finding]:
        forms = {form: seen for form, seen in shape.forms.items() if form != LARGE and not expected.takes_form(form)}
        if forms and "string" in expected.types:
            odd = Shape(types={"string": sum(forms.values())}, forms=forms)
            yield self._finding(Kind.FORM, path, expected.place, odd, expected)
        for limit, seen in sorted(shape.limits.items()):
            if limit in expected.limits:
                yield self._finding(Kind.LIMIT, path, expected.place, detail=limit, seen=seen)
        if expected.codes is not None:
            place = expected.enumeration
            for code, seen in sorted(shape.codes.items()):
                if code not in expected.codes:
                    yield self._finding(Kind.ENUMERATION, path, place, detail=f"code {code}", seen=seen)
            if seen := shape.forms.get(LARGE, 0):
                detail = "a number too large for a code"
                yield self._finding(Kind.ENUMERATION, path, place, detail=detail, seen=seen)

    def _compare_object(self, shape: Shape, expected: Expected, path: str) -> Iterator[Finding]:
        owner = expected.owner_of(shape.fields)
        missing = {name: seen for name, seen in shape.missing.items() if name in expected.required}
        for name, seen in sorted(missing.items()):
            yield self._finding(Kind.IDENTITY, _below(path, name), Place(owner.owner, name), seen=seen)
        for name, part in shape.fields.items():
            inside = expected.values if is_form(name) else expected.fields.get(name)
            if inside is None:
                yield self._field(owner, name, part, path)
            else:
                found = self._compare(part, inside, _below(path, name))
                yield from (one for one in found if name not in missing or one.kind is not Kind.NULL)
        for name, part in shape.unknown.items():
            if name not in expected.fields:
                yield self._field(owner, name, part, path)

    def _field(self, owner: Place, name: str, part: Shape, path: str) -> Finding:
        place = owner.into(name) if owner.field or owner.steps or owner.side else Place(owner.owner, name)
        return self._finding(Kind.FIELD, _below(path, name), place, part)

    def _finding(
        self,
        kind: Kind,
        path: str,
        place: Place,
        shape: Shape | None = None,
        expected: Expected | None = None,
        detail: str = "",
        seen: int = 0,
    ) -> Finding:
        shape = shape or Shape()
        return Finding(
            kind=kind,
            operation=self._operation,
            place=place,
            path=path,
            detail=detail,
            observed=shape.words if shape.types else "",
            described=expected.words if expected is not None else "",
            inner=_inner(shape, path) if kind in _WITH_SHAPE else (),
            shape=shape,
            seen=seen or sum(shape.types.values()),
        )


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _inner(shape: Shape, path: str) -> tuple[tuple[str, str], ...]:
    return tuple(islice(shape.inner(path), _MOST_INNER))
