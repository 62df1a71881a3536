"""The manifest of an export: its terms, the columns of its data sets, and its parts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import msgspec
from attrs import asdict, define

from powertrack_core.decoding import JsonObject, JsonValue, load_object, objects
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.export.data_sets import columns_of
from powertrack_sdk.export.parts import DATA_SETS, PARTITIONS, DataSet, place_of
from powertrack_sdk.export.result import ExportedPart, FailedPart
from powertrack_sdk.export.terms import Terms
from powertrack_sdk.files import replace_file
from powertrack_sdk.tables.columns import Kind

VERSION = 1
NAME = "manifest.json"

_TYPES: dict[Kind, str] = {
    "number": "double",
    "integer": "int64",
    "flag": "bool",
    "text": "string",
    "day": "date",
    "instant": "timestamp[us, UTC]",
    "local": "timestamp[us]",
}


@define(kw_only=True)
class Manifest:
    """Describes the folder of an export.

    Attributes:
        terms: What is exported.
        started_at: Start of the first run.
        run_started_at: Start of the last run, or of the first of several runs that ended early.
        finished_at: End of the last run; None if it ended early or is in progress.
        parts: The parts in the folder, by path.
        failures: Parts that the last run could not read.
        notes: Notes of the last run.
    """

    terms: Terms
    started_at: datetime
    run_started_at: datetime
    finished_at: datetime | None = None
    parts: dict[str, ExportedPart]
    failures: tuple[FailedPart, ...] = ()
    notes: tuple[str, ...] = ()

    def save(self, path: Path, now: datetime) -> None:
        """Replace the manifest file in one step."""
        terms = self.terms
        content: JsonObject = {
            "manifest": VERSION,
            **_renamed(asdict(terms, value_serializer=_json)),
            "started_at": self.started_at.isoformat(),
            "run_started_at": self.run_started_at.isoformat(),
            "written_at": now.isoformat(),
            "finished_at": self.finished_at.isoformat() if self.finished_at is not None else None,
            "data_sets": {name: _described(name) for name in _data_sets(terms)},
            "parts": [part_to_json(self.parts[name]) for name in sorted(self.parts)],
            "failures": [
                _place(one) | {"reason": one.reason} for one in sorted(self.failures, key=lambda one: one.path)
            ],
            "notes": [*self.notes],
        }
        replace_file(path, json.dumps(content, indent=1).encode("ascii") + b"\n")

    @classmethod
    def load(cls, path: Path) -> Manifest | None:
        """Read the manifest of a folder; None if there is none.

        Raises:
            ConfigurationError: It cannot be read, or is not a manifest.
        """
        try:
            content = load_object(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise ConfigurationError(f"{path} cannot be read as the manifest of an export ({reason})") from error
        if content.get("manifest") != VERSION:
            raise ConfigurationError(f"{path} is not a manifest of version {VERSION}. Export into another folder")
        parts = objects(content.get("parts"))
        try:
            return msgspec.convert(
                {
                    **{name: content.get(name) for name in ("started_at", "run_started_at", "finished_at")},
                    "terms": {**content, "first": content.get("from"), "last": content.get("to")},
                    "parts": {part.path: part for part in map(part_from_json, parts)},
                },
                cls,
            )
        except (ValueError, msgspec.ValidationError) as error:
            raise ConfigurationError(f"{path} is damaged ({error}). Export into another folder") from error


def part_to_json(part: ExportedPart) -> JsonObject:
    """Return a part as the manifest holds it."""
    return _place(part) | _renamed(asdict(part, value_serializer=_json))


def part_from_json(row: JsonObject) -> ExportedPart:
    """Read a part of a manifest.

    Raises:
        ValueError: It is none.
    """
    try:
        part = msgspec.convert({**row, "first": row.get("from"), "last": row.get("to")}, ExportedPart)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    place_of(part.path)
    return part


def _place(part: ExportedPart | FailedPart) -> JsonObject:
    return {"path": part.path, "data_set": part.data_set, "site": part.site, "month": part.month}


def _renamed(fields: JsonObject) -> JsonObject:
    names = {"first": "from", "last": "to"}
    return {names.get(name, name): value for name, value in fields.items()}


def _json(_: object, __: object, value: JsonValue | date) -> JsonValue:
    return value.isoformat() if isinstance(value, date) else value


def _data_sets(terms: Terms) -> Iterable[DataSet]:
    return (name for name in DATA_SETS if name.removesuffix("_registers") in terms.what)


def _described(name: DataSet) -> JsonObject:
    """Describe the columns of a data set; those that are folder names come last."""
    columns: list[JsonValue] = [
        {"name": column.name, "type": _TYPES[column.kind], "unit": column.unit or None} for column in columns_of(name)
    ]
    folders: list[JsonValue] = [{"name": one, "type": "string", "unit": None} for one in PARTITIONS[name]]
    return {"partitions": [*PARTITIONS[name]], "columns": columns + folders}
