"""Objects as tables in a notebook. All text in them is escaped; numbers are rounded, for the eye only."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import IntEnum
from html import escape
from itertools import islice

_MOST_ROWS = 40
_LONGEST = 80
_SMALLEST, _GREATEST = 0.001, 1e15
_LAYOUT = "white-space: nowrap; border-spacing: 10px 2px"


def grid(caption: str, headings: Sequence[str], rows: Iterable[Sequence[object]], count: int) -> str:
    """A table in HTML.

    Args:
        caption: Text above the table.
        headings: Names of the columns.
        rows: Their cells; no more of them are taken than are shown.
        count: Number of all rows.
    """
    shown_rows = list(islice(rows, min(count, _MOST_ROWS)))
    sides = [_side(row[place] for row in shown_rows) for place in range(len(headings))]
    lines = [_line("th", headings, sides), *(_line("td", row, sides) for row in shown_rows)]
    more = f"<div>... and {count - _MOST_ROWS} more</div>" if count > _MOST_ROWS else ""
    title = f'<caption style="text-align: left"><b>{escape(caption)}</b></caption>'
    return f'<div style="overflow-x: auto"><table style="{_LAYOUT}">{title}{"".join(lines)}</table>{more}</div>'


def heading(name: str, unit: str) -> str:
    """The name of a column with its unit."""
    return f"{name} ({unit})" if unit else name


def shown(value: object) -> str:
    """A value in a word or a few."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _rounded(value)
    if isinstance(value, IntEnum):
        return value.name.replace("_", " ").lower()
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, (list, dict)):
        return f"{len(value)} item{'' if len(value) == 1 else 's'}"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _side(values: Iterable[object]) -> str:
    """Alignment of a column: numbers to the right."""
    return (
        "right" if any(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values) else "left"
    )


def _line(tag: str, values: Sequence[object], sides: Sequence[str]) -> str:
    cells = (
        f'<{tag} style="text-align: {side}">{escape(shown(value))}</{tag}>'
        for value, side in zip(values, sides, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _rounded(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value and not _SMALLEST <= abs(value) < _GREATEST:
        return f"{value:.4g}"
    return f"{value:,.3f}".rstrip("0").rstrip(".")
