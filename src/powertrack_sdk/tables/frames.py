"""Data frames of a table. Each takes an extra, which is imported only when it is asked for."""

from __future__ import annotations

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
    """A table as a pandas DataFrame.

    Raises:
        ConfigurationError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("a pandas DataFrame", "pandas", "pandas") from error
    arrays = {column.name: _pandas_array(column) for column in table.columns}
    index = None if table.index is None else pd.Index(arrays.pop(table.index), name=table.index)
    frame = pd.DataFrame(arrays, index=index)
    frame.attrs["units"] = table.units
    return frame


def to_polars(table: Table) -> pl.DataFrame:
    """A table as a polars DataFrame.

    Raises:
        ConfigurationError: polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("a polars DataFrame", "polars", "polars") from error
    return pl.DataFrame([_polars_series(column) for column in table.columns])


def to_arrow(table: Table) -> pa.Table:
    """A table as an Arrow table.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise _missing("an Arrow table", "pyarrow", "arrow") from error
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
        zone_name = column.zone if column.kind == "instant" else None
        return pl.Series(column.name, column.values, dtype=pl.Int64).cast(pl.Datetime("us", zone_name))
    dtypes = {"number": pl.Float64, "integer": pl.Int64, "flag": pl.Boolean, "text": pl.String, "day": pl.Date}
    return pl.Series(column.name, column.values, dtype=dtypes[column.kind])


def _arrow_array(column: Column) -> pa.Array:
    import pyarrow as pa

    if column.kind in ("instant", "local"):
        zone_name = column.zone if column.kind == "instant" else None
        return pa.array(column.values, pa.int64()).cast(pa.timestamp("us", tz=zone_name))
    types = {"number": pa.float64(), "integer": pa.int64(), "flag": pa.bool_(), "text": pa.string(), "day": pa.date32()}
    return pa.array(column.values, types[column.kind])


def _missing(wanted: str, library: str, extra: str) -> ConfigurationError:
    return ConfigurationError(f'{wanted} takes {library}; install it with `pip install "powertrack-sdk[{extra}]"`')
