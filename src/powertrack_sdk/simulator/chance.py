"""Chance that is the same at every run."""

from __future__ import annotations

from random import Random


def chance(seed: str) -> Random:
    """A source of numbers that depends on nothing but its seed."""
    return Random(seed)  # noqa: S311 - weather and names, no secrets
