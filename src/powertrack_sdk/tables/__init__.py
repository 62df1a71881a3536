"""Results as tables: data frames of pandas, polars and Arrow, and HTML in notebooks."""
