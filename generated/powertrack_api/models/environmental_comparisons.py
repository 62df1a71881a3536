"""Everyday quantities that a public display may compare the site's production with; true for those that it shows."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class EnvironmentalComparisons(Model):
    """Everyday quantities that a public display may compare the site's production with; true for those that it shows."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "carbon",
            "cars",
            "gas",
            "homes",
            "methane",
            "oil",
            "televisions",
            "trees",
            "water",
        }
    )

    carbon: bool | None = None
    """Carbon dioxide that was not emitted."""
    cars: bool | None = None
    """Cars taken off the road."""
    gas: bool | None = None
    """Gasoline that was not burnt."""
    homes: bool | None = None
    """Homes supplied with energy."""
    methane: bool | None = None
    """Methane that was not emitted."""
    oil: bool | None = None
    """Oil that was not burnt."""
    televisions: bool | None = None
    """Televisions supplied with energy."""
    trees: bool | None = None
    """Trees that would bind as much carbon dioxide."""
    water: bool | None = None
    """Water that was not used up."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            carbon=flag(get("carbon")),
            cars=flag(get("cars")),
            gas=flag(get("gas")),
            homes=flag(get("homes")),
            methane=flag(get("methane")),
            oil=flag(get("oil")),
            televisions=flag(get("televisions")),
            trees=flag(get("trees")),
            water=flag(get("water")),
            raw=data,
        )
