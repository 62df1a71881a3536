"""Data frames of a table. Each library is an extra and imported on use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timezone
from typing import TYPE_CHECKING

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.zones import zone

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from pandas.api.extensions import ExtensionArray

    from powertrack_sdk.tables.columns import Column, Table


def to_pandas(table: Table) -> pd.DataFrame:
    """Return a pandas DataFrame; see `Tabular.to_pandas`."""
    with _extra("pandas"):
        import pandas as pd
    arrays = {column.name: _pandas_array(column) for column in table.columns}
    index = None if table.index is None else pd.Index(arrays.pop(table.index), name=table.index)
    frame = pd.DataFrame(arrays, index=index)
    frame.attrs["units"] = table.units
    return frame


def to_polars(table: Table) -> pl.DataFrame:
    """Return a polars DataFrame; see `Tabular.to_polars`."""
    with _extra("polars"):
        import polars as pl
    return pl.DataFrame([_polars_series(column) for column in table.columns])


def to_arrow(table: Table) -> pa.Table:
    """Return an Arrow table; see `Tabular.to_arrow`."""
    with _extra("arrow", "pyarrow"):
        import pyarrow as pa
    arrays = [_arrow_array(column) for column in table.columns]
    fields = [
        pa.field(column.name, array.type, metadata={"unit": column.unit} if column.unit else None)
        for column, array in zip(table.columns, arrays, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _pandas_array(column: Column) -> np.ndarray | ExtensionArray:
    import numpy as np
    import pandas as pd

    if column.kind in ("instant", "local"):
        moments = np.array(column.values, dtype="datetime64[us]")
        return (
            pd.DatetimeIndex(moments, tz="UTC").tz_convert(zone(column.zone)).array
            if column.kind == "instant"
            else moments
        )
    if column.kind == "day":
        return np.array(column.values, dtype="datetime64[D]").astype("datetime64[s]")
    if column.kind == "number":
        return np.array(column.values, dtype="float64")
    return pd.array(column.values, dtype={"integer": "Int64", "flag": "boolean", "text": "string"}[column.kind])


def _polars_series(column: Column) -> pl.Series:
    import polars as pl

    if column.kind in ("instant", "local"):
        offset = _offset(column)
        zone_name = None if column.kind == "local" else column.zone if offset is None else "UTC"
        return pl.Series(column.name, column.values, dtype=pl.Int64).cast(pl.Datetime("us", zone_name))
    dtypes = {"number": pl.Float64, "integer": pl.Int64, "flag": pl.Boolean, "text": pl.String, "day": pl.Date}
    return pl.Series(column.name, column.values, dtype=dtypes[column.kind])


def _arrow_array(column: Column) -> pa.Array:
    import pyarrow as pa

    if column.kind in ("instant", "local"):
        zone_name = None if column.kind == "local" else _offset(column) or column.zone
        return pa.array(column.values, pa.int64()).cast(pa.timestamp("us", tz=zone_name))
    types = {"number": pa.float64(), "integer": pa.int64(), "flag": pa.bool_(), "text": pa.string(), "day": pa.date32()}
    return pa.array(column.values, types[column.kind])


def _offset(column: Column) -> str | None:
    """Return the offset of a zone without an IANA name, such as `+05:30`, which polars cannot express; else None."""
    place = zone(column.zone)
    return str(place).removeprefix("UTC") or None if isinstance(place, timezone) else None


@contextmanager
def _extra(name: str, library: str = "") -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise ConfigurationError(
            f'this needs {library or name}; install it with `pip install "powertrack-sdk[{name}]"`'
        ) from error
