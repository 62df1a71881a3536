"""Rows of a plan: each names a target and what to change in it.

| a row may be | such as |
|---|---|
| a dict with the key of its target and the changes beside it | `{"key": "S10001", "name": "North field"}` |
| a pair of a key and a patch | `("H100005", {"capacityKw": 250.0})` |

Targets are named by `key`, `hardwareKey`, `hid` (the number of a device) or `siteKey`. The kind of key says which
document is meant, unless `document` names another: `site`, `hardware`, `modeling` or `trigger`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from attrs import define, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.exact_json import same
from powertrack_sdk import keys
from powertrack_sdk.arguments import listed
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.documents import document_named, document_of_key, key_for

RowLike: TypeAlias = "Mapping[str, object] | tuple[str | int, Mapping[str, object]]"
"""A row as users write it."""

NAMING = ("key", "hardwareKey", "hid", "siteKey", "document")
"""Names that identify the target of a row."""

_MOST_SHOWN = 20


@frozen
class Row:
    """A row that was read.

    Attributes:
        place: Its place, such as `row 3`.
        names: What names its target, by `NAMING`.
        changes: What to change, by field, path or friendly name.
    """

    place: str
    names: Mapping[str, JsonValue]
    changes: Mapping[str, JsonValue] = field(repr=False)


@define
class Request:
    """All that rows ask for of one document.

    Attributes:
        document: Name of the kind of document.
        key: Key of the object.
        site: Site that the object has to belong to; None if the rows name none.
        patch: What to change in the document.
        places: The rows that ask for it.
        place_of: The row that each name of the patch comes from, the first if several say the same.
        parts: The requests that were joined in it.
        problems: What is wrong with it, as far as the document shows.
        warnings: What was guessed or repaired in its cells.
    """

    document: str
    key: str
    site: str | None = None
    patch: JsonObject = field(factory=dict)
    places: list[str] = field(factory=list)
    place_of: dict[str, str] = field(factory=dict)
    parts: list[Request] = field(factory=list)
    problems: list[str] = field(factory=list)
    warnings: list[str] = field(factory=list)

    def __str__(self) -> str:
        return f"{', '.join(self.places[:3])} ({self.document} {self.key})"

    def located(self, problems: Iterable[str]) -> list[str]:
        """Problems with the rows that they come from: in a table a problem names the device, elsewhere it need not."""
        parts = self.parts or [self]
        return [
            f"{'; '.join(map(str, ([one for one in parts if f'[{one.key}]' in problem] or parts)[:3]))}: {problem}"
            for problem in problems
        ]


def rows_of(changes: Iterable[RowLike]) -> Iterator[Row]:
    """Read rows from Python or JSON.

    Raises:
        ValidationError: They are not a list, or one is neither a dict nor a pair.
    """
    if isinstance(changes, Mapping):
        raise ValidationError("changes is a dict; a list of them is expected, one for each row")
    for number, given in enumerate(listed(changes, "changes"), start=1):
        place = f"row {number}"
        if isinstance(given, Mapping):
            fields = {str(name): value for name, value in given.items()}
            names = {name: fields.pop(name) for name in NAMING if name in fields}
        elif isinstance(given, (tuple, list)) and len(given) == 2 and isinstance(given[1], Mapping):
            names, fields = {"key": given[0]}, {str(name): value for name, value in given[1].items()}
        else:
            raise ValidationError(f"{place} is neither a dict nor a pair of a key and a dict")
        yield Row(place, _as_json(names, place), _as_json(fields, place))


def requests_of(rows: Iterable[Row]) -> list[Request]:
    """Join the rows of each document in a request, in the order in which documents are first named.

    Raises:
        ValidationError: A row names no target or changes nothing, or two rows disagree. All faults are
            reported at once.
    """
    problems: list[str] = []
    requests = gathered(rows, problems)
    refuse(problems)
    return requests


def gathered(rows: Iterable[Row], problems: list[str]) -> list[Request]:
    """Join the rows of each document in a request, without faulty rows.

    Args:
        rows: The rows.
        problems: Faults of rows are added here.
    """
    found: dict[tuple[str, str], Request] = {}
    for row in rows:
        try:
            document, key, site = _target(row)
        except ValidationError as error:
            problems.append(f"{row.place}: {error}")
            continue
        if not row.changes:
            problems.append(f"{row.place}: nothing to change in {key}")
            continue
        request = found.setdefault((document, key), Request(document, key, site))
        request.site = request.site or site
        if site not in (None, request.site):
            problems.append(f"{request.places[0]} and {row.place} name different sites for {key}")
        request.places.append(row.place)
        for name, value in row.changes.items():
            if name in request.patch and not same(request.patch[name], value):
                problems.append(f"{request.place_of[name]} and {row.place} set {name} of {key} to different values")
            else:
                request.patch.setdefault(name, value)
                request.place_of.setdefault(name, row.place)
    if not found and not problems:
        problems.append("there is nothing to change: no rows were given")
    return list(found.values())


def refuse(problems: list[str]) -> None:
    """Raise one error with all problems, if there are any.

    Raises:
        ValidationError: There is a problem.
    """
    if not problems:
        return
    if len(problems) == 1:
        raise ValidationError(problems[0], tuple(problems))
    more = len(problems) - _MOST_SHOWN
    lines = [f"  - {problem}" for problem in problems[:_MOST_SHOWN]] + ([f"  ... and {more} more"] if more > 0 else [])
    raise ValidationError("\n".join([f"{len(problems)} problems; nothing was sent", *lines]), tuple(problems))


def _target(row: Row) -> tuple[str, str, str | None]:
    names = {name: value for name, value in row.names.items() if value not in (None, "")}
    site = names.pop("siteKey", None)
    named = [name for name in ("key", "hardwareKey", "hid") if name in names]
    given = {name: _key_of(name, names[name]) for name in named}
    if len(set(given.values())) > 1:
        raise ValidationError(f"{' and '.join(named)} name different targets")
    if not given and site is None:
        raise ValidationError("it names no target; give key, hardwareKey, hid or siteKey")
    key = next(iter(given.values()), None) or keys.site_key(_text_or_number(site, "siteKey"))
    word = names.get("document")
    document = document_of_key(key) if word is None else document_named(str(word))
    return (
        document,
        key_for(document, key),
        keys.site_key(_text_or_number(site, "siteKey")) if site is not None else None,
    )


def _key_of(name: str, value: JsonValue) -> str:
    given = _text_or_number(value, name)
    if name == "key":
        number = str(given).strip()
        if number.isdecimal():
            raise ValidationError(
                f"key is {number}, which may be the key of a site or a device; write S{number} or H{number}"
            )
        return keys.object_key(str(given))
    return keys.hardware_key(given)


def _text_or_number(value: JsonValue, name: str) -> str | int:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return value
    raise ValidationError(f"{name} is {value!r}, which is not a key")


def _as_json(fields: Mapping[str, object], place: str) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {}
    for name, value in fields.items():
        if not (value is None or isinstance(value, (bool, int, float, str, list, dict))):
            raise ValidationError(f"{place}: {name} is a {type(value).__name__}, which JSON does not have")
        found[name] = value
    return found
