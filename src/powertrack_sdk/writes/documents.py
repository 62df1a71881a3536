"""The kinds of documents that are written, by their names. They are loaded when the first is asked for."""

from __future__ import annotations

from functools import cache

from powertrack_core.shapes import Document, ListShape, ObjectShape, Rows, Scalar

ALERT_TRIGGER = "AlertTrigger"
HARDWARE = "HardwareConfig"
HARDWARE_TABLE = "SiteHardwareConfig"
MODELING = "ModelingData"
REPORT = "ReportConfig"
SITE = "SiteConfig"


def document(name: str) -> Document:
    """A kind of document by its name in the specification.

    Raises:
        KeyError: There is none of that name.
    """
    return _known()[name]


@cache
def listing(name: str, rows: str, of: str) -> Document:
    """A list of documents, as an object with a key.

    Args:
        name: Name for it.
        rows: Field with the list.
        of: Name of the kind of the documents.
    """
    key = Scalar(types=frozenset({"string"}), read_only=True)
    item = ListShape(item=document(of).shape, merge_key="key")
    return Document(
        name=name, shape=ObjectShape(name=name, fields={"key": key, rows: item}), identity="key", stamp="lastChanged"
    )


def table_rows() -> Rows:
    """The rows of the table of a site's devices."""
    rows = document(HARDWARE_TABLE).rows
    if rows is None:
        raise KeyError(f"{HARDWARE_TABLE} has no rows")
    return rows


@cache
def _known() -> dict[str, Document]:
    from powertrack_api import documents

    return {value.name: value for value in vars(documents).values() if isinstance(value, Document)}
