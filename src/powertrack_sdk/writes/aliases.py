"""Friendly names in a patch, replaced by the fields that they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from powertrack_api.decoding import JsonObject, JsonValue
from powertrack_api.shapes import Alias, Document
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.strict_json import MAX_DEPTH, is_too_deep, same


def resolve(patch: Mapping[str, object], document: Document) -> JsonObject:
    """Replace the aliases in a patch by fields.

    An alias that has a unit code sets that beside the value, unless the value is null. A name that is a field means the
    field, also where an alias has the same name. Names that are neither stay, for `validate.check` to refuse.

    Args:
        patch: The patch as the user wrote it. It is not changed.
        document: What the patch is for.

    Raises:
        ValidationError: The patch is no dict that could be JSON, or says two different things about one field.
    """
    resolved: JsonObject = {}
    problems: list[str] = []
    for name, value in fields_of(patch, document).items():
        alias = alias_of(name, document)
        if alias is None:
            _set(resolved, (name,), value, name, problems)
            continue
        _set(resolved, alias.path, value, name, problems)
        if alias.unit_path is not None and value is not None:
            _set(resolved, alias.unit_path, alias.unit_code, name, problems)
    if problems:
        raise refusal(document, problems)
    return resolved


def alias_of(name: str, document: Document) -> Alias | None:
    """What a name of a patch is an alias of; None where it is a field, or nothing at all."""
    return None if name in document.shape.fields else document.aliases.get(name)


def fields_of(patch: object, document: Document) -> JsonObject:
    """A patch as an object with fields, of whose values nothing is known yet.

    Raises:
        ValidationError: It is no dict, has names that are no strings, or is nested in itself.
    """
    if not isinstance(patch, dict):
        raise refusal(document, [f"a patch is a dict, not {type(patch).__name__}"])
    if is_too_deep(patch):
        raise refusal(document, [f"the patch is nested more than {MAX_DEPTH} deep"])
    if not _has_text_names(patch):
        raise refusal(document, ["the patch has a name that is not a string"])
    return patch


def refusal(document: Document, problems: list[str]) -> ValidationError:
    """The error that tells all problems of a patch."""
    if len(problems) == 1:
        return ValidationError(f"{document.name}: {problems[0]}", tuple(problems))
    lines = "".join(f"\n  - {problem}" for problem in problems)
    return ValidationError(f"{document.name}: {len(problems)} problems{lines}", tuple(problems))


def _has_text_names(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(name, str) and _has_text_names(part) for name, part in value.items())
    return not isinstance(value, list) or all(map(_has_text_names, value))


def _set(into: JsonObject, path: tuple[str, ...], value: JsonValue, name: str, problems: list[str]) -> None:
    for part in reversed(path[1:]):
        value = {part: value}
    first = path[0]
    into[first] = _joined(into[first], value, first, name, problems) if first in into else value


def _joined(first: JsonValue, second: JsonValue, path: str, name: str, problems: list[str]) -> JsonValue:
    """Both values in one. Problems do not quote the values: they may be secrets."""
    if isinstance(first, dict) and isinstance(second, dict):
        joined = dict(first)
        for part, value in second.items():
            joined[part] = _joined(joined[part], value, f"{path}.{part}", name, problems) if part in joined else value
        return joined
    if isinstance(first, dict) != isinstance(second, dict):
        problems.append(f"{name} and another name of the patch disagree: one sets {path}, one sets a field in it")
    elif not same(first, second):
        problems.append(f"{name} and another name of the patch give {path} different values")
    return first
