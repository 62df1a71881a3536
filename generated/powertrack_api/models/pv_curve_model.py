"""A curve of an inverter's efficiency or of a module's incidence angle losses. Only curves without points were seen."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, integer, number, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PvCurveModel(Model):
    """A curve of an inverter's efficiency or of a module's incidence angle losses. Only curves without points were
    seen.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "modelType",
            "manufacturer",
            "modelName",
            "pointsList",
            "scaleX",
            "scaleY",
        }
    )

    key: str | None = None
    """Key of the curve; only the empty string was seen."""
    model_type: int | None = None
    """Kind of curve; only 0 was seen."""
    manufacturer: str | None = None
    """Maker of the device that the curve describes."""
    model_name: str | None = None
    """Name of the curve."""
    points_list: list[JsonValue] = Factory(list)
    """Points of the curve; only an empty list was seen."""
    scale_x: float | None = None
    """Scale of the points' x; only 0 was seen."""
    scale_y: float | None = None
    """Scale of the points' y; only 0 was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            model_type=integer(get("modelType")),
            manufacturer=text(get("manufacturer")),
            model_name=text(get("modelName")),
            points_list=values(get("pointsList")),
            scale_x=number(get("scaleX")),
            scale_y=number(get("scaleY")),
            raw=data,
        )
