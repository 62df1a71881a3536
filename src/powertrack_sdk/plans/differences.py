"""Differences between configurations: of two objects of a kind, or of one from a template."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from powertrack_core import exact_json
from powertrack_core.decoding import JsonValue
from powertrack_core.shapes import ListShape, ObjectShape, Shape
from powertrack_sdk import keys
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.files import local_path
from powertrack_sdk.outcomes import Change
from powertrack_sdk.runner.flow import Flow, locally, together
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import document_of_key
from powertrack_sdk.writes.edits import Update, updating
from powertrack_sdk.writes.perform import preview


def compare(first: str, second: str) -> Flow[tuple[Change, ...]]:
    """Compare the configurations of two sites, devices or alert triggers.

    What a patch could not change is left out, such as keys and version stamps.

    Args:
        first: Key of the one, such as `S10001`.
        second: Key of the other, of the same kind.

    Returns:
        The differences: `before` is of the first, `after` of the second.

    Raises:
        ValidationError: The keys are not of one kind.
        APIError: A request failed.

    Operations: the GET of both, such as GET /api/edit/site/{siteKey}
    """
    one, other = keys.object_key(first), keys.object_key(second)
    kind = document_of_key(one)
    if document_of_key(other) != kind:
        raise ValidationError(f"{one} and {other} are not of one kind, so there is nothing to compare")
    edits = [Update(document=kind, key=key) for key in (one, other)]
    seen = yield from together([edit.look() for edit in edits])
    shape = edits[0].spec.shape
    before, after = (_writable(look.document, shape) for look in seen)
    return diff(before, after, shape, ignore_volatile=True)


def compare_with_template(
    key: str, template: Mapping[str, object] | str | os.PathLike[str]
) -> Flow[tuple[Change, ...]]:
    """Compare a site, device or alert trigger with a template.

    Args:
        key: Its key, such as `S10001`.
        template: The wanted fields, written as for an update; or the path of a JSON file.

    Returns:
        The differences: `before` is what is there, `after` what the template says.

    Raises:
        ValidationError: The template names unknown fields.
        ConfigurationError: The file cannot be read.
        APIError: The request failed.

    Operation: GET of the document, such as GET /api/edit/site/{siteKey}
    """
    wanted = template if isinstance(template, Mapping) else (yield from locally(lambda: _read(local_path(template))))
    found = keys.object_key(key)
    edit = yield from updating(document_of_key(found), found, wanted)
    return (yield from preview(edit)).changes


def _read(path: Path) -> Mapping[str, object]:
    try:
        value = exact_json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigurationError(f"{path} cannot be read as a template ({reason})") from error
    if not isinstance(value, dict):
        raise ConfigurationError(f"{path} is no template: an object with fields is expected")
    return value


def _writable(value: JsonValue, shape: Shape | None) -> JsonValue:
    """A document without what a patch could not change. Items of lists keep what identifies them."""
    if isinstance(value, dict) and isinstance(shape, ObjectShape):
        return {
            name: _writable(part, inner)
            for name, part in value.items()
            if (inner := shape.fields.get(name)) is None or not inner.read_only
        }
    if isinstance(value, list) and isinstance(shape, ListShape):
        return [_with_key(item, _writable(item, shape.item), shape.merge_key) for item in value]
    return value


def _with_key(item: JsonValue, kept: JsonValue, key: str | None) -> JsonValue:
    """The writable part of an item, with what identifies it."""
    if key is None or not isinstance(item, dict) or not isinstance(kept, dict) or key not in item:
        return kept
    return {key: item[key], **kept}
