"""Known names that resemble an unknown one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from attrs import frozen

from powertrack_core.shapes import Alias, Document, ListShape, ObjectShape, Shape
from powertrack_sdk.writes.aliases import alias_of
from powertrack_sdk.writes.diff import below

_ALIKE = 0.6
_NEARBY = 0.1
_MOST = 3
_MOST_CACHED = 64
_ITEM = re.compile(r"\[[^\]]*\]")

_known: dict[int, tuple[Document, list[_Name]]] = {}


@frozen
class _Name:
    """A name that a patch may have.

    Attributes:
        path: The path with that name at its end.
        spelled: The name itself.
        target: Path of the field that it stands for.
        alias: Whether it is a friendly name.
    """

    path: str
    spelled: str
    target: str
    alias: bool = False


def settable(document: Document) -> list[str]:
    """Everything that a patch may name: paths such as `location.latitude` and `settings[].value`, then aliases."""
    return [name.path for name in _names(document)]


def suggestion(wanted: str, path: str, grown: list[str], document: Document) -> str:
    """The end of a sentence that suggests known names for an unknown one; empty if none is near.

    Args:
        wanted: The name.
        path: Path of the object in which it was looked for.
        grown: Names that this object has, though the specification does not know them.
        document: The document.
    """
    inside = _ITEM.sub("[]", path)
    candidates = [(known, below(inside, known)) for known in grown]
    meant: dict[str, list[str]] = {}
    for name in _names(document):
        candidates.append((name.spelled, name.target))
        if name.alias:
            meant.setdefault(name.target, []).append(name.spelled)
    return _sentence(
        f"{target} (alias {', '.join(meant[target])})" if target in meant else target
        for target in _closest(wanted, candidates, inside)
    )


def suggestion_of(wanted: str, names: Iterable[str]) -> str:
    """The same, of plain names."""
    return _sentence(_closest(wanted, ((name, name) for name in names)))


def _sentence(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f"; nearest: {listed}" if listed else ""


def _names(document: Document) -> list[_Name]:
    cached = _known.get(id(document))
    if cached is None:
        if len(_known) >= _MOST_CACHED:
            _known.clear()
        fixed = (document.identity, document.stamp)
        names = [name for name in _paths(document.shape, "", ()) if name.path not in fixed]
        cached = document, [*(name for name in names if not name.alias), *(name for name in names if name.alias)]
        _known[id(document)] = cached  # it keeps the document alive, so that no other one gets its id
    return cached[1]


def _paths(shape: ObjectShape, path: str, outer: tuple[Shape, ...]) -> Iterator[_Name]:
    """Names of the writable fields. A shape that holds itself is entered once."""
    for name, inner in shape.fields.items():
        if inner.read_only:
            continue
        here = below(path, name)
        yield _Name(here, name, here)
        part = inner
        while isinstance(part, ListShape):
            part, here = part.item, here + "[]"
        if isinstance(part, ObjectShape) and not any(part is one for one in outer):
            yield from _paths(part, here, (*outer, part))
    for name, alias in shape.aliases.items():
        if alias_of(name, shape) is not None:
            yield _Name(below(path, name), name, _target(alias, path), alias=True)


def _target(alias: Alias, path: str) -> str:
    for step in alias.path:
        path = f"{path}{step}" if step.startswith("[") else below(path, step)
    return path


def _closest(wanted: str, candidates: Iterable[tuple[str, str]], inside: str | None = None) -> list[str]:
    """What is spelled most like a name, best first.

    Args:
        wanted: The name.
        candidates: How something is spelled, and its path.
        inside: Path of the object whose fields come before those of others that are spelled as much alike.
    """
    matcher = SequenceMatcher(b=wanted.lower())
    scores: dict[str, float] = {}
    for spelled, path in candidates:
        matcher.set_seq1(spelled.lower())
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            near = _NEARBY if inside is not None and path.rpartition(".")[0] == inside else 0
            scores[path] = max(scores.get(path, 0), matcher.ratio() + near)
    return sorted(scores, key=lambda path: -scores[path])[:_MOST]
