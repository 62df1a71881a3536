"""The manifest of an export: what it is of, the columns of its data sets, and its parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue, flag, integer, load_object, objects, text
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.export.data_sets import columns_of
from powertrack_sdk.export.parts import DATA_SETS, PARTITIONS, DataSet, place_of
from powertrack_sdk.export.result import ExportedPart, FailedPart
from powertrack_sdk.export.terms import Terms, terms
from powertrack_sdk.files import replace_file
from powertrack_sdk.tables.columns import Kind

T = TypeVar("T")

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


@frozen(kw_only=True)
class Manifest:
    """What is in the folder of an export.

    Attributes:
        terms: What the export is of.
        started_at: When it was begun.
        run_started_at: When its last run was begun, or the first of several runs that ended early.
        finished_at: When the last run had gone through all parts; None where it ended early, or is under way.
        parts: The parts that are there, by their paths.
        failures: What could not be read in the last run.
        notes: What else to know about the last run.
    """

    terms: Terms
    started_at: datetime
    run_started_at: datetime
    finished_at: datetime | None
    parts: Mapping[str, ExportedPart]
    failures: tuple[FailedPart, ...] = ()
    notes: tuple[str, ...] = ()

    def save(self, path: Path, now: datetime) -> None:
        """Put it in its place, whole or not at all.

        Raises:
            OSError: It cannot be written.
        """
        asked = self.terms
        content: JsonObject = {
            "manifest": VERSION,
            "customer": asked.customer,
            "what": [*asked.what],
            "sites": [*asked.sites] if asked.sites is not None else None,
            "from": _iso(asked.first),
            "to": _iso(asked.last),
            "format": asked.format,
            "chart_type": asked.chart_type,
            "bin_size": asked.bin_size,
            "started_at": self.started_at.isoformat(),
            "run_started_at": self.run_started_at.isoformat(),
            "written_at": now.isoformat(),
            "finished_at": _iso(self.finished_at),
            "data_sets": {name: _described(name) for name in _data_sets(asked)},
            "parts": [part_to_json(self.parts[name]) for name in sorted(self.parts)],
            "failures": [
                _placed(one) | {"reason": one.reason} for one in sorted(self.failures, key=lambda one: one.path)
            ],
            "notes": [*self.notes],
        }
        replace_file(path, json.dumps(content, indent=1).encode("ascii") + b"\n")

    @classmethod
    def load(cls, path: Path) -> Manifest | None:
        """Read the manifest of a folder; None where there is none.

        Raises:
            ConfigurationError: It cannot be read, or is no manifest.
        """
        try:
            content = load_object(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise ConfigurationError(f"{path} cannot be read as the manifest of an export ({reason})") from error
        if content.get("manifest") != VERSION:
            raise ConfigurationError(f"{path} is no manifest of version {VERSION}. Export into another folder")
        try:
            started_at = _there(_moment(content.get("started_at")))
            return cls(
                terms=_terms(content),
                started_at=started_at,
                run_started_at=_moment(content.get("run_started_at")) or started_at,
                finished_at=_moment(content.get("finished_at")),
                parts={part.path: part for part in map(part_from_json, objects(content.get("parts")))},
            )
        except (ValueError, ValidationError) as error:
            raise ConfigurationError(f"{path} is damaged ({error}). Export into another folder") from error


def part_to_json(part: ExportedPart) -> JsonObject:
    """A part as it stands in the manifest."""
    return {
        **_placed(part),
        "from": _iso(part.first),
        "to": _iso(part.last),
        "rows": part.rows,
        "bytes": part.bytes,
        "sha256": part.sha256,
        "read_at": part.read_at.isoformat(),
        "written_at": part.written_at.isoformat(),
        "is_final": part.is_final,
        "without_values": [*part.without_values],
    }


def part_from_json(row: JsonObject) -> ExportedPart:
    """A part that stands in the manifest.

    Raises:
        ValueError: It is none.
    """
    path = _there(text(row.get("path")))
    place_of(path)
    written_at = _there(_moment(row.get("written_at")))
    silent = row.get("without_values")
    return ExportedPart(
        path=path,
        first=_day(row.get("from")),
        last=_day(row.get("to")),
        rows=_there(integer(row.get("rows"))),
        bytes=_there(integer(row.get("bytes"))),
        sha256=_there(text(row.get("sha256"))),
        read_at=_moment(row.get("read_at")) or written_at,
        written_at=written_at,
        is_final=_there(flag(row.get("is_final"))),
        without_values=tuple(map(str, silent)) if isinstance(silent, list) else (),
    )


def _placed(part: ExportedPart | FailedPart) -> JsonObject:
    return {"path": part.path, "data_set": part.data_set, "site": part.site, "month": part.month}


def _data_sets(asked: Terms) -> Iterable[DataSet]:
    return (
        name for name in DATA_SETS if name in asked.what or (name == "hardware_registers" and "hardware" in asked.what)
    )


def _described(name: DataSet) -> JsonObject:
    """The columns of a data set, those that are the names of folders last."""
    columns: list[JsonValue] = [
        {"name": column.name, "type": _TYPES[column.kind], "unit": column.unit or None} for column in columns_of(name)
    ]
    folders: list[JsonValue] = [{"name": one, "type": "string", "unit": None} for one in PARTITIONS[name]]
    return {"partitions": [*PARTITIONS[name]], "columns": columns + folders}


def _terms(content: JsonObject) -> Terms:
    what, sites = content.get("what"), content.get("sites")
    return terms(
        _there(text(content.get("customer"))),
        [str(one) for one in what] if isinstance(what, list) else [],
        text(content.get("from")),
        text(content.get("to")),
        _there(text(content.get("format"))),
        integer(content.get("chart_type")) or 0,
        integer(content.get("bin_size")) or 0,
        [str(one) for one in sites] if isinstance(sites, list) else None,
    )


def _there(value: T | None) -> T:
    if value is None:
        raise ValueError("something is missing")
    return value


def _day(value: JsonValue) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _moment(value: JsonValue) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None
