"""Compares what was received with the specification."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from powertrack_sdk.drift.description import Described, Description
from powertrack_sdk.drift.expected import Expected
from powertrack_sdk.drift.findings import Finding, Kind
from powertrack_sdk.drift.forms import is_form
from powertrack_sdk.drift.record import Received, Record
from powertrack_sdk.drift.shapes import LARGE, Shape

_MOST_INNER = 200


def drift_of(record: Record, description: Description) -> list[Finding]:
    """All that was received and that the specification does not say, by operation, the gravest of each first."""
    return [
        finding
        for title, received in sorted(record.operations.items())
        for finding in findings_of(title, received, description)
    ]


def findings_of(title: str, received: Received, description: Description) -> list[Finding]:
    """What came of an operation and the specification does not say, the gravest first.

    Args:
        title: Title of the operation.
        received: What came of it.
        description: The specification.
    """
    described = description.find_title(title)
    if described is None:
        kind = Kind.KEY if description.takes_other_keys(title) else Kind.OPERATION
        observed = received.answer.words if received.answer.types else "no content"
        return [Finding(kind=kind, operation=title, observed=observed, inner=_inner(received.answer, ""))]
    found = [
        *_Comparison(title).compare_answer(received.answer, described),
        *(
            Finding(kind=Kind.STATUS, operation=title, detail=str(status))
            for status in sorted(received.statuses - described.statuses)
        ),
        *(
            Finding(kind=Kind.QUERY, operation=title, detail=name)
            for name in sorted(received.queries - described.queries)
        ),
    ]
    return sorted(found, key=lambda one: (one.kind, one.path, one.detail))


class _Comparison:
    """Compares the answers of one operation."""

    def __init__(self, operation: str) -> None:
        self._operation = operation

    def compare_answer(self, shape: Shape, described: Described) -> Iterator[Finding]:
        if described.answer is not None:
            yield from self._compare(shape, described.answer, "")
        elif described.empty and shape.types:
            yield self._about(Kind.VALUE, "", shape)

    def _compare(self, shape: Shape, expected: Expected, path: str) -> Iterator[Finding]:
        if expected.unseen:
            if not shape.types <= {"null", "array"} or shape.items is not None:
                yield self._about(Kind.VALUE, path, shape)
            return
        strange = shape.types - expected.types
        if "null" in strange and path:
            yield self._about(Kind.NULL, path, Shape(), expected)
        if strange - {"null"}:
            odd = Shape(types=strange - {"null"}, forms=shape.forms, items=shape.items)
            yield self._about(Kind.TYPE, path, odd, expected)
        yield from self._compare_plain(shape, expected, path)
        if "array" not in strange and shape.items is not None and expected.items is not None:
            yield from self._compare(shape.items, expected.items, f"{path}[]")
        if "object" not in strange:
            yield from self._compare_object(shape, expected, path)

    def _compare_plain(self, shape: Shape, expected: Expected, path: str) -> Iterator[Finding]:
        forms = frozenset(form for form in shape.forms - {LARGE} if not expected.takes_form(form))
        if forms and "string" in expected.types:
            yield self._about(Kind.FORM, path, Shape(types=frozenset({"string"}), forms=forms), expected)
        if expected.codes is not None:
            for code in sorted(shape.codes - expected.codes):
                yield self._about(Kind.ENUMERATION, path, Shape(), detail=f"code {code}")
            if LARGE in shape.forms:
                yield self._about(Kind.ENUMERATION, path, Shape(), detail="a number too large for a code")

    def _compare_object(self, shape: Shape, expected: Expected, path: str) -> Iterator[Finding]:
        missing = shape.missing & expected.required
        for name in sorted(missing):
            yield self._about(Kind.IDENTITY, _below(path, name), Shape())
        for name, part in shape.fields.items():
            inside = expected.values if is_form(name) else expected.fields.get(name)
            if inside is None:
                yield self._about(Kind.FIELD, _below(path, name), part)
            else:
                found = self._compare(part, inside, _below(path, name))
                yield from (one for one in found if name not in missing or one.kind is not Kind.NULL)
        for name, part in shape.unknown.items():
            if name not in expected.fields:
                yield self._about(Kind.FIELD, _below(path, name), part)

    def _about(
        self, kind: Kind, path: str, shape: Shape, expected: Expected | None = None, detail: str = ""
    ) -> Finding:
        return Finding(
            kind=kind,
            operation=self._operation,
            path=path,
            detail=detail,
            observed=shape.words if shape.types else "",
            described=expected.words if expected is not None else "",
            inner=_inner(shape, path) if kind in (Kind.FIELD, Kind.VALUE, Kind.TYPE) else (),
        )


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _inner(shape: Shape, path: str) -> tuple[tuple[str, str], ...]:
    return tuple(islice(shape.inner(path), _MOST_INNER))
