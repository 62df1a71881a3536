"""Drift: what the API answers and the specification does not say, observed without keeping a value."""
