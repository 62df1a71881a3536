"""What can become a table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from powertrack_sdk.tables.columns import Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Tabular(ABC):
    """Something that can become a table: a data frame, or HTML in a notebook."""

    __slots__ = ()

    @abstractmethod
    def table(self) -> Table:
        """The table, column by column, with the unit of each; its `units` are those of all."""

    def to_pandas(self) -> pd.DataFrame:
        """The table as a pandas DataFrame.

        Returns:
            Numbers are `float64`, and one that is missing is NaN; whole numbers are `Int64`, flags `boolean`, texts
            `string`, days `datetime64[s]`, moments `datetime64[us]` with their time zone. `attrs["units"]` holds the
            units by column.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        return self.table().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The table as a polars DataFrame.

        Returns:
            What is missing is null, and NaN stays NaN. Moments are `Datetime("us")` with their time zone. A polars
            DataFrame has no place for units; `table().units` has them.

        Raises:
            ConfigurationError: polars is not installed.
        """
        return self.table().to_polars()

    def to_arrow(self) -> pa.Table:
        """The table as an Arrow table.

        Returns:
            What is missing is null, and NaN stays NaN. Moments are `timestamp[us]` with their time zone. The metadata
            of a field holds its unit: `{b"unit": b"kW"}`.

        Raises:
            ConfigurationError: pyarrow is not installed.
        """
        return self.table().to_arrow()

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()
